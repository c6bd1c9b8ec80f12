// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/words.hpp"

namespace colporteur::robot {
namespace {

constexpr CommandWords table[] = {
    {"subscribe",
     "zapisz|zapisz mnie|zapisać|zapisz się|zapisać się|zapisuję się|"
     "chcę się zapisać|subskrybuj|subskrybuję|subskrypcja",
     "prenumerata"},
    {"unsubscribe",
     "wypisz|wypisz mnie|wypisać|wypisz się|wypisać się|wypisuję się|"
     "chcę się wypisać|wypiszcie mnie|odsubskrybuj|anuluj subskrypcję|usuń mnie",
     "rezygnuję|rezygnacja"},
    {"set", "", "ustaw|opcje"},
    {"review", "subskrybenci|lista członków", "członkowie|uczestnicy"},
    {"info", "", "informacje|informacja|info"},
    {"index", "", "indeks|archiwum|spis"},
    {"get", "pobierz"},
    {"last", "ostatnia|ostatnia wiadomość", "ostatnia|ostatni|ostatnie"},
    {"lists", "listy|wszystkie listy", "lista"},
    {"which", "moje listy|moje subskrypcje", "status"},
    {"help", "pomoc|pomocy|ratunku", "polecenia"},
    {"invite", "zaproś", "zaproszenie"},
    {"add", "dodaj|dodaj członka"},
    {"del", "usuń|usuń członka", "usuń"},
    {"remind", "przypomnij", "przypomnienie"},
    {"stats", "statystyki|statystyka"},
    {"modindex", "oczekujące|oczekujące wiadomości", "oczekujące|kolejka"},
    {"approve", "zatwierdź|zaakceptuj", "przyjmij|opublikuj"},
    {"reject", "odrzuć", "odmów"},
    {"discard", "wyrzuć", "skasuj"},
    {"confirm", "potwierdź|potwierdzam|uwierzytelnij", "tak|zgoda|zgadzam się"},
    {"verify", "zweryfikuj|sprawdź podpis"},
    {"quiet", "po cichu", "cicho"},
    {"quit", "koniec|koniec poleceń"},
    {"move", "zmień adres|zmień mój adres|nowy adres|zmiana adresu"},
    {"suspend", "zawieś|wstrzymaj", "urlop|pauza"},
    {"resume", "wznów", "przywróć"},
    {"block", "zablokuj|zbanuj|czarna lista"},
    {"unblock", "odblokuj"},
    {"data", "moje dane", "prywatność"},
    {"forget", "zapomnij mnie|zapomnij o mnie|zapomnijcie o mnie|usuń moje dane"},
    {"config", "konfiguruj|konfiguracja", "ustawienia"},
    {"create", "utwórz listę|stwórz listę|nowa lista", "utwórz"},
    {"close", "zamknij|zamknij listę", "zamknij"},
    {"open", "otwórz|otwórz listę|otwórz ponownie", "otwórz"},
    {"moderate", "moderuj"},
    {"trust", "zaufaj", "ufaj"},
    {"grant", "mianuj|nadaj rolę"},
    {"revoke", "odwołaj|odbierz rolę"},
    {"addresses", "moje adresy|dodaj adres"},
    {"language", "język|mój język", "język"},
};

}  // namespace

std::span<const CommandWords> polish_words()
{
    return table;
}

}  // namespace colporteur::robot

// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/words.hpp"

namespace colporteur::robot {
namespace {

constexpr CommandWords table[] = {
    {"subscribe",
     "suscribir|suscribirse|suscribirme|suscríbeme|suscríbanme|me suscribo|"
     "suscripción|apuntarme|apúntame|inscribir|inscribirse|inscribirme|dar de alta|"
     "darme de alta|darse de alta|dame de alta",
     "alta|inscripción|unirme"},
    {"unsubscribe",
     "baja|dar de baja|darme de baja|darse de baja|dame de baja|me doy de baja|"
     "desuscribir|desuscribirse|desuscribirme|cancelar suscripción|"
     "cancelar la suscripción|anular suscripción|anular la suscripción|bórrame|"
     "borrarme",
     "salir|dejar"},
    {"set", "", "ajustar|poner|pon|opciones"},
    {"review", "suscriptores", "miembros|quién|quiénes"},
    {"info", "", "información|info"},
    {"index", "", "índice|archivo|archivos"},
    {"get", "obtener|descargar"},
    {"last", "último|último mensaje", "último|última|últimos"},
    {"lists", "listas|todas las listas", "lista"},
    {"which", "mis listas|mis suscripciones|suscripciones", "estado"},
    {"help", "ayuda|socorro", "instrucciones|comandos"},
    {"invite", "invitar|invita", "invitación"},
    {"add", "añadir|agregar", "añade|agrega"},
    {"del", "eliminar|expulsar", "borrar|quitar"},
    {"remind", "recordar|recordatorio", "recuerda"},
    {"stats", "estadísticas|estadística"},
    {"modindex", "pendientes|mensajes pendientes", "pendientes|cola|en espera"},
    {"approve", "aprobar", "aceptar|publicar|difundir|distribuir|aprueba"},
    {"reject", "rechazar|denegar", "rechaza"},
    {"discard", "descartar|desechar"},
    {"confirm", "confirmar|confirmo|autenticar|autentificar", "sí|de acuerdo|vale|acepto"},
    {"verify", "verificar", "comprobar"},
    {"quiet", "en silencio|sin avisar", "silencio"},
    {"quit", "fin|fin de los comandos", "terminar|final"},
    {"move",
     "cambiar dirección|cambiar de dirección|cambiar mi dirección|nueva dirección|"
     "cambio de dirección"},
    {"suspend", "suspender|pausar", "suspende|vacaciones|pausa"},
    {"resume", "reanudar|retomar", "reanuda"},
    {"block", "bloquear|vetar|lista negra", "bloquea"},
    {"unblock", "desbloquear"},
    {"data", "mis datos", "privacidad"},
    {"forget",
     "olvídame|olvidadme|olvídenme|borrar mis datos|eliminar mis datos|"
     "derecho al olvido"},
    {"config", "configurar|configuración", "ajustes"},
    {"create", "crear lista|crear una lista|nueva lista", "crear"},
    {"close", "cerrar|cerrar lista|cerrar la lista", "cerrar"},
    {"open", "reabrir|abrir lista|abrir la lista", "abrir"},
    {"moderate", "moderar"},
    {"trust", "confiar|confiar en", "confiar"},
    {"grant", "nombrar|otorgar", "conceder"},
    {"revoke", "revocar|destituir"},
    {"addresses", "mis direcciones|añadir dirección|agregar dirección"},
    {"language", "idioma|mi idioma", "lengua"},
};

}  // namespace

std::span<const CommandWords> spanish_words()
{
    return table;
}

}  // namespace colporteur::robot

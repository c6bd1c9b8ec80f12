// SPDX-License-Identifier: AGPL-3.0-or-later
#include "exchange/members.hpp"

#include <sstream>

#include <doctest/doctest.h>

#include "store/lists.hpp"
#include "store/migrations.hpp"
#include "store/people.hpp"

using namespace colporteur;

namespace {

const Time noon = parse_time("2026-03-01 12:00").value();

mail::Address address(std::string_view text)
{
    return mail::parse_address(text).value();
}

/// A list with nobody on it, in a database of its own.
struct Place {
    Place()
    {
        store::migrate(db);
        store::Tx tx{db};
        list.domain =
            store::add_domain(tx, {.name = "info.example.org", .title = "", .language = "fr"});
        list.id = store::add_list(tx, list);
        tx.commit();
    }

    exchange::ImportCount import(const std::string& csv, bool dry_run = false)
    {
        std::istringstream in{csv};
        complaints.clear();
        const auto complain = [this](int line, std::string_view what) {
            complaints.push_back(fmt::format("{}: {}", line, what));
        };
        const auto stays_away = [this](const mail::Address& who) {
            return who.text() == forgotten;
        };
        return exchange::import_members(db, list, in, {"people.csv", dry_run, complain, stays_away},
                                        noon);
    }

    std::string exported()
    {
        std::ostringstream out;
        exchange::export_members(db, list, out);
        return out.str();
    }

    std::string name_of(std::string_view who)
    {
        return store::find_person(db, address(who)).value().name;
    }

    std::string forgotten;
    store::Db db{":memory:"};
    model::List list{.address = address("lettre@info.example.org"),
                     .title = "La lettre",
                     .description = {},
                     .language = "fr",
                     .list_id = "lettre.info.example.org"};
    std::vector<std::string> complaints;
};

}  // namespace

TEST_CASE("an import brings back nobody who was forgotten, and knows nothing of them (RGPD-07)")
{
    Place place;
    place.forgotten = "ana@example.org";
    for (const bool dry_run : {true, false}) {
        const auto count = place.import("ana@example.org,Ana\nbob@example.org,Bob\n", dry_run);
        CHECK(count.added == 1);
        CHECK(count.barred == 1);
    }
    CHECK_FALSE(store::find_person(place.db, address("ana@example.org")).has_value());
}

TEST_CASE("people are read whatever the columns, the separator and the language of the header")
{
    for (const std::string csv : {
             "address,name\nzoe@example.net,Zoé Lüders\n",
             "zoe@example.net,Zoé Lüders\n",
             "Zoé Lüders;zoe@example.net\n",
             "nom;prénom;adresse\nLüders;Zoé;zoe@example.net\n",
             "Prénom\tNom\tE-mail\nZoé\tLüders\tzoe@example.net\n",
             "Zoé Lüders <zoe@example.net>\n",
             "Adresse électronique;Nom\n<zoe@example.net>;Zoé Lüders\n",
             "Zo\xE9 L\xFC"
             "ders;zoe@example.net\n",
         }) {
        CAPTURE(csv);
        Place place;
        CHECK(place.import(csv).added == 1);
        CHECK(place.complaints.empty());
        CHECK(place.name_of("zoe@example.net") == "Zoé Lüders");
    }
}

TEST_CASE("a name with a comma in quotes before the address is read")
{
    Place place;
    CHECK(place.import("\"Lüders, Zoé\" <zoe@example.net>\n").added == 1);
    CHECK(place.name_of("zoe@example.net") == "Lüders, Zoé");
}

TEST_CASE("what is wrong is said with its line, and the rest is imported")
{
    Place place;
    const auto count =
        place.import("address,name\nana@example.net,Ana\nbob,Bob\n\n\"zoe@example.net\n");

    CHECK(count.added == 1);
    CHECK(count.invalid == 2);
    REQUIRE(place.complaints.size() == 2);
    CHECK(place.complaints[0] == "3: no mail address in \"bob,Bob\"");
    CHECK(place.complaints[1] == "5: a quote is opened and never closed");
}

TEST_CASE("an import never revives someone who left")
{
    Place place;
    place.import("ana@example.net\n");
    const auto person = store::find_person(place.db, address("ana@example.net"));
    const auto member = store::find_member(place.db, place.list.id, person->id);
    {
        store::Tx tx{place.db};
        store::unsubscribe(tx, member->id, noon);
        tx.commit();
    }

    const auto count = place.import("ana@example.net\nANA@Example.net\nbob@example.net\n");

    CHECK(count.added == 1);
    CHECK(count.left_before == 2);
    CHECK(store::count_members(place.db, place.list.id) == 1);
}

TEST_CASE("a second import changes nothing, and a dry run foresees it")
{
    Place place;
    const std::string csv = "ana@example.net\nana@example.net\nbob@example.net\n";

    const auto foreseen = place.import(csv, true);
    CHECK(store::count_members(place.db, place.list.id) == 0);
    const auto first = place.import(csv);
    const auto second = place.import(csv);

    CHECK(foreseen.added == 2);
    CHECK(foreseen.already == 1);
    CHECK(first.added == 2);
    CHECK(first.already == 1);
    CHECK(second.already == 3);
}

TEST_CASE("an import leaves a record of where the consent is said to come from")
{
    Place place;
    place.import("ana@example.net\n");
    const auto person = store::find_person(place.db, address("ana@example.net"));
    const auto consents = store::consents_of(place.db, person->id);

    REQUIRE(consents.size() == 1);
    CHECK(consents[0].way == model::Way::import);
    CHECK(consents[0].evidence == "people.csv");
    CHECK(consents[0].answered == noon);
}

TEST_CASE("more than one transaction's worth is imported whole")
{
    Place place;
    std::string csv = "address\n";
    for (int i = 0; i < 12'500; ++i)
        csv += fmt::format("person{}@example.net\n", i);
    CHECK(place.import(csv).added == 12'500);
    CHECK(store::count_members(place.db, place.list.id) == 12'500);
}

TEST_CASE("what is exported can be imported")
{
    Place place;
    place.import("address,name\nana@example.net,\"Lüders, Ana\"\n+x@example.net,=HYPERLINK()\n");
    const std::string csv = place.exported();

    Place other;
    const auto count = other.import(csv);

    CHECK(csv.starts_with("address,name,joined\r\n"));
    CHECK(csv.find("2026-03-01T12:00:00Z") != std::string::npos);
    CHECK(count.added == 2);
    CHECK(count.invalid == 0);
    CHECK(other.exported() == csv);
    CHECK(other.name_of("+x@example.net") == "=HYPERLINK()");
    CHECK(csv.find("\n+x@example.net,=HYPERLINK(),") != std::string::npos);
}

TEST_CASE("whoever stays away is not imported, and is counted apart (RGPD-07)")
{
    Place place;
    std::istringstream in{"ana@example.net\nzoe@example.net\nbob@example.net\n"};
    const auto stays_away = [](const mail::Address& who) { return who.local() == "zoe"; };
    const auto count = exchange::import_members(
        place.db, place.list, in, {.source = "people.csv", .stays_away = stays_away}, noon);
    CHECK(count.added == 2);
    CHECK(count.barred == 1);
    CHECK_FALSE(store::find_person(place.db, address("zoe@example.net")).has_value());
}

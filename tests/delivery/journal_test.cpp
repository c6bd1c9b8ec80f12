// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/journal.hpp"

#include <fstream>

#include <doctest/doctest.h>

#include "support/temporary.hpp"

namespace colporteur::delivery {
namespace {

Settled entry(int id)
{
    return {static_cast<model::DeliveryId>(id),
            1,
            {model::DeliveryState::sent, from_micros(42), "250 2.0.0 Ok"}};
}

}  // namespace

TEST_CASE("what was appended is there for the next program, from both files")
{
    const support::TemporaryFolder folder;
    {
        Journal journal{folder.path()};
        journal.append(entry(1));
        CHECK(journal.seal().size() == 1);
        journal.append(entry(2));
    }
    const Journal journal{folder.path()};
    const auto found = journal.recover();
    REQUIRE(found.size() == 2);
    CHECK(found[0].settlement.reply == "250 2.0.0 Ok");
    CHECK(model::number(found[0].id) + model::number(found[1].id) == 3);
}

TEST_CASE("what is committed is forgotten")
{
    const support::TemporaryFolder folder;
    {
        Journal journal{folder.path()};
        journal.append(entry(1));
        journal.seal();
        journal.forget_sealed();
        CHECK(journal.empty());
    }
    CHECK(Journal{folder.path()}.recover().empty());
}

TEST_CASE("a torn last entry is left out, those before it are kept")
{
    const support::TemporaryFolder folder;
    {
        Journal journal{folder.path()};
        journal.append(entry(1));
        journal.append(entry(2));
    }
    std::fstream file{folder / "settled.0", std::ios::in | std::ios::out | std::ios::binary};
    file.seekp(25);
    file.put('\0');
    file.close();
    CHECK(Journal{folder.path()}.recover().size() == 1);
}

TEST_CASE("room is promised before it is needed")
{
    const support::TemporaryFolder folder;
    Journal journal{folder.path()};
    Settled longest = entry(1);
    longest.settlement.reply = std::string(200, 'x');
    int appended = 0;
    for (; journal.has_room(1); ++appended)
        journal.append(longest);
    CHECK(appended > 1000);
    CHECK(static_cast<int>(journal.seal().size()) == appended);
}

}  // namespace colporteur::delivery

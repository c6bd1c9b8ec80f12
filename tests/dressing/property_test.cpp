// SPDX-License-Identifier: AGPL-3.0-or-later
// Whatever arrives: what must not be touched is byte for byte, and what is put in is read.
#include <doctest/doctest.h>

#include "dressing_property.hpp"
#include "random_message.hpp"

namespace colporteur::dressing {
namespace {

Options random_options(RandomMessage& random)
{
    Options options;
    options.header_text = random.one_of("", "", "List of the town\n");
    options.footer_text = random.one_of("Leave: https://example.org/\n", "-- \nLeave us\n",
                                        "à 5 €\n", "--b\n--b1--\nLeave\n", "日本 Да\n");
    options.place = random.pick(2) == 0 ? Place::part : Place::inside;
    for (const std::string_view type : {"image/png", "text/html", "message/rfc822"})
        if (random.pick(4) == 0)
            options.drop_types.emplace_back(type);
    if (random.pick(4) == 0)
        options.keep_types = {"text/*", "multipart/signed"};
    options.html_to_text = random.pick(2) == 0;
    options.largest_part = random.pick(3) == 0 ? 100 : 0;
    return options;
}

}  // namespace

TEST_CASE("dressing keeps its promises for messages of every kind (traps 1 to 5, 15, 20)")
{
    constexpr unsigned messages = 2000;
    for (unsigned seed = 1; seed <= messages; ++seed) {
        CAPTURE(seed);
        RandomMessage random{seed};
        const std::string octets = random.make();
        const std::string broken = broken_promise(octets, random_options(random));
        CAPTURE(octets);
        REQUIRE(broken == "");
    }
}

}  // namespace colporteur::dressing

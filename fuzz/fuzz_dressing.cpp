// SPDX-License-Identifier: AGPL-3.0-or-later
// What must not be touched is byte for byte, and what is put in is read; see dressing_property.hpp.
// The first octet chooses how the rest is dressed.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "../tests/dressing/dressing_property.hpp"

using namespace colporteur;

namespace {

dressing::Options options_for(std::uint8_t choice)
{
    dressing::Options options;
    options.header_text = (choice & 1) != 0 ? "List of the town\n" : "";
    options.footer_text = (choice & 2) != 0 ? "-- \nLeave: à 5 €\n" : "--b\nLeave\n";
    options.place = (choice & 4) != 0 ? dressing::Place::inside : dressing::Place::part;
    if ((choice & 8) != 0)
        options.drop_types = {"image/png"};
    if ((choice & 16) != 0)
        options.keep_types = {"text/*", "multipart/signed"};
    options.html_to_text = (choice & 32) != 0;
    options.largest_part = (choice & 64) != 0 ? 100 : 0;
    return options;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view octets{reinterpret_cast<const char*>(data) + 1, size - 1};
    const std::string broken = dressing::broken_promise(octets, options_for(*data));
    if (!broken.empty()) {
        std::fprintf(stderr, "%s\n", broken.c_str());
        std::abort();
    }
    return 0;
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// Whatever a value holds, it cannot change the markup of a page; whatever a template holds, it is
// made ready or refused.
#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "text/source.hpp"
#include "text/template.hpp"

using namespace colporteur;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string input{reinterpret_cast<const char*>(data), size};
    const auto& english = text::language("en");

    const auto page = [&](const std::string& value) {
        return text::fill("web/error.html", english,
                          text::Values{}.set("SITE", value).show("NOT_FOUND"));
    };
    static const std::string blank = page("");
    const std::string filled = page(input);
    for (const char mark : {'<', '>', '"', '\''})
        if (std::ranges::count(filled, mark) != std::ranges::count(blank, mark))
            std::abort();

    try {
        const auto load = [&](std::string_view) { return std::optional{input}; };
        const std::string ready = text::prepare_template("mail/x.txt", load, english);
        if (ready.find("{{>") != std::string::npos)
            std::abort();
    } catch (const std::logic_error&) {
    }
    return 0;
}

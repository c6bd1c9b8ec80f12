// SPDX-License-Identifier: AGPL-3.0-or-later
// A catalogue is refused, or every look-up in it gives some text.
#include <cstdlib>
#include <stdexcept>

#include "text/translation.hpp"

using namespace colporteur;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string mo{reinterpret_cast<const char*>(data), size};
    if (mo.empty())
        return 0;
    try {
        const text::Language language{"fr", mo};
        language.say("Hello");
        language.say("x");
        for (const long long n : {0, 1, 2, 5, 11, 1000000})
            language.count("{} copy", "{} copies", n);
        if (!language.say("").empty())
            std::abort();
    } catch (const std::runtime_error&) {
    }
    return 0;
}

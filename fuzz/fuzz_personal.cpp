// SPDX-License-Identifier: AGPL-3.0-or-later
// Personal fields change nothing but themselves, whatever the message and the values; see
// personal_property.hpp.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "../tests/mail/personal_property.hpp"

using namespace colporteur;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view octets{reinterpret_cast<const char*>(data), size};
    const std::string broken = mail::broken_by_filling(octets);
    if (!broken.empty()) {
        std::fprintf(stderr, "%s\n", broken.c_str());
        std::abort();
    }
    return 0;
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// Whatever a post is: taking tokens out of it moves nothing, ends no line and writes only "x" where
// there is no base64; after one time none is left; without a token nothing changes.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/ascii.hpp"
#include "dressing/tokens.hpp"

using namespace colporteur;

namespace {

// Enough words are tokens for the fuzzer to find some.
bool is_token(std::string_view word)
{
    return lower(word.front()) == 'a';
}

bool is_word(char c)
{
    return is_alpha(c) || is_digit(c) || c == '+' || c == '/';
}

bool is_fair(char before, char after, bool base64)
{
    return before == after || (is_word(before) && (base64 ? is_word(after) : after == 'x'));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string octets{reinterpret_cast<const char*>(data), size};
    if (dressing::without_tokens(octets, [](std::string_view) { return false; }) != octets)
        std::abort();
    const std::string lowered = to_lower(octets);
    const bool base64 = lowered.find("base64") != std::string::npos;
    const bool cut = lowered.find("boundary") != std::string::npos;  // which may be a token here
    const std::string result = dressing::without_tokens(octets, is_token);
    const bool fair =
        std::equal(octets.begin(), octets.end(), result.begin(), result.end(),
                   [base64](char before, char after) { return is_fair(before, after, base64); });
    if (!fair || (!cut && dressing::without_tokens(result, is_token) != result))
        std::abort();
    return 0;
}

// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/ascii.hpp"

namespace colporteur {

/// Walks once through a text; every parser reads with one of these. Never reads past the end.
class Cursor {
public:
    explicit Cursor(std::string_view text) : rest_{text} {}

    bool at_end() const { return rest_.empty(); }

    std::string_view rest() const { return rest_; }

    /// The next octet, or NUL at the end.
    char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

    /// Steps over one octet; at the end it does nothing and returns NUL.
    char take()
    {
        const char c = peek();
        if (!rest_.empty())
            rest_.remove_prefix(1);
        return c;
    }

    /// Steps over `literal` if it comes next, exactly so.
    bool skip(std::string_view literal)
    {
        if (!rest_.starts_with(literal))
            return false;
        rest_.remove_prefix(literal.size());
        return true;
    }

    /// Steps over `word` if it comes next, whatever its case (ASCII).
    bool skip_word(std::string_view word)
    {
        if (!starts_with_word(rest_, word))
            return false;
        rest_.remove_prefix(word.size());
        return true;
    }

    /// Takes the octets for which `wanted` holds, perhaps none.
    template <class Predicate>
    std::string_view take_while(Predicate wanted)
    {
        std::size_t n = 0;
        while (n < rest_.size() && wanted(rest_[n]))
            ++n;
        return take(n);
    }

    /// Takes up to the first octet of `stops`, or to the end.
    std::string_view take_until(std::string_view stops)
    {
        const auto end = rest_.find_first_of(stops);
        return take(end == std::string_view::npos ? rest_.size() : end);
    }

    /// Takes 1 to 18 digits; nothing (and no step) when there are none or more.
    std::optional<std::uint64_t> take_number()
    {
        std::uint64_t value = 0;
        std::size_t n = 0;
        for (; n < rest_.size() && is_digit(rest_[n]); ++n) {
            if (n == 18)
                return std::nullopt;
            value = value * 10 + static_cast<std::uint64_t>(rest_[n] - '0');
        }
        if (n == 0)
            return std::nullopt;
        rest_.remove_prefix(n);
        return value;
    }

private:
    std::string_view take(std::size_t n)
    {
        const auto taken = rest_.substr(0, n);
        rest_.remove_prefix(n);
        return taken;
    }

    std::string_view rest_;
};

}  // namespace colporteur

// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/dkim_fields.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/ascii.hpp"

namespace colporteur::mail {
namespace {

constexpr std::size_t longest_name = 60;  // so that a name of h= fits on a line
constexpr std::size_t longest_line = 76;
constexpr std::string_view fold = "\r\n ";

constexpr std::string_view covered[] = {
    "from",        "to",         "cc",          "subject",        "date",
    "message-id",  "reply-to",   "sender",      "mime-version",   "references",
    "in-reply-to", "precedence", "archived-at", "auto-submitted",
};

constexpr std::string_view covered_families[] = {"content-", "list-"};

constexpr std::string_view sealed[] = {
    "from",
    "subject",
    "date",
    "to",
    "cc",
    "reply-to",
    "content-type",
    "list-unsubscribe",
    "list-unsubscribe-post",
};

bool is_plain(std::string_view name)
{
    return name.size() <= longest_name && std::all_of(name.begin(), name.end(), [](char c) {
               return is_alpha(c) || is_digit(c) || c == '-';
           });
}

/// Words on lines that are short enough.
class FoldedField {
public:
    explicit FoldedField(std::string_view start) : text_{start}, column_{start.size()} {}

    void add(std::string_view word, std::string_view gap = " ")
    {
        const bool fits = column_ + gap.size() + word.size() <= longest_line;
        text_ += fits ? gap : fold;
        text_ += word;
        column_ = (fits ? column_ + gap.size() : 1) + word.size();
    }

    const std::string& text() const { return text_; }

private:
    std::string text_;
    std::size_t column_;
};

}  // namespace

bool is_covered(std::string_view name)
{
    const auto is_name = [&](std::string_view known) { return same_word(name, known); };
    const auto is_family = [&](std::string_view known) { return starts_with_word(name, known); };
    return std::any_of(std::begin(covered), std::end(covered), is_name) ||
           (is_plain(name) &&
            std::any_of(std::begin(covered_families), std::end(covered_families), is_family));
}

std::span<const std::string_view> sealed_names()
{
    return sealed;
}

// field = "DKIM-Signature:" tag *( ";" tag )     RFC 6376 §3.2, §3.5

std::string signature_start(const DkimSigner& signer, const std::vector<std::string>& names)
{
    FoldedField field{"DKIM-Signature:"};
    field.add("v=1;");
    field.add(fmt::format("a={};", signer.key->algorithm()));
    field.add("c=relaxed/relaxed;");
    field.add(fmt::format("d={};", signer.domain));
    field.add(fmt::format("s={};", signer.selector));
    for (std::size_t i = 0; i < names.size(); ++i)
        field.add(
            fmt::format("{}{}{}", i == 0 ? "h=" : "", names[i], i + 1 == names.size() ? ";" : ":"),
            i == 0 ? " " : "");
    return fmt::format("{}{}bh=", field.text(), fold);
}

void append_folded(std::string& field, std::string_view base64)
{
    constexpr std::size_t width = 72;
    while (base64.size() > width) {
        field += base64.substr(0, width);
        field += fold;
        base64.remove_prefix(width);
    }
    field += base64;
}

}  // namespace colporteur::mail

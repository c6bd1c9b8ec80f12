// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Marks a sentence for people, to be translated where it is shown.
#define N_(text) text

namespace colporteur::text {

/// The words of the program in one language, from translations/LANG.po. Immutable; shared between
/// threads.
class Language {
public:
    /// `code`: "fr", "en"; "en" needs no catalogue. `mo`: the compiled catalogue, or "". A damaged
    /// catalogue throws std::runtime_error.
    Language(std::string code, std::string_view mo);
    ~Language();

    const std::string& code() const { return code_; }

    /// The translation of `english`, or `english` itself.
    std::string say(std::string_view english) const;

    /// The form for `n`: say("{} copy", "{} copies", n), the number filled in where {} stands.
    std::string count(std::string_view one, std::string_view many, long long n) const;

private:
    struct Catalogue;
    std::string code_;
    std::unique_ptr<Catalogue> catalogue_;
};

/// The languages built into the program: "en" first, then one per translations/*.po.
const std::vector<std::string>& languages();

/// That language, or English when it is none of ours ("pt-BR" finds "pt").
const Language& language(std::string_view code);

/// The best of our languages for an Accept-Language field body (RFC 9110 §12.5.4); `otherwise` when
/// it names none of ours.
std::string choose_language(std::string_view accept_language, std::string_view otherwise);

/// The language that `utf8`, something a person wrote, is most likely in: "fr", "en", "de", "es",
/// "it", "pt", "nl", "pl", or "" when it cannot be told.
std::string guess_language(std::string_view utf8);

}  // namespace colporteur::text

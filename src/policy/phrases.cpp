// SPDX-License-Identifier: AGPL-3.0-or-later
#include "policy/phrases.hpp"

#include "base/ascii.hpp"

namespace colporteur::policy {
namespace {

constexpr Phrase phrases[] = {
    {What::everyone, "everyone"},
    {What::everyone, "others"},
    {What::everyone, "anyone"},
    {What::everyone, "everybody"},
    {What::everyone, "anybody"},
    {What::everyone, "all"},
    {What::members, "members"},
    {What::members, "subscribers"},
    {What::owners, "owners"},
    {What::moderators, "moderators"},
    {What::moderators, "editors"},
    {What::authors, "authors"},
    {What::listmasters, "listmasters"},
    {What::admins, "admins"},
    {What::admins, "administrators"},
    {What::themselves, "themselves"},
    {What::from_domain, "everyone from DOMAIN"},
    {What::from_domain, "anyone from DOMAIN"},
    {What::from_domain, "from DOMAIN"},
    {What::addresses, "addresses ADDRESSES"},
    {What::addresses, "address ADDRESSES"},
    {What::addresses, "address matches ADDRESSES"},
    {What::address_contains, "address contains TEXT"},
    {What::members_of, "members of LIST"},
    {What::members_of, "subscribers of LIST"},
    {What::new_members, "new members"},
    {What::first_posts, "first NUMBER posts"},
    {What::moderated, "moderated members"},
    {What::moderated, "moderated"},
    {What::trusted, "trusted members"},
    {What::trusted, "trusted"},
    {What::banned, "banned"},
    {What::identified, "identified"},
    {What::confirmed, "confirmed"},
    {What::verified, "verified"},
    {What::proven, "proven on this machine"},
    {What::proven, "proven"},
    {What::emergency, "emergency"},
    {What::after, "after DATE"},
    {What::before, "before DATE"},
    {What::between, "between CLOCK and UNTIL"},
    {What::attachments, "attachments"},
    {What::attachments, "has attachments"},
    {What::attachments_over, "attachments over SIZE"},
    {What::size_over, "size over SIZE"},
    {What::size_over, "larger than SIZE"},
    {What::recipients_over, "recipients over NUMBER"},
    {What::recipients_over, "more than NUMBER recipients"},
    {What::implicit_destination, "implicit destination"},
    {What::implicit_destination, "bcc"},
    {What::no_subject, "no subject"},
    {What::subject_contains, "subject contains TEXT"},
    {What::text_contains, "text contains TEXT"},
    {What::header_contains, "header FIELD contains TEXT"},
    {What::header_matches, "header FIELD matches TEXT"},
    {What::header_exists, "header FIELD exists"},
    {What::header_exists, "has header FIELD"},
    {What::html, "html"},
    {What::html, "html alone"},
    {What::html, "html only"},
    {What::multipart, "multipart"},
    {What::with_signature, "signed"},
    {What::encrypted, "encrypted"},
    {What::looks_like_command, "looks like a command"},
    {What::quotes_digest, "quotes a digest"},
    {What::automatic, "automatic"},
    {What::no_topic, "no topic"},
};

constexpr VerdictPhrase verdicts[] = {
    {VerdictWord::accept, "accept"},     {VerdictWord::confirm, "confirm"},
    {VerdictWord::hold, "hold"},         {VerdictWord::hold, "moderate"},
    {VerdictWord::reject, "reject"},     {VerdictWord::reject, "refuse"},
    {VerdictWord::discard, "discard"},   {VerdictWord::for_owners, "for owners"},
    {VerdictWord::quietly, "quietly"},   {VerdictWord::quietly, "silently"},
    {VerdictWord::notify, "and notify"},
};

std::vector<Piece> ready(std::string_view text)
{
    std::vector<Piece> pieces;
    for (const std::string_view word : split(text, ' ')) {
        if (const Slot* const slot = find_slot(word))
            pieces.emplace_back(slot);
        else if (std::string plain = plain_word(word); !is_article(plain))
            pieces.emplace_back(std::move(plain));
    }
    return pieces;
}

std::vector<ReadyPhrase> make_phrases()
{
    std::vector<ReadyPhrase> made;
    for (const auto language : {english_phrases(), french_phrases()})
        for (const Phrase& phrase : language)
            made.push_back({phrase.what, phrase.text, ready(phrase.text)});
    return made;
}

std::vector<ReadyVerdict> make_verdicts()
{
    std::vector<ReadyVerdict> made;
    for (const auto language : {english_verdicts(), french_verdicts()})
        for (const VerdictPhrase& phrase : language)
            made.push_back({phrase.word, ready(phrase.text)});
    return made;
}

}  // namespace

std::span<const Phrase> english_phrases()
{
    return phrases;
}

std::span<const VerdictPhrase> english_verdicts()
{
    return verdicts;
}

const std::vector<ReadyPhrase>& ready_phrases()
{
    static const std::vector<ReadyPhrase> made = make_phrases();
    return made;
}

const std::vector<ReadyVerdict>& ready_verdicts()
{
    static const std::vector<ReadyVerdict> made = make_verdicts();
    return made;
}

std::string_view canonical_phrase(What what)
{
    for (const Phrase& phrase : phrases)
        if (phrase.what == what)
            return phrase.text;
    throw std::logic_error{"a condition without words"};
}

std::vector<std::string> values(const Condition& condition)
{
    std::vector<std::string> found;
    for (const std::string_view word : split(canonical_phrase(condition.what), ' '))
        if (const Slot* const slot = find_slot(word))
            found.push_back(slot->print(condition));
    return found;
}

}  // namespace colporteur::policy

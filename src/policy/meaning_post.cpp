// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/utf8.hpp"
#include "mail/automatic.hpp"
#include "policy/match.hpp"
#include "policy/meaning.hpp"
#include "policy/witness.hpp"
#include "text/translation.hpp"

namespace colporteur::policy {
namespace {

std::size_t octets(const Condition& condition)
{
    return static_cast<std::size_t>(condition.amount);
}

template <class Test>
bool any_field(const Condition& condition, Witness& witness, Test test)
{
    const std::string wanted = fold(condition.patterns.front());
    const auto& bodies = witness.folded_fields(condition.name);
    return std::any_of(bodies.begin(), bodies.end(),
                       [&](const std::string& body) { return test(body, wanted); });
}

bool is_automatic(const Condition&, Witness& witness)
{
    const Facts& facts = witness.facts();
    const bool ours = !facts.list_addresses.empty();
    return mail::automatic_reason(witness.message(), facts.envelope_sender,
                                  ours ? facts.list_addresses.front().text() : "")
        .has_value();
}

constexpr Meaning meanings[] = {
    {What::attachments, true,
     [](const Condition&, Witness& w) { return w.shape().attachments > 0; },
     N_("the message has attachments"), N_("the message has no attachments")},
    {What::attachments_over, true,
     [](const Condition& c, Witness& w) { return w.shape().attachment_octets > octets(c); },
     N_("the message has attachments over {} MB"), N_("the message has no attachments over {} MB")},
    {What::size_over, true,
     [](const Condition& c, Witness& w) { return w.message().octets().size() > octets(c); },
     N_("the message is larger than {} MB"), N_("the message is not larger than {} MB")},
    {What::recipients_over, true,
     [](const Condition& c, Witness& w) { return w.recipients() > octets(c); },
     N_("the message names more than {} recipients"),
     N_("the message names no more than {} recipients")},
    {What::implicit_destination, true, [](const Condition&, Witness& w) { return !w.names_list(); },
     N_("the list stands neither in To nor in Cc"), N_("the list stands in To or in Cc")},
    {What::no_subject, true,
     [](const Condition&, Witness& w) { return w.folded_subject().empty(); },
     N_("the message has no subject"), N_("the message has a subject")},
    {What::subject_contains, true,
     [](const Condition& c, Witness& w) {
         return contains(w.folded_subject(), fold(c.patterns[0]));
     },
     N_("the subject contains {}"), N_("the subject does not contain {}")},
    {What::text_contains, true,
     [](const Condition& c, Witness& w) { return contains(w.folded_text(), fold(c.patterns[0])); },
     N_("the text contains {}"), N_("the text does not contain {}")},
    {What::header_contains, true,
     [](const Condition& c, Witness& w) { return any_field(c, w, contains); },
     N_("the header field {} contains {}"), N_("the header field {} does not contain {}")},
    {What::header_matches, true,
     [](const Condition& c, Witness& w) { return any_field(c, w, fits_glob); },
     N_("the header field {} looks like {}"), N_("the header field {} does not look like {}")},
    {What::header_exists, true,
     [](const Condition& c, Witness& w) { return w.message().has_field(c.name); },
     N_("the message has the header field {}"), N_("the message has no header field {}")},
    {What::html, true,
     [](const Condition&, Witness& w) { return w.shape().html && !w.shape().plain; },
     N_("the message is HTML without plain text"),
     N_("the message is not HTML without plain text")},
    {What::multipart, true, [](const Condition&, Witness& w) { return w.shape().multipart; },
     N_("the message has several parts"), N_("the message has a single part")},
    {What::with_signature, true,
     [](const Condition&, Witness& w) { return w.shape().with_signature; },
     N_("the message is signed"), N_("the message is not signed")},
    {What::encrypted, true, [](const Condition&, Witness& w) { return w.shape().encrypted; },
     N_("the message is encrypted"), N_("the message is not encrypted")},
    {What::looks_like_command, true,
     [](const Condition&, Witness& w) { return w.facts().looks_like_command; },
     N_("the message looks like a command"), N_("the message does not look like a command")},
    {What::quotes_digest, true,
     [](const Condition&, Witness& w) {
         return quotes_digest(w.folded_subject(), w.folded_text());
     },
     N_("the message quotes a whole digest"), N_("the message does not quote a whole digest")},
    {What::automatic, true, is_automatic, N_("the message was written by a machine"),
     N_("the message was not written by a machine")},
    {What::no_topic, true, [](const Condition&, Witness& w) { return !w.facts().has_topic; },
     N_("the message has no topic of the list"), N_("the message has a topic of the list")},
};

}  // namespace

std::span<const Meaning> meanings_of_posts()
{
    return meanings;
}

}  // namespace colporteur::policy

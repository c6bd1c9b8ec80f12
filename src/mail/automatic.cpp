// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/automatic.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "mail/automatic_fields.hpp"
#include "mail/automatic_subject.hpp"
#include "mail/part.hpp"

namespace colporteur::mail {
namespace {

/// What the rules look at.
struct Incoming {
    const Message& message;
    std::string_view sender;  ///< of the envelope, "" for the null reverse-path
    std::string_view ours;    ///< the address it came to
};

using Reason = std::optional<std::string>;

/// One rule: a reason, or nothing when it has no opinion.
using Rule = Reason (*)(const Incoming&);

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool starts_with_one_of(std::string_view word, std::initializer_list<std::string_view> starts)
{
    return std::any_of(starts.begin(), starts.end(),
                       [word](std::string_view start) { return word.starts_with(start); });
}

bool ends_with_one_of(std::string_view word, std::initializer_list<std::string_view> ends)
{
    return std::any_of(ends.begin(), ends.end(),
                       [word](std::string_view end) { return word.ends_with(end); });
}

std::string name_of(std::string_view address)
{
    const std::string local = to_lower(address.substr(0, address.rfind('@')));
    return local.substr(0, local.find('+'));
}

bool is_daemon(std::string_view address)
{
    return is_one_of(name_of(address),
                     {"mailer-daemon", "mailerdaemon", "mail-daemon", "mdaemon", "mailer_daemon"});
}

// Names behind which nobody reads, or another list does (RFC 3834 §2, RFC 2142, and custom).
bool is_deaf(std::string_view address)
{
    const std::string name = name_of(address);
    return is_one_of(name, {"postmaster", "bounce", "bounces", "nobody"}) ||
           starts_with_one_of(
               name, {"owner-", "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply",
                      "do_not_reply", "nepasrepondre", "ne-pas-repondre", "ne_pas_repondre"}) ||
           ends_with_one_of(name,
                            {"-owner", "-request", "-bounces", "-bounce", "-noreply", "-no-reply"});
}

bool is_null(std::string_view sender)
{
    return sender.empty() || sender == "<>";
}

Reason null_sender(const Incoming& in)
{
    if (is_null(in.sender))
        return "null reverse-path";
    return std::nullopt;
}

Reason daemon_sender(const Incoming& in)
{
    if (is_daemon(in.sender))
        return "the envelope sender is a mail system";
    return std::nullopt;
}

Reason deaf_sender(const Incoming& in)
{
    if (is_deaf(in.sender))
        return "the envelope sender is a machine";
    return std::nullopt;
}

Reason unusable_from(const Incoming& in)
{
    const auto from = in.message.from();
    if (!from)
        return "no usable From";
    if (is_daemon(from->address.text()))
        return "From is a mail system";
    return std::nullopt;
}

Reason deaf_from(const Incoming& in)
{
    const auto from = in.message.from();
    if (from && is_deaf(from->address.text()))
        return "From is a machine";
    return std::nullopt;
}

Reason auto_submitted(const Incoming& in)  // RFC 3834 §5
{
    const std::string value = first_word(in.message.split(), "Auto-Submitted");
    if (value.empty() || value == "no")
        return std::nullopt;
    return fmt::format("Auto-Submitted: {}", value.substr(0, 40));
}

Reason machine_field(const Incoming& in)
{
    return telling_field(in.message.split(), Shows::machine);
}

Reason silence_field(const Incoming& in)
{
    return telling_field(in.message.split(), Shows::silence);
}

Reason list_field(const Incoming& in)
{
    for (const Field& field : in.message.split().fields)
        if (starts_with_word(field.name, "List-"))
            return "it has a List-* field";
    return std::nullopt;
}

Reason report(const Incoming& in)
{
    if (content_type(in.message.split()).type != "multipart/report")
        return std::nullopt;
    return "it is a multipart/report";
}

bool has_text(const Message& message, std::string_view field)
{
    return !trim(message.field(field).value_or("")).empty();
}

/// A responder that names itself.
bool is_responder(std::string_view mailer)
{
    const std::string folded = to_lower(mailer);
    const auto named = [&](std::string_view part) {
        return folded.find(part) != std::string::npos;
    };
    return named("vacation") || named("respond") || named("autoreply");
}

bool has_weak_sign(const Message& message)
{
    return has_text(message, "In-Reply-To") || has_text(message, "References") ||
           has_text(message, "X-Auto-Response-Suppress") ||
           first_word(message.split(), "Precedence") == "bulk" ||
           is_responder(message.field("X-Mailer").value_or("")) ||
           is_responder(message.field("User-Agent").value_or(""));
}

Reason absence(const Incoming& in)
{
    const auto told = read_absence(in.message.subject());
    if (!told || (*told == Absence::possible && !has_weak_sign(in.message)))
        return std::nullopt;
    return "its subject tells of an absence";
}

bool is_mail_system(const Mailbox& from)
{
    const std::string name = fold(from.name);
    const std::string local = name_of(from.address.text());
    const auto named = [&](std::string_view part) { return name.find(part) != std::string::npos; };
    return is_one_of(local, {"postmaster", "mail", "mailer", "exchange"}) ||
           starts_with_one_of(local, {"microsoftexchange", "mail-system", "mailsystem"}) ||
           named("mail delivery") || named("mail system") || named("mailer-daemon") ||
           named("postmaster") || named("remise du courrier");
}

Reason bounce(const Incoming& in)
{
    const auto from = in.message.from();
    if (from && is_mail_system(*from) && is_bounce_subject(in.message.subject()))
        return "its subject is a bounce's";
    return std::nullopt;
}

Reason challenge(const Incoming& in)
{
    if (is_challenge_subject(in.message.subject()))
        return "its subject is a challenge";
    return std::nullopt;
}

Reason our_loop(const Incoming& in)
{
    const std::string ours = to_lower(in.ours);
    for (const Field& field : in.message.split().fields)
        if (same_word(field.name, "X-Loop") && !ours.empty() &&
            to_lower(field.body).find(ours) != std::string::npos)
            return "X-Loop names us";
    return std::nullopt;
}

constexpr Rule machine_rules[] = {
    null_sender, daemon_sender, unusable_from, auto_submitted, machine_field,
    report,      absence,       bounce,        challenge,
};

constexpr Rule silence_rules[] = {
    deaf_sender, deaf_from, silence_field, list_field, our_loop,
};

template <std::size_t N>
Reason first_reason(const Rule (&rules)[N], const Incoming& incoming)
{
    for (const Rule rule : rules)
        if (auto reason = rule(incoming))
            return reason;
    return std::nullopt;
}

}  // namespace

std::optional<std::string> machine_reason(const Message& message, std::string_view envelope_sender)
{
    return first_reason(machine_rules, {message, trim(envelope_sender), ""});
}

std::optional<std::string> automatic_reason(const Message& message,
                                            std::string_view envelope_sender,
                                            std::string_view our_address)
{
    if (auto reason = machine_reason(message, envelope_sender))
        return reason;
    return first_reason(silence_rules, {message, trim(envelope_sender), our_address});
}

}  // namespace colporteur::mail

// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/automatic.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/ascii.hpp"
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

/// One rule: why not to answer, or nothing when it has no opinion.
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

// Names behind which nobody reads (RFC 3834 §2, RFC 2142, and custom).
bool is_machine(std::string_view address)
{
    const std::string local = to_lower(address.substr(0, address.rfind('@')));
    const std::string name = local.substr(0, local.find('+'));
    return is_one_of(name, {"mailer-daemon", "postmaster", "bounce", "bounces", "nobody"}) ||
           starts_with_one_of(
               name, {"owner-", "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply",
                      "do_not_reply", "nepasrepondre", "ne-pas-repondre", "ne_pas_repondre"}) ||
           ends_with_one_of(name,
                            {"-owner", "-request", "-bounces", "-bounce", "-noreply", "-no-reply"});
}

Reason null_sender(const Incoming& in)
{
    if (!in.sender.empty() && in.sender != "<>")
        return std::nullopt;
    return "null reverse-path";
}

Reason machine_sender(const Incoming& in)
{
    if (is_machine(in.sender))
        return "the envelope sender is a machine";
    return std::nullopt;
}

Reason unusable_from(const Incoming& in)
{
    const auto from = in.message.from();
    if (!from)
        return "no usable From";
    if (is_machine(from->address.text()))
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

Reason precedence(const Incoming& in)
{
    const std::string value = first_word(in.message.split(), "Precedence");
    if (!is_one_of(value, {"bulk", "list", "junk", "auto_reply"}))
        return std::nullopt;
    return fmt::format("Precedence: {}", value);
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

Reason auto_reply_field(const Incoming& in)
{
    for (const std::string_view name : {"X-Autoreply", "X-Autorespond"})
        if (in.message.has_field(name))
            return fmt::format("it has {}", name);
    return std::nullopt;
}

Reason suppressed(const Incoming& in)
{
    const std::string value = in.message.field("X-Auto-Response-Suppress").value_or("");
    for (const std::string_view word : split(value, ','))
        if (is_one_of(to_lower(trim(word)), {"all", "autoreply", "oof"}))
            return "X-Auto-Response-Suppress asks for silence";
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

constexpr Rule rules[] = {
    null_sender, machine_sender,   unusable_from, auto_submitted, precedence,
    list_field,  auto_reply_field, suppressed,    our_loop,       report,
};

}  // namespace

std::optional<std::string> automatic_reason(const Message& message,
                                            std::string_view envelope_sender,
                                            std::string_view our_address)
{
    const Incoming incoming{message, trim(envelope_sender), our_address};
    for (const Rule rule : rules)
        if (auto reason = rule(incoming))
            return reason;
    return std::nullopt;
}

}  // namespace colporteur::mail

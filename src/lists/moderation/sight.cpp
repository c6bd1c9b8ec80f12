// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/moderation/sight.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "base/zone.hpp"
#include "lists/moderation/reasons.hpp"
#include "lists/tokens.hpp"
#include "mail/disposition.hpp"
#include "mail/message.hpp"
#include "mail/transfer.hpp"
#include "mail/tree.hpp"
#include "store/jobs.hpp"
#include "text/size.hpp"

namespace colporteur::lists {
namespace {

constexpr std::size_t most_text = 4'000;  // octets
constexpr std::size_t longest_line = 2'000;
constexpr std::size_t most_attachments = 20;
constexpr int deepest = 20;

std::string mailbox_text(std::string_view name, const mail::Address& address)
{
    return one_line(name.empty() ? address.text()
                                 : std::string{name} + " <" + address.text() + ">");
}

/// Line by line, never two empty ones in a row.
void add_text(Sight& sight, std::string_view utf8)
{
    bool was_empty = true;
    for (const std::string_view raw : split(utf8, '\n')) {
        std::string line = one_line(raw, longest_line);
        if (line.empty() && was_empty)
            continue;
        was_empty = line.empty();
        if (sight.text.size() + line.size() > most_text) {
            sight.text += one_line(line, most_text - sight.text.size());
            sight.cut = true;
            break;
        }
        sight.text += line + '\n';
    }
    sight.text.erase(sight.text.find_last_not_of('\n') + 1);
}

bool is_attachment(const mail::OpenEntity& entity, const std::string& name)
{
    if (mail::first_word(entity.split, "Content-Disposition") == "attachment" || !name.empty())
        return true;
    const std::string& type = entity.type.type;
    return !type.starts_with("text/") && !type.ends_with("-signature");
}

void add_attachments(Sight& sight, const mail::Entity& entity)
{
    const auto open = mail::open_entity(entity);
    if (!open || open->depth > deepest || sight.attachments.size() >= most_attachments)
        return;
    if (open->shape == mail::Shape::parts) {
        for (const auto part : mail::list_parts(open->split.body, open->type.boundary).parts)
            add_attachments(sight, mail::inner_entity(*open, part));
        return;
    }
    const std::string name = mail::file_name(open->split);
    if (is_attachment(*open, name))
        sight.attachments.push_back(
            {name.empty() ? open->type.type : name,
             mail::decode_transfer(open->encoding, open->split.body).size()});
}

std::string quoted(std::string_view text)
{
    std::string lines;
    for (const std::string_view line : split(text, '\n'))
        lines += std::string{lines.empty() ? "> " : "\n> "} + std::string{line};
    return lines;
}

std::string_view section_of(model::HeldKind kind)
{
    switch (kind) {
    case model::HeldKind::post: return "POST";
    case model::HeldKind::subscribe: return "JOIN";
    case model::HeldKind::unsubscribe: return "LEAVE";
    case model::HeldKind::list: return "LIST";
    }
    return "POST";
}

}  // namespace

Sight look_at_held(store::Db& db, const model::Site& site, const model::Held& held,
                   const text::Language& language)
{
    Sight sight{.from = mailbox_text(held.name, held.address), .subject = {}};
    sight.reasons = say_reasons(held.reasons, language);
    if (!held.message)
        return sight;
    const mail::Message message{without_tokens(db, site, store::get_message(db, *held.message))};
    if (const auto from = message.from())
        sight.from = mailbox_text(from->name, from->address);
    sight.subject = one_line(message.subject());
    sight.octets = message.octets().size();
    add_text(sight, mail::read_text(message).utf8);
    add_attachments(sight, {.octets = message.octets()});
    return sight;
}

text::Values values_of(const model::Site& site, const model::Held& held, const Sight& sight,
                       const text::Language& language, For reader)
{
    text::Values values;
    values.set("FROM", sight.from)
        .set("SUBJECT", sight.subject)
        .set("NUMBER", std::to_string(model::number(held.id)))
        .set("SINCE", to_local_text(held.created, site.zone))
        .set("UNTIL", to_local_text(held.expires, site.zone))
        .show(std::string{section_of(held.kind)});
    if (held.message)
        values.set("SIZE", text::human_size(sight.octets, language));
    if (!sight.text.empty())
        values.show("HAS_TEXT").set("TEXT", reader == For::mail ? quoted(sight.text) : sight.text);
    if (sight.cut)
        values.show("CUT");
    if (!sight.reasons.empty())
        values.show("HAS_REASONS");
    for (const std::string& reason : sight.reasons)
        values.add("REASONS", text::Values{}.set("REASON", reason));
    if (!sight.attachments.empty())
        values.show("HAS_ATTACHMENTS");
    for (const Attachment& attachment : sight.attachments)
        values.add("ATTACHMENTS",
                   text::Values{}
                       .set("NAME", attachment.name)
                       .set("OCTETS", text::human_size(attachment.octets, language)));
    return values;
}

}  // namespace colporteur::lists

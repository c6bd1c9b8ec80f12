// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/anonymous.hpp"

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "dressing/reply_to.hpp"
#include "dressing/subject.hpp"
#include "mail/compose.hpp"
#include "mail/date.hpp"

namespace colporteur::dressing {
namespace {

constexpr std::string_view kept[] = {"Content-Type", "Content-Transfer-Encoding",
                                     "Content-Disposition", "Content-Description",
                                     "Content-Language"};

std::string_view body_of(const mail::Split& post, std::string_view name)
{
    const mail::Field* const field = mail::find_field(post, name);
    return field ? field->body : std::string_view{};
}

std::string date_field(const mail::Split& post)
{
    auto date = mail::parse_date(body_of(post, "Date"));
    if (!date) {
        const std::string_view received = body_of(post, "Received");
        date = mail::parse_date(received.substr(received.rfind(';') + 1));
    }
    return date ? mail::format_field("Date", mail::format_date(*date)) : "";
}

std::string_view domain_of(std::string_view id)
{
    const auto domain = id.substr(id.rfind('@') + 1);
    return domain.substr(0, domain.find('>'));
}

// ids = *( any but "<" / "<" id ">" )     RFC 5322 §3.6.4, §4.5.4
std::string ids_field(const mail::Split& post, std::string_view name, std::string_view domain)
{
    const std::string line = mail::unfold(body_of(post, name));
    std::string ids;
    for (Cursor in{line}; !in.at_end();) {
        in.take_until("<");
        in.skip("<");
        const auto id = in.take_until("<> \t");
        if (in.skip(">") && id.find('@') != std::string_view::npos &&
            same_word(domain_of(id), domain))
            ids.append(ids.empty() ? "<" : " <").append(id).append(">");
    }
    return ids.empty() ? "" : mail::format_field(name, ids);
}

std::string content_fields(const mail::Split& post)
{
    std::string fields;
    if (mail::find_field(post, "MIME-Version"))
        fields += "MIME-Version: 1.0\r\n";
    for (const std::string_view name : kept)
        if (const mail::Field* const field = mail::find_field(post, name))
            fields.append(name).append(":").append(field->body).append("\r\n");
    return fields;
}

std::string subject_of(const mail::Split& post, const Options& options, const Scene& scene)
{
    const SubjectTag tag{options.subject_tag, scene.number};
    const bool none = tag.empty() && !mail::find_field(post, "Subject");
    return none ? "" : subject_field(post, tag);
}

}  // namespace

std::string anonymous_header(const mail::Split& post, const Options& options, const Scene& scene)
{
    const std::string list = mail::format_mailbox({scene.title, scene.list});
    const std::string_view ours = domain_of(scene.new_message_id);
    return mail::format_field("From", list) + mail::format_field("To", list) +
           reply_to_field(post, options, scene).value_or("") + subject_of(post, options, scene) +
           date_field(post) + mail::format_field("Message-ID", scene.new_message_id) +
           ids_field(post, "In-Reply-To", ours) + ids_field(post, "References", ours) +
           content_fields(post);
}

}  // namespace colporteur::dressing

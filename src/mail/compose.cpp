// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/compose.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/encode.hpp"
#include "base/utf8.hpp"
#include "mail/characters.hpp"
#include "mail/header.hpp"
#include "mail/message.hpp"
#include "mail/transfer.hpp"
#include "mail/wrap.hpp"

namespace colporteur::mail {
namespace {

constexpr std::size_t longest_line = 76;   // longer ones go as quoted-printable
constexpr std::size_t longest_name = 150;  // octets of a file's name

constexpr std::array<std::string_view, 7> weekdays = {"Sun", "Mon", "Tue", "Wed",
                                                      "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool has_more(const Draft& draft, std::string_view name)
{
    return std::any_of(draft.more.begin(), draft.more.end(),
                       [name](const auto& field) { return same_word(field.first, name); });
}

// ASCII stands as it is: it may be structured, and encode_text is for text.
std::string ascii_body(const std::string& body)
{
    return is_ascii(body) ? body : encode_text(body);
}

std::string header_of(const Draft& draft)
{
    std::string header = format_field("Date", format_date(draft.date));
    header += format_field("From", format_mailbox(draft.from));
    header += format_field("To", format_mailbox(draft.to));
    if (draft.reply_to)
        header += format_field("Reply-To", draft.reply_to->text());
    header += format_field("Subject", encode_text(draft.subject));
    header += format_field("Message-ID", draft.message_id);
    if (!draft.in_reply_to.empty()) {
        header += format_field("In-Reply-To", draft.in_reply_to);
        if (!has_more(draft, "References"))  // 3834-08
            header += format_field("References", draft.in_reply_to);
    }
    for (const auto& [name, body] : draft.more)
        header += format_field(name, ascii_body(body));
    return header + "MIME-Version: 1.0\r\n";
}

bool has_long_line(std::string_view text)
{
    const auto lines = split(text, '\n');
    return std::any_of(lines.begin(), lines.end(),
                       [](std::string_view line) { return line.size() > longest_line; });
}

std::string with_crlf(std::string_view text)
{
    std::string result;
    for (const char c : text)
        result += c == '\n' ? "\r\n" : std::string{c};
    return result;
}

// A boundary that no file holds; the same draft gives the same one.
std::string boundary_for(const Draft& draft, const std::vector<File>& files)
{
    const auto seed = static_cast<std::uint64_t>(to_micros(draft.date));
    for (std::uint64_t i = 0;; ++i) {
        std::string boundary = fmt::format("=_{:x}.{:x}", seed, i);
        const auto holds_it = [dashes = "--" + boundary](const File& file) {
            return file.octets.find(dashes) != std::string::npos;
        };
        if (std::none_of(files.begin(), files.end(), holds_it))
            return boundary;
    }
}

bool is_message(const File& file)
{
    return same_word(file.type, "message/rfc822");
}

bool is_eight_bit(const File& file)
{
    const EightBit high = eight_bit(file.octets);
    return is_message(file) && (high.header || high.body);
}

// disposition = "attachment" [ "; filename=" quoted-string / "; filename*=utf-8''" *pct-encoded ]

std::string disposition_of(const File& file)
{
    const std::string name = one_line(file.name, longest_name);
    if (name.empty())
        return "attachment";
    if (!is_ascii(name))
        return "attachment; filename*=utf-8''" + percent_encode(name);
    std::string quoted;
    for (const char c : name)
        quoted.append(c == '"' || c == '\\' ? "\\" : "") += c;
    return fmt::format("attachment; filename=\"{}\"", quoted);
}

std::string entity_of(const File& file)
{
    std::string entity = format_field("Content-Type", file.type);
    if (!is_message(file))
        return entity + "Content-Transfer-Encoding: base64\r\n" +
               format_field("Content-Disposition", disposition_of(file)) + "\r\n" +
               encode_base64_lines(file.octets);
    entity += format_field("Content-Transfer-Encoding", is_eight_bit(file) ? "8bit" : "7bit");
    return entity + "\r\n" + file.octets;
}

bool is_id_octet(char c)
{
    return c == '.' || (is_atext(c) && static_cast<unsigned char>(c) < 128);
}

}  // namespace

std::string text_entity(std::string_view utf8, const std::string& language)
{
    const bool plain = is_ascii(utf8) && !has_long_line(utf8);
    std::string entity = "Content-Type: text/plain; charset=utf-8\r\n";
    entity += format_field("Content-Transfer-Encoding", plain ? "7bit" : "quoted-printable");
    if (!language.empty())
        entity += format_field("Content-Language", ascii_body(language));
    return entity + "\r\n" + (plain ? with_crlf(utf8) : encode_quoted_printable(utf8));
}

std::string compose(const Draft& draft)
{
    return header_of(draft) + text_entity(wrap_text(draft.text), draft.language);
}

// multipart/mixed = text *( CRLF file )     RFC 2046 §5.1

std::string compose_with_files(const Draft& draft, const std::vector<File>& files)
{
    const std::string boundary = boundary_for(draft, files);
    const bool high = std::any_of(files.begin(), files.end(), is_eight_bit);

    std::string message = header_of(draft);
    message +=
        format_field("Content-Type", fmt::format("multipart/mixed; boundary=\"{}\"", boundary));
    message += format_field("Content-Transfer-Encoding", high ? "8bit" : "7bit");
    message +=
        fmt::format("\r\n--{}\r\n{}", boundary, text_entity(wrap_text(draft.text), draft.language));
    for (const File& file : files)
        message += fmt::format("\r\n--{}\r\n{}", boundary, entity_of(file));
    return message + fmt::format("\r\n--{}--\r\n", boundary);
}

std::string compose_with_message(const Draft& draft, std::string_view original)
{
    return compose_with_files(draft, {{.type = "message/rfc822", .octets = std::string{original}}});
}

std::string format_date(Time time)
{
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{std::chrono::floor<std::chrono::seconds>(time - day)};
    return fmt::format(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000",
        weekdays[std::chrono::weekday{day}.c_encoding()], static_cast<unsigned>(date.day()),
        months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
        clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::string make_message_id(std::string_view unique, std::string_view domain)
{
    std::string id;
    std::copy_if(unique.begin(), unique.end(), std::back_inserter(id), is_id_octet);
    return fmt::format("<{}@{}>", id, domain);
}

std::string missing_fields(const Message& message, Time received, std::string_view unique,
                           std::string_view domain, std::string_view envelope_sender)
{
    std::string fields;
    if (!message.has_field("Date"))
        fields += format_field("Date", format_date(received));
    if (message.field("Message-ID").value_or("").empty()) {
        const std::string id = fmt::format("{}.{}", unique, to_micros(received));
        fields += format_field("Message-ID", make_message_id(id, domain));
    }
    const auto sender = parse_address(envelope_sender);
    if (!message.has_field("From") && sender)
        fields += format_field("From", sender->text());
    const bool only_body = message.split().header.empty() && !message.octets().starts_with("\r\n");
    return only_body && !fields.empty() ? fields + "\r\n" : fields;
}

}  // namespace colporteur::mail

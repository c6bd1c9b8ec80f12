// SPDX-License-Identifier: AGPL-3.0-or-later
#include "smtp/command.hpp"

#include <limits>

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/cursor.hpp"

namespace colporteur::smtp {

namespace {

struct Word {
    std::string_view text;
    Verb verb;
};

constexpr Word words[] = {
    {"HELO", Verb::helo}, {"EHLO", Verb::ehlo},         {"LHLO", Verb::lhlo}, {"MAIL", Verb::mail},
    {"RCPT", Verb::rcpt}, {"DATA", Verb::data},         {"RSET", Verb::rset}, {"NOOP", Verb::noop},
    {"QUIT", Verb::quit}, {"VRFY", Verb::vrfy},         {"EXPN", Verb::expn}, {"HELP", Verb::help},
    {"BDAT", Verb::bdat}, {"STARTTLS", Verb::starttls},
};

// path     = "<" [ route ":" ] mailbox ">"              RFC 5321 §4.1.2
// route    = "@" domain *( "," "@" domain )             accepted and ignored, RFC 5321 app. C
// mailbox  = *( quoted-string / any octet but ">" )     mail::parse_address judges it

std::string_view take_mailbox(Cursor& in)
{
    const std::string_view start = in.rest();
    bool quoted = false;
    while (!in.at_end() && (quoted || in.peek() != '>')) {
        const char c = in.take();
        if (c == '\\')
            in.take();
        else if (c == '"')
            quoted = !quoted;
    }
    return start.substr(0, start.size() - in.rest().size());
}

/// The mailbox between the angle brackets, not yet judged; "" for "<>".
Result<std::string_view> parse_path(Cursor& in)
{
    in.skip(" ");  // "FROM: <" is not in the grammar, but old clients say it
    if (!in.skip("<"))
        return fail(Code::invalid, "an address stands between < and >");
    if (in.peek() == '@') {
        in.take_until(":>");
        if (!in.skip(":"))
            return fail(Code::invalid, "a source route ends with a colon");
    }
    const auto mailbox = take_mailbox(in);
    if (!in.skip(">"))
        return fail(Code::invalid, "the address lacks its >");
    return mailbox;
}

// parameter = keyword [ "=" value ]                     RFC 5321 §4.1.2, esmtp-param
struct Parameter {
    std::string_view keyword;
    std::string_view value;
};

Parameter take_parameter(Cursor& in)
{
    Cursor word{in.take_while([](char c) { return c != ' '; })};
    const auto keyword = word.take_until("=");
    word.take();
    return {keyword, word.rest()};
}

// size-value = 1*20DIGIT                                RFC 1870 §3
Result<std::uint64_t> parse_size(std::string_view text)
{
    Cursor in{text};
    const auto digits = in.take_while(is_digit);
    if (digits.empty() || digits.size() > 20 || !in.at_end())
        return fail(Code::invalid, "SIZE needs a number of 1 to 20 digits");
    return Cursor{digits}.take_number().value_or(std::numeric_limits<std::uint64_t>::max());
}

Result<void> read_parameter(const Parameter& given, MailFrom& mail)
{
    if (same_word(given.keyword, "SIZE")) {
        const auto size = parse_size(given.value);
        if (!size)
            return fail(size.error());
        mail.size = *size;
    } else if (same_word(given.keyword, "BODY") && same_word(given.value, "8BITMIME")) {
        mail.eight_bit = true;
    } else if (same_word(given.keyword, "SMTPUTF8") && given.value.empty()) {
        mail.utf8 = true;
    } else if (!(same_word(given.keyword, "BODY") && same_word(given.value, "7BIT")) &&
               !same_word(given.keyword, "AUTH")) {
        return fail(Code::unsupported, "unknown MAIL parameter");
    }
    return {};
}

}  // namespace

Command parse_command(std::string_view line)
{
    Cursor in{line};
    const auto verb = in.take_while(is_alpha);
    if (!in.at_end() && !in.skip(" "))
        return {};
    for (const Word& word : words)
        if (same_word(word.text, verb))
            return {word.verb, std::string{in.rest()}};
    return {};
}

// mail-from = "FROM:" path *( SP parameter )            RFC 5321 §4.1.1.2
// parameter = "SIZE=" size-value                        RFC 1870 §3
//           / "BODY=" ( "7BIT" / "8BITMIME" )           RFC 6152 §2
//           / "SMTPUTF8"                                RFC 6531 §3.4
//           / "AUTH=" xtext                             RFC 4954 §5, ignored

Result<MailFrom> parse_mail_from(std::string_view arguments)
{
    Cursor in{arguments};
    MailFrom mail;

    if (!in.skip_word("FROM:"))
        return fail(Code::invalid, "MAIL needs FROM:");
    const auto path = parse_path(in);
    if (!path)
        return fail(path.error());
    if (!path->empty()) {  // "<>" is the null reverse-path of a bounce, RFC 5321 §4.5.5
        auto address = mail::parse_address(*path);
        if (!address)
            return fail(address.error());
        mail.reverse_path = std::move(*address);
    }

    while (in.skip(" ")) {
        if (in.at_end() || in.peek() == ' ')
            continue;  // white space at the end is tolerated, RFC 5321 §4.1.1
        if (const auto read = read_parameter(take_parameter(in), mail); !read)
            return fail(read.error());
    }
    if (!in.at_end())
        return fail(Code::invalid, "text after the reverse-path");
    return mail;
}

// rcpt-to = "TO:" ( "<postmaster>" / path )             RFC 5321 §4.1.1.3

Result<mail::Address> parse_rcpt_to(std::string_view arguments, std::string_view our_domain)
{
    Cursor in{arguments};
    if (!in.skip_word("TO:"))
        return fail(Code::invalid, "RCPT needs TO:");
    const auto path = parse_path(in);
    if (!path)
        return fail(path.error());
    if (path->empty())
        return fail(Code::invalid, "a recipient is needed");

    const auto parameters = trim(in.rest());
    if (!parameters.empty() && in.peek() == ' ')
        return fail(Code::unsupported, "RCPT takes no parameters");
    if (!parameters.empty())
        return fail(Code::invalid, "text after the forward-path");

    if (same_word(*path, "postmaster"))
        return mail::parse_address(fmt::format("{}@{}", *path, our_domain));
    return mail::parse_address(*path);
}

}  // namespace colporteur::smtp

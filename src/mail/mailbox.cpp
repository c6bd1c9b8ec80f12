// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/cursor.hpp"
#include "base/utf8.hpp"
#include "mail/address.hpp"
#include "mail/characters.hpp"
#include "mail/encoded_word.hpp"
#include "mail/header.hpp"
#include "mail/structured.hpp"

namespace colporteur::mail {
namespace {

// address-list = element *( ( "," / ";" ) element )             RFC 5322 §3.4, §4.4
// element      = [ group-name ":" ] [ phrase ] "<" [ route ":" ] addr-spec ">"
//              / [ group-name ":" ] addr-spec
//              / nothing
//
// Comments and white space may stand between any two words.
class MailboxReader {
public:
    explicit MailboxReader(std::string_view text) : in_{text} {}

    std::vector<Mailbox> read()
    {
        while (!in_.at_end())
            step();
        flush();
        return std::move(found_);
    }

private:
    void step()
    {
        switch (in_.peek()) {
        case ',':
        case ';':
            in_.take();
            flush();
            break;
        case ':':  // what stood before was the name of a group
            in_.take();
            forget();
            break;
        case '(': take_comment(in_); [[fallthrough]];
        case ' ':
        case '\t':
            in_.take_while(is_blank);
            space_before_ = true;
            break;
        case '<': read_angle(); break;
        case '"': {
            const auto quoted = take_quoted(in_);
            add(without_quotes(quoted), quoted);
            break;
        }
        default: {
            const auto word = take_word();
            add(word, word);
        }
        }
    }

    // An encoded-word may hold any of the separators when it was badly made; it is taken whole.
    std::string_view take_word()
    {
        const auto encoded = read_encoded_word(in_.rest());
        if (encoded && encoded->raw.find_first_of(" \t<>\"") == std::string_view::npos) {
            in_.skip(encoded->raw);
            return encoded->raw;
        }
        const auto start = in_.rest();
        if (in_.take() == '[')  // an address literal may hold colons
            in_.take_until("],; \t<");
        in_.take_until(",;:( \t<\"[");
        return start.substr(0, start.size() - in_.rest().size());
    }

    // `shown` goes into the name; `written` into the address, in case no angle brackets come.
    void add(std::string_view shown, std::string_view written)
    {
        const bool joins = written.starts_with('.') || written.starts_with('@') ||
                           bare_.ends_with('.') || bare_.ends_with('@');
        if (space_before_ && !phrase_.empty())
            phrase_ += ' ';
        if (space_before_ && !bare_.empty() && !joins)
            bare_ += ' ';
        phrase_ += shown;
        bare_ += written;
        space_before_ = false;
    }

    // The first pair of angle brackets counts; a bracket that is never closed ends at the comma.
    void read_angle()
    {
        std::string inside;
        in_.take();
        in_.take_while(is_blank);
        if (in_.peek() == '@') {  // a source route, to be ignored (RFC 5321 app. C)
            in_.take_until(":>");
            in_.skip(":");
        }
        while (!in_.at_end() && in_.peek() != '>' && in_.peek() != ',') {
            if (in_.peek() == '(')
                take_comment(in_);
            else if (in_.peek() == '"')
                inside += take_quoted(in_);
            else if (is_blank(in_.peek()) || in_.peek() == '<')
                in_.take();
            else
                inside += in_.take();
        }
        in_.skip(">");
        if (!angle_)
            angle_ = std::move(inside);
    }

    void flush()
    {
        auto address = parse_address(angle_ ? *angle_ : bare_);
        if (address)
            found_.push_back({angle_ ? one_line(decode_text(phrase_)) : "", *std::move(address)});
        forget();
    }

    void forget()
    {
        phrase_.clear();
        bare_.clear();
        angle_.reset();
        space_before_ = false;
    }

    Cursor in_;
    std::string phrase_;
    std::string bare_;
    std::optional<std::string> angle_;
    bool space_before_ = false;
    std::vector<Mailbox> found_;
};

bool is_plain_phrase(std::string_view name)
{
    return std::all_of(name.begin(), name.end(), [](char c) { return is_atext(c) || c == ' '; });
}

std::string quote(std::string_view name)
{
    std::string result = "\"";
    for (const char c : name) {
        if (c == '"' || c == '\\')
            result += '\\';
        result += c;
    }
    return result + '"';
}

}  // namespace

std::vector<Mailbox> parse_mailboxes(std::string_view field_body)
{
    const std::string line = unfold(field_body);
    return MailboxReader{line}.read();
}

std::string format_mailbox(const Mailbox& mailbox)
{
    const std::string name = one_line(mailbox.name);
    if (name.empty())
        return mailbox.address.text();

    const bool encode = !is_ascii(name) || name.find("=?") != std::string::npos;
    const std::string phrase = encode                  ? encode_words(name)
                               : is_plain_phrase(name) ? name
                                                       : quote(name);
    return phrase + " <" + mailbox.address.text() + ">";
}

}  // namespace colporteur::mail

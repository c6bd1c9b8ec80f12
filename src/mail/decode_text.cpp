// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cstring>
#include <span>

#include "base/cursor.hpp"
#include "base/utf8.hpp"
#include "mail/characters.hpp"
#include "mail/charset.hpp"
#include "mail/encoded_word.hpp"
#include "mail/header.hpp"
#include "mail/transfer.hpp"

namespace colporteur::mail {
namespace {

constexpr std::size_t longest_word = 4000;

bool is_charset_octet(char c)
{
    return is_alpha(c) || is_digit(c) || (c != '\0' && std::strchr("-_.:+()*'", c) != nullptr);
}

std::string decode_octets(const EncodedWord& word)
{
    return word.encoding == 'b' ? decode_base64(word.text) : decode_q(word.text);
}

using Words = std::span<const EncodedWord>;

// Words of one charset, read together: mailers do cut characters in two.
std::optional<std::string> decode_together(Words words)
{
    std::string octets;
    for (const EncodedWord& word : words)
        octets += decode_octets(word);
    auto text = to_utf8(words.front().charset, octets);
    if (text)
        std::transform(text->begin(), text->end(), text->begin(), harmless);
    return text;
}

/// Neighbours of one charset, decoded; or a single word that stays raw.
struct Piece {
    Words words;
    std::optional<std::string> text;

    std::string shown() const { return text ? *text : guess_utf8(words.front().raw); }
};

void add_pieces(std::vector<Piece>& pieces, Words words)
{
    auto text = decode_together(words);
    if (text || words.size() == 1) {
        pieces.push_back({words, std::move(text)});
        return;
    }
    for (std::size_t i = 0; i < words.size(); ++i)
        add_pieces(pieces, words.subspan(i, 1));
}

std::string_view gap_between(const Piece& a, const Piece& b)
{
    const auto before = a.words.back().raw;
    const char* const end = before.data() + before.size();
    return {end, static_cast<std::size_t>(b.words.front().raw.data() - end)};
}

std::vector<Piece> pieces_of(const std::vector<EncodedWord>& run)
{
    std::vector<Piece> pieces;
    for (auto from = run.begin(); from != run.end();) {
        const auto to = std::find_if_not(from, run.end(), [&](const EncodedWord& word) {
            return same_word(word.charset, from->charset);
        });
        add_pieces(pieces, {from, to});
        from = to;
    }
    return pieces;
}

std::string decode_run(const std::vector<EncodedWord>& run)
{
    const auto pieces = pieces_of(run);
    std::string result;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const bool keep_gap = i > 0 && !(pieces[i - 1].text && pieces[i].text);
        if (keep_gap)
            result += gap_between(pieces[i - 1], pieces[i]);
        result += pieces[i].shown();
    }
    return result;
}

// Takes the encoded-words that follow each other with nothing but white space between.
std::vector<EncodedWord> take_run(std::string_view& rest)
{
    std::vector<EncodedWord> run;
    std::string_view next = rest;
    while (const auto word = read_encoded_word(next)) {
        run.push_back(*word);
        rest = next.substr(word->raw.size());
        next = rest.substr(std::min(rest.find_first_not_of(" \t"), rest.size()));
    }
    return run;
}

/// Takes what stands before the next encoded-word; `after_run`: whether one was just taken.
std::string_view take_raw(std::string_view& rest, bool after_run)
{
    const auto raw = rest.substr(0, rest.find("=?", after_run ? 0 : 1));
    rest.remove_prefix(raw.size());
    return raw;
}

/// An octet of the first word that is not UTF-8, its position; nothing when all are.
std::optional<std::size_t> foreign_word(std::string_view text)
{
    if (is_utf8(text))
        return std::nullopt;
    std::size_t at = 0;
    for (std::size_t end = 0; is_utf8(text.substr(at, end - at));
         end = text.find_first_of(" \t", end + 1))
        at = end;
    return at + 1;
}

/// Where `decode_text` gives up, its position; nothing when it does not.
std::optional<std::size_t> undecodable(std::string_view line)
{
    const auto position = [line](std::string_view piece) {
        return static_cast<std::size_t>(piece.data() - line.data());
    };
    for (std::string_view rest = line; !rest.empty();) {
        const auto run = take_run(rest);
        for (const Piece& piece : pieces_of(run))
            if (!piece.text)
                return position(piece.words.front().raw);
        const auto raw = take_raw(rest, !run.empty());
        if (const auto foreign = foreign_word(raw))
            return position(raw) + *foreign;
    }
    return std::nullopt;
}

}  // namespace

// encoded-word = "=?" charset [ "*" language ] "?" ( "B" / "Q" ) "?" text "?="   RFC 2047 §2, RFC
// 2231 §5

std::optional<EncodedWord> read_encoded_word(std::string_view text)
{
    Cursor in{text.substr(0, longest_word)};
    if (!in.skip("=?"))
        return std::nullopt;
    const auto charset = in.take_while(is_charset_octet);
    if (charset.empty() || !in.skip("?"))
        return std::nullopt;
    const char encoding = lower(in.take());
    if ((encoding != 'b' && encoding != 'q') || !in.skip("?"))
        return std::nullopt;
    const auto end = in.rest().find("?=");
    if (end == std::string_view::npos)
        return std::nullopt;
    const auto size = static_cast<std::size_t>(in.rest().data() - text.data()) + end + 2;
    return EncodedWord{charset.substr(0, charset.find('*')), encoding, in.rest().substr(0, end),
                       text.substr(0, size)};
}

std::string decode_text(std::string_view field_body)
{
    const std::string line = unfold(field_body);
    std::string_view rest = line;
    std::string result;
    while (!rest.empty()) {
        const auto run = take_run(rest);
        result += decode_run(run);
        result += guess_utf8(take_raw(rest, !run.empty()));
    }
    return result;
}

std::size_t decodable_size(std::string_view line)
{
    const auto stop = undecodable(line);
    return stop ? line.substr(0, *stop).find_last_of(" \t") + 1 : line.size();
}

}  // namespace colporteur::mail

// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/tokens.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/ascii.hpp"
#include "dressing/body.hpp"
#include "dressing/place.hpp"

namespace colporteur::dressing {
namespace {

constexpr std::size_t signed_letters = 24;    // accounts::sign
constexpr std::size_t decision_letters = 26;  // accounts::new_token

constexpr auto word_octets = [] {
    std::array<bool, 256> known{};
    for (int octet = 0; octet < 256; ++octet)
        known[static_cast<std::size_t>(octet)] =
            is_alpha(static_cast<char>(octet)) || is_digit(static_cast<char>(octet));
    return known;
}();

bool is_word(char c)
{
    return word_octets[static_cast<unsigned char>(c)];
}

/// Sees the octets of a text one by one and remembers where the tokens among them stand.
class TokenFinder {
public:
    explicit TokenFinder(const IsToken& is_token) : is_token_{is_token} {}

    // A NUL is half a letter of UTF-16, "=" and a line end are nothing in quoted-printable.
    void see(char c, Place place)
    {
        if (is_word(c)) {
            if (after_equals_)
                end_word();
            letters_[count_ % letters_.size()] = c;
            places_[count_++ % places_.size()] = place;
        } else if (c == '=' && !after_equals_) {
            after_equals_ = true;
        } else if (c == '\n' && after_equals_) {
            note_token();
            after_equals_ = false;
        } else if (c != '\0' && !(c == '\r' && after_equals_)) {
            end_word();
        }
    }

    std::vector<Place> take_found()
    {
        end_word();
        return std::move(found_);
    }

private:
    // What stands before a token in the same word may be the end of an escape: %2F, =3D.
    void note_token()
    {
        for (const std::size_t size : {signed_letters, decision_letters})
            if (count_ >= size && is_token_(last_letters(size)))
                for (std::size_t i = count_ - size; i < count_; ++i)
                    found_.push_back(places_[i % places_.size()]);
    }

    void end_word()
    {
        note_token();
        count_ = 0;
        after_equals_ = false;
    }

    std::string last_letters(std::size_t size) const
    {
        std::string word;
        for (std::size_t i = count_ - size; i < count_; ++i)
            word += letters_[i % letters_.size()];
        return word;
    }

    const IsToken& is_token_;
    // The last letters of this word, in rings that are at least as long as a token.
    std::array<char, 32> letters_{};
    std::array<Place, 32> places_{};
    std::size_t count_ = 0;      ///< letters of this word so far
    bool after_equals_ = false;  ///< the word goes on if this is a soft break
    std::vector<Place> found_;
};

// What is large, and says nothing in letters.
bool is_picture(const mail::OpenEntity& leaf)
{
    constexpr std::string_view kinds[] = {"image/", "audio/", "video/", "font/"};
    return std::any_of(std::begin(kinds), std::end(kinds),
                       [&](std::string_view kind) { return leaf.type.type.starts_with(kind); });
}

/// Goes through a post and overwrites the tokens in a copy of it.
class Overwriter {
public:
    Overwriter(std::string_view octets, const IsToken& is_token)
        : octets_{octets}, is_token_{is_token}, result_{octets}
    {
    }

    std::string run()
    {
        look({.octets = octets_});
        return std::move(result_);
    }

private:
    void look(const mail::Entity& entity)
    {
        const auto open = mail::open_entity(entity);
        if (!open)
            return;
        const std::string_view body = open->split.body;
        overwrite(find(entity.octets.substr(0, entity.octets.size() - body.size())));
        if (is_sealed(*open) || is_never_rewritten(open->type))
            return;
        if (open->shape == mail::Shape::parts)
            look_at_parts(*open);
        else if (open->shape == mail::Shape::message)
            look(mail::inner_entity(*open, body));
        else
            look_at_leaf(*open);
    }

    void look_at_parts(const mail::OpenEntity& multipart)
    {
        const auto list = mail::list_parts(multipart.split.body, multipart.type.boundary);
        for (const auto gap : list.gaps)
            overwrite(find(gap));
        for (const auto part : list.parts)
            look(mail::inner_entity(multipart, part));
    }

    void look_at_leaf(const mail::OpenEntity& leaf)
    {
        const bool base64 = leaf.encoding == "base64";
        if (base64 && is_picture(leaf))
            return;
        const auto found = base64 ? find_in_base64(leaf.split.body) : find(leaf.split.body);
        if (!found.empty() && !is_inline_pgp(leaf))
            overwrite(found);
    }

    std::size_t position_of(std::string_view piece) const
    {
        return static_cast<std::size_t>(piece.data() - octets_.data());
    }

    std::vector<Place> find(std::string_view piece) const
    {
        TokenFinder finder{is_token_};
        for (std::size_t i = 0; i < piece.size(); ++i)
            finder.see(piece[i], {.at = position_of(piece) + i});
        return finder.take_found();
    }

    std::vector<Place> find_in_base64(std::string_view body) const
    {
        TokenFinder finder{is_token_};
        each_base64_octet(body, [&](char c, Place place) {
            place.at += position_of(body);
            finder.see(c, place);
        });
        return finder.take_found();
    }

    void overwrite(const std::vector<Place>& places)
    {
        for (const Place& place : places)
            put_octet(result_, place, 'x');
    }

    std::string_view octets_;
    const IsToken& is_token_;
    std::string result_;
};

}  // namespace

std::string without_tokens(std::string_view octets, const IsToken& is_token)
{
    return Overwriter{octets, is_token}.run();
}

}  // namespace colporteur::dressing

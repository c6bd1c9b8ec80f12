// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "digests/forms.hpp"
#include "digests/part.hpp"
#include "digests/words.hpp"
#include "mail/compose.hpp"
#include "mail/header.hpp"

namespace colporteur::digests {
namespace {

/// What the entity is made of.
struct Contents {
    std::string opening;
    std::string closing;
    std::vector<std::string> posts;
    bool eight_bit = false;
};

Contents contents_of(const Issue& issue, const std::string& opening)
{
    Contents contents{mail::text_entity(opening, issue.language),
                      mail::text_entity(closing(issue), issue.language),
                      {}};
    contents.posts.reserve(issue.items.size());
    for (const Item& item : issue.items) {
        contents.posts.push_back(as_read(item.octets));
        contents.eight_bit = contents.eight_bit || is_eight_bit(contents.posts.back());
    }
    return contents;
}

bool is_free(const Contents& contents, const std::string& dashes)
{
    const auto holds = [&dashes](const std::string& text) {
        return text.find(dashes) != std::string::npos;
    };
    return !holds(contents.opening) && !holds(contents.closing) &&
           std::none_of(contents.posts.begin(), contents.posts.end(), holds);
}

/// The two boundaries begin alike with what nothing else holds (2046-01), and neither begins with
/// the other. The same issue gives the same ones.
std::string boundary_stem(const Issue& issue, const Contents& contents)
{
    const auto seed = static_cast<std::uint64_t>(to_micros(issue.date));
    for (std::uint64_t i = 0;; ++i) {
        std::string stem = fmt::format("=_{:x}.{:x}.", seed, i);
        if (is_free(contents, "--" + stem))
            return stem;
    }
}

std::size_t octets_of(const Contents& contents)
{
    constexpr std::size_t around = 200;  // boundaries and fields
    std::size_t octets = contents.opening.size() + contents.closing.size() + 4 * around;
    for (const std::string& post : contents.posts)
        octets += post.size() + around;
    return octets;
}

std::string multipart_fields(std::string_view subtype, const std::string& boundary, bool eight_bit)
{
    return mail::format_field("Content-Type",
                              fmt::format("multipart/{}; boundary=\"{}\"", subtype, boundary)) +
           mail::format_field("Content-Transfer-Encoding", eight_bit ? "8bit" : "7bit");
}

// part = CRLF "--" boundary CRLF [ encoding ] CRLF post
// Its type is message/rfc822 without saying so: that is what a digest is for, RFC 2046 §5.1.5.
void append_post(std::string& to, const std::string& boundary, const std::string& post)
{
    to += fmt::format("\r\n--{}\r\n", boundary);
    if (is_eight_bit(post))
        to += "Content-Transfer-Encoding: 8bit\r\n";
    to += "\r\n";
    to += post;
}

}  // namespace

// digest = multipart/mixed ( text, multipart/digest ( *post ), text )      2046-04

std::string mime_entity(const Issue& issue, const std::string& opening)
{
    const Contents contents = contents_of(issue, opening);
    const std::string stem = boundary_stem(issue, contents);
    const std::string outer = stem + "issue";
    const std::string inner = stem + "posts";

    std::string entity;
    entity.reserve(octets_of(contents));
    entity += multipart_fields("mixed", outer, contents.eight_bit);
    entity += fmt::format("\r\n--{}\r\n{}", outer, contents.opening);
    entity += fmt::format("\r\n--{}\r\n", outer);
    entity += multipart_fields("digest", inner, contents.eight_bit);
    for (const std::string& post : contents.posts)
        append_post(entity, inner, post);
    entity += fmt::format("\r\n--{}--\r\n", inner);
    entity += fmt::format("\r\n--{}\r\n{}", outer, contents.closing);
    return entity + fmt::format("\r\n--{}--\r\n", outer);
}

}  // namespace colporteur::digests

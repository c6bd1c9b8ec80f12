// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "dressing/as_text.hpp"
#include "dressing/leaf.hpp"
#include "dressing/leaves.hpp"
#include "dressing/reception.hpp"
#include "dressing/splice.hpp"
#include "dressing/wanted.hpp"
#include "mail/disposition.hpp"
#include "text/size.hpp"

namespace colporteur::dressing {
namespace {

constexpr std::size_t most_labels = 1000;

std::string words_for(const Leaf& leaf, std::size_t size, const Link& link,
                      const text::Language& language)
{
    return fmt::format("{}\n{}, {}, {}\n\n{}\n{}\n",
                       language.say(N_("An attachment is not in this mail, because of its size:")),
                       name_of(leaf), leaf.open.type.type, text::human_size(size, language),
                       language.say(N_("It can be fetched here:")), link(leaf.number));
}

std::string instead_of(const Leaf& leaf, const std::string& words)
{
    return leaf.open.depth > 0 ? plain_part(words)
                               : as_plain_message(leaf.entity, leaf.open, words);
}

}  // namespace

std::string with_links(std::string_view octets, std::size_t over, const Link& link,
                       const text::Language& language)
{
    std::vector<Edit> edits;
    each_leaf(octets, [&](const Leaf& leaf) {
        const std::size_t size = is_attachment(leaf) ? decoded_size(leaf.open) : 0;
        if (size > over)
            edits.push_back(
                {leaf.entity.octets, instead_of(leaf, words_for(leaf, size, link, language))});
        return true;
    });
    return spliced(octets, edits);
}

std::vector<AttachmentLabel> attachments(std::string_view octets)
{
    std::vector<AttachmentLabel> found;
    each_leaf(octets, [&](const Leaf& leaf) {
        if (is_attachment(leaf))
            found.push_back({leaf.number, name_of(leaf), decoded_size(leaf.open)});
        return found.size() < most_labels;
    });
    return found;
}

std::optional<Attachment> attachment(std::string_view octets, int part_number)
{
    std::optional<Attachment> found;
    each_leaf(octets, [&](const Leaf& leaf) {
        if (leaf.number == part_number && is_attachment(leaf))
            found = {leaf.open.type.type, mail::file_name(leaf.open.split),
                     mail::decode_transfer(leaf.open.encoding, leaf.open.split.body)};
        return leaf.number < part_number;
    });
    return found;
}

}  // namespace colporteur::dressing

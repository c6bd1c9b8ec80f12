// SPDX-License-Identifier: AGPL-3.0-or-later
#include "archive/archive.hpp"

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "base/encode.hpp"
#include "base/sha256.hpp"
#include "base/utf8.hpp"
#include "store/archive.hpp"

namespace colporteur::archive {
namespace {

constexpr std::size_t permalink_octets = 16;
constexpr std::size_t most_ids = 100;
constexpr std::size_t longest_subject = 300;

/// What a message says of those before it.
struct Ancestry {
    std::string parent{};  ///< with brackets, or ""
    std::string root{};    ///< the first one it knows of; "" when it begins a thread
};

Ancestry ancestry_of(const mail::Message& message)
{
    const auto references = message_ids(message.field("References").value_or(""));
    const auto answered = message_ids(message.field("In-Reply-To").value_or(""));
    Ancestry ancestry;
    if (!answered.empty())
        ancestry.parent = answered.front();
    else if (!references.empty())
        ancestry.parent = references.back();
    ancestry.root = references.empty() ? ancestry.parent : references.front();
    return ancestry;
}

std::string thread_of(store::Db& db, model::ListId list, const Ancestry& ancestry,
                      const std::string& permalink)
{
    if (ancestry.parent.empty())
        return permalink;
    if (const auto parent = store::find_archived(db, list, permalink_of(ancestry.parent)))
        return parent->thread;
    if (const auto root = store::find_archived(db, list, permalink_of(ancestry.root)))
        return root->thread;
    return permalink_of(ancestry.root);
}

/// Damaged ones count as they stand.
std::string id_of(const mail::Message& message)
{
    const std::string id = message.message_id();
    return id.empty() ? one_line(message.field("Message-ID").value_or("")) : id;
}

std::string author_of(const mail::Message& message)
{
    const auto from = message.from();
    if (!from)
        return "";
    return one_line(from->name.empty() ? from->address.text() : from->name);
}

}  // namespace

std::string permalink_of(std::string_view message_id)
{
    std::string_view bare = trim(message_id);
    if (bare.starts_with('<') && bare.ends_with('>'))
        bare = bare.substr(1, bare.size() - 2);
    return to_base32(sha256(bare).substr(0, permalink_octets));
}

std::vector<std::string> message_ids(std::string_view field_body)
{
    std::vector<std::string> ids;
    for (Cursor in{field_body}; !in.at_end() && ids.size() < most_ids;) {
        in.take_until("<");
        if (!in.skip("<"))
            break;
        const auto inside = in.take_until(">");
        if (in.skip(">") && !inside.empty() && inside.find('<') == std::string_view::npos)
            ids.push_back("<" + std::string{inside} + ">");
    }
    return ids;
}

bool asks_for_no_archive(const mail::Message& message)
{
    const auto says = [&](std::string_view name, std::string_view word) {
        return starts_with_word(message.field(name).value_or(""), word);
    };
    return says("X-No-Archive", "yes") || says("X-Archive", "no") || says("Archive", "no") ||
           says("Restrict", "no-external-archive");
}

model::Archived add(store::Tx& tx, const Post& post, Time now)
{
    const Ancestry ancestry = ancestry_of(post.distributed);
    model::Archived kept{
        .list = post.list,
        .number = post.number,
        .original = post.original,
        .message_id = id_of(post.distributed),
        .permalink = permalink_of(id_of(post.distributed)),
        .in_reply_to = ancestry.parent,
        .subject = one_line(post.distributed.subject(), longest_subject),
        .author = author_of(post.distributed),
        .person = post.person,
        .topics = post.topics,
        .listed = post.listed,
        .at = now,
    };
    kept.thread = thread_of(tx, post.list, ancestry, kept.permalink);
    kept.id = store::add_archived(tx, kept, post.distributed.octets());
    if (kept.thread != kept.permalink)
        store::join_threads(tx, post.list, kept.permalink, kept.thread);
    return kept;
}

}  // namespace colporteur::archive

// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/leaves.hpp"

#include "mail/disposition.hpp"

namespace colporteur::dressing {
namespace {

class LeafReader {
public:
    explicit LeafReader(const std::function<bool(const Leaf&)>& see) : see_{see} {}

    bool read(const mail::Entity& entity, bool replaceable)
    {
        const auto open = mail::open_entity(entity);
        if (!open)
            return false;
        const bool sealed = is_sealed(*open);
        if (!sealed && open->shape == mail::Shape::parts) {
            const auto list = mail::list_parts(open->split.body, open->type.boundary);
            if (!list.parts.empty())
                return read_parts(*open, list);
        }
        const bool pgp = is_text(*open) && is_inline_pgp(*open);
        return see_({entity, *open, ++count_, sealed || pgp, replaceable});
    }

private:
    bool read_parts(const mail::OpenEntity& open, const mail::PartList& list)
    {
        const std::string& type = open.type.type;
        const std::size_t root =
            type == "multipart/related" ? related_root(open, list) : list.parts.size();
        for (std::size_t i = 0; i < list.parts.size(); ++i) {
            const bool replaceable = type != "multipart/alternative" && i != root;
            if (!read(mail::inner_entity(open, list.parts[i]), replaceable))
                return false;
        }
        return true;
    }

    const std::function<bool(const Leaf&)>& see_;
    int count_ = 0;
};

}  // namespace

bool each_leaf(std::string_view octets, const std::function<bool(const Leaf&)>& see)
{
    return LeafReader{see}.read({.octets = octets}, true);
}

bool is_attachment(const Leaf& leaf)
{
    const std::string& type = leaf.open.type.type;
    return leaf.replaceable && !leaf.sealed && !is_never_rewritten(leaf.open.type) &&
           !is_text(leaf.open) && !is_ambiguous(leaf.open) && !type.starts_with("multipart/");
}

std::string name_of(const Leaf& leaf)
{
    std::string name = mail::file_name(leaf.open.split);
    return name.empty() ? leaf.open.type.type : name;
}

}  // namespace colporteur::dressing

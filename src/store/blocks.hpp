// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "mail/address.hpp"
#include "model/ids.hpp"
#include "store/db.hpp"

namespace colporteur::store {

/// Addresses that may neither join nor post.
struct Block {
    model::BlockId id{};
    model::DomainId domain{};
    std::optional<model::ListId> list{};  ///< nothing: on all lists of the domain
    std::string pattern{};                ///< an address, or one with `*` in it
    std::string note{};                   ///< for the other moderators
    std::string who{};                    ///< blocked it
    Time at{};
};

/// `block.id` is not read. A pattern that stands there already is not added again.
void add_block(Tx& tx, const Block& block);

/// False when there is none of that pattern.
bool remove_block(Tx& tx, model::DomainId domain, std::optional<model::ListId> list,
                  std::string_view pattern);

/// Those of a list and those of its whole domain.
std::vector<Block> blocks_for(Db& db, model::DomainId domain, model::ListId list);

/// Those of that list alone, or of the whole domain alone.
std::vector<Block> blocks_of(Db& db, model::DomainId domain,
                             std::optional<model::ListId> list = std::nullopt);

/// Those whose pattern is that very address, wherever.
std::vector<Block> blocks_naming(Db& db, const mail::Address& address);

/// Keyed digests of addresses that no import, invitation or administrator may bring back; only
/// their owner, by joining.
void suppress(Tx& tx, std::string_view digest, std::string_view reason, Time now);
void lift_suppression(Tx& tx, std::string_view digest);

/// The reason; nothing when the address is not suppressed.
std::optional<std::string> suppression(Db& db, std::string_view digest);

}  // namespace colporteur::store

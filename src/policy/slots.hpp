// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "policy/policy.hpp"
#include "policy/tokens.hpp"

namespace colporteur::policy {

/// A place in a phrase that a value fills: SIZE in "attachments over SIZE".
struct Slot {
    std::string_view name;      ///< as it stands in phrases
    std::string_view expected;  ///< for an error: "a size such as 5 MB"
    bool (*read)(TokenReader&, Condition&);
    std::string (*print)(const Condition&);
};

/// The slot of that name; null for an ordinary word.
const Slot* find_slot(std::string_view word);

/// A size as sentences speak of it.
struct Size {
    std::int64_t number;
    std::string_view unit;  ///< KB, MB (1000-based); KiB, MiB (1024-based)
};

/// The shortest exact form: MB, KB, else MiB or KiB.
Size exact_size(std::int64_t octets);

}  // namespace colporteur::policy

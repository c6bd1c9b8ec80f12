// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "policy/policy.hpp"
#include "policy/slots.hpp"

namespace colporteur::policy {

/// A way to say a condition: words, and slots in capitals.
struct Phrase {
    What what;
    std::string_view text;
};

/// What may stand behind the colon.
enum class VerdictWord { accept, confirm, hold, reject, discard, for_owners, quietly, notify };

struct VerdictPhrase {
    VerdictWord word;
    std::string_view text;
};

/// phrases.cpp; the first one of each What is the one that is printed.
std::span<const Phrase> english_phrases();
std::span<const VerdictPhrase> english_verdicts();

/// phrases.fr.cpp
std::span<const Phrase> french_phrases();
std::span<const VerdictPhrase> french_verdicts();

/// A phrase made ready for comparing: plain words without articles, and slots.
using Piece = std::variant<std::string, const Slot*>;

struct ReadyPhrase {
    What what;
    std::string_view text;
    std::vector<Piece> pieces;
};

struct ReadyVerdict {
    VerdictWord word;
    std::vector<Piece> pieces;
};

/// All of them, in both languages. Made once.
const std::vector<ReadyPhrase>& ready_phrases();
const std::vector<ReadyVerdict>& ready_verdicts();

/// The phrase that is printed.
std::string_view canonical_phrase(What what);

/// The slots of the phrase that is printed, filled.
std::vector<std::string> values(const Condition& condition);

}  // namespace colporteur::policy

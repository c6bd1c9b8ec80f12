// SPDX-License-Identifier: AGPL-3.0-or-later
// The extensions of SMTP that the relay offers, on one connection.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dice.hpp"

namespace colporteur::chaos {

struct Offer {
    bool pipelining = false;
    bool chunking = false;
    bool dsn = false;
    bool eight_bit = false;
    bool utf8 = false;
    bool size = false;

    /// For the reply to EHLO.
    std::vector<std::string> words() const
    {
        const std::pair<bool, const char*> all[] = {
            {pipelining, "PIPELINING"}, {chunking, "CHUNKING"}, {dsn, "DSN"},
            {eight_bit, "8BITMIME"},    {utf8, "SMTPUTF8"},     {size, "SIZE 50000000"},
        };
        std::vector<std::string> words;
        for (const auto& [offered, word] : all)
            if (offered)
                words.emplace_back(word);
        return words;
    }

    /// A parameter of MAIL or RCPT that was not offered.
    std::optional<std::string> breach(const std::string& line) const
    {
        const std::pair<bool, const char*> all[] = {
            {size, " SIZE="}, {eight_bit, " BODY="}, {utf8, " SMTPUTF8"}, {dsn, " RET="},
            {dsn, " ENVID="}, {dsn, " NOTIFY="},     {dsn, " ORCPT="},
        };
        for (const auto& [offered, parameter] : all)
            if (!offered && line.find(parameter, line.rfind('>')) != std::string::npos)
                return parameter + 1;
        return std::nullopt;
    }
};

inline Offer draw_offer(Dice& dice)
{
    return {.pipelining = dice.chance(0.75),
            .chunking = dice.chance(0.5),
            .dsn = dice.chance(0.5),
            .eight_bit = dice.chance(0.75),
            .utf8 = dice.chance(0.5),
            .size = dice.chance(0.75)};
}

}  // namespace colporteur::chaos

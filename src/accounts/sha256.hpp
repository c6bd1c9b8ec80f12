// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace colporteur::accounts {

/// SHA-256 (FIPS 180-4) of octets that come piece by piece.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void add(std::string_view octets);

    /// 64 hexadecimal digits, lower case. Once.
    std::string hex();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace colporteur::accounts

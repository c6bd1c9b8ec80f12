// SPDX-License-Identifier: AGPL-3.0-or-later
// What decides.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <random>

namespace colporteur::chaos {

/// The same throws for the same seed and connection.
class Dice {
public:
    Dice(std::uint32_t seed, std::uint32_t connection)
    {
        std::seed_seq both{seed, connection};
        engine_.seed(both);
    }

    std::size_t below(std::size_t limit) { return engine_() % limit; }

    bool chance(double part) { return static_cast<double>(below(1'000'000)) < part * 1'000'000; }

    template <class T, std::size_t N>
    T pick(const std::array<T, N>& all)
    {
        return all[below(N)];
    }

    std::chrono::milliseconds up_to(std::size_t milliseconds)
    {
        return std::chrono::milliseconds{1 + below(milliseconds)};
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace colporteur::chaos

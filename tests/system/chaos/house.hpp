// SPDX-License-Identifier: AGPL-3.0-or-later
// What all connections to the misbehaving relay share.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <limits>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "record.hpp"

namespace colporteur::chaos {

/// The fate of each reader: whatever else happens to them on the way, either every last word about
/// them is a 250 or every last word is the same refusal.
class Readers {
public:
    /// `most`: how often one may be put off, by a 4xx or a lost connection.
    explicit Readers(int most) : most_{most} {}

    /// Whether that may befall them all: nobody is deferred for ever. Counts it if so.
    bool may(Fault::Kind kind, const Addresses& who)
    {
        if (kind == Fault::Kind::slow || kind == Fault::Kind::refused)
            return true;
        const std::lock_guard lock{mutex_};
        for (const std::string& reader : who)
            if (readers_[reader].troubles >= most_)
                return false;
        for (const std::string& reader : who)
            ++readers_[reader].troubles;
        return true;
    }

    /// From now on that is their fate, unless one of them has another.
    bool refuse(const Addresses& who, const smtp::Reply& refusal)
    {
        const std::lock_guard lock{mutex_};
        for (const std::string& reader : who)
            if (readers_[reader].taken || readers_[reader].refusal)
                return false;
        for (const std::string& reader : who)
            readers_[reader].refusal = refusal;
        decided_ += static_cast<int>(who.size());
        return !who.empty();
    }

    /// The same with a 250, as soon as so many readers may be decided.
    bool take(const Addresses& who)
    {
        std::unique_lock lock{mutex_};
        more_.wait(lock, [this] { return decided_ < allowed_; });
        for (const std::string& reader : who)
            if (readers_[reader].refusal)
                return false;
        for (const std::string& reader : who)
            decided_ += std::exchange(readers_[reader].taken, true) ? 0 : 1;
        return true;
    }

    std::optional<smtp::Reply> refusal(const std::string& reader)
    {
        const std::lock_guard lock{mutex_};
        return readers_[reader].refusal;
    }

    void allow(int decided)
    {
        const std::lock_guard lock{mutex_};
        allowed_ = decided;
        more_.notify_all();
    }

    int decided()
    {
        const std::lock_guard lock{mutex_};
        return decided_;
    }

private:
    struct Reader {
        int troubles = 0;
        bool taken = false;
        std::optional<smtp::Reply> refusal{};
    };

    int most_;
    std::mutex mutex_;
    std::condition_variable more_;
    std::unordered_map<std::string, Reader> readers_;
    int decided_ = 0;
    int allowed_ = std::numeric_limits<int>::max();
};

struct House {
    std::uint32_t seed;
    double likely;  ///< that something goes wrong in a transaction
    Readers readers;
    Record record;
    std::atomic<std::uint32_t> connections{0};
    std::atomic<int> open{0};
    std::atomic<int> words{0};  ///< makes each final reply unlike any other
};

}  // namespace colporteur::chaos

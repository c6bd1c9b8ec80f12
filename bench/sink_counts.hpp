// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/ascii.hpp"

namespace colporteur::bench {

using Hash = std::uint64_t;

/// Seconds of the monotonic clock.
inline double now()
{
    return std::chrono::duration<double>{std::chrono::steady_clock::now().time_since_epoch()}
        .count();
}

/// FNV-1a of what stands between the angle brackets, whatever its case. Never 0.
inline Hash hash_of_path(std::string_view line)
{
    const auto begin = line.find('<');
    Hash hash = 0xcbf29ce484222325;
    for (const char c : line.substr(begin + 1, line.find('>') - begin - 1))
        hash = (hash ^ static_cast<unsigned char>(lower(c))) * 0x100000001b3;
    return hash | 1;
}

/// Open addressing: a million recipients are 16 MB and one cache miss each.
class HashSet {
public:
    void insert(Hash hash)
    {
        if (2 * ++size_ > slots_.size())
            grow();
        if (!place(hash))
            --size_;
    }

    std::size_t size() const { return size_; }

private:
    bool place(Hash hash)
    {
        for (std::size_t i = hash * 0x9e3779b97f4a7c15 >> 20;; ++i) {
            Hash& slot = slots_[i & (slots_.size() - 1)];
            if (slot == hash)
                return false;
            if (slot == 0) {
                slot = hash;
                return true;
            }
        }
    }

    void grow()
    {
        const auto old = std::exchange(slots_, std::vector<Hash>(slots_.size() * 2));
        for (const Hash hash : old)
            if (hash != 0)
                place(hash);
    }

    std::vector<Hash> slots_ = std::vector<Hash>(1024);
    std::size_t size_ = 0;
};

/// What has arrived since the last reset. Recipients count once their message is complete.
struct Counts {
    std::uint64_t connections = 0;
    std::uint64_t messages = 0;
    std::uint64_t recipients = 0;
    std::uint64_t octets = 0;
    std::uint64_t with_signature = 0;  ///< messages with a DKIM-Signature field
    double first = 0;                  ///< the first complete message
    double last = 0;
    double last_new = 0;  ///< the last one to somebody who had none yet
    HashSet distinct{};
    Hash watched = 0;
    double watched_at = 0;

    void add(std::string_view message, const std::vector<Hash>& to)
    {
        last = now();
        if (messages++ == 0)
            first = last;
        recipients += to.size();
        octets += message.size();
        const auto header = message.substr(0, message.find("\r\n\r\n"));
        with_signature += header.find("DKIM-Signature:") != header.npos;
        const auto known = distinct.size();
        for (const Hash recipient : to)
            distinct.insert(recipient);
        if (distinct.size() > known)
            last_new = last;
        if (watched_at == 0 && watched != 0 && std::find(to.begin(), to.end(), watched) != to.end())
            watched_at = last;
    }

    std::string json() const
    {
        return fmt::format(
            R"({{"connections":{},"messages":{},"recipients":{},"distinct":{},"octets":{},)"
            R"("signed":{},"first":{:.6f},"last":{:.6f},"last_new":{:.6f},"watched_at":{:.6f}}})"
            "\n",
            connections, messages, recipients, distinct.size(), octets, with_signature, first, last,
            last_new, watched_at);
    }
};

}  // namespace colporteur::bench

// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "delivery/retry.hpp"
#include "model/ids.hpp"

namespace colporteur::delivery {

/// What the relay said about one attempt.
struct Settled {
    model::DeliveryId id{};
    int attempt = 0;
    Settlement settlement;
};

/// Remembers each reply the moment it is read, before the ledger's next shared commit: a
/// memory-mapped file that outlives a killed process.
///
/// So settling costs a copy of some hundred octets instead of a transaction, and a kill leaves at
/// most the one copy per connection in doubt whose reply was still on its way. (A power failure may
/// forget the last tenth of a second: those get a second copy, nobody gets none.) Two files take
/// turns: one fills while the other's entries are committed. Entries told twice to the ledger
/// change nothing (store::settle), so a crash at any point between is harmless.
///
///     entry = id SP attempt SP state SP due SP reply LF        (numbers in decimal; reply without
///     LF)
class Journal {
public:
    /// Opens or makes FOLDER/settled.0 and settled.1, their space reserved, so that a disk that
    /// fills up later does not matter. Throws std::system_error.
    explicit Journal(const std::string& folder);
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    /// What an ended process had not committed, from both files. Ask before the first append.
    std::vector<Settled> recover() const;

    /// Forgets everything; call once what recover() gave is committed.
    void clear();

    /// Whether `entries` more are sure to fit.
    bool has_room(std::size_t entries) const;

    void append(const Settled& settled);

    /// Takes what was appended so far, to be committed; from now on the other file fills. Only when
    /// the last sealed part was forgotten.
    std::vector<Settled> seal();
    void forget_sealed();

    bool sealed() const { return sealed_; }

    bool empty() const;

private:
    struct File {
        int descriptor = -1;
        char* octets = nullptr;
        std::size_t used = 0;
    };

    static void open(File& file, const std::string& path);
    static void wipe(File& file);

    File files_[2];
    int filling_ = 0;
    bool sealed_ = false;
};

}  // namespace colporteur::delivery

// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/ids.hpp"

namespace colporteur::app {

/// The job whose work is being done at this moment: a memory-mapped file that outlives a killed
/// process.
///
/// So a message that makes the program end is told from those that only waited when it was ended.
/// A power failure may forget it; then nobody is blamed, which costs one more try.
class WorkMark {
public:
    /// Opens or makes FOLDER/working. Throws std::system_error.
    explicit WorkMark(const std::string& folder);
    ~WorkMark();
    WorkMark(const WorkMark&) = delete;
    WorkMark& operator=(const WorkMark&) = delete;

    /// The job that is being worked on; after a start, the one during whose work a program ended.
    std::optional<model::JobId> job() const;
    void clear();

    /// As long as it lives, `job` is being worked on. One at a time.
    class Hold {
    public:
        Hold(WorkMark& mark, model::JobId job);

        ~Hold() { mark_.clear(); }

        Hold(const Hold&) = delete;
        Hold& operator=(const Hold&) = delete;

    private:
        WorkMark& mark_;
    };

private:
    int file_;
    std::int64_t* number_;  ///< 0: none
};

}  // namespace colporteur::app

// SPDX-License-Identifier: AGPL-3.0-or-later
// What the misbehaving relay writes down.
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "fault.hpp"
#include "text.hpp"

namespace colporteur::chaos {

/// What happened, in order: a line each, its words between tabs, in the file at once.
class Record {
public:
    explicit Record(std::filesystem::path folder)
        : folder_{std::move(folder)}, file_{folder_ / "relay.log"}
    {
    }

    template <class... Words>
    void line(std::string_view what, const Words&... words)
    {
        std::string text{what};
        ((text += fmt::format("\t{}", words)), ...);
        const std::lock_guard lock{mutex_};
        file_ << text << std::endl;
    }

    /// Keeps the first message with that text; returns the name of its file.
    std::string keep(std::string_view message)
    {
        const auto text = message.substr(std::min(message.find("\r\n\r\n"), message.size()));
        const auto name = fmt::format("{:016x}.eml", std::hash<std::string_view>{}(text));
        const std::lock_guard lock{mutex_};
        if (kept_.insert(name).second)
            std::ofstream{folder_ / name, std::ios::binary} << message;
        return name;
    }

private:
    std::filesystem::path folder_;
    std::mutex mutex_;
    std::ofstream file_;
    std::set<std::string> kept_;
};

inline std::string joined(const Addresses& who)
{
    return fmt::format("{}", fmt::join(who, ","));
}

/// What is written down of one connection.
class Notes {
public:
    Notes(Record& record, std::uint32_t connection) : record_{record}, connection_{connection} {}

    void fault(std::string_view what) { record_.line("fault", connection_, what); }

    void fault(std::string_view what, Stage stage)
    {
        fault(fmt::format("{} {}", what, word(stage)));
    }

    /// The peer did what it must not.
    void breach(std::string_view what) { record_.line("breach", connection_, what); }

    void said(Stage stage, std::string_view how, const Addresses& who, const smtp::Reply& reply)
    {
        record_.line("said", connection_, word(stage), how, joined(who),
                     fmt::format("{} {} {}", reply.code, reply.enhanced, reply.text));
    }

    void copy(std::string_view way, const Addresses& who, std::string_view sender,
              std::string_view message)
    {
        record_.line("copy", connection_, way, joined(who), sender, link_in(message),
                     record_.keep(message));
    }

private:
    Record& record_;
    std::uint32_t connection_;
};

}  // namespace colporteur::chaos

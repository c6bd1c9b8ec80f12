// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/log.hpp"

#include <memory>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace colporteur::log {
namespace {

std::shared_ptr<spdlog::logger>& logger()
{
    static std::shared_ptr<spdlog::logger> instance;
    return instance;
}

spdlog::level::level_enum to_spdlog(Level level)
{
    switch (level) {
    case Level::debug: return spdlog::level::debug;
    case Level::info: return spdlog::level::info;
    case Level::warning: return spdlog::level::warn;
    case Level::error: return spdlog::level::err;
    }
    return spdlog::level::err;
}

}  // namespace

void open(Level level)
{
    logger() = std::make_shared<spdlog::logger>("colporteur",
                                                std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger()->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    logger()->set_level(to_spdlog(level));
}

void write(Level level, std::string_view line)
{
    if (logger())
        logger()->log(to_spdlog(level), spdlog::string_view_t{line.data(), line.size()});
}

}  // namespace colporteur::log

// SPDX-License-Identifier: AGPL-3.0-or-later
// The doctor looks at the configuration and at the data directory.
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

#include "app/commands/diagnosis.hpp"

namespace colporteur::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t mebibyte = 1024 * 1024;
constexpr std::uintmax_t too_little = 100 * mebibyte;
constexpr std::uintmax_t little = 1024 * mebibyte;

Finding examine_file(const Call& call)
{
    if (call.config.file.empty())
        return {"configuration", Health::ok,
                call.terminal.words(N_("no configuration file: the built-in defaults are used"))};
    return {"configuration", Health::ok,
            call.terminal.words(N_("configuration {}"), call.config.file)};
}

Finding examine_clock(const Call& call)
{
    const auto shown = to_iso(call.now);
    if (call.now < parse_time("2026-01-01").value())
        return {"clock", Health::error, call.terminal.words(N_("the clock says {}"), shown),
                call.terminal.words(
                    N_("set the system's clock, for instance with timedatectl set-ntp true"))};
    return {"clock", Health::ok, call.terminal.words(N_("the clock says {}"), shown)};
}

Finding examine_url(const Call& call)
{
    const auto& url = call.config.web.url;
    if (url.starts_with("https://"))
        return {"web_url", Health::ok, call.terminal.words(N_("links in mail begin with {}"), url)};
    return {"web_url", Health::warning,
            call.terminal.words(N_("links in mail begin with {}, which is not https"), url),
            call.terminal.words(N_("set web.url to the https address that readers can reach: "
                                   "without it, mail programs show no unsubscribe button"))};
}

Finding examine_admins(const Call& call)
{
    const auto& admins = call.config.admins;
    if (!admins.empty())
        return {"admins", Health::ok,
                call.terminal.words(N_("mail for postmaster goes to {}"), admins.front().text())};
    return {"admins", Health::warning,
            call.terminal.words(N_("nobody gets the mail for postmaster and abuse")),
            call.terminal.words(N_("name somebody: admins = [\"you@example.org\"]"))};
}

Finding examine_folder(Call& call)
{
    const auto& data = call.config.data;
    try {
        call.site();
    } catch (const std::exception& error) {
        return {"data", Health::error, error.what(),
                call.terminal.words(N_("run this command as the user who runs the server, or mend "
                                       "the folder's permissions"))};
    }
    if (::access(data.c_str(), W_OK) != 0)
        return {"data", Health::error,
                call.terminal.words(N_("data directory {} cannot be written"), data),
                call.terminal.words(N_("run this command as the user who runs the server, or mend "
                                       "the folder's permissions"))};
    return {"data", Health::ok, call.terminal.words(N_("data directory {}"), data)};
}

Finding examine_disk(const Call& call)
{
    std::error_code error;
    const auto free = fs::space(call.config.data, error).available;
    if (error)
        return {"disk", Health::error, error.message(),
                call.terminal.words(N_("make the data directory readable"))};
    const Health health = free < too_little ? Health::error
                          : free < little   ? Health::warning
                                            : Health::ok;
    return {"disk", health, call.terminal.words(N_("free on its disk: {} MiB"), free / mebibyte),
            health == Health::ok
                ? ""
                : call.terminal.words(N_("make room: mail is refused when the disk is full"))};
}

Finding examine_secret(const Call& call, const std::string& file)
{
    struct stat found {};

    if (::stat(file.c_str(), &found) != 0)
        return {"secrets", Health::error, call.terminal.words(N_("{} cannot be read"), file),
                call.terminal.words(
                    N_("put the file back, or name the right one in the configuration"))};
    if ((found.st_mode & (S_IRWXO | S_IWGRP)) != 0)
        return {"secrets", Health::error,
                call.terminal.words(N_("secret {} is open to others"), file),
                fmt::format("chmod o=,g-w {}", file)};
    return {"secrets", Health::ok, call.terminal.words(N_("secret {} is closed to others"), file)};
}

Finding examine_owner(const Call& call)
{
    const auto database = database_path(call.config);

    struct stat folder {};

    struct stat file {};

    const bool known =
        ::stat(call.config.data.c_str(), &folder) == 0 && ::stat(database.c_str(), &file) == 0;
    if (known && folder.st_uid != file.st_uid)
        return {"owner", Health::error,
                call.terminal.words(N_("{} belongs to another user than its folder"), database),
                fmt::format("chown --reference={} {}*", call.config.data, database)};
    return {"owner", Health::ok, call.terminal.words(N_("files belong to the folder's owner"))};
}

}  // namespace

std::vector<Finding> examine_configuration(Call& call)
{
    return {examine_file(call), examine_clock(call), examine_url(call), examine_admins(call)};
}

std::vector<Finding> examine_data(Call& call)
{
    std::vector<Finding> findings{examine_folder(call)};
    if (findings.front().health == Health::error)
        return findings;
    findings.push_back(examine_disk(call));
    findings.push_back(examine_owner(call));
    findings.push_back(
        examine_secret(call, (fs::path{call.config.data} / "keys/token.key").string()));
    if (!call.config.intake.tls_key.empty())
        findings.push_back(examine_secret(call, call.config.intake.tls_key));
    return findings;
}

}  // namespace colporteur::app

// SPDX-License-Identifier: AGPL-3.0-or-later
// The data directory: its folders, its secret, and whose they are.
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "accounts/tokens.hpp"
#include "app/config.hpp"
#include "app/ownership.hpp"

namespace colporteur::app {
namespace {

namespace fs = std::filesystem;

constexpr auto for_owner_and_group =
    fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec;

void make_folder(const fs::path& data, const fs::path& folder, fs::perms permissions)
{
    std::error_code error;
    if (fs::create_directories(folder, error)) {
        fs::permissions(folder, permissions);
        give_to_owner_of(data, folder);
    }
    if (error || !fs::is_directory(folder))
        throw std::runtime_error{folder.string() + ": the folder cannot be made (" +
                                 error.message() + "): make it, or choose another with --data"};
}

void make_file(const fs::path& data, const fs::path& file)
{
    if (fs::exists(file))
        return;
    std::ofstream{file};
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
    give_to_owner_of(data, file);
}

}  // namespace

std::string database_path(const Config& config)
{
    return (fs::path{config.data} / config.database).string();
}

std::string outbox_path(const Config& config)
{
    return (fs::path{config.data} / "outbox").string();
}

model::Site make_site(const Config& config)
{
    const fs::path data = config.data;
    const fs::path keys = data / "keys";
    const fs::path secret = keys / "token.key";
    make_folder(data, data, for_owner_and_group);
    make_folder(data, keys, fs::perms::owner_all);
    make_folder(data, outbox_path(config), for_owner_and_group);
    make_folder(data, fs::path{database_path(config)}.parent_path(), for_owner_and_group);
    make_file(data, database_path(config));

    model::Site site{
        .web_url = config.web.url,
        .robots = config.robot,
        .admins = config.admins,
        .zone = config.zone,
        .secret = accounts::load_secret(secret.string()),
    };
    give_to_owner_of(data, secret);
    return site;
}

}  // namespace colporteur::app

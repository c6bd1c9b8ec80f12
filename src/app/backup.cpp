// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/backup.hpp"

#include <array>

#include "app/backup_names.hpp"
#include "app/files.hpp"
#include "app/manifest.hpp"
#include "store/backup.hpp"

namespace colporteur::app {
namespace {

namespace fs = std::filesystem;

/// The folder of a backup under way. Unless it was finished, what was made is removed.
class Draft {
public:
    explicit Draft(fs::path folder) : folder_{std::move(folder)}
    {
        made_folder_ = fs::create_directories(folder_);
        if (made_folder_)
            fs::permissions(folder_, fs::perms::owner_all);
    }

    ~Draft()
    {
        if (finished_)
            return;
        std::error_code ignored;
        for (const auto& entry : fs::directory_iterator{folder_, ignored})
            fs::remove_all(entry.path(), ignored);
        if (made_folder_)
            fs::remove(folder_, ignored);
    }

    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    void add(const fs::path& from, const std::string& name)
    {
        fs::create_directories((folder_ / name).parent_path());
        note(copy_synced(from, folder_ / name), name);
    }

    void add_database(const std::string& path)
    {
        const fs::path copy = folder_ / backup_database;
        write_synced(copy, "");  // so that it is nobody else's to read from the beginning
        store::Db db{path};
        store::copy_database(db, copy.string());
        sync_to_disk(copy);
        note(digest_of(copy), backup_database);
    }

    BackupSize finish()
    {
        for (const auto& entry : fs::recursive_directory_iterator{folder_})
            if (entry.is_directory())
                sync_to_disk(entry.path());
        write_synced(folder_ / backup_manifest, to_text(manifest_));
        sync_to_disk(folder_);
        finished_ = true;
        return {manifest_.size(), octets_};
    }

private:
    void note(const FileDigest& digest, std::string_view name)
    {
        manifest_.push_back({digest.sha256, digest.size, std::string{name}});
        octets_ += digest.size;
    }

    fs::path folder_;
    bool made_folder_ = false;
    bool finished_ = false;
    Manifest manifest_;
    std::uint64_t octets_ = 0;
};

BackupSize keep_all(const Config& config, Draft& draft)
{
    const fs::path data = config.data;
    // The journal first: what it says is true, and the ledger may know it already; a copy made
    // behind the ledger's could lack what was settled between.
    for (const std::string_view name : backup_journals)
        if (fs::exists(data / name))
            draft.add(data / name, std::string{name});
    draft.add_database(database_path(config));
    const fs::path keys = data / "keys";
    if (fs::exists(keys))
        for (const auto& entry : fs::recursive_directory_iterator{keys})
            if (entry.is_regular_file())
                draft.add(entry.path(), fs::relative(entry.path(), data).string());
    if (!config.file.empty())
        draft.add(config.file, std::string{backup_config});
    return draft.finish();
}

}  // namespace

Result<BackupSize> make_backup(const Config& config, const fs::path& folder,
                               const Terminal& terminal)
{
    if (!fs::exists(database_path(config)))
        return fail(Code::not_found, terminal.words(N_("there is no database {}: name the data "
                                                       "directory with --data or --config"),
                                                    database_path(config)));
    std::error_code unreadable;
    if (fs::exists(folder) && (!fs::is_empty(folder, unreadable) || !fs::is_directory(folder)))
        return fail(Code::conflict,
                    terminal.words(N_("{} is not an empty folder: a backup is made in a new one"),
                                   folder.string()));
    try {
        Draft draft{folder};
        return keep_all(config, draft);
    } catch (const std::exception& error) {
        return fail(Code::conflict,
                    terminal.words(N_("no backup was made, and what was begun is removed: {}"),
                                   error.what()));
    }
}

}  // namespace colporteur::app

// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fstream>
#include <iterator>

#include "app/backup.hpp"
#include "app/backup_names.hpp"
#include "app/directory_lock.hpp"
#include "app/files.hpp"
#include "app/manifest.hpp"
#include "app/ownership.hpp"
#include "base/zone.hpp"
#include "store/ledger.hpp"
#include "store/migrations.hpp"
#include "store/progress.hpp"

namespace colporteur::app {
namespace {

namespace fs = std::filesystem;

// Empty when the file is what the manifest says, else what is wrong with it.
std::string find_damage(const fs::path& file, const ManifestEntry& entry, const Terminal& terminal)
{
    if (!fs::is_regular_file(file))
        return terminal.words(N_("{} is missing"), file.string());
    if (digest_of(file) != FileDigest{entry.sha256, entry.size})
        return terminal.words(N_("{} is not what it was when the backup was made"), file.string());
    return {};
}

Result<Manifest> verified_manifest(const fs::path& folder, const Terminal& terminal)
{
    std::ifstream in{folder / backup_manifest, std::ios::binary};
    if (!in)
        return fail(Code::not_found,
                    terminal.words(N_("{} has no MANIFEST: it is no backup, or one that was never "
                                      "finished"),
                                   folder.string()));
    auto manifest = parse_manifest(std::string{std::istreambuf_iterator<char>{in}, {}});
    bool has_database = false;
    if (manifest)
        for (const ManifestEntry& entry : *manifest) {
            has_database |= entry.name == backup_database;
            if (const auto damage = find_damage(folder / entry.name, entry, terminal);
                !damage.empty())
                return fail(Code::invalid,
                            terminal.words(
                                N_("this backup is damaged and nothing was restored: {}"), damage));
        }
    if (manifest && !has_database)
        manifest = fail(Code::invalid, fmt::format("MANIFEST names no {}", backup_database));
    if (!manifest)
        return fail(Code::invalid,
                    terminal.words(N_("this backup is damaged and nothing was restored: {}"),
                                   manifest.error().what));
    return manifest;
}

/// A file of the backup on its way to its place: beside it, under another name, until all are
/// there.
struct Piece {
    fs::path from;
    fs::path to;
    std::string sha256;

    fs::path staged() const { return to.string() + ".restoring"; }
};

// In the order in which they take their places: the database, which makes it a place, last.
std::vector<Piece> pieces_of(const Config& config, const fs::path& folder, const Manifest& manifest)
{
    std::vector<Piece> pieces;
    for (const auto& [sha256, size, name] : manifest)
        if (name != backup_database && name != backup_config)
            pieces.push_back({folder / name, fs::path{config.data} / name, sha256});
    for (const auto& [sha256, size, name] : manifest)
        if (name == backup_database)
            pieces.push_back({folder / name, database_path(config), sha256});
    return pieces;
}

/// Files on their way. Unless they all took their places, they are gone again.
class Move {
public:
    Move(fs::path data, std::vector<Piece> pieces)
        : data_{std::move(data)}, pieces_{std::move(pieces)}
    {
    }

    ~Move()
    {
        if (done_)
            return;
        std::error_code ignored;
        for (const Piece& piece : pieces_)
            for (const char* ending : {"", "-wal", "-shm"})
                fs::remove(piece.staged().string() + ending, ignored);
        for (std::size_t i = 0; i < placed_; ++i)
            fs::remove(pieces_[i].to, ignored);
    }

    Move(const Move&) = delete;
    Move& operator=(const Move&) = delete;

    void stage() const
    {
        for (const Piece& piece : pieces_) {
            const fs::path folder = piece.to.parent_path();
            if (fs::create_directories(folder)) {
                fs::permissions(folder, fs::perms::owner_all);
                give_to_owner_of(data_, folder);
            }
            copy_synced(piece.from, piece.staged());
            give_to_owner_of(data_, piece.staged());
        }
    }

    void place()
    {
        for (const Piece& piece : pieces_) {
            fs::rename(piece.staged(), piece.to);
            ++placed_;
            sync_to_disk(piece.to.parent_path());
        }
        done_ = true;
    }

    fs::path staged_database() const { return pieces_.back().staged(); }

private:
    fs::path data_;
    std::vector<Piece> pieces_;
    std::size_t placed_ = 0;
    bool done_ = false;
};

/// Brings the copy of the ledger up to date and pauses it, while nobody can see it.
Waiting prepare(const fs::path& database, std::string_view reason)
{
    Waiting waiting;
    store::Db db{database.string()};
    store::migrate(db);
    store::Tx tx{db};
    store::pause_sending(tx, reason);
    tx.commit();
    for (const store::QueuedMailing& mailing : store::queued_mailings(db, false)) {
        if (mailing.priority == model::Priority::notice) {
            waiting.notices += mailing.tally.left();
            continue;
        }
        waiting.letters += 1;
        waiting.readers += mailing.tally.left();
    }
    return waiting;
}

// Left by an attempt that was cut short: the very same file.
bool is_there(const Piece& piece)
{
    return fs::exists(piece.to) && digest_of(piece.to).sha256 == piece.sha256;
}

// The first file in the way, or "".
std::string find_obstacle(const std::vector<Piece>& pieces)
{
    for (const Piece& piece : pieces)
        if (fs::exists(piece.to))
            return piece.to.string();
    return {};
}

Waiting move_in(const Config& config, std::vector<Piece> pieces, std::string_view reason)
{
    Move move{config.data, std::move(pieces)};
    move.stage();
    const Waiting waiting = prepare(move.staged_database(), reason);
    sync_to_disk(move.staged_database());
    move.place();
    return waiting;
}

}  // namespace

Result<Waiting> restore_backup(const Config& config, const fs::path& folder,
                               const Terminal& terminal, Time now)
{
    const auto manifest = verified_manifest(folder, terminal);
    if (!manifest)
        return fail(manifest.error());
    auto pieces = pieces_of(config, folder, *manifest);
    if (fs::create_directories(config.data))
        fs::permissions(config.data,
                        fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec);
    const DirectoryLock lock{config.data};
    give_to_owner_of(config.data, fs::path{config.data} / "serve.lock");
    const std::string database = database_path(config);
    std::erase_if(pieces,
                  [&](const Piece& piece) { return piece.to != database && is_there(piece); });
    if (const auto obstacle = find_obstacle(pieces); !obstacle.empty())
        return fail(Code::conflict,
                    terminal.words(N_("{} is there already: move it away, or restore into another "
                                      "directory with --data"),
                                   obstacle));
    try {
        return move_in(config, std::move(pieces),
                       terminal.words(N_("restored from {} on {}"), fs::absolute(folder).string(),
                                      to_local_text(now, config.zone)));
    } catch (const std::exception& error) {
        return fail(Code::conflict, terminal.words(N_("nothing was restored: {}"), error.what()));
    }
}

}  // namespace colporteur::app

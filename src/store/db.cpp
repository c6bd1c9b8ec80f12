// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/db.hpp"

#include <unordered_map>

#include <fmt/format.h>
#include <sqlite3.h>

namespace colporteur::store {
namespace {

constexpr int busy_milliseconds = 20'000;

constexpr std::array parameters = {"$1", "$2", "$3", "$4",  "$5",  "$6",
                                   "$7", "$8", "$9", "$10", "$11", "$12"};

constexpr auto settings = R"(
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA cache_size = -8000;
    PRAGMA journal_size_limit = 67108864;
    PRAGMA temp_store = MEMORY)";

[[noreturn]] void fail_with(sqlite3* handle, std::string_view what)
{
    throw Failure{fmt::format("database: {}: {}", what, sqlite3_errmsg(handle))};
}

Value read_column(sqlite3_stmt* statement, int column)
{
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL: return std::monostate{};
    case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(statement, column)};
    default: {
        const auto* octets = static_cast<const char*>(sqlite3_column_blob(statement, column));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
        return octets ? std::string{octets, size} : std::string{};
    }
    }
}

}  // namespace

struct Db::Sqlite {
    sqlite3* handle = nullptr;
    std::unordered_map<const char*, sqlite3_stmt*> statements;  // idle ones, by their literal

    /// A statement in use; goes back to the idle ones when done.
    struct Use {
        Sqlite& owner;
        const char* sql;
        sqlite3_stmt* statement;

        Use(Sqlite& sqlite, const char* text, const std::vector<Bound>& values)
            : owner{sqlite}, sql{text}, statement{sqlite.prepare(text)}
        {
            // To SQLite "$2" is a name, numbered in the order of appearance.
            for (std::size_t i = 0; i < values.size(); ++i)
                bind(sqlite3_bind_parameter_index(statement, parameters.at(i)), values[i]);
        }

        ~Use()
        {
            sqlite3_reset(statement);
            sqlite3_clear_bindings(statement);
            if (!owner.statements.emplace(sql, statement).second)
                sqlite3_finalize(statement);
        }

        Use(const Use&) = delete;
        Use& operator=(const Use&) = delete;

        void bind(int position, const Bound& bound) const
        {
            if (const auto* n = std::get_if<std::int64_t>(&bound.value)) {
                sqlite3_bind_int64(statement, position, *n);
            } else if (const auto* text = std::get_if<std::string>(&bound.value)) {
                // The values outlive the statement's use, so SQLite need not copy them.
                if (bound.blob)
                    sqlite3_bind_blob64(statement, position, text->data(), text->size(),
                                        SQLITE_STATIC);
                else
                    sqlite3_bind_text64(statement, position, text->data(), text->size(),
                                        SQLITE_STATIC, SQLITE_UTF8);
            }
        }

        bool step() const
        {
            const int status = sqlite3_step(statement);
            if (status != SQLITE_ROW && status != SQLITE_DONE)
                fail_with(owner.handle, "a statement failed");
            return status == SQLITE_ROW;
        }

        Row row() const
        {
            std::vector<Value> columns;
            const int count = sqlite3_column_count(statement);
            columns.reserve(static_cast<std::size_t>(count));
            for (int i = 0; i < count; ++i)
                columns.push_back(read_column(statement, i));
            return Row{std::move(columns)};
        }
    };

    sqlite3_stmt* prepare(const char* sql)
    {
        if (const auto idle = statements.extract(sql))
            return idle.mapped();
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v3(handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) !=
            SQLITE_OK)
            fail_with(handle, sql);
        return statement;
    }

    ~Sqlite()
    {
        for (const auto& [sql, statement] : statements)
            sqlite3_finalize(statement);
        sqlite3_close(handle);
    }
};

Db::Db(const std::string& path, Access access) : sqlite_{std::make_unique<Sqlite>()}
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(path.c_str(), &sqlite_->handle, flags, nullptr) != SQLITE_OK)
        throw Failure{
            fmt::format("cannot open the database {}: {}", path, sqlite3_errmsg(sqlite_->handle))};
    sqlite3_busy_timeout(sqlite_->handle, busy_milliseconds);
    script(settings);
    if (access == Access::read_only)
        script("PRAGMA query_only = ON; PRAGMA cache_size = -2000");
}

Db::~Db() = default;

std::int64_t Db::run_values(const char* sql, const std::vector<Bound>& values)
{
    const Sqlite::Use use{*sqlite_, sql, values};
    while (use.step()) {
    }
    return sqlite3_changes64(sqlite_->handle);
}

std::vector<Row> Db::query_values(const char* sql, const std::vector<Bound>& values, int most)
{
    const Sqlite::Use use{*sqlite_, sql, values};
    std::vector<Row> rows;
    while (most-- != 0 && use.step())
        rows.push_back(use.row());
    return rows;
}

void Db::script(const std::string& sql)
{
    if (sqlite3_exec(sqlite_->handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        fail_with(sqlite_->handle, sql.substr(0, 60));
}

std::int64_t Db::last_id() const
{
    return sqlite3_last_insert_rowid(sqlite_->handle);
}

bool Db::in_transaction() const
{
    return sqlite3_get_autocommit(sqlite_->handle) == 0;
}

std::int64_t Db::data_version()
{
    return query_one("PRAGMA data_version")->get<std::int64_t>(0);
}

Tx::Tx(Db& db) : db_{db}
{
    db_.script("BEGIN IMMEDIATE");
}

Tx::~Tx()
{
    if (open_ && db_.in_transaction()) {
        try {
            db_.script("ROLLBACK");
        } catch (const Failure&) {  // the connection is lost, and the transaction with it
        }
    }
}

void Tx::commit()
{
    db_.script("COMMIT");
    open_ = false;
}

Savepoint::Savepoint(Tx& tx) : tx_{tx}
{
    tx_.db().script("SAVEPOINT part");
}

Savepoint::~Savepoint()
{
    if (open_ && tx_.db().in_transaction()) {
        try {
            tx_.db().script("ROLLBACK TO part; RELEASE part");
        } catch (const Failure&) {  // the whole transaction will fail at its commit
        }
    }
}

void Savepoint::release()
{
    tx_.db().script("RELEASE part");
    open_ = false;
}

}  // namespace colporteur::store

// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/db.hpp"

#include <unordered_map>

#include <fmt/format.h>
#include <sqlite3.h>

namespace colporteur::store {
namespace {

constexpr int busy_milliseconds = 20'000;

constexpr std::array parameters = {"$1",  "$2",  "$3",  "$4",  "$5",  "$6",  "$7",  "$8",
                                   "$9",  "$10", "$11", "$12", "$13", "$14", "$15", "$16",
                                   "$17", "$18", "$19", "$20", "$21", "$22", "$23", "$24"};

constexpr auto settings = R"(
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA cache_size = -8000;
    PRAGMA wal_autocheckpoint = 4000;
    PRAGMA journal_size_limit = 67108864;
    PRAGMA temp_store = MEMORY)";

[[noreturn]] void fail_with(sqlite3* handle, std::string_view what)
{
    throw Failure{fmt::format("database: {}: {}", what, sqlite3_errmsg(handle))};
}

// Into its old place, so that a string keeps its memory from row to row.
void read_column(sqlite3_stmt* statement, int column, Value& value)
{
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL: value = std::monostate{}; return;
    case SQLITE_INTEGER: value = std::int64_t{sqlite3_column_int64(statement, column)}; return;
    default: break;
    }
    if (!std::holds_alternative<std::string>(value))
        value = std::string{};
    const auto* octets = static_cast<const char*>(sqlite3_column_blob(statement, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
    std::get<std::string>(value).assign(octets ? octets : "", size);
}

}  // namespace

struct Db::Sqlite {
    /// A prepared statement, kept for the next time.
    struct Statement {
        sqlite3_stmt* handle = nullptr;
        std::vector<int> positions{};  // to SQLite "$2" is a name, numbered as it appears
        bool in_use = false;
    };

    sqlite3* handle = nullptr;
    std::unordered_map<const char*, Statement> statements{};  // by their literal

    /// A statement in use. One that is needed again meanwhile is prepared a second time.
    class Use {
    public:
        Use(Sqlite& owner, const char* sql, Bounds values)
            : owner_{owner}, kept_{owner.kept(sql)}, own_{kept_.in_use}
        {
            statement_ = own_ ? owner.prepare(sql) : kept_.handle;
            kept_.in_use = true;
            for (std::size_t i = 0; i < values.size(); ++i)
                bind(kept_.positions.at(i), values[i]);
        }

        ~Use()
        {
            if (own_) {
                sqlite3_finalize(statement_);
                return;
            }
            sqlite3_reset(statement_);
            sqlite3_clear_bindings(statement_);
            kept_.in_use = false;
        }

        Use(const Use&) = delete;
        Use& operator=(const Use&) = delete;

        bool step() const
        {
            const int status = sqlite3_step(statement_);
            if (status != SQLITE_ROW && status != SQLITE_DONE)
                fail_with(owner_.handle, "a statement failed");
            return status == SQLITE_ROW;
        }

        void read(std::vector<Value>& columns) const
        {
            columns.resize(static_cast<std::size_t>(sqlite3_column_count(statement_)));
            for (std::size_t i = 0; i < columns.size(); ++i)
                read_column(statement_, static_cast<int>(i), columns[i]);
        }

    private:
        // The values outlive the statement's use, so SQLite need not copy them.
        void bind(int position, const Bound& bound) const
        {
            if (const auto* n = std::get_if<std::int64_t>(&bound))
                sqlite3_bind_int64(statement_, position, *n);
            else if (const auto* text = std::get_if<std::string_view>(&bound))
                sqlite3_bind_text64(statement_, position, not_null(*text), text->size(),
                                    SQLITE_STATIC, SQLITE_UTF8);
            else if (const auto* blob = std::get_if<Blob>(&bound))
                sqlite3_bind_blob64(statement_, position, not_null(blob->octets),
                                    blob->octets.size(), SQLITE_STATIC);
        }

        // To SQLite, an empty text at the null address is NULL.
        static const char* not_null(std::string_view text)
        {
            return text.data() ? text.data() : "";
        }

        Sqlite& owner_;
        Statement& kept_;
        bool own_;
        sqlite3_stmt* statement_ = nullptr;
    };

    sqlite3_stmt* prepare(const char* sql) const
    {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v3(handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) !=
            SQLITE_OK)
            fail_with(handle, sql);
        return statement;
    }

    Statement& kept(const char* sql)
    {
        Statement& statement = statements[sql];
        if (statement.handle)
            return statement;
        statement.handle = prepare(sql);
        for (const char* parameter : parameters)
            statement.positions.push_back(
                sqlite3_bind_parameter_index(statement.handle, parameter));
        return statement;
    }

    ~Sqlite()
    {
        for (const auto& [sql, statement] : statements)
            sqlite3_finalize(statement.handle);
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

std::int64_t Db::run_values(const char* sql, Bounds values)
{
    const Sqlite::Use use{*sqlite_, sql, values};
    while (use.step()) {
    }
    return sqlite3_changes64(sqlite_->handle);
}

std::vector<Row> Db::query_values(const char* sql, Bounds values, int most)
{
    const Sqlite::Use use{*sqlite_, sql, values};
    std::vector<Row> rows;
    while (most-- != 0 && use.step())
        use.read(rows.emplace_back().columns_);
    return rows;
}

void Db::each_value(const char* sql, Bounds values, const Reader& read)
{
    const Sqlite::Use use{*sqlite_, sql, values};
    Row row;
    while (use.step()) {
        use.read(row.columns_);
        read(row);
    }
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

std::int64_t Db::steps() const
{
    std::int64_t sum = 0;
    for (const auto& [sql, statement] : sqlite_->statements)
        sum += sqlite3_stmt_status(statement.handle, SQLITE_STMTSTATUS_VM_STEP, 0);
    return sum;
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

// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "mail/address.hpp"

namespace colporteur::store {

/// The database could not do what it must: disk full, locked, damaged, gone. The work that met it
/// is rolled back; try again later.
class Failure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Octets that are no text.
struct Blob {
    std::string_view octets;
};

using Value = std::variant<std::monostate, std::int64_t, std::string>;

/// One row of an answer, its columns by number.
class Row {
public:
    bool is_null(int column) const { return columns_.at(index(column)).index() == 0; }

    /// T: a number, bool, Time, std::string (or a view into the row), mail::Address, an id or any
    /// enum kept as a number, or std::optional of these.
    template <class T>
    T get(int column) const
    {
        if constexpr (requires {
                          typename T::value_type;
                          requires std::same_as<T, std::optional<typename T::value_type>>;
                      })
            return is_null(column) ? T{} : T{get<typename T::value_type>(column)};
        else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>)
            return is_null(column) ? T{} : T{std::get<std::string>(columns_.at(index(column)))};
        else if constexpr (std::is_same_v<T, mail::Address>)
            return mail::parse_address(std::get<std::string>(columns_.at(index(column)))).value();
        else if constexpr (std::is_same_v<T, Time>)
            return from_micros(std::get<std::int64_t>(columns_.at(index(column))));
        else
            return static_cast<T>(std::get<std::int64_t>(columns_.at(index(column))));
    }

private:
    friend class Db;

    static std::size_t index(int column) { return static_cast<std::size_t>(column); }

    std::vector<Value> columns_;
};

/// One connection to the database, for one thread at a time. Statements are prepared once and kept.
class Db {
public:
    enum class Access { read_write, read_only };

    /// Opens (and creates) the SQLite file at `path`: WAL, every commit fsynced, foreign keys on.
    /// Throws Failure.
    explicit Db(const std::string& path, Access access = Access::read_write);
    ~Db();
    Db(const Db&) = delete;
    Db& operator=(const Db&) = delete;

    /// Runs a statement that answers nothing; returns the number of rows changed. `sql` must live
    /// for ever (a literal).
    template <class... Args>
    std::int64_t run(const char* sql, const Args&... args)
    {
        return run_values(sql, bind<Args...>(args...));
    }

    template <class... Args>
    std::optional<Row> query_one(const char* sql, const Args&... args)
    {
        auto rows = query_values(sql, bind<Args...>(args...), 1);
        if (rows.empty())
            return std::nullopt;
        return std::move(rows.front());
    }

    template <class... Args>
    std::vector<Row> query(const char* sql, const Args&... args)
    {
        return query_values(sql, bind<Args...>(args...), -1);
    }

    /// Called with each row of an answer. The next row takes its place.
    using Reader = std::function<void(const Row&)>;

    /// For long answers: one row in memory at a time. `read` must not write to what it reads from.
    template <class... Args>
    void each(const char* sql, const Reader& read, const Args&... args)
    {
        each_value(sql, bind<Args...>(args...), read);
    }

    /// Several statements without parameters: migrations, BEGIN, SAVEPOINT.
    void script(const std::string& sql);

    std::int64_t last_id() const;

    /// Whether a transaction is open. A full disk may end one by itself.
    bool in_transaction() const;

    /// Changes when another connection, of this or another process, has committed.
    std::int64_t data_version();

    /// What all statements have cost until now, in steps of SQLite's machine: tells whether an
    /// answer's cost grows with the rows.
    std::int64_t steps() const;

private:
    /// A parameter, as long as the caller's own argument lives.
    using Bound = std::variant<std::monostate, std::int64_t, std::string_view, Blob>;
    using Bounds = std::span<const Bound>;

    template <class... Args>
    static std::array<Bound, sizeof...(Args)> bind(const Args&... args)
    {
        return {to_bound(args)...};
    }

    template <class T>
    static Bound to_bound(const T& value)
    {
        if constexpr (requires {
                          value.has_value();
                          *value;
                      })
            return value ? to_bound(*value) : Bound{};
        else if constexpr (std::is_same_v<T, Blob>)
            return value;
        else if constexpr (std::is_same_v<T, mail::Address>)
            return std::string_view{value.text()};
        else if constexpr (std::is_same_v<T, Time>)
            return to_micros(value);
        else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>)
            return static_cast<std::int64_t>(value);
        else
            return std::string_view{value};
    }

    std::int64_t run_values(const char* sql, Bounds values);
    std::vector<Row> query_values(const char* sql, Bounds values, int most);
    void each_value(const char* sql, Bounds values, const Reader& read);

    struct Sqlite;
    std::unique_ptr<Sqlite> sqlite_;
};

/// A transaction: all of it happens, or none of it. Rolled back unless committed.
class Tx {
public:
    explicit Tx(Db& db);
    ~Tx();
    Tx(const Tx&) = delete;
    Tx& operator=(const Tx&) = delete;

    void commit();

    Db& db() { return db_; }

    operator Db&()
    {
        return db_;
    }  // NOLINT(google-explicit-constructor): what reads may also read inside a transaction

private:
    Db& db_;
    bool open_ = true;
};

/// A part of a transaction that may fail alone. Rolled back unless released.
class Savepoint {
public:
    explicit Savepoint(Tx& tx);
    ~Savepoint();
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;

    void release();

private:
    Tx& tx_;
    bool open_ = true;
};

}  // namespace colporteur::store

// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/config.hpp"
#include "app/terminal.hpp"
#include "store/db.hpp"

namespace colporteur::app {

/// A word that a command takes, by position or by name.
struct Parameter {
    enum class Need { optional, required, repeated };

    std::string_view name;     ///< "LIST" by position, "--title" by name
    std::string_view value;    ///< of an option: "TEXT"; "" makes it a switch
    std::string_view summary;  ///< N_("…")
    Need need = Need::optional;
    std::vector<std::string_view> words{};  ///< all that it may be; none: anything
    std::vector<std::string_view> hints{};  ///< what the completion offers besides

    bool is_option() const { return name.starts_with("--"); }

    bool is_switch() const { return is_option() && value.empty(); }
};

/// What was given to a command.
class Arguments {
public:
    using Words = std::vector<std::string>;

    void put(std::string_view name, Words words)
    {
        given_.insert_or_assign(std::string{name}, std::move(words));
    }

    bool has(std::string_view name) const { return given_.contains(name); }

    /// The one that must be there.
    const std::string& word(std::string_view name) const
    {
        return given_.find(name)->second.front();
    }

    std::optional<std::string> option(std::string_view name) const;
    std::string option(std::string_view name, std::string_view otherwise) const;

    /// All that were given by that name.
    Words all(std::string_view name) const;

private:
    std::map<std::string, Words, std::less<>> given_;
};

/// A command under way: what it was given, and the place it works in.
class Call {
public:
    Call(const Config& config, Terminal& terminal, const Arguments& arguments, Time started);

    const Config& config;
    Terminal& terminal;
    const Arguments& given;
    const Time now;  ///< when it began

    /// The place made ready, and its database, brought up to date: when first asked for. Throw
    /// std::runtime_error.
    const model::Site& site();
    store::Db& db();

    /// Has a running server look at what this command may have changed.
    void tell_server() const;

    /// A failure in the reader's language.
    template <class... Args>
    tl::unexpected<Error> fail(Code code, std::string_view english, const Args&... args) const
    {
        return colporteur::fail(code, terminal.words(english, args...));
    }

private:
    std::optional<model::Site> site_;
    std::unique_ptr<store::Db> db_;
};

/// One command of the program. The table of all of them is the parser, the help and the shell
/// completion; a test holds the manual page against it.
struct Command {
    std::string_view name;     ///< "list create", "post"
    std::string_view summary;  ///< N_("…")
    std::vector<Parameter> parameters;
    std::vector<std::string_view> examples;
    Result<void> (*run)(Call& call);
};

/// What a group of commands is about: the first word of their names.
struct Noun {
    std::string_view name;
    std::string_view summary;  ///< N_("…")
};

const std::vector<Noun>& nouns();
const std::vector<Command>& commands();

}  // namespace colporteur::app

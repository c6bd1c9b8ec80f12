// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/command.hpp"

#include "app/bell.hpp"
#include "store/migrations.hpp"

namespace colporteur::app {

std::optional<std::string> Arguments::option(std::string_view name) const
{
    const auto found = given_.find(name);
    return found == given_.end() ? std::nullopt : std::optional{found->second.front()};
}

std::string Arguments::option(std::string_view name, std::string_view otherwise) const
{
    return option(name).value_or(std::string{otherwise});
}

Arguments::Words Arguments::all(std::string_view name) const
{
    const auto found = given_.find(name);
    return found == given_.end() ? Words{} : found->second;
}

Call::Call(const Config& read, Terminal& speaks, const Arguments& arguments, Time started)
    : config{read}, terminal{speaks}, given{arguments}, now{started}
{
}

const model::Site& Call::site()
{
    if (!site_)
        site_ = make_site(config);
    return *site_;
}

store::Db& Call::db()
{
    if (!db_) {
        site();
        db_ = std::make_unique<store::Db>(database_path(config));
        store::migrate(*db_);
    }
    return *db_;
}

void Call::tell_server() const
{
    if (db_)
        ring_bell(config.data);
}

}  // namespace colporteur::app

// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/visit.hpp"

#include "base/ascii.hpp"
#include "base/encode.hpp"
#include "store/lists.hpp"

namespace colporteur::web {
namespace {

// Host = uri-host [ ":" port ]     RFC 9110 §7.2; in brackets it is an address, never one of ours

std::string host_name(const http::Request& request)
{
    const std::string_view host = request.field("Host").value_or("");
    std::string name = to_lower(trim(host.substr(0, host.rfind(':'))));
    if (name.ends_with('.'))
        name.pop_back();
    return name;
}

bool is_named(const model::List& list, std::string_view lowered)
{
    return to_lower(list.name()) == lowered || to_lower(list.address.text()) == lowered;
}

}  // namespace

std::optional<model::Domain> host_domain(const Visit& visit)
{
    if (auto named = store::find_domain(visit.db, host_name(visit.request)))
        return named;
    auto all = store::all_domains(visit.db);
    return all.size() == 1 ? std::optional{std::move(all.front())} : std::nullopt;
}

std::optional<model::List> find_list(const Visit& visit, std::string_view name)
{
    const auto domain = host_domain(visit);
    const std::string wanted = to_lower(name);
    std::optional<model::List> first;
    for (model::List& list : store::all_lists(visit.db)) {
        if (!is_named(list, wanted))
            continue;
        if (domain && list.domain == domain->id)
            return list;
        if (!first)
            first = std::move(list);
    }
    return first;
}

std::string chosen_language(const http::Request& request)
{
    const std::string wanted = value_of(http::parse_query(request.query), "lang");
    for (const std::string& ours : text::languages())
        if (wanted == ours)
            return wanted;
    return {};
}

const text::Language& language_for(const http::Request& request, std::string_view otherwise)
{
    if (const std::string chosen = chosen_language(request); !chosen.empty())
        return text::language(chosen);
    const std::string_view accepted = request.field("Accept-Language").value_or("");
    return text::language(text::choose_language(accepted, otherwise));
}

std::string link(const http::Request& request, std::string_view path)
{
    const std::string chosen = chosen_language(request);
    return std::string{path} + (chosen.empty() ? "" : "?lang=" + chosen);
}

std::string path_of(const Visit& visit, const model::List& list)
{
    const auto found = find_list(visit, list.name());
    const bool clear = found && found->id == list.id;
    return "/" + percent_encode(clear ? list.name() : list.address.text());
}

std::string value_of(const http::Form& form, const std::string& field)
{
    const auto found = form.find(field);
    return found == form.end() ? std::string{} : found->second;
}

}  // namespace colporteur::web

// SPDX-License-Identifier: AGPL-3.0-or-later
// The one place that speaks Boost.JSON.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "app/records.hpp"
#include "base/utf8.hpp"

namespace colporteur::app {
namespace {

namespace json = boost::json;

json::object to_object(const Record& record);

struct ToJson {
    json::value operator()(std::monostate /*none*/) const { return nullptr; }

    json::value operator()(bool yes) const { return yes; }

    json::value operator()(std::int64_t number) const { return number; }

    json::value operator()(const std::string& text) const
    {
        return json::string{to_valid_utf8(text)};
    }

    json::value operator()(const std::vector<std::string>& texts) const
    {
        json::array array;
        for (const std::string& text : texts)
            array.push_back((*this)(text));
        return array;
    }

    json::value operator()(const std::vector<Record>& records) const
    {
        json::array array;
        for (const Record& record : records)
            array.push_back(to_object(record));
        return array;
    }
};

json::object to_object(const Record& record)
{
    json::object object;
    for (const Field& field : record)
        object[json::string_view{field.key.data(), field.key.size()}] =
            std::visit(ToJson{}, field.value);
    return object;
}

}  // namespace

Value to_value(const std::optional<Time>& time)
{
    return time ? Value{to_iso(*time)} : Value{};
}

std::string to_json(const Record& record)
{
    return json::serialize(to_object(record));
}

}  // namespace colporteur::app

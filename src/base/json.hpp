// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace colporteur {

class Json;
struct JsonMember;
using JsonArray = std::vector<Json>;
using JsonObject = std::vector<JsonMember>;  ///< in the order in which it is written

/// A JSON value (RFC 8259 §3) to be written: null, true or false, a whole number, a string, an
/// array, an object.
class Json {
public:
    Json() = default;

    Json(std::string_view text) : value_{std::string{text}} {}

    Json(const std::string& text) : value_{text} {}

    Json(const char* text) : value_{std::string{text}} {}

    Json(JsonArray array);
    Json(JsonObject object);

    template <std::same_as<bool> Bool>
    Json(Bool yes) : value_{yes}
    {
    }

    template <std::integral Number>

    requires(!std::same_as<Number, bool>) Json(Number number)
        : value_{static_cast<std::int64_t>(number)}
    {
    }

    const auto& value() const { return value_; }

private:
    std::variant<std::monostate, bool, std::int64_t, std::string, JsonArray, JsonObject> value_;
};

struct JsonMember {
    std::string name;
    Json value;
};

/// The value as text for people and programs: UTF-8 (bad octets become U+FFFD), two blanks a level,
/// a final line feed.
std::string to_text(const Json& json);

}  // namespace colporteur

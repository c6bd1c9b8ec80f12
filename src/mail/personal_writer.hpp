// SPDX-License-Identifier: AGPL-3.0-or-later
// Writes a message with slots where its fields were. Included by .cpp files of this folder alone.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mail/field_text.hpp"
#include "mail/personal.hpp"
#include "mail/tree.hpp"

namespace colporteur::mail {

class PersonalWriter {
public:
    explicit PersonalWriter(const std::vector<std::string>& names)
        : names_{names.begin(), names.end()}
    {
    }

    /// The decoded Subject; whether it holds fields, and so is kept apart.
    bool take_subject(std::string_view utf8);

    /// Appends an entity, and what is inside it.
    void write(const Entity& entity);

    PersonalMessage take_result() { return std::move(result_); }

private:
    /// A field, and the text between it and the one before.
    struct Cut {
        std::string_view before;
        std::size_t field;
    };

    /// A text, cut at its fields.
    struct CutText {
        std::vector<Cut> cuts;
        std::string_view end;
    };

    CutText cut(std::string_view text, FieldPlace place);
    std::size_t number_of(const TypedField& typed, FieldPlace place);
    void write_parts(const Entity& entity, const OpenEntity& open);
    bool write_text(const OpenEntity& leaf);
    void append_text(const CutText& text);

    std::set<std::string, std::less<>> names_;
    std::set<std::string, std::less<>> unknown_{};
    std::map<PersonalField, std::size_t> numbers_{};
    std::size_t text_end_ = 0;  ///< of the part written anew last
    PersonalMessage result_{};
};

}  // namespace colporteur::mail

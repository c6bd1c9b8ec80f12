// SPDX-License-Identifier: AGPL-3.0-or-later
// Whatever the subject: one field comes out, tagging twice is tagging once, and the tag is one of
// its words exactly once.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "base/ascii.hpp"
#include "dressing/subject.hpp"

using namespace colporteur;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void check_text(std::string_view utf8, const dressing::SubjectTag& tag)
{
    const std::string tagged = dressing::tag_subject(utf8, tag);
    require(dressing::tag_subject(tagged, tag) == tagged);
    require(tagged.find(tag.shown()) != std::string::npos);
    const auto words = split(tagged, ' ');
    if (tag.shown().find(' ') == std::string::npos)
        require(std::count(words.begin(), words.end(), tag.shown()) == 1);
}

void check_field(std::string_view body, const dressing::SubjectTag& tag)
{
    const std::string raw = "Subject:" + mail::unfold(body) + "\r\n";
    const std::string field = dressing::subject_field(mail::split_message(raw), tag);
    const mail::Split split = mail::split_message(field);
    require(split.fields.size() == 1 && split.fields.front().raw == field && split.body.empty());
    require(mail::decode_text(split.fields.front().body).find(tag.shown()) != std::string::npos);
    require(dressing::subject_field(split, tag) == field);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const dressing::SubjectTag tags[] = {{"L", 0}, {"é{number}", 12}, {"a b {number}", 3}};
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    for (const dressing::SubjectTag& tag : tags) {
        check_text(mail::decode_text(text), tag);
        check_field(text, tag);
    }
    return 0;
}

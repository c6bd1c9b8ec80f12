// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/header.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "base/ascii.hpp"
#include "dressing/anonymous.hpp"
#include "dressing/octets.hpp"
#include "dressing/origin.hpp"
#include "dressing/reply_to.hpp"
#include "dressing/subject.hpp"

namespace colporteur::dressing {
namespace {

// RFC 5322 §3.6, RFC 2045 §3
constexpr std::array<std::string_view, 17> once = {
    "Date",
    "From",
    "Sender",
    "Reply-To",
    "To",
    "Cc",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Subject",
    "MIME-Version",
    "Content-Type",
    "Content-ID",
    "Content-Transfer-Encoding",
    "Content-Language",
    "Content-Description",
    "Content-Disposition",
};

/// What the list writes where the author's field of that name stood.
struct Written {
    std::string_view name;
    std::string octets;  ///< "": the field goes
};

std::vector<Written> written_fields(const mail::Split& post, const Options& options,
                                    const Scene& scene)
{
    std::vector<Written> fields;
    fields.push_back({"Reply-To", reply_to_field(post, options, scene).value_or("")});
    const SubjectTag tag{options.subject_tag, scene.number};
    if (!tag.empty())
        fields.push_back({"Subject", subject_field(post, tag)});
    return fields;
}

/// Lets the fields of one post pass, or not.
class Gate {
public:
    explicit Gate(const Options& options) : options_{options} {}

    bool lets_pass(std::string_view name)
    {
        if (is_taken_away(name) || (options_.hide_origin && tells_origin(name)))
            return false;
        const auto* const found =
            std::find_if(once.begin(), once.end(),
                         [name](std::string_view one) { return same_word(one, name); });
        if (found == once.end())
            return true;
        return !std::exchange(seen_.at(static_cast<std::size_t>(found - once.begin())), true);
    }

private:
    const Options& options_;
    std::array<bool, once.size()> seen_{};
};

}  // namespace

std::string dress_header(const mail::Message& post, const Options& options, const Scene& scene)
{
    if (options.anonymous && scene.new_message_id.empty())
        throw std::logic_error{"an anonymous list needs a Message-ID of its own"};
    if (options.anonymous)
        return anonymous_header(post.split(), options, scene);

    auto written = written_fields(post.split(), options, scene);
    std::string header;
    Gate gate{options};
    for (const mail::Field& field : post.split().fields) {
        if (!gate.lets_pass(field.name))
            continue;
        const auto ours = std::find_if(written.begin(), written.end(), [&](const Written& one) {
            return same_word(one.name, field.name);
        });
        header += ours == written.end() ? octets_of(field) : std::exchange(ours->octets, "");
    }
    for (const Written& late : written)
        header += late.octets;
    return header;
}

}  // namespace colporteur::dressing

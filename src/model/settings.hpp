// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "dressing/options.hpp"
#include "model/words.hpp"

namespace colporteur::model {

/// A subject that members may choose. Posts are sorted by their words.
struct Topic {
    std::string name{};                   ///< one word, as people type it
    std::string title{};                  ///< for people
    std::vector<std::string> keywords{};  ///< folded; in the subject or the text
};

/// Something a list asks its members beyond name and address.
struct Attribute {
    std::string name{};                  ///< one word: `city`, also the personal field `{{city}}`
    std::string title{};                 ///< the question, for people
    bool required = false;               ///< nobody is subscribed without an answer
    std::vector<std::string> choices{};  ///< none: any line of text
};

/// Their names, in their order.
std::vector<std::string> names_of(const std::vector<Attribute>& attributes);

/// Everything a list's owners decide besides what stands in model::List. The keys that people know
/// them by, their words and their checks are the table in settings/keys.cpp.
struct Settings {
    /// Rules in plain words, or the name of a stock policy, by act ("post"); what is missing is as
    /// the kind of list has it.
    std::map<std::string, std::string, std::less<>> policies{};

    dressing::Options dress{};
    bool personal_fields = false;  ///< `{{name}}` in a post is filled for each reader

    Reception reception = Reception::mail;  ///< of new members
    bool conceal = false;                   ///< new members are not shown to others
    std::string digest_schedule = "daily 07:00";
    int digest_posts = 25;                  ///< a digest goes earlier when so many wait
    std::size_t digest_octets = 1'000'000;  ///< or so much

    std::vector<Topic> topics{};
    std::vector<Attribute> attributes{};

    bool emergency = false;  ///< every post waits for the moderators
    std::chrono::days remind_moderators{2};
    std::chrono::days held_for{14};    ///< then it is let go, and its author told
    int posts_an_hour_each = 30;       ///< by one sender; more of them wait
    int posts_an_hour = 300;           ///< by all; then everything waits
    std::chrono::days archive_for{0};  ///< 0: for ever

    std::string welcome{};  ///< words of the owners in the mail to a new member
    std::string goodbye{};  ///< and to one who leaves
};

}  // namespace colporteur::model

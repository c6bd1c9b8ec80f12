// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/reply_words.hpp"

#include <doctest/doctest.h>

using namespace colporteur;

TEST_CASE("a refusal is told in words: by its enhanced code, its subject, or its plain code")
{
    struct Row {
        std::string_view reply, words;
    };

    for (const Row& row : {
             Row{"550 5.1.1 <ana@example.org>: no such user", "There is no such mailbox."},
             Row{"452 4.2.2 over quota", "The mailbox is full for the moment."},
             Row{"421 4.7.0 slow down",
                 "They slow us down: this operator lets us send only so much, for now."},
             Row{"550 5.7.26 unauthenticated",
                 "Neither SPF nor DKIM proves that the mail is ours: see `colporteur domain key`."},
             Row{"550 5.7.261 of no standard", "The server refuses our mail by its policy."},
             Row{"421 too many connections", "The server takes no mail at the moment."},
             Row{"554 no", "Refused for good."},
             Row{"451 9.9.9 strange", "The server is in trouble."},
             Row{"cancelled by an administrator", ""},
             Row{"", ""},
         }) {
        CAPTURE(row.reply);
        CHECK(app::explain_reply(row.reply) == row.words);
    }
}

TEST_CASE("a refusal names nobody when it is shown")
{
    struct Row {
        std::string_view reply, told;
    };

    for (const Row& row : {
             Row{"550 5.1.1 <ana@example.org>: no such user", "550 5.1.1 <…@>: no such user"},
             Row{"550 ana@example.org is unknown", "550 …@ is unknown"},
             Row{"550 'Ana+x@example.org', \"zoé@example.net\"", "550 '…@', \"…@\""},
             Row{"450 4.2.1 try later", "450 4.2.1 try later"},
             Row{"", ""},
         }) {
        CAPTURE(row.reply);
        CHECK(app::without_addresses(row.reply) == row.told);
    }
}

// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "text/translation.hpp"

using namespace colporteur;

TEST_CASE("the reader's best wish among our languages is taken (RFC 9110 §12.5.4)")
{
    struct Row {
        std::string_view field, otherwise, chosen;
    };

    for (const Row& row : {
             Row{"", "fr", "fr"},
             Row{"fr", "en", "fr"},
             Row{"FR-ca", "en", "fr"},
             Row{"da, en-GB;q=0.8, en;q=0.7", "fr", "en"},
             Row{"en;q=0.3, fr;q=0.9", "en", "fr"},
             Row{"en;q=0.9 , fr ; q=0.95", "en", "fr"},
             Row{"fr;q=0.5, en;q=0.5", "en", "fr"},
             Row{"fr;q=0, da", "en", "en"},
             Row{"fr;q=0, de", "en", "de"},
             Row{"fr;q=0.4, *;q=0.8", "en", "en"},
             Row{"*", "fr", "fr"},
             Row{"tlh, sux", "fr", "fr"},
             Row{"fr;q=2, en;q=0.1", "fr", "en"},
             Row{"fr;q=0.9999, en;q=0.1", "fr", "en"},
             Row{";;;,,fr;level=1", "en", "en"},
         }) {
        CAPTURE(row.field);
        CHECK(text::choose_language(row.field, row.otherwise) == row.chosen);
    }
}

// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "digests/sample.hpp"
#include "mail/message.hpp"

namespace colporteur::digests {

TEST_CASE("a French list has a French digest, as the golden files show, byte for byte")
{
    Issue issue = sample_issue();
    issue.language = "fr";
    CHECK(compose(issue, Form::plain) == golden("plain.fr.eml"));
    CHECK(compose(issue, Form::summary) == golden("summary.fr.eml"));
}

TEST_CASE("the French subject counts one message and several")
{
    Issue issue = issue_of({&html_post});
    issue.language = "fr";
    CHECK(mail::Message{compose(issue, Form::mime)}.subject() ==
          "[La lettre] Digest n° 12 (1 message)");
    issue.items.push_back(issue.items.front());
    CHECK(mail::Message{compose(issue, Form::mime)}.subject() ==
          "[La lettre] Digest n° 12 (2 messages)");
}

TEST_CASE("what is left out of a French digest is named in French")
{
    const std::string sealed = "Content-Type: application/pkcs7-mime\r\n\r\nx\r\n";
    Issue issue = issue_of({&sealed});
    issue.language = "fr";
    const auto text = mail::read_text(mail::Message{compose(issue, Form::plain)}).utf8;
    CHECK(text.find("231. (sans objet)\n    (auteur inconnu)\n") != std::string::npos);
    CHECK(text.find("[message chiffré, application/pkcs7-mime, 1\u00A0Ko: "
                    "https://info.example.org/lettre/231]") != std::string::npos);
}

}  // namespace colporteur::digests

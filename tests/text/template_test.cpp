// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/template.hpp"

#include <stdexcept>
#include <thread>

#include <doctest/doctest.h>

#include "text/mo.hpp"

using namespace colporteur;
using text::Language;
using text::Values;

namespace {

/// The templates of tests/text/templates for as long as it lives.
struct OwnTemplates {
    OwnTemplates() { text::override_templates(TESTS_DIR "/text/templates"); }

    ~OwnTemplates() { text::override_templates(""); }
};

const Language english{"en", ""};

Values ana()
{
    return Values{}.set("NAME", "Ana");
}

}  // namespace

TEST_CASE("a mail is filled: values, sections, no trace of comments and section lines")
{
    const OwnTemplates here;
    const auto mail = text::fill_mail("mail/greeting.txt", english,
                                      ana()
                                          .add("LISTS", Values{}.set("LIST", "one"))
                                          .add("LISTS", Values{}.set("LIST", "<two>")));
    CHECK(mail.subject == "Hello Ana");
    CHECK(mail.text == "Hello Ana, & <you>\n\n- one for Ana\n- <two> for Ana\nBye.\n");
}

TEST_CASE("sentences between [[ and ]] are translated, values inside them filled")
{
    const OwnTemplates here;
    const Language french{"x-fr", test::make_mo({{"Hello {{NAME}}", "Salut {{NAME}} !"}})};
    const auto mail = text::fill_mail("mail/greeting.txt", french, ana());
    CHECK(mail.subject == "Salut Ana !");
    CHECK(mail.text == "Salut Ana !, & <you>\n\nBye.\n");
    CHECK(text::fill("web/page.html", french, ana()).find("<p title=\"Ana\">Salut Ana !</p>") !=
          std::string::npos);
}

TEST_CASE("a value cannot break out of the subject line")
{
    const OwnTemplates here;
    const auto mail =
        text::fill_mail("mail/greeting.txt", english, Values{}.set("NAME", "A\r\nBcc: x@y"));
    CHECK(mail.subject == "Hello A Bcc: x@y");
}

TEST_CASE("a value cannot break out of its place in a page")
{
    const OwnTemplates here;
    const std::string page = text::fill("web/page.html", english,
                                        Values{}
                                            .set("NAME", "\"><b>&'")
                                            .set("URL", "javascript:alert(1)")
                                            .set("ROBOT", "a@b?subject=x\"")
                                            .set("RAW", "a\n<b>"));
    CHECK(page ==
          "<!DOCTYPE html>\n<html lang=\"en\">\n"
          "<title>&quot;&gt;&lt;b&gt;&amp;&#39;</title>\n"
          "<p title=\"&quot;&gt;&lt;b&gt;&amp;&#39;\">Hello &quot;&gt;&lt;b&gt;&amp;&#39;</p>\n"
          "<a href=\"#\">x</a> <a href=\"mailto:a@b?subject=x&quot;\">y</a>\n"
          "<pre>a\n&lt;b&gt;</pre>\n</html>\n");
}

TEST_CASE("markup in a value is not a template again")
{
    const OwnTemplates here;
    const auto mail =
        text::fill_mail("mail/greeting.txt", english, Values{}.set("NAME", "{{LANG}} [[x]]"));
    CHECK(mail.subject == "Hello {{LANG}} [[x]]");
}

TEST_CASE("a missing or malformed template is a defect that names it")
{
    const OwnTemplates here;
    for (const std::string name :
         {"mail/nowhere.txt", "mail/unclosed_section.txt", "mail/unclosed_sentence.txt",
          "mail/unclosed_marker.txt", "mail/unclosed_comment.txt", "mail/nested_sentence.txt",
          "mail/pragma.txt", "mail/circle.txt", "mail/missing_page.txt", "../text/mo.hpp"}) {
        CAPTURE(name);
        CHECK_THROWS_AS(text::fill(name, english, {}), std::logic_error);
    }
    CHECK_THROWS_WITH(text::fill("mail/unclosed_section.txt", english, {}),
                      "template mail/unclosed_section.txt: malformed");
    CHECK_THROWS_AS(text::fill_mail("mail/bare.txt", english, {}), std::logic_error);
    CHECK(text::fill("mail/bare.txt", english, ana()) == "no subject Ana\n");
}

TEST_CASE("every built-in template can be filled in every language")
{
    for (const std::string& name : text::template_names()) {
        if (name.ends_with(".css"))
            continue;
        for (const std::string& code : text::languages()) {
            CAPTURE(name);
            CAPTURE(code);
            CHECK_NOTHROW(text::fill(name, text::language(code), {}));
            if (name.starts_with("mail/"))
                CHECK(text::fill_mail(name, text::language(code), {}).subject != "");
        }
    }
}

TEST_CASE("templates are filled from many threads at once")
{
    const OwnTemplates here;
    std::vector<std::thread> threads;
    std::vector<std::string> subjects(8);
    for (std::string& subject : subjects)
        threads.emplace_back([&subject] {
            for (int i = 0; i < 200; ++i)
                subject = text::fill_mail("mail/greeting.txt", english, ana()).subject +
                          text::language("fr").code();
        });
    for (auto& thread : threads)
        thread.join();
    for (const std::string& subject : subjects)
        CHECK(subject == "Hello Anafr");
}

// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/dkim.hpp"

#include <algorithm>
#include <stdexcept>
#include <thread>

#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "base/encode.hpp"
#include "base/sha256.hpp"
#include "mail/header.hpp"

namespace colporteur::mail {
namespace {

using Kind = SigningKey::Kind;

const Time moment = parse_time("2026-11-22T21:00:00Z").value();  // 1795381200

constexpr std::string_view letter =
    "Received: from mx.example.net\r\n"
    "From: Ana <ana@example.org>\r\n"
    "To: lettre@info.example.org\r\n"
    "Subject: La lettre\r\n"
    "\tde novembre \r\n"
    "Date: Sun, 22 Nov 2026 22:00:00 +0100\r\n"
    "Message-ID: <1@example.org>\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "DKIM-Signature: v=1; d=example.org; b=AAAA\r\n"
    "List-Id: <lettre.info.example.org>\r\n"
    "X-Mailer: plume\r\n";

constexpr std::string_view own =
    "List-Unsubscribe: <https://info.example.org/unsubscribe/abc>\r\n"
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";

DkimSigner signer(Kind kind, std::string selector = "202611")
{
    return {"info.example.org", std::move(selector),
            std::make_shared<SigningKey>(SigningKey::make(kind))};
}

DkimSeal seal(const DkimSigner& by, std::string_view header = letter, std::string_view body = "")
{
    return {{by}, "", header, body};
}

std::string tag(std::string_view signature, std::string_view name)
{
    const std::string value = unfold(signature.substr(signature.find(':') + 1));
    for (std::string_view part : split(std::string_view{value}, ';')) {
        part = trim(part);
        if (part.starts_with(name) && part.substr(name.size()).starts_with('=')) {
            std::string result{part.substr(name.size() + 1)};
            std::erase(result, ' ');
            return result;
        }
    }
    return "none";
}

// What a verifier hashes (RFC 6376 §3.7, §5.4.2): the fields of h=, each name from the bottom up.
std::string hashed_by_a_verifier(std::string_view signature, std::string_view message)
{
    auto fields = split_message(message).fields;
    const std::string names = tag(signature, "h");
    std::string result;
    for (const std::string_view name : split(std::string_view{names}, ':')) {
        const auto found = std::find_if(fields.rbegin(), fields.rend(), [&](const Field& field) {
            return same_word(field.name, name);
        });
        if (found == fields.rend())
            continue;
        result += relaxed_field(found->raw);
        fields.erase(std::prev(found.base()));
    }
    const std::string itself = relaxed_field(signature);
    return result + itself.substr(0, itself.find("; b=") + 4);
}

// Both algorithms give one text one signature.
bool verifies(std::string_view signature, const DkimSigner& by, std::string_view message,
              std::string_view body)
{
    return tag(signature, "bh") == to_base64(sha256(relaxed_body(body))) &&
           tag(signature, "b") ==
               to_base64(by.key->sign(sha256(hashed_by_a_verifier(signature, message))));
}

}  // namespace

TEST_CASE("relaxed header fields, RFC 6376 3.4.2 and 3.4.5")
{
    struct Case {
        std::string_view raw, relaxed;
    };

    for (const auto& [raw, relaxed] : {
             Case{"A: X\r\n", "a:X\r\n"},
             Case{"B : Y\t\r\n\tZ  \r\n", "b:Y Z\r\n"},
             Case{"SUBJect:AbC\r\n", "subject:AbC\r\n"},
             Case{"Subject: \t a  \t b \r\n", "subject:a b\r\n"},
             Case{"Subject: a\r\n b\r\n  c", "subject:a b c\r\n"},
             Case{"Subject:\r\n a\r\n", "subject:a\r\n"},
             Case{"Subject: a\r\n \r\n", "subject:a\r\n"},
             Case{"Subject:\r\n", "subject:\r\n"},
             Case{"Subject: a:b : c\r\n", "subject:a:b : c\r\n"},
             Case{"Subject: d\xC3\xA9j\xC3\xA0 \xE9\r\n", "subject:d\xC3\xA9j\xC3\xA0 \xE9\r\n"},
             Case{"no colon", "no colon:\r\n"},
             Case{"", ":\r\n"},
         }) {
        CAPTURE(raw);
        CHECK(relaxed_field(raw) == relaxed);
    }
}

TEST_CASE("relaxed bodies, RFC 6376 3.4.4 and 3.4.5")
{
    struct Case {
        std::string_view body, relaxed;
    };

    for (const auto& [body, relaxed] : {
             Case{" C \r\nD \t E\r\n\r\n\r\n", " C\r\nD E\r\n"},
             Case{"", ""},
             Case{"\r\n", ""},
             Case{"\r\n\r\n\r\n", ""},
             Case{" \t\r\n", ""},
             Case{" ", ""},
             Case{"a", "a\r\n"},
             Case{"a  ", "a\r\n"},
             Case{"a\r\n", "a\r\n"},
             Case{"a\r\n \r\n\t\r\n", "a\r\n"},
             Case{"\r\n\r\na\r\n\r\nb", "\r\n\r\na\r\n\r\nb\r\n"},
             Case{"\t\ta\t\tb\r\n", " a b\r\n"},
             Case{"a\nb\r\n", "a\nb\r\n"},
             Case{std::string_view{"a\0 \x01\r\n", 6}, std::string_view{"a\0 \x01\r\n", 6}},
         }) {
        CAPTURE(body);
        CHECK(relaxed_body(body) == relaxed);
    }
}

TEST_CASE("body hashes that others have published")
{
    const DkimSigner by = signer(Kind::ed25519);
    CHECK(tag(seal(by).sign("", moment), "bh") ==
          "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");  // of nothing at all
    CHECK(tag(seal(by, letter, "Hi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n")
                  .sign("", moment),
              "bh") == "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=");  // RFC 8463 A.3
}

TEST_CASE("a signature says what it must and no more")
{
    const std::string signature = seal(signer(Kind::rsa)).sign("", moment);
    CHECK(tag(signature, "v") == "1");
    CHECK(tag(signature, "a") == "rsa-sha256");
    CHECK(tag(signature, "c") == "relaxed/relaxed");
    CHECK(tag(signature, "d") == "info.example.org");
    CHECK(tag(signature, "s") == "202611");
    CHECK(tag(signature, "t") == "1795381200");
    for (const std::string_view left_out : {"l", "x", "i", "q", "z"})  // 6376-05
        CHECK(tag(signature, left_out) == "none");
}

TEST_CASE("each copy verifies, with both kinds of key side by side, RFC 8463 5")
{
    const std::vector<DkimSigner> both{signer(Kind::rsa), signer(Kind::ed25519, "202611e")};
    const std::string header = "To: somebody else\r\n" + std::string{letter} + "To : a third\r\n";
    const std::string body = "Bonjour \r\n\r\n--\r\nAna\r\n\r\n\r\n";
    const DkimSeal sealed{both, own, header, body};
    REQUIRE(sealed.signs());

    for (const std::string_view token : {"abc", "def", ""}) {
        const std::string mine = fmt::format(
            "List-Unsubscribe: <https://info.example.org/unsubscribe/{}>,\r\n"
            " <mailto:lettre+leave-{}@info.example.org>\r\n"
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
            token, token);
        const std::string signatures = sealed.sign(mine, moment);
        const Split split = split_message(signatures);
        REQUIRE(split.fields.size() == 2);
        REQUIRE(split.header == signatures);
        const std::string message = signatures + mine + header + "\r\n" + body;
        for (std::size_t i = 0; i < both.size(); ++i) {
            CHECK(verifies(split.fields[i].raw, both[i], message, body));
            CHECK_FALSE(verifies(split.fields[i].raw, both[i], "From: x\r\n" + message, body));
            CHECK_FALSE(verifies(split.fields[i].raw, both[i], message, body + "more\r\n"));
        }
    }
}

TEST_CASE("a body that goes on differently in each copy is signed as if it had come whole, 6376-03")
{
    const std::vector<DkimSigner> both{signer(Kind::rsa), signer(Kind::ed25519, "e")};
    for (const std::string_view body : {
             "Bonjour Ana,\r\n \t la  lettre \r\n\r\n\r\nAna \t\r\n\r\n \r\n",
             "\r\n\r\n",
             " \r\r\n\r \n\ra\r",
             "a",
             " ",
             "",
         }) {
        CAPTURE(body);
        const std::string whole = DkimSeal{both, own, letter, body}.sign(own, moment);
        for (std::size_t cut = 0; cut <= body.size(); ++cut) {
            const DkimSeal begun{both, own, letter, body.substr(0, cut)};
            std::vector<std::string_view> rest{body.substr(cut, 1)};
            for (std::size_t i = cut + 1; i < body.size(); i += 2)
                rest.push_back(body.substr(i, 2));
            CHECK(begun.sign(own, moment, rest) == whole);
            CHECK(begun.sign(own, moment, rest) == whole);  // and the next copy too
        }
    }
}

TEST_CASE("h= names what people and programs see, the sealed fields once more, 6376-01, 6376-02")
{
    const std::string names =
        ":" + tag(DkimSeal{{signer(Kind::ed25519)}, own, letter, ""}.sign(own, moment), "h") + ":";
    const auto times = [&](std::string_view name) {
        int count = 0;
        const std::string wanted = fmt::format(":{}:", name);
        for (auto at = names.find(wanted); at != names.npos; at = names.find(wanted, at + 1))
            ++count;
        return count;
    };
    for (const std::string_view name : {"message-id", "mime-version", "list-id"})
        CHECK_MESSAGE(times(name) == 1, name);
    for (const std::string_view name : {"from", "to", "subject", "date", "content-type",
                                        "list-unsubscribe", "list-unsubscribe-post"})
        CHECK_MESSAGE(times(name) == 2, name);
    for (const std::string_view absent : {"cc", "reply-to"})
        CHECK_MESSAGE(times(absent) == 1, absent);
    for (const std::string_view changing : {"received", "dkim-signature", "x-mailer"})
        CHECK_MESSAGE(times(changing) == 0, changing);
}

TEST_CASE("names that would break h= are left out of it")
{
    const std::string long_name = "List-" + std::string(900, 'x');
    const DkimSigner by = signer(Kind::ed25519);
    const std::string header =
        std::string{letter} + "List-;b=x: y\r\n" + long_name + ": y\r\nList-[o]dd: y\r\n";
    const std::string signature = seal(by, header).sign("", moment);
    CHECK(verifies(signature, by, header, ""));
    CHECK(signature.find("xxx") == std::string::npos);
    CHECK(signature.find("dd:") == std::string::npos);
}

TEST_CASE("no line of a signature has 78 octets, however many fields and however long the selector")
{
    std::string header{letter};
    for (int i = 0; i < 50; ++i)
        header += fmt::format("List-Field-{}: {}\r\n", std::string(i, 'y'), i);
    const DkimSigner by{"a-rather-long-name-for-a-domain.lists.info.example.org",
                        "a-selector-of-sixty-octets-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                        signer(Kind::rsa).key};
    const std::string signature = seal(by, header).sign("", moment);
    CHECK(verifies(signature, by, header, ""));
    for (const std::string_view line : split(std::string_view{signature}, '\n'))
        CHECK(line.size() <= 78);  // with its CR
}

TEST_CASE("damaged headers are signed as far as they can be")
{
    const DkimSigner by = signer(Kind::ed25519);
    for (const std::string_view header : {
             "",
             "\r\n",
             "no colon",
             "no colon\r\nFrom: x\r\n",
             " folded\r\nFrom: x\r\n",
             "From: x\r\nno colon\r\n more\r\nTo: y\r\n",
             "From: x\r\n: z\r\nB\x01: c\r\n",
             "From: x",
             "From: x\r\n\r\nTo: hidden\r\n",
         }) {
        CAPTURE(header);
        CHECK(verifies(seal(by, header).sign("", moment), by, header, ""));
    }
}

TEST_CASE("without a key nothing is signed")
{
    const DkimSeal sealed{{}, own, letter, "Bonjour\r\n"};
    CHECK_FALSE(sealed.signs());
    CHECK(sealed.sign(own, moment).empty());
}

TEST_CASE("a copy whose own fields are not the sample's is a bug, not a wrong signature")
{
    const DkimSeal sealed{{signer(Kind::ed25519)}, own, letter, ""};
    CHECK_THROWS_AS(sealed.sign("", moment), std::logic_error);
}

TEST_CASE("any number of threads may sign at once")
{
    const DkimSeal sealed{{signer(Kind::rsa), signer(Kind::ed25519, "e")}, own, letter, "Oui\r\n"};
    const std::string expected = sealed.sign(own, moment);
    std::string got[4];
    {
        std::vector<std::jthread> threads;
        for (std::string& mine : got)
            threads.emplace_back([&] {
                for (int i = 0; i < 20; ++i)
                    mine = sealed.sign(own, moment);
            });
    }
    for (const std::string& mine : got)
        CHECK(mine == expected);
}

}  // namespace colporteur::mail

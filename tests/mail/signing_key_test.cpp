// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/signing_key.hpp"

#include <thread>

#include <doctest/doctest.h>

#include "base/encode.hpp"
#include "base/sha256.hpp"
#include "mail/dkim.hpp"

namespace colporteur::mail {
namespace {

using Kind = SigningKey::Kind;

// RFC 8463 §A.2, as PKCS #8
constexpr std::string_view brisbane = R"(-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----
)";

constexpr std::string_view rsa_of_512_bits = R"(-----BEGIN RSA PRIVATE KEY-----
MIIBOwIBAAJBANyun6Ofx/ZW1W0//S+tUgecbnccupnWwhsfr1AtukaxPzddZD9h
1TvpqQEfT1Oi/UQF1yt9XKxKG2R/J3C6qN8CAwEAAQJBAJPuix0IUucTNmbR6ks3
iDGJ75LxMzVE/UFpb//zZ1dS4yucvFVm94x2PpBa9z04uQvv7qmMVFztVo0us95T
ZCECIQDy+FVU5+h6sWWqSvTscqKbiUBxIJffcsN1krsutV9tWwIhAOiETj4uCP/9
atPC//GBCiKJJBw3Eoipd82XviNnePXNAiAmqggCO+lN5P71q3nwSom/0IaVugcR
AtVB13i8BRbLcwIhALPc5MmkwsGDPwfgaCxhLX3ZqF1LHMMqlMos/6BTgnZhAiA5
yzCoUq0mFNNuL4et5gvtqE7kvBArvUDUY04VMn/etw==
-----END RSA PRIVATE KEY-----
)";

constexpr std::string_view elliptic = R"(-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIMQydyz8Tzz3fv/SB+mE4ErOB6pgzA7veEmGpgbyv3zPoAoGCCqGSM49
AwEHoUQDQgAEfn9b22XA3cVJAljamu0dtjcAOkTULzQSekaI+F0afB5+YWW+WvTS
TuzSySfyKJMLluTjIRs47DUZUtHCCEAlNA==
-----END EC PRIVATE KEY-----
)";

constexpr std::string_view with_a_password = R"(-----BEGIN ENCRYPTED PRIVATE KEY-----
MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAgN2TzO0gQ0dwICCAAw
DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEFxrL1Wcl0Gk4AAAAAAAAAAEQAAA
-----END ENCRYPTED PRIVATE KEY-----
)";

}  // namespace

TEST_CASE("the example of RFC 8463 A signs as the RFC says")
{
    const auto key = SigningKey::read(brisbane);
    REQUIRE(key.has_value());
    CHECK(key->kind() == Kind::ed25519);
    CHECK(key->algorithm() == "ed25519-sha256");
    CHECK(key->dns_record() ==
          "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");

    std::string hashed;
    for (const std::string_view field : {
             "From: Joe SixPack <joe@football.example.com>\r\n",
             "To: Suzie Q <suzie@shopping.example.net>\r\n",
             "Subject: Is dinner ready?\r\n",
             "Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n",
             "Message-ID: <20030712040037.46341.5F8J@football.example.com>\r\n",
             "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n"
             " d=football.example.com; i=@football.example.com;\r\n"
             " q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n"
             " subject : date : message-id : from : subject : date;\r\n"
             " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n"
             " b=\r\n",
         })
        hashed += relaxed_field(field);
    hashed.resize(hashed.size() - 2);  // the last field's CRLF is not hashed
    CHECK(
        to_base64(key->sign(sha256(hashed))) ==
        "/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11BusFa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==");
}

TEST_CASE("a new key is read again from what it writes, and signs the same")
{
    const std::string digest = sha256("Bonjour");
    for (const Kind kind : {Kind::rsa, Kind::ed25519}) {
        const SigningKey made = SigningKey::make(kind);
        const auto read = SigningKey::read(made.pem());
        REQUIRE(read.has_value());
        CHECK(read->kind() == kind);
        CHECK(read->dns_record() == made.dns_record());
        CHECK(read->sign(digest) == made.sign(digest));
        CHECK(read->sign(digest) != made.sign(sha256("Bonsoir")));
    }
}

TEST_CASE("a new RSA key has 2048 bits, RFC 8301 3.2, and publishes its SubjectPublicKeyInfo")
{
    const SigningKey key = SigningKey::make(Kind::rsa);
    CHECK(key.bits() == 2048);
    CHECK(key.algorithm() == "rsa-sha256");
    CHECK(key.sign(sha256("")).size() == 256);
    // What every RSA key of 2048 bits with the exponent 65537 begins and ends with
    CHECK(key.dns_record().starts_with(
        "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA"));
    CHECK(key.dns_record().ends_with("IDAQAB"));
}

TEST_CASE("what is not a key that may sign is refused with a reason")
{
    std::string damaged = SigningKey::make(Kind::rsa).pem();
    damaged[400] = damaged[400] == 'A' ? 'B' : 'A';

    struct Case {
        std::string pem, reason;
    };

    for (const auto& [pem, reason] : {
             Case{"", "PEM"},
             Case{"hello", "PEM"},
             Case{std::string{brisbane.substr(0, 60)}, "PEM"},
             Case{std::string{with_a_password}, "without a password"},
             Case{std::string{elliptic}, "another kind"},
             Case{std::string{rsa_of_512_bits}, "512 bits"},
             Case{damaged, ""},
         }) {
        CAPTURE(pem);
        const auto key = SigningKey::read(pem);
        REQUIRE_FALSE(key.has_value());
        CHECK(key.error().code == Code::invalid);
        CHECK(key.error().what.find(reason) != std::string::npos);
    }
}

TEST_CASE("many threads sign at once, and a thread with many keys")
{
    const std::string digest = sha256("Bonjour");
    std::vector<SigningKey> keys;
    std::vector<std::string> expected;
    for (int i = 0; i < 6; ++i) {
        keys.push_back(SigningKey::make(i % 3 == 0 ? Kind::rsa : Kind::ed25519));
        expected.push_back(keys.back().sign(digest));
    }
    std::vector<std::string> got[4];
    {
        std::vector<std::jthread> threads;
        for (auto& mine : got)
            threads.emplace_back([&] {
                for (int round = 0; round < 5; ++round)
                    for (const SigningKey& key : keys)
                        mine.push_back(key.sign(digest));
            });
    }
    for (const auto& mine : got)
        for (std::size_t i = 0; i < mine.size(); ++i)
            CHECK(mine[i] == expected[i % expected.size()]);
}

}  // namespace colporteur::mail

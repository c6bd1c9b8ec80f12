// SPDX-License-Identifier: AGPL-3.0-or-later
// What does signing a copy cost beyond the bare signature, and do threads wait for each other?
#include <benchmark/benchmark.h>

#include <openssl/evp.h>
#include <openssl/pem.h>

#include "mail/dkim.hpp"

namespace {

using namespace colporteur;
using Kind = mail::SigningKey::Kind;

const std::string own =
    "List-Unsubscribe: "
    "<https://info.example.org/unsubscribe/aaaaabjyvdbzu6qmznv4g2swi4>,\r\n"
    " <mailto:lettre+leave-aaaaabjyvdbzu6qmznv4g2swi4@info.example.org>\r\n"
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";

const std::string header =
    "Received: from mx.example.net by info.example.org; Sun, 22 Nov 2026 22:00:01 +0100\r\n"
    "From: Ana <ana@example.org>\r\n"
    "To: lettre@info.example.org\r\n"
    "Subject: =?utf-8?Q?La_lettre_de_novembre_est_arriv=C3=A9e?=\r\n"
    "Date: Sun, 22 Nov 2026 22:00:00 +0100\r\n"
    "Message-ID: <20261122.1@example.org>\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "Content-Transfer-Encoding: 8bit\r\n"
    "List-Id: \"La lettre\" <lettre.info.example.org>\r\n"
    "List-Help: <mailto:sympa@info.example.org?subject=help>, <https://info.example.org/lettre>\r\n"
    "List-Subscribe: <https://info.example.org/lettre>\r\n"
    "List-Post: NO\r\n"
    "List-Owner: <mailto:lettre-owner@info.example.org>\r\n"
    "List-Archive: <https://info.example.org/lettre>\r\n"
    "Precedence: list\r\n";

std::shared_ptr<const mail::SigningKey> key_of(Kind kind)
{
    static const auto rsa = std::make_shared<mail::SigningKey>(mail::SigningKey::make(Kind::rsa));
    static const auto ed25519 =
        std::make_shared<mail::SigningKey>(mail::SigningKey::make(Kind::ed25519));
    return kind == Kind::rsa ? rsa : ed25519;
}

EVP_PKEY* openssl_key(Kind kind)
{
    const std::string pem = key_of(kind)->pem();
    BIO* in = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
    EVP_PKEY* key = PEM_read_bio_PrivateKey(in, nullptr, nullptr, nullptr);
    BIO_free(in);
    return key;
}

// What `openssl speed rsa2048` measures.
void bare_rsa(benchmark::State& state)
{
    EVP_PKEY* key = openssl_key(Kind::rsa);
    EVP_PKEY_CTX* context = EVP_PKEY_CTX_new(key, nullptr);
    EVP_PKEY_sign_init(context);
    EVP_PKEY_CTX_set_signature_md(context, EVP_sha256());
    const unsigned char digest[32] = {};
    unsigned char signature[256];
    for (auto _ : state) {
        std::size_t size = sizeof signature;
        benchmark::DoNotOptimize(EVP_PKEY_sign(context, signature, &size, digest, sizeof digest));
    }
    EVP_PKEY_CTX_free(context);
    EVP_PKEY_free(key);
}

void bare_ed25519(benchmark::State& state)
{
    EVP_PKEY* key = openssl_key(Kind::ed25519);
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_DigestSignInit(context, nullptr, nullptr, nullptr, key);
    const unsigned char digest[32] = {};
    unsigned char signature[64];
    for (auto _ : state) {
        std::size_t size = sizeof signature;
        benchmark::DoNotOptimize(EVP_DigestSign(context, signature, &size, digest, sizeof digest));
    }
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
}

void seal(benchmark::State& state, std::vector<Kind> kinds)
{
    std::vector<mail::DkimSigner> signers;
    for (const Kind kind : kinds)
        signers.push_back({"info.example.org", "202611", key_of(kind)});
    const mail::DkimSeal sealed{signers, own, header, std::string(8192, 'x') + "\r\n"};
    const Time moment = parse_time("2026-11-22").value();
    for (auto _ : state)
        benchmark::DoNotOptimize(sealed.sign(own, moment));
}

BENCHMARK(bare_rsa)->ThreadRange(1, 2)->UseRealTime();
BENCHMARK_CAPTURE(seal, rsa, {Kind::rsa})->ThreadRange(1, 2)->UseRealTime();
BENCHMARK(bare_ed25519)->ThreadRange(1, 2)->UseRealTime();
BENCHMARK_CAPTURE(seal, ed25519, {Kind::ed25519})->ThreadRange(1, 2)->UseRealTime();
BENCHMARK_CAPTURE(seal, both, {Kind::rsa, Kind::ed25519})->ThreadRange(1, 2)->UseRealTime();

}  // namespace

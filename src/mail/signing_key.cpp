// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/signing_key.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "base/encode.hpp"
#include "mail/openssl.hpp"

namespace colporteur::mail {
namespace {

using Kind = SigningKey::Kind;

constexpr int shortest_rsa = 1024;  // bits; RFC 8301 §3.2
constexpr std::size_t new_rsa = 2048;

void must(bool succeeded)
{
    if (succeeded)
        return;
    ERR_clear_error();
    throw std::runtime_error{"OpenSSL cannot work with this signing key"};
}

std::optional<Kind> kind_of(const EVP_PKEY& key)
{
    switch (EVP_PKEY_get_base_id(&key)) {
    case EVP_PKEY_RSA: return Kind::rsa;
    case EVP_PKEY_ED25519: return Kind::ed25519;
    default: return std::nullopt;
    }
}

// Whether the private and the public half belong together.
bool is_sound(EVP_PKEY& key)
{
    const PkeyContext context{EVP_PKEY_CTX_new(&key, nullptr)};
    const bool sound = context && EVP_PKEY_pairwise_check(context.get()) == 1;
    ERR_clear_error();
    return sound;
}

int no_password(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*user*/)
{
    return -1;
}

Pkey read_pem(std::string_view pem)
{
    const Bio in{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
    Pkey key{PEM_read_bio_PrivateKey(in.get(), nullptr, no_password, nullptr)};
    ERR_clear_error();
    return key;
}

std::string written(const Bio& bio)
{
    char* octets = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &octets);
    return {octets, static_cast<std::size_t>(size)};
}

/// A thread's own copy of a key, ready to sign: OpenSSL makes those who share an RSA key wait for
/// each other (its blinding has one lock).
class Hand {
public:
    Hand(EVP_PKEY& key, Kind kind) : key_{copy(key)}
    {
        if (kind == Kind::ed25519) {
            ed25519_.reset(EVP_MD_CTX_new());
            return;
        }
        rsa_.reset(EVP_PKEY_CTX_new(key_.get(), nullptr));
        must(EVP_PKEY_sign_init(rsa_.get()) == 1);
        must(EVP_PKEY_CTX_set_rsa_padding(rsa_.get(), RSA_PKCS1_PADDING) == 1);
        must(EVP_PKEY_CTX_set_signature_md(rsa_.get(), EVP_sha256()) == 1);
    }

    std::string sign(std::string_view digest)
    {
        std::string signature(static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())), '\0');
        std::size_t size = signature.size();
        auto* out = reinterpret_cast<unsigned char*>(signature.data());
        const auto* in = reinterpret_cast<const unsigned char*>(digest.data());
        if (rsa_) {
            must(EVP_PKEY_sign(rsa_.get(), out, &size, in, digest.size()) == 1);
        } else {
            must(EVP_DigestSignInit(ed25519_.get(), nullptr, nullptr, nullptr, key_.get()) == 1);
            must(EVP_DigestSign(ed25519_.get(), out, &size, in, digest.size()) == 1);
        }
        signature.resize(size);
        return signature;
    }

private:
    static Pkey copy(EVP_PKEY& key)
    {
        static std::mutex one_at_a_time;
        const std::lock_guard lock{one_at_a_time};
        Pkey made{EVP_PKEY_dup(&key)};
        must(made != nullptr);
        return made;
    }

    Pkey key_;
    PkeyContext rsa_;
    DigestContext ed25519_;
};

}  // namespace

struct SigningKey::Impl {
    Pkey key;
    Kind kind;
};

SigningKey::SigningKey(std::shared_ptr<const Impl> impl) : impl_{std::move(impl)} {}

Result<SigningKey> SigningKey::read(std::string_view pem)
{
    Pkey key = read_pem(pem);
    if (!key)
        return fail(Code::invalid, "expected a private key in PEM form, without a password");
    const auto kind = kind_of(*key);
    if (!kind)
        return fail(Code::invalid, "expected an RSA or Ed25519 key; this is another kind");
    if (const int bits = EVP_PKEY_get_bits(key.get()); *kind == Kind::rsa && bits < shortest_rsa)
        return fail(Code::invalid,
                    fmt::format("an RSA key of {} bits is too short: expected 2048", bits));
    if (!is_sound(*key))
        return fail(Code::invalid, "the key is damaged: its two halves do not belong together");
    return SigningKey{std::make_shared<const Impl>(Impl{std::move(key), *kind})};
}

SigningKey SigningKey::make(Kind kind)
{
    Pkey key{kind == Kind::rsa ? EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", new_rsa)
                               : EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")};
    must(key != nullptr);
    return SigningKey{std::make_shared<const Impl>(Impl{std::move(key), kind})};
}

SigningKey::Kind SigningKey::kind() const
{
    return impl_->kind;
}

int SigningKey::bits() const
{
    return EVP_PKEY_get_bits(impl_->key.get());
}

std::string SigningKey::pem() const
{
    const Bio out{BIO_new(BIO_s_mem())};
    must(PEM_write_bio_PKCS8PrivateKey(out.get(), impl_->key.get(), nullptr, nullptr, 0, nullptr,
                                       nullptr) == 1);
    return written(out);
}

// p= is a SubjectPublicKeyInfo for RSA (RFC 6376 §3.6.1), the bare 32 octets for Ed25519
// (RFC 8463 §4).

std::string SigningKey::dns_record() const
{
    if (impl_->kind == Kind::rsa) {
        const Bio out{BIO_new(BIO_s_mem())};
        must(i2d_PUBKEY_bio(out.get(), impl_->key.get()) == 1);
        return "v=DKIM1; k=rsa; p=" + to_base64(written(out));
    }
    std::string octets(32, '\0');
    std::size_t size = octets.size();
    must(EVP_PKEY_get_raw_public_key(impl_->key.get(),
                                     reinterpret_cast<unsigned char*>(octets.data()), &size) == 1);
    return "v=DKIM1; k=ed25519; p=" + to_base64(octets);
}

std::string_view SigningKey::algorithm() const
{
    return impl_->kind == Kind::rsa ? "rsa-sha256" : "ed25519-sha256";
}

std::string SigningKey::sign(std::string_view digest) const
{
    using Owner = std::weak_ptr<const void>;
    thread_local std::map<Owner, Hand, std::owner_less<>> hands;

    auto hand = hands.find(impl_);
    if (hand == hands.end()) {
        std::erase_if(hands, [](const auto& old) { return old.first.expired(); });
        hand = hands.emplace(impl_, Hand{*impl_->key, impl_->kind}).first;
    }
    return hand->second.sign(digest);
}

}  // namespace colporteur::mail

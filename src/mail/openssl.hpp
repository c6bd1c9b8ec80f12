// SPDX-License-Identifier: AGPL-3.0-or-later
// OpenSSL's objects, freed with their owners.
#pragma once

#include <memory>

#include <openssl/bio.h>
#include <openssl/evp.h>

namespace colporteur::mail {

template <auto free>
struct Free {
    template <class Object>
    void operator()(Object* object) const
    {
        free(object);
    }
};

using Pkey = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using PkeyContext = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;
using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;

}  // namespace colporteur::mail

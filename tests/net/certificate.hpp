// SPDX-License-Identifier: AGPL-3.0-or-later
// A self-signed certificate for "localhost", made anew for each test that needs one.
#pragma once

#include <cstdio>
#include <filesystem>
#include <string>
#include <unistd.h>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace colporteur::net {

struct Certificate {
    std::filesystem::path folder;
    std::string certificate;
    std::string key;

    Certificate()
        : folder{std::filesystem::temp_directory_path() /
                 ("colporteur-net-" + std::to_string(::getpid()))},
          certificate{(folder / "cert.pem").string()},
          key{(folder / "key.pem").string()}
    {
        std::filesystem::create_directories(folder);
        EVP_PKEY* pair = EVP_EC_gen("P-256");
        X509* signed_by_itself = make(pair);
        std::FILE* file = std::fopen(certificate.c_str(), "w");
        PEM_write_X509(file, signed_by_itself);
        std::fclose(file);
        file = std::fopen(key.c_str(), "w");
        PEM_write_PrivateKey(file, pair, nullptr, nullptr, 0, nullptr, nullptr);
        std::fclose(file);
        X509_free(signed_by_itself);
        EVP_PKEY_free(pair);
    }

    Certificate(const Certificate&) = delete;

    ~Certificate() { std::filesystem::remove_all(folder); }

private:
    static X509* make(EVP_PKEY* pair)
    {
        X509* made = X509_new();
        X509_set_version(made, 2);
        ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
        X509_gmtime_adj(X509_getm_notBefore(made), -3600);
        X509_gmtime_adj(X509_getm_notAfter(made), 3600);
        X509_set_pubkey(made, pair);
        X509_NAME* name = X509_get_subject_name(made);
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
        X509_set_issuer_name(made, name);
        X509_sign(made, pair, EVP_sha256());
        return made;
    }
};

}  // namespace colporteur::net

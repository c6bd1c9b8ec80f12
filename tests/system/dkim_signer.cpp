// SPDX-License-Identifier: AGPL-3.0-or-later
// Signs every NAME.eml of a folder with an RSA and an Ed25519 key (selectors "rsa" and "ed25519")
// into NAME.signed. A NAME.own holds the fields that this copy has in front of the shared ones. A
// message of an odd number of octets is signed as a copy whose body goes on in its own way.
// Prints what the DNS would publish, a record on each line.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "mail/dkim.hpp"
#include "mail/header.hpp"

namespace {

using namespace colporteur;
namespace fs = std::filesystem;

constexpr std::string_view domain = "info.example.org";

std::string read(const fs::path& path)
{
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

// The fields of some other copy.
std::string sample_of(std::string_view own)
{
    std::string sample;
    for (const mail::Field& field : mail::split_message(own).fields)
        sample.append(field.name).append(": of another copy\r\n");
    return sample;
}

std::string sign(const std::vector<mail::DkimSigner>& signers, const std::string& own,
                 const std::string& octets)
{
    const mail::Split split = mail::split_message(octets);
    const bool goes_on = octets.size() % 2 == 1;
    const std::size_t third = goes_on ? split.body.size() / 3 : split.body.size();
    std::vector<std::string_view> rest;
    if (goes_on)
        rest = {split.body.substr(third, third), split.body.substr(2 * third)};
    const mail::DkimSeal seal{signers, sample_of(own), split.header, split.body.substr(0, third)};
    return seal.sign(own, now(), rest) + own + octets;
}

mail::DkimSigner load(const std::string& selector, const std::string& file)
{
    auto key = std::make_shared<mail::SigningKey>(mail::SigningKey::read(read(file)).value());
    std::cout << selector << "._domainkey." << domain << " " << key->dns_record() << '\n';
    return {std::string{domain}, selector, std::move(key)};
}

}  // namespace

int main(int count, char** arguments)
{
    if (count != 4) {
        std::cerr << "usage: dkim_signer RSA-KEY ED25519-KEY FOLDER\n";
        return 2;
    }
    const std::vector<mail::DkimSigner> signers{load("rsa", arguments[1]),
                                                load("ed25519", arguments[2])};
    for (const auto& entry : fs::directory_iterator{arguments[3]}) {
        if (entry.path().extension() != ".eml")
            continue;
        fs::path path = entry.path();
        const std::string octets = read(path);
        const std::string own = read(path.replace_extension(".own"));
        std::ofstream{path.replace_extension(".signed"), std::ios::binary}
            << sign(signers, own, octets);
    }
}

// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/dkim_keys.hpp"

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "support/temporary.hpp"

namespace colporteur::app {
namespace {

namespace fs = std::filesystem;
using Kind = mail::SigningKey::Kind;

/// A data directory with its keys/.
struct House {
    support::TemporaryFolder folder{};
    Config config{.data = folder.path()};

    House() { fs::create_directory(folder / "keys"); }
};

}  // namespace

TEST_CASE("a new key has a file of its own that only its owner may read")
{
    House house;
    const DkimKey place = place_for_key("info.example.org", "202611", Kind::rsa);
    CHECK(place.key == "keys/info.example.org.202611.rsa.pem");
    const auto made = make_key(house.config, place, Kind::rsa);
    REQUIRE(made.has_value());

    const std::string path = key_path(house.config, place);
    CHECK(fs::status(path).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK_FALSE(is_open_to_others(path));
    CHECK(read_key(house.config, place)->dns_record() == made->dns_record());
}

TEST_CASE("a key that is there is never overwritten")
{
    House house;
    const DkimKey place = place_for_key("info.example.org", "202611e", Kind::ed25519);
    const auto first = make_key(house.config, place, Kind::ed25519);
    const auto second = make_key(house.config, place, Kind::ed25519);
    REQUIRE_FALSE(second.has_value());
    CHECK(second.error().code == Code::conflict);
    CHECK(read_key(house.config, place)->dns_record() == first->dns_record());
}

TEST_CASE("the configured keys sign, in their order; the others lie ready")
{
    House house;
    const DkimKey rsa = place_for_key("info.example.org", "a", Kind::rsa);
    const DkimKey ed25519 = place_for_key("info.example.org", "b", Kind::ed25519);
    make_key(house.config, rsa, Kind::rsa);
    make_key(house.config, ed25519, Kind::ed25519);
    make_key(house.config, place_for_key("lettres.example.org", "c", Kind::ed25519), Kind::ed25519);
    std::ofstream{house.folder / "keys/token.key"} << "not ours";
    house.config.dkim_keys = {ed25519, rsa};

    const auto signers = load_signers(house.config);
    REQUIRE(signers.has_value());
    REQUIRE(signers->size() == 2);
    CHECK((*signers)[0].selector == "b");
    CHECK((*signers)[0].key->kind() == Kind::ed25519);
    CHECK((*signers)[1].domain == "info.example.org");

    const auto spare = spare_keys(house.config);
    REQUIRE(spare.size() == 1);
    CHECK(spare.front().domain == "lettres.example.org");
    CHECK(spare.front().selector == "c");
    CHECK(spare.front().key == "keys/lettres.example.org.c.ed25519.pem");
}

TEST_CASE("without [[dkim]] there is nobody to sign, and without keys/ nothing lies ready")
{
    const support::TemporaryFolder folder;
    const Config config{.data = folder.path()};
    CHECK(load_signers(config)->empty());
    CHECK(spare_keys(config).empty());
}

TEST_CASE("a key that cannot be used is named with its file and the cure")
{
    House house;
    std::ofstream{house.folder / "keys/broken.pem"} << "-----BEGIN PRIVATE KEY-----\n";

    struct Case {
        std::string file;
        Code code;
    };

    for (const auto& [file, code] :
         {Case{"keys/gone.pem", Code::not_found}, Case{"keys/broken.pem", Code::invalid}}) {
        CAPTURE(file);
        house.config.dkim_keys = {{"info.example.org", "a", file}};
        const auto signers = load_signers(house.config);
        REQUIRE_FALSE(signers.has_value());
        CHECK(signers.error().code == code);
        CHECK(signers.error().what.find(house.folder / file) != std::string::npos);
        CHECK(signers.error().what.find("colporteur domain key create info.example.org") !=
              std::string::npos);
    }
}

TEST_CASE("a file that others may read or the group may change is open")
{
    House house;
    const std::string path = house.folder / "keys/k.pem";
    std::ofstream{path} << "k";
    for (const auto& [mode, open] :
         {std::pair{0600, false}, {0640, false}, {0644, true}, {0660, true}}) {
        fs::permissions(path, static_cast<fs::perms>(mode));
        CHECK(is_open_to_others(path) == open);
    }
}

}  // namespace colporteur::app

// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/config.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "app/config_keys.hpp"
#include "support/temporary.hpp"

using namespace colporteur;
using app::Config;

namespace {

Config read(std::string_view toml)
{
    return app::parse_config(toml, "/etc/colporteur/colporteur.toml").value();
}

std::string complaint(std::string_view toml)
{
    const auto config = app::parse_config(toml, "colporteur.toml");
    REQUIRE_FALSE(config.has_value());
    return config.error().what;
}

std::string manual_page()
{
    std::ifstream in{TESTS_DIR "/../docs/man/colporteur.toml.5"};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// What the page says of one table.
std::string part_of(const std::string& manual, std::string_view section)
{
    for (const std::string& heading :
         {fmt::format(".SS [{}]\n", section), fmt::format(".SS [[{}]]\n", section)})
        if (const auto at = manual.find(section.empty() ? ".SS At the top\n" : heading);
            at != std::string::npos)
            return manual.substr(at, manual.find("\n.S", at + 1) - at);
    return "";
}

}  // namespace

TEST_CASE("an empty file is the built-in defaults: loopback, and mail kept in the outbox")
{
    const Config config = read("");

    CHECK(config.data == "colporteur-data");
    CHECK(config.robot == std::vector<std::string>{"colporteur", "sympa"});
    CHECK(config.intake.smtp == "127.0.0.1:2525");
    CHECK(config.intake.lmtp == "127.0.0.1:2424");
    CHECK(config.web.listen == "127.0.0.1:8080");
    CHECK_FALSE(config.relay.has_value());
    CHECK(config.retry.first_wait == std::chrono::minutes{30});
}

TEST_CASE("every key of the contract is understood")
{
    const Config config = read(R"(
data = "/var/lib/colporteur"
robot = ["Colporteur", "sympa"]
admins = ["root@example.org"]
[intake]
smtp = "127.0.0.1:2525"
lmtp = "unix:/run/colporteur/lmtp.sock"
max_message_bytes = 10_485_760
trusted_networks = ["127.0.0.0/8", "::1"]
[relay]
url = "smtp://127.0.0.1:25"
connections = 4
[[pace]]
domains = ["orange.fr", "wanadoo.fr"]
per_minute = 60
connections = 2
[web]
listen = "127.0.0.1:8080"
url = "https://info.example.org/"
[store]
url = "sqlite:colporteur.db"
[[dkim]]
domain = "info.example.org"
selector = "2026"
key = "keys/info.example.org.2026.pem"
[dns]
resolver = "127.0.0.1:53"
[retention]
log = 14
delivery = 30
held = 0
[delivery]
first_wait_seconds = 2
give_up_hours = 24
)");

    CHECK(config.data == "/var/lib/colporteur");
    CHECK(config.robot.front() == "colporteur");
    CHECK(config.intake.lmtp == "unix:/run/colporteur/lmtp.sock");
    CHECK(config.relay->connections == 4);
    CHECK(config.paces.front().domains.size() == 2);
    CHECK(config.web.url == "https://info.example.org");
    CHECK(config.dkim_keys.front().selector == "2026");
    CHECK(config.retention.held == std::chrono::days{0});
    CHECK(config.retry.first_wait == std::chrono::seconds{2});
    CHECK(app::database_path(config) == "/var/lib/colporteur/colporteur.db");
}

TEST_CASE("relative paths start from the configuration's folder")
{
    const Config config = read("data = \"data\"\n[intake]\ntls_certificate = \"tls.pem\"\n");

    CHECK(config.data == "/etc/colporteur/data");
    CHECK(config.intake.tls_certificate == "/etc/colporteur/tls.pem");
    CHECK(config.intake.tls_key == "/etc/colporteur/tls.pem");
}

TEST_CASE("links begin with where the pages are served, unless something else is said")
{
    CHECK(read("[web]\nlisten = \"127.0.0.2:80\"\n").web.url == "http://127.0.0.2:80");
}

TEST_CASE("an error names the file, the line, and what was expected")
{
    struct Row {
        std::string_view toml, said;
    };

    for (const Row& row : {
             Row{"\n[intake]\nsmtq = \"\"",
                 "colporteur.toml:3: unknown key \"intake.smtq\"; did you mean \"intake.smtp\"?"},
             Row{"smtp = \"\"",
                 "colporteur.toml:1: unknown key \"smtp\"; did you mean \"intake.smtp\"?"},
             Row{"[zebra]\nx = 1", "colporteur.toml:1: unknown key \"zebra\""},
             Row{"data = 3", "colporteur.toml:1: data: expected a text in quotes, found 3"},
             Row{"[relay]\nurl = \"smtp://127.0.0.1:25\"\nconnections = 65",
                 "colporteur.toml:3: relay.connections: expected a whole number from 1 to 64, "
                 "found 65"},
             Row{"[relay]\nconnections = 2", "colporteur.toml:1: [relay] needs \"url\""},
             Row{"web = 1", "colporteur.toml:1: web: expected a table [web], found 1"},
             Row{"[pace]\ndomains = [\"a.example\"]",
                 "colporteur.toml:1: pace: expected tables [[pace]], found a table"},
             Row{"[store]\nurl = \"postgresql://db\"",
                 "colporteur.toml:2: store.url: expected \"sqlite:FILE\": PostgreSQL is not "
                 "supported "
                 "yet, found \"postgresql://db\""},
         }) {
        CAPTURE(row.toml);
        CHECK(complaint(row.toml) == row.said);
    }
}

TEST_CASE("values of the wrong shape are refused")
{
    for (const std::string_view bad : {
             "data = \"\"",
             "robot = []",
             "robot = [\"a b\"]",
             "robot = \"sympa\"",
             "admins = [\"root\"]",
             "admins = [3]",
             "[intake]\nsmtp = \"2525\"",
             "[intake]\nsmtp = \"mail.example.org:25\"",
             "[intake]\nsmtp = \"127.0.0.1:65536\"",
             "[intake]\nlmtp = \"unix:relative.sock\"",
             "[intake]\nmax_message_bytes = 10.5",
             "[intake]\nmax_message_bytes = -1",
             "[intake]\ntrusted_networks = [\"127.0.0.0/33\"]",
             "[intake]\ntrusted_networks = [\"localhost\"]",
             "[intake]\ntls_key = \"tls.pem\"",
             "[relay]\nurl = \"http://127.0.0.1\"",
             "[[pace]]\ndomains = []",
             "[[pace]]\nper_minute = 3",
             "[web]\nlisten = \"\"",
             "[web]\nurl = \"info.example.org\"",
             "[web]\nurl = \"https://info.example.org/?x\"",
             "[store]\nurl = \"sqlite:\"",
             "[[dkim]]\ndomain = \"info.example.org\"",
             "[dns]\nresolver = \"ns.example.org\"",
             "[retention]\nlog = -1",
             "data = \"a\"\ndata = \"b\"",
             "data",
         }) {
        CAPTURE(bad);
        CHECK_FALSE(app::parse_config(bad, "colporteur.toml").has_value());
    }
}

TEST_CASE("the manual page describes every key and every table")
{
    const std::string manual = manual_page();
    for (const app::Key& key : app::config_keys()) {
        CAPTURE(key.path());
        CHECK(part_of(manual, key.section).find(fmt::format("\n.B {}\n", key.name)) !=
              std::string::npos);
    }
}

TEST_CASE("a configuration that was asked for must be there; --data goes before what it says")
{
    CHECK_FALSE(app::load_config({.file = "/nonexistent/colporteur.toml"}).has_value());

    const auto config = app::load_config({.file = "/dev/null", .data = "elsewhere"});
    REQUIRE(config.has_value());
    CHECK(config->data == "elsewhere");
}

TEST_CASE("the place is made once, closed to others, and keeps its secret")
{
    const support::TemporaryFolder folder;
    Config config;
    config.data = folder / "data";

    const auto site = app::make_site(config);

    namespace fs = std::filesystem;
    CHECK((fs::status(config.data).permissions() & fs::perms::others_all) == fs::perms::none);
    CHECK(fs::status(config.data + "/keys").permissions() == fs::perms::owner_all);
    CHECK(fs::is_directory(app::outbox_path(config)));
    CHECK(site.secret.size() == 32);
    CHECK(app::make_site(config).secret == site.secret);
}

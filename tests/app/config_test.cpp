// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/config.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "app/config_keys.hpp"
#include "app/relay.hpp"
#include "net/relay_session.hpp"
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
    CHECK(config.relays.empty());
    CHECK(config.paces.empty());
    CHECK_FALSE(config.slow_start);
    CHECK(config.zone.name() == app::usual_zone().name());
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
    CHECK(config.relays.front().connections == 4);
    CHECK(config.relays.front().weight == 1);
    CHECK(config.paces.front().domains.size() == 2);
    CHECK(config.paces.front().per_minute == 60);
    CHECK(config.web.url == "https://info.example.org");
    CHECK(config.dkim_keys.front().selector == "2026");
    CHECK(config.retention.held == std::chrono::days{0});
    CHECK(config.retry.first_wait == std::chrono::seconds{2});
    CHECK(app::database_path(config) == "/var/lib/colporteur/colporteur.db");
}

TEST_CASE("there may be several relays, in their order, each with its weight")
{
    const Config config = read(R"(
[[relay]]
url = "smtp://a.example"
weight = 3
[[relay]]
url = "smtps://b.example"
connections = 2
weight = 0
)");

    REQUIRE(config.relays.size() == 2);
    CHECK(config.relays[0].url == "smtp://a.example");
    CHECK(config.relays[0].weight == 3);
    CHECK(config.relays[0].connections == 8);
    CHECK(config.relays[1].connections == 2);
    CHECK(config.relays[1].weight == 0);

    const auto targets = app::relay_targets(config).value();
    REQUIRE(targets.size() == 2);
    CHECK(targets[0].host == "a.example");
    CHECK(targets[1].port == 465);
}

TEST_CASE("a relay's password is read from its file, and named when it cannot be")
{
    const support::TemporaryFolder folder;
    Config config;
    config.file = folder / "colporteur.toml";
    config.relays = {{.url = "smtp://a.example"},
                     {.url = "smtp+starttls://ana:relay.password@b.example"}};

    const auto missing = app::relay_targets(config);
    REQUIRE_FALSE(missing.has_value());
    CHECK(missing.error().what.find("relay.password") != std::string::npos);

    std::ofstream{folder / "relay.password"} << "secret \n";
    CHECK(app::relay_targets(config).value()[1].password == "secret");
}

TEST_CASE("a pace has a name, and limits of 60 a minute and 2 at once unless it says otherwise")
{
    const Config config = read(R"(
[[pace]]
domains = ["Example.NET", "b.example"]
[[pace]]
name = "small"
domains = ["*"]
per_minute = 0
connections = 0
[[pace]]
domains = ["c.example"]
first_day = 50
)");

    REQUIRE(config.paces.size() == 3);
    CHECK(config.paces[0].name == "example.net");
    CHECK(config.paces[0].domains == std::vector<std::string>{"example.net", "b.example"});
    CHECK(config.paces[0].per_minute == 60);
    CHECK(config.paces[0].connections == 2);
    CHECK(config.paces[1].name == "small");
    CHECK(config.paces[1].domains == std::vector<std::string>{"*"});
    CHECK(config.paces[1].per_minute == 0);
    CHECK(config.paces[1].connections == 0);
    CHECK(config.paces[2].first_day == 50);
}

TEST_CASE("the shipped paces hold beside the configured ones, unless they are switched off")
{
    const std::string mine = "[[pace]]\ndomains = [\"orange.fr\"]\nper_minute = 7\n";
    const auto both = app::paces_of(read(mine));
    const auto only = app::paces_of(read(mine + "[delivery]\nshipped_paces = false\n"));

    CHECK(both.size() == delivery::shipped_paces().size() + 1);
    CHECK(only.size() == 1);
    CHECK(only.front().per_minute == 7);
    CHECK(read("[delivery]\nslow_start = true\n").slow_start);
}

TEST_CASE("hours are those of the time zone that is named")
{
    CHECK(read("time_zone = \"Europe/Paris\"\n").zone.name() == "Europe/Paris");
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
             Row{"relay = 1",
                 "colporteur.toml:1: relay: expected a table [relay] or tables [[relay]], found 1"},
             Row{"[[relay]]\nurl = \"smtp://a.example\"\n[[relay]]\nweight = 2",
                 "colporteur.toml:3: [relay] needs \"url\""},
             Row{"[[relay]]\nurl = \"smtp://a.example\"\nweight = 101",
                 "colporteur.toml:3: relay.weight: expected a whole number from 0 to 100, found "
                 "101"},
             Row{"[[pace]]\ndomains = [\"a.example\"]\n[[pace]]\ndomains = [\"b.example\", "
                 "\"A.Example\"]",
                 "colporteur.toml:4: pace.domains: expected domains that stand in one [[pace]] "
                 "once, found [\"b.example\", \"A.Example\"]"},
             Row{"[[pace]]\ndomains = [\"*\", \"a.example\"]",
                 "colporteur.toml:2: pace.domains: expected mail domains, such as \"example.net\", "
                 "or \"*\" alone, found [\"*\", \"a.example\"]"},
             Row{"[[pace]]\ndomains = [\"*\"]\nfirst_day = 5",
                 "colporteur.toml:1: [pace]: expected first_day only where domains are named, not "
                 "with \"*\""},
             Row{"[[pace]]\ndomains = [\"a.example\"]\n[[pace]]\nname = \"a.example\"\ndomains "
                 "= [\"b.example\"]",
                 "colporteur.toml:3: [pace]: expected a name of its own: \"a.example\" is another "
                 "[[pace]]"},
             Row{"[delivery]\nslow_start = 1",
                 "colporteur.toml:2: delivery.slow_start: expected true or false, found 1"},
             Row{"time_zone = \"Europe/Atlantis\"",
                 "colporteur.toml:1: time_zone: expected a time zone of this machine, such as "
                 "\"Europe/Paris\", found \"Europe/Atlantis\""},
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
             "[relay]\nurl = \"smtp://a.example\"\nweight = -1",
             "relay = [1]",
             "[[pace]]\ndomains = []",
             "[[pace]]\ndomains = [\"a.example\", \"a.example\"]",
             "[[pace]]\ndomains = [\"*.example\"]",
             "[[pace]]\ndomains = [\"*\"]\n[[pace]]\ndomains = [\"*\"]",
             "[[pace]]\ndomains = [\"a.example\"]\nname = \"Or ange\"",
             "[[pace]]\ndomains = [\"a.example\"]\nper_minute = -1",
             "[[pace]]\ndomains = [\"a.example\"]\nconnections = 65",
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

// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/zone.hpp"
#include "delivery/pace_rule.hpp"
#include "delivery/retry.hpp"
#include "mail/address.hpp"
#include "model/site.hpp"

namespace colporteur::app {

/// `[intake]`: where mail comes in. "" switches a listener off.
struct Intake {
    std::string smtp = "127.0.0.1:2525";
    std::string lmtp = "127.0.0.1:2424";
    std::uint64_t max_message_bytes = 10'485'760;
    std::vector<std::string> trusted_networks{"127.0.0.0/8", "::1"};
    std::string tls_certificate{};   ///< PEM file with its chain; "" offers no STARTTLS
    std::string tls_key{};           ///< PEM file; "" when the certificate's file holds it
    std::size_t connections = 2000;  ///< at once, for each listener
};

/// `[relay]`, or one of several `[[relay]]`: a mail server that our mail leaves by. `relay_targets`
/// reads the URLs.
struct Relay {
    std::string url{};
    int connections = 8;  ///< at once
    int weight = 1;       ///< its part of the mail; 0: only when no other relay works
};

/// `[web]`.
struct Web {
    std::string listen = "127.0.0.1:8080";
    std::string url =
        "http://127.0.0.1:8080";  ///< what links in mail begin with, without a final slash
};

/// One `[[dkim]]`: a key that signs the mail of a domain.
struct DkimKey {
    std::string domain{};
    std::string selector{};
    std::string key{};  ///< file, relative to `data`
};

/// `[retention]`: how long traces are kept once they have done their work.
struct Retention {
    std::chrono::days log{14};
    std::chrono::days delivery{30};
    std::chrono::days held{30};
};

/// What TZ names, else the machine's own; UTC when neither can be told.
Zone usual_zone();

/// colporteur.toml, checked: every path absolute or relative to the working directory. Read once at
/// start, never changed.
struct Config {
    std::string file{};  ///< where it came from; "" for the built-in defaults
    std::string data = "colporteur-data";
    std::vector<std::string> robot{"colporteur", "sympa"};
    std::vector<mail::Address> admins{};
    Zone zone = usual_zone();  ///< of the hours that people see and write
    Intake intake{};
    std::vector<Relay> relays{};              ///< none: mail stays in the outbox
    std::vector<delivery::PaceRule> paces{};  ///< `[[pace]]`, each with a name of its own
    bool shipped_paces = true;  ///< for domains that no `[[pace]]` names: see paces_of()
    bool slow_start = false;    ///< a new sender: each destination's first days are short
    Web web{};
    std::string database = "colporteur.db";  ///< SQLite file, relative to `data`
    std::vector<DkimKey> dkim_keys{};
    std::string resolver{};  ///< "" asks the system's
    Retention retention{};
    delivery::RetryPolicy retry{};
};

/// Reads TOML. `file`: its name for messages, and whose folder relative paths start from. The error
/// names file, line and what was expected: an unknown key, a wrong type and a value out of range
/// are errors.
Result<Config> parse_config(std::string_view toml, const std::string& file);

/// What the command line says about it.
struct ConfigChoice {
    std::string file{};  ///< --config; "": $COLPORTEUR_CONFIG, ./colporteur.toml,
                         ///< /etc/colporteur/colporteur.toml, else the defaults
    std::string data{};  ///< --data; "": as configured
};

Result<Config> load_config(const ConfigChoice& choice);

/// The pace of each destination: `[[pace]]`, and the shipped table unless it is switched off.
std::vector<delivery::PaceRule> paces_of(const Config& config);

/// The SQLite file.
std::string database_path(const Config& config);

/// Where mail stays that has no relay to go to.
std::string outbox_path(const Config& config);

/// The place made ready: the data directory, its keys/ and outbox/, the secret that signs tokens.
/// What root makes belongs to the data directory's owner. Throws std::runtime_error when it cannot
/// be made.
model::Site make_site(const Config& config);

}  // namespace colporteur::app

// SPDX-License-Identifier: AGPL-3.0-or-later
// The files of the keys that sign mail.
#pragma once

#include <string>
#include <vector>

#include "app/config.hpp"
#include "mail/dkim.hpp"

namespace colporteur::app {

/// All that the configuration names. The error names the file and the cure. A file that others may
/// read gets a warning in the log.
Result<std::vector<mail::DkimSigner>> load_signers(const Config& config);

/// Where a key is kept.
std::string key_path(const Config& config, const DkimKey& key);

/// Code::not_found: the file cannot be read; Code::invalid: it holds no key that can sign.
Result<mail::SigningKey> read_key(const Config& config, const DkimKey& key);

/// Whether others than a file's owner and group may read it, or its group may change it.
bool is_open_to_others(const std::string& path);

/// Where make_key puts a key: `keys/DOMAIN.SELECTOR.rsa.pem` below `data`. The selector has no dot.
DkimKey place_for_key(const std::string& domain, const std::string& selector,
                      mail::SigningKey::Kind kind);

/// Makes a key and its file, which only the data directory's owner may read. Code::conflict: there
/// is such a file; it is left as it is. Throws std::runtime_error.
Result<mail::SigningKey> make_key(const Config& config, const DkimKey& place,
                                  mail::SigningKey::Kind kind);

/// Keys of make_key that the configuration does not name, by file name.
std::vector<DkimKey> spare_keys(const Config& config);

}  // namespace colporteur::app

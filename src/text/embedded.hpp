// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace colporteur::text {

/// A file inside the program: "web/list.html" for templates/web/list.html, "translations/fr.mo" for
/// the compiled translations/fr.po. Nothing when there is no such file. The octets live for ever.
std::optional<std::string_view> embedded(std::string_view name);

/// All their names, in order.
std::vector<std::string_view> embedded_names();

/// The source code of the running program, a .tar.gz (AGPL-3.0-or-later, section 13). Lives for
/// ever; "" in a program that was linked without it, as the unit tests are.
std::string_view source_tarball();

/// Which version that is, as git describes it; "" likewise.
std::string_view source_version();

}  // namespace colporteur::text

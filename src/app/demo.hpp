// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

namespace colporteur::app {

/// `colporteur demo`: a temporary instance on loopback that plays the main job from end to end,
/// told in `language` ("fr", "en"), every step checked. Returns 0 if all of them held, 1 otherwise.
/// Nothing leaves the machine, nothing stays on it.
int run_demo(const std::string& language);

}  // namespace colporteur::app

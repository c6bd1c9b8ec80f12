// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace colporteur::app {

/// The whole program: reads the command line, runs one command. Returns the exit code: 0 done, 1 it
/// failed, 2 wrong usage.
int run(int argc, const char* const* argv);

}  // namespace colporteur::app

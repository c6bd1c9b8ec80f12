// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace colporteur::text {

/// One file inside the program. The table is written by cmake/Embedded.cmake; a null name ends it.
struct EmbeddedFile {
    const char* name;
    const char* begin;
    const char* end;
};

extern const EmbeddedFile embedded_files[];

}  // namespace colporteur::text

// SPDX-License-Identifier: AGPL-3.0-or-later
// Included by .cpp files of this folder alone.
#pragma once

#include <gmime/gmime.h>
#include <memory>

namespace colporteur::mail {

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};

/// One reference to a GObject, given back at the end.
template <class Object>
using Owned = std::unique_ptr<Object, Unref>;

/// Call before using GMime objects; the first call, of whichever thread, sets GMime up.
inline void init_gmime()
{
    static const bool ready = (g_mime_init(), true);
    (void)ready;
}

}  // namespace colporteur::mail

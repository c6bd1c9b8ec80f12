// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/manifest.hpp"

#include <doctest/doctest.h>

using namespace colporteur;

namespace {

const std::string digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

}  // namespace

TEST_CASE("what was written is read again, whatever files are called")
{
    const app::Manifest manifest{{digest, 0, "colporteur.db"}, {digest, 32, "keys/my key.pem"}};
    CHECK(app::to_text(manifest) ==
          digest + "  0  colporteur.db\n" + digest + "  32  keys/my key.pem\n");
    CHECK(app::parse_manifest(app::to_text(manifest)) == manifest);
}

TEST_CASE("a manifest that is cut, changed or leads out of its folder is refused with its line")
{
    struct Row {
        std::string text, complaint;
    };

    const std::string good = digest + "  12  a\n";
    for (const Row& row : {
             Row{"", "MANIFEST is empty"},
             Row{good + "x  1  b\n", "line 2 of MANIFEST: expected 64 hexadecimal digits"},
             Row{digest + " 1  b\n", "line 1 of MANIFEST: expected 64 hexadecimal digits"},
             Row{digest + "  many  b\n", "line 1 of MANIFEST: expected a size"},
             Row{digest + "  1  b", "line 1 of MANIFEST: expected the name"},
             Row{digest + "  1  \n", "line 1 of MANIFEST: expected the name"},
             Row{digest + "  1  ../b\n", "line 1 of MANIFEST: expected the name"},
             Row{digest + "  1  keys/../../b\n", "line 1 of MANIFEST: expected the name"},
             Row{digest + "  1  /etc/passwd\n", "line 1 of MANIFEST: expected the name"},
             Row{good + good, "line 2 of MANIFEST: a stands there twice"},
         }) {
        CAPTURE(row.text);
        const auto manifest = app::parse_manifest(row.text);
        REQUIRE_FALSE(manifest);
        CHECK(manifest.error().what.starts_with(row.complaint));
    }
}

// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/temporary.hpp"

#include <cstdlib>

#include "store/migrations.hpp"

namespace colporteur::support {

TemporaryFolder::TemporaryFolder()
{
    std::string name = (std::filesystem::temp_directory_path() / "colporteur-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

TemporaryStore::TemporaryStore()
{
    store::migrate(db);
}

}  // namespace colporteur::support

// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/work_mark.hpp"

#include <filesystem>
#include <sys/wait.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include "support/temporary.hpp"

namespace colporteur::app {

TEST_CASE("the job that a killed program was working on is known afterwards, and only that one")
{
    const support::TemporaryFolder folder;
    const std::string path = folder.path();
    const auto end_during = [&path](bool in_the_midst) {
        const pid_t child = ::fork();
        if (child == 0) {
            WorkMark mark{path};
            {
                const WorkMark::Hold done{mark, model::JobId{6}};
            }
            if (in_the_midst) {
                const WorkMark::Hold under_way{mark, model::JobId{7}};
                ::_exit(1);
            }
            ::_exit(0);
        }
        ::waitpid(child, nullptr, 0);
    };

    end_during(false);
    CHECK_FALSE(WorkMark{path}.job().has_value());
    end_during(true);
    WorkMark mark{path};
    CHECK(mark.job() == model::JobId{7});
    mark.clear();
    CHECK_FALSE(mark.job().has_value());
}

}  // namespace colporteur::app

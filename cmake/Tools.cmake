# SPDX-License-Identifier: AGPL-3.0-or-later
# What makes the edit-build-test loop short, where it is installed; and the warnings.

find_program(CCACHE ccache)
if(CCACHE)
  # A precompiled header changes its time, not its meaning; ccache must be told so.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
    "CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime" ${CCACHE})
endif()

find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-fpch-preprocess)
  # g++ 12 sees Asio's own pair of coroutine frame allocators inlined by half, and complains of it.
  add_compile_options(-Wno-mismatched-new-delete)
endif()

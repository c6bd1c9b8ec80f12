# SPDX-License-Identifier: AGPL-3.0-or-later
# tests/FOLDER/*_test.cpp -> one test program per folder; tests/dialogs are read by tests/smtp;
# fuzz/fuzz_*.cpp -> one program each; bench/bench_*.cpp likewise; tests/system/test_*.py -> one test each.

file(GLOB support_sources CONFIGURE_DEPENDS tests/support/*.cpp)
add_library(colporteur_test_main STATIC ${support_sources})
target_include_directories(colporteur_test_main PUBLIC tests)
target_link_libraries(colporteur_test_main PUBLIC colporteur_store colporteur_mail)
target_precompile_headers(colporteur_test_main REUSE_FROM colporteur_base)

foreach(name IN LISTS COLPORTEUR_LAYERS)
  file(GLOB sources CONFIGURE_DEPENDS tests/${name}/*_test.cpp)
  if(sources)
    add_executable(test_${name} ${sources})
    target_link_libraries(test_${name} PRIVATE colporteur_${name} colporteur_test_main)
    target_precompile_headers(test_${name} REUSE_FROM colporteur_base)
    target_compile_definitions(test_${name} PRIVATE TESTS_DIR="${CMAKE_SOURCE_DIR}/tests")
    add_test(NAME unit/${name} COMMAND test_${name})
    set_tests_properties(unit/${name} PROPERTIES LABELS unit)
  endif()
endforeach()

file(GLOB targets CONFIGURE_DEPENDS fuzz/fuzz_*.cpp)
add_custom_target(fuzz_targets)
foreach(source IN LISTS targets)
  cmake_path(GET source STEM name)
  string(REPLACE "fuzz_" "" subject ${name})
  add_executable(${name} ${source})
  add_dependencies(fuzz_targets ${name})
  target_link_libraries(${name} PRIVATE colporteur_app)
  if(COLPORTEUR_FUZZ)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  else()
    target_sources(${name} PRIVATE fuzz/replay.cpp)
    target_precompile_headers(${name} REUSE_FROM colporteur_base)
    add_test(NAME fuzz/${subject} COMMAND ${name} ${CMAKE_SOURCE_DIR}/tests/corpus/${subject})
    set_tests_properties(fuzz/${subject} PROPERTIES LABELS fuzz)
  endif()
endforeach()

find_package(benchmark)
file(GLOB benches CONFIGURE_DEPENDS bench/bench_*.cpp)
if(benchmark_FOUND AND NOT COLPORTEUR_FUZZ)
  foreach(source IN LISTS benches)
    cmake_path(GET source STEM name)
    add_executable(${name} EXCLUDE_FROM_ALL ${source})
    target_link_libraries(${name} PRIVATE colporteur_intake benchmark::benchmark_main)
    target_precompile_headers(${name} REUSE_FROM colporteur_base)
    list(APPEND bench_programs ${name})
  endforeach()
  add_custom_target(benches DEPENDS ${bench_programs} bench_sink bench_sendmail)
endif()

# What bench/run sends to, and (static, so that it starts at once) what its peers send with.
add_executable(bench_sink EXCLUDE_FROM_ALL bench/sink.cpp)
target_include_directories(bench_sink PRIVATE ${CMAKE_SOURCE_DIR})
target_link_libraries(bench_sink PRIVATE colporteur_base)
target_precompile_headers(bench_sink REUSE_FROM colporteur_base)
add_executable(bench_sendmail EXCLUDE_FROM_ALL bench/sendmail.cpp)
target_link_options(bench_sendmail PRIVATE -static)

# Test programs that link the whole house: a server whose work can be made to fail, and the like.
add_custom_target(system_programs)
file(GLOB programs CONFIGURE_DEPENDS tests/system/*.cpp)
foreach(source IN LISTS programs)
  cmake_path(GET source STEM name)
  add_executable(${name} ${source})
  target_link_libraries(${name} PRIVATE colporteur_app)
  target_precompile_headers(${name} REUSE_FROM colporteur_base)
  add_dependencies(system_programs ${name})
endforeach()

# Labels: system = the real program on loopback; shipped = also worth running on the optimised build.
file(GLOB scripts CONFIGURE_DEPENDS tests/system/test_*.py)
foreach(script IN LISTS scripts)
  cmake_path(GET script STEM name)
  string(REPLACE "test_" "" subject ${name})
  add_test(NAME system/${subject} COMMAND /usr/bin/python3 ${script} -v)
  set_tests_properties(system/${subject} PROPERTIES LABELS system TIMEOUT 600
    ENVIRONMENT "COLPORTEUR=$<TARGET_FILE:colporteur>;BUILD_DIR=${CMAKE_BINARY_DIR};PYTHONDONTWRITEBYTECODE=1")
endforeach()
add_test(NAME system/demo COMMAND colporteur demo)
set_tests_properties(system/demo PROPERTIES TIMEOUT 300)
set_tests_properties(system/demo system/kill PROPERTIES LABELS "system;shipped")

# The keys of a list in the manual page are those that the program reads, in its own words.
add_test(NAME unit/manual
  COMMAND /usr/bin/python3 ${CMAKE_SOURCE_DIR}/tools/man_keys.py $<TARGET_FILE:colporteur> --check)
set_tests_properties(unit/manual PROPERTIES LABELS unit)

add_test(NAME style/layers COMMAND /usr/bin/python3 tools/check_layers.py)
add_test(NAME style/standards COMMAND /usr/bin/python3 tools/check_standards.py)
add_test(NAME style/translations COMMAND /usr/bin/python3 tools/extract_messages.py --check)
add_test(NAME style/format COMMAND tools/check_format)
add_test(NAME style/spelling COMMAND codespell)
add_test(NAME style/shell COMMAND shellcheck tools/bootstrap tools/playground tools/check_format .ci/run)
set_tests_properties(style/layers style/standards style/translations style/format style/spelling style/shell
  PROPERTIES LABELS style WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})

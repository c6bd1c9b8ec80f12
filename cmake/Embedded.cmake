# SPDX-License-Identifier: AGPL-3.0-or-later
# Puts files inside the program, with the assembler's .incbin (src/text/embedded.hpp reads them):
#   - every template, and every translations/*.po compiled to .mo: in colporteur_text;
#   - the source code of this very build, for /source: in the program alone, because it changes with
#     every edit and nothing else should be linked again for it.

find_program(MSGFMT msgfmt REQUIRED)
set(embedded_dir ${CMAKE_BINARY_DIR}/embedded)
file(MAKE_DIRECTORY ${embedded_dir}/translations)

# -- texts: templates/*/* and translations/*.mo

file(GLOB templates RELATIVE ${CMAKE_SOURCE_DIR} CONFIGURE_DEPENDS
  templates/*/*.txt templates/*/*.html templates/*/*.css)
file(GLOB catalogues RELATIVE ${CMAKE_SOURCE_DIR} CONFIGURE_DEPENDS translations/*.po)

set(embedded_paths)
set(embedded_blobs)
set(embedded_table)

macro(embed name path)
  list(LENGTH embedded_paths number)
  set(symbol colporteur_embedded_${number})
  string(APPEND embedded_blobs
    "extern \"C\" const char ${symbol}[], ${symbol}_end[];\n"
    "asm(\".section .rodata\\n.globl ${symbol}, ${symbol}_end\\n\"\n"
    "    \"${symbol}: .incbin \\\"${path}\\\"\\n${symbol}_end: .byte 0\\n.text\\n\");\n")
  string(APPEND embedded_table
    "    {\"${name}\", ${symbol}, ${symbol}_end},\n")
  list(APPEND embedded_paths ${path})
endmacro()

foreach(template IN LISTS templates)
  string(REGEX REPLACE "^templates/" "" name ${template})
  embed(${name} ${CMAKE_SOURCE_DIR}/${template})
endforeach()

foreach(po IN LISTS catalogues)
  cmake_path(GET po STEM language)
  set(mo ${embedded_dir}/translations/${language}.mo)
  add_custom_command(OUTPUT ${mo}
    COMMAND ${MSGFMT} --check-header --check-domain -o ${mo} ${CMAKE_SOURCE_DIR}/${po}
    DEPENDS ${CMAKE_SOURCE_DIR}/${po} VERBATIM)
  embed(translations/${language}.mo ${mo})
endforeach()

file(CONFIGURE OUTPUT ${embedded_dir}/texts.cpp @ONLY CONTENT [[
// Written by cmake/Embedded.cmake.
#include "text/embedded_file.hpp"

@embedded_blobs@
namespace colporteur::text {

const EmbeddedFile embedded_files[] = {
@embedded_table@    {nullptr, nullptr, nullptr},
};

}  // namespace colporteur::text
]])
set_source_files_properties(${embedded_dir}/texts.cpp PROPERTIES
  OBJECT_DEPENDS "${embedded_paths}" SKIP_PRECOMPILE_HEADERS ON)
target_sources(colporteur_text PRIVATE ${embedded_dir}/texts.cpp)

# -- the source code: looked at in every build, written only when it changed

set(source_tarball ${embedded_dir}/source.tar.gz)
set(source_version ${embedded_dir}/source_version)
add_custom_target(source_tarball
  COMMAND bash ${CMAKE_SOURCE_DIR}/cmake/source_tarball.sh
    ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR} ${PROJECT_VERSION} ${source_tarball} ${source_version}
  BYPRODUCTS ${source_tarball} ${source_version}
  COMMENT "Packing the source code" VERBATIM)

file(CONFIGURE OUTPUT ${embedded_dir}/source.cpp @ONLY CONTENT [[
// Written by cmake/Embedded.cmake. Fills the weak symbols of src/text/embedded.cpp.
asm(".section .rodata\n.balign 16\n"
    ".globl colporteur_source, colporteur_source_end\n"
    ".globl colporteur_source_version, colporteur_source_version_end\n"
    "colporteur_source: .incbin \"@source_tarball@\"\ncolporteur_source_end: .byte 0\n"
    "colporteur_source_version: .incbin \"@source_version@\"\ncolporteur_source_version_end: .byte 0\n"
    ".text\n");
]])
set_source_files_properties(${embedded_dir}/source.cpp PROPERTIES
  OBJECT_DEPENDS "${source_tarball};${source_version}")
add_library(colporteur_source OBJECT ${embedded_dir}/source.cpp)
add_dependencies(colporteur_source source_tarball)
cmake_language(DEFER CALL target_link_libraries colporteur PRIVATE colporteur_source)

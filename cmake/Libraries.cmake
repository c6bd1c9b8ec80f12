# SPDX-License-Identifier: AGPL-3.0-or-later
# Every foreign library, behind the one folder that may include it (docs: HACKING.md).
# LAYER_<folder> is linked privately: no other folder sees its headers. base is the exception: everyone speaks it.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url locale)
find_package(OpenSSL 3 REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(spdlog REQUIRED)
find_package(tl-expected REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(CLI11 REQUIRED)
find_package(date REQUIRED)
pkg_check_modules(GMIME REQUIRED IMPORTED_TARGET gmime-3.0)
pkg_check_modules(GUMBO REQUIRED IMPORTED_TARGET gumbo)
pkg_check_modules(IDN2 REQUIRED IMPORTED_TARGET libidn2)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(CTEMPLATE REQUIRED IMPORTED_TARGET libctemplate)
# GMime's -D_LARGEFILE64_SOURCE means nothing on 64-bit Linux and would refuse the precompiled header.
set_property(TARGET PkgConfig::GMIME PROPERTY INTERFACE_COMPILE_OPTIONS)

# The time zones are linked only: base/zone.cpp alone includes their header, and its definitions would refuse the
# precompiled header to everybody else.
set(LAYER_base fmt::fmt spdlog::spdlog tl::expected Threads::Threads $<LINK_ONLY:date::date-tz>
  $<LINK_ONLY:OpenSSL::Crypto>)
set(LAYER_text Boost::locale PkgConfig::CTEMPLATE)
set(LAYER_mail PkgConfig::GMIME PkgConfig::GUMBO PkgConfig::IDN2 OpenSSL::Crypto)
set(LAYER_store SQLite::SQLite3)
set(LAYER_settings tomlplusplus::tomlplusplus)
set(LAYER_accounts PkgConfig::SODIUM)
set(LAYER_net Boost::headers OpenSSL::SSL OpenSSL::Crypto)
set(LAYER_app Boost::headers Boost::json tomlplusplus::tomlplusplus CLI11::CLI11)

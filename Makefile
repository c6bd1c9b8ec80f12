# SPDX-License-Identifier: AGPL-3.0-or-later
# Thin over CMake's presets: each target says what it does and calls them. `make help` lists them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build
MAKEFLAGS += --no-print-directory

export CMAKE_BUILD_PARALLEL_LEVEL ?= $(shell nproc)
export CTEST_PARALLEL_LEVEL ?= $(shell nproc)
export CTEST_OUTPUT_ON_FAILURE ?= 1
export PYTHONDONTWRITEBYTECODE = 1

configure = echo "== configuring build/$(1)" && cmake --preset $(1) --log-level=WARNING >/dev/null
# The thread sanitizer of g++ 12 does not start under the address randomisation of newer kernels.
fixed_addresses = $(shell setarch -R true 2>/dev/null && echo setarch -R)
SOURCES = $(shell git ls-files --cached --others --exclude-standard '*.cpp' '*.hpp')
FUZZ_SECONDS ?= 60
BENCH ?=

.PHONY: help build demo run test check style bench torture fuzz package format clean bootstrap

help: ## what there is to make
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

build: bootstrap ## the program, optimised, at build/colporteur
	@$(call configure,release)
	@echo "== building build/colporteur"
	@cmake --build --preset release --target colporteur

demo: build ## the main job from end to end on loopback, as a transcript
	@echo "== playing the main job"
	@build/colporteur demo

run: build ## a server to play with, in ./colporteur-data
	@tools/playground

test: ## install what is missing, build, run every test
	@tools/bootstrap --with-tests
	@$(call configure,asan)
	@echo "== style"
	@ctest --preset asan --label-regex style
	@echo "== building everything with the address and undefined-behaviour sanitizers"
	@cmake --build --preset asan
	@echo "== every test under these sanitizers"
	@ctest --preset asan
	@$(call configure,tsan)
	@echo "== building the program with the thread sanitizer"
	@cmake --build --preset tsan --target colporteur system_programs
	@echo "== system tests under the thread sanitizer"
	@$(fixed_addresses) ctest --preset tsan --label-regex system
	@$(MAKE) build
	@echo "== the program as shipped: killed a hundred times, and its demonstration"
	@ctest --preset release --label-regex shipped

check: ## what a commit needs: debug build and every test
	@tools/bootstrap --with-tests
	@cmake --workflow --preset check

style: ## layers, standards, format, spelling
	@tools/bootstrap --with-tests
	@$(call configure,dev)
	@ctest --preset dev --label-regex style

bench: ## the figures in the README, beside other programs (BENCH=--quick: without them, in two minutes)
	@tools/bootstrap --with-tests
	@$(MAKE) build
	@echo "== building the benchmarks"
	@cmake --build --preset release --target benches
	@for source in bench/bench_*.cpp; do program=build/release/$$(basename $$source .cpp); \
		echo "== $$program"; $$program; done
	@echo "== the whole program"
	@bench/run $(BENCH)

torture: ## letters to 20,000, the server killed a thousand times, relays that misbehave
	@tools/bootstrap --with-tests
	@$(MAKE) build
	@echo "== building the relay that misbehaves"
	@cmake --build --preset release --target chaos_relay
	@echo "== torture: faults"
	@TORTURE_FAULTS=1000 TORTURE_SUBSCRIBERS=20000 TORTURE_FAULT_KILLS=200 TORTURE_TROUBLES=2 \
		COLPORTEUR=$$(readlink -f build/colporteur) BUILD_DIR=$$PWD/build/release \
		/usr/bin/python3 tests/system/test_faults.py -v
	@echo "== torture: kills"
	@TORTURE_KILLS=1000 TORTURE_SUBSCRIBERS=20000 COLPORTEUR=$$(readlink -f build/colporteur) \
		BUILD_DIR=$$PWD/build/release /usr/bin/python3 tests/system/test_kill.py -v

fuzz: ## every fuzz target for FUZZ_SECONDS (60) with clang 19
	@tools/bootstrap --with-tests clang-19 libclang-rt-19-dev
	@$(call configure,fuzz)
	@echo "== building the fuzz targets"
	@cmake --build --preset fuzz --target fuzz_targets
	@for program in build/fuzz/fuzz_*; do \
		[ -f "$$program" ] && [ -x "$$program" ] || continue; \
		subject=$${program##*/fuzz_}; found=build/fuzz/found/$$subject; mkdir -p "$$found"; \
		echo "== $$subject for $(FUZZ_SECONDS) seconds"; \
		"$$program" -max_total_time=$(FUZZ_SECONDS) -print_final_stats=1 -verbosity=0 \
			-artifact_prefix="$$found/crash-" "$$found" tests/corpus/$$subject; done

package: bootstrap ## a Debian package in build/package
	@echo "== building the package"
	@mkdir -p build/package
	@DEB_BUILD_OPTIONS="nocheck parallel=$(CMAKE_BUILD_PARALLEL_LEVEL)" DEB_BUILD_PROFILES=nocheck \
		DEB_DESTINATION=build/package dpkg-buildpackage -b -us -uc -ui \
		--buildinfo-option=-ubuild/package --buildinfo-file=build/package/colporteur.buildinfo \
		--changes-option=-ubuild/package --changes-file=build/package/colporteur.changes
	@ls -l build/package/*.deb

format: ## clang-format on every source file
	@clang-format -i $(SOURCES)

clean: ## everything built
	@echo "== removing build/"
	@rm -rf build

bootstrap:
	@tools/bootstrap

# The front door. CMake does the building; see CMakePresets.json.
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
PYTHON ?= python3
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 60

.PHONY: help deps release install demo check eval bench fuzz clean

help:
	@echo 'make deps     install the Debian packages of packages.txt'
	@echo 'make release  build/release/constat'
	@echo 'make install  program, library, manual below $$(DESTDIR)$(PREFIX)'
	@echo 'make demo     read the reports in examples/; records and pages of them'
	@echo 'make check    build with sanitizers and run all tests'
	@echo 'make eval     measure against gold annotations, if there are any'
	@echo 'make bench    measure speed'
	@echo 'make fuzz     run each fuzz harness for FUZZ_SECONDS ($(FUZZ_SECONDS))'
	@echo 'make clean    remove build/'

deps:
	@sh tools/deps.sh packages.txt

release:
	@sh tools/deps.sh packages.txt build
	@cmake --preset release
	@cmake --build --preset release -j $(JOBS)

# Where the program looks for its data is built in, and so is the prefix.
install:
	@sh tools/deps.sh packages.txt build
	@cmake --preset release -D CMAKE_INSTALL_PREFIX=$(PREFIX)
	@cmake --build --preset release -j $(JOBS)
	@DESTDIR=$(DESTDIR) cmake --install build/release

demo: release
	@build/release/constat read examples
	@echo 'The same as pages, each number one click from its words:'
	@build/release/constat run examples -o build/demo -q

check: deps
	cmake --preset dev
	cmake --build --preset dev -j $(JOBS)
	ctest --preset dev -j $(JOBS)
	@if command -v clang >/dev/null; then \
	    $(MAKE) --no-print-directory fuzz FUZZ_SECONDS=5; \
	elif [ -n "$$CONSTAT_REQUIRE_ALL" ]; then \
	    echo 'clang is missing and CONSTAT_REQUIRE_ALL is set'; exit 1; \
	else echo 'SKIP: clang is missing (fuzzing)'; fi

eval: release
	@$(PYTHON) tools/eval.py

bench: release
	@cmake --build --preset release --target bench_programs -j $(JOBS)
	@$(PYTHON) tools/bench.py

fuzz: deps
	cmake --preset fuzz
	cmake --build --preset fuzz -j $(JOBS)
	@set -e; for harness in build/fuzz/tests/fuzz_*; do \
	    [ -x "$$harness" ] || continue; \
	    name=$$(basename "$$harness"); \
	    mkdir -p build/fuzz/corpus/$$name tests/fuzz/seeds/$$name; \
	    dict=; [ ! -f tests/fuzz/$$name.dict ] || \
	        dict=-dict=tests/fuzz/$$name.dict; \
	    echo "== $$name"; \
	    "$$harness" -max_total_time=$(FUZZ_SECONDS) -timeout=10 \
	        -print_final_stats=0 -verbosity=0 -max_len=16384 $$dict \
	        -artifact_prefix=build/fuzz/ \
	        build/fuzz/corpus/$$name tests/fuzz/seeds/$$name; \
	done

clean:
	rm -rf build

# Every tests/unit/test_*.c is one executable and one test; every
# tests/fuzz/fuzz_*.c a harness; the scripts in tools/ check the sources.
# A missing tool skips its tests with a line, or fails the configuration when
# the environment sets CONSTAT_REQUIRE_ALL.
function(constat_skip what)
  if(DEFINED ENV{CONSTAT_REQUIRE_ALL})
    message(FATAL_ERROR "${what} is missing and CONSTAT_REQUIRE_ALL is set")
  endif()
  message(STATUS "SKIP: ${what} is missing")
endfunction()

set(TEST_DEFINITIONS
  CST_SOURCE_DIR="${CMAKE_SOURCE_DIR}" CST_BUILD_DIR="${CMAKE_BINARY_DIR}"
  CST_HUNSPELL_DIR="${CONSTAT_HUNSPELL_DIR}")
set(TEST_DIR ${CMAKE_BINARY_DIR}/tests)
set(TEST_ENV "ASAN_OPTIONS=abort_on_error=1:detect_stack_use_after_return=1"
             "UBSAN_OPTIONS=print_stacktrace=1")

# ------------------------------------------------------------------- unit
pkg_check_modules(CMOCKA IMPORTED_TARGET cmocka)
pkg_check_modules(HUNSPELL IMPORTED_TARGET hunspell)
pkg_check_modules(GUMBO IMPORTED_TARGET gumbo)
file(GLOB UNIT_SOURCES CONFIGURE_DEPENDS tests/unit/test_*.c)
if(NOT CMOCKA_FOUND)
  constat_skip("cmocka (unit tests)")
  set(UNIT_SOURCES)
endif()
foreach(source ${UNIT_SOURCES})
  get_filename_component(name ${source} NAME_WE)
  # Test oracles: linked where the test includes them.
  file(STRINGS ${source} oracle_includes
       REGEX "^#include <(jansson|hunspell|gumbo)[./]")
  set(oracles)
  if(oracle_includes MATCHES "jansson")
    if(NOT JANSSON_FOUND)
      constat_skip("jansson (${name})")
      continue()
    endif()
    list(APPEND oracles PkgConfig::JANSSON)
  endif()
  if(oracle_includes MATCHES "hunspell")
    if(NOT HUNSPELL_FOUND)
      constat_skip("hunspell (${name})")
      continue()
    endif()
    list(APPEND oracles PkgConfig::HUNSPELL)
  endif()
  if(oracle_includes MATCHES "gumbo")
    if(NOT GUMBO_FOUND)
      constat_skip("gumbo (${name})")
      continue()
    endif()
    list(APPEND oracles PkgConfig::GUMBO)
  endif()
  add_executable(${name} ${source})
  target_include_directories(${name} PRIVATE tests/unit)
  target_compile_definitions(${name} PRIVATE ${TEST_DEFINITIONS})
  target_link_libraries(${name} PRIVATE
    constat_core constat_flags PkgConfig::CMOCKA ${oracles})
  set_target_properties(${name} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${TEST_DIR})
  if(TARGET forms)
    add_dependencies(${name} forms)
  endif()
  add_test(NAME unit.${name} COMMAND ${name})
  set_tests_properties(unit.${name} PROPERTIES
    TIMEOUT 300 ENVIRONMENT "${TEST_ENV}")
endforeach()

if(TARGET test_hostile) # a hundred megabytes under the sanitizers
  set_tests_properties(unit.test_hostile PROPERTIES TIMEOUT 900)
endif()

# ------------------------------------------------------------------- fuzz
file(GLOB FUZZ_SOURCES CONFIGURE_DEPENDS tests/fuzz/fuzz_*.c)
foreach(source ${FUZZ_SOURCES})
  get_filename_component(name ${source} NAME_WE)
  if(CONSTAT_FUZZ)
    add_executable(${name} ${source})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  else()
    add_executable(${name} ${source} tests/fuzz/replay_main.c)
    add_test(NAME fuzz.${name} COMMAND ${name}
             ${CMAKE_SOURCE_DIR}/tests/fuzz/seeds/${name})
    set_tests_properties(fuzz.${name} PROPERTIES
      TIMEOUT 300 ENVIRONMENT "${TEST_ENV}")
  endif()
  target_compile_definitions(${name} PRIVATE ${TEST_DEFINITIONS})
  target_link_libraries(${name} PRIVATE constat_core constat_flags)
  if(name MATCHES "^fuzz_(jsonl|import)$") # holds a file of cli/
    target_link_libraries(${name} PRIVATE PkgConfig::JANSSON)
  endif()
  set_target_properties(${name} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${TEST_DIR})
  if(TARGET forms)
    add_dependencies(${name} forms)
  endif()
endforeach()

# ------------------------------------------------------------------- pack
# Every example of every rule and every corpus case of the default pack.
if(TARGET constat AND CLI_SOURCES MATCHES "/cmd_pack\\.c")
  add_test(NAME pack.${CONSTAT_LANGUAGE} COMMAND constat pack test)
  set_tests_properties(pack.${CONSTAT_LANGUAGE} PROPERTIES
    TIMEOUT 300 ENVIRONMENT "${TEST_ENV}")
endif()

# ---------------------------------------------------------------- scripts
find_package(Python3 COMPONENTS Interpreter)
if(NOT Python3_FOUND)
  constat_skip("python3 (source checks, command line tests)")
  return()
endif()
foreach(check layers language style sql ui)
  add_test(NAME source.${check} COMMAND ${Python3_EXECUTABLE}
           ${CMAKE_SOURCE_DIR}/tools/check_${check}.py)
endforeach()
foreach(table entities charsets)
  add_test(NAME source.${table} COMMAND ${Python3_EXECUTABLE}
           ${CMAKE_SOURCE_DIR}/tools/mk${table}.py --check)
endforeach()
add_test(NAME source.symbols COMMAND ${Python3_EXECUTABLE}
         ${CMAKE_SOURCE_DIR}/tools/check_symbols.py
         $<TARGET_FILE:constat_shared>)
if(NOT CONSTAT_FUZZ AND NOT CONSTAT_COVERAGE)
  add_test(NAME source.install COMMAND sh
           ${CMAKE_SOURCE_DIR}/tools/check_install.sh ${CMAKE_BINARY_DIR}
           $<$<BOOL:${CONSTAT_SANITIZE}>:-fsanitize=address,undefined>)
endif()
file(GLOB CLI_TESTS CONFIGURE_DEPENDS tests/cli/test_*.py tests/golden/test_*.py
     tests/bench/test_*.py)
if(TARGET constat)
  foreach(source ${CLI_TESTS})
    get_filename_component(name ${source} NAME_WE)
    add_test(NAME cli.${name}
             COMMAND ${Python3_EXECUTABLE} ${source} $<TARGET_FILE:constat>)
    set_tests_properties(cli.${name} PROPERTIES
      TIMEOUT 600 ENVIRONMENT "${TEST_ENV}")
  endforeach()
endif()

# ---------------------------------------------------------------- browser
# The pages of a dossier, looked at.
find_program(CHROMIUM NAMES chromium chromium-browser)
if(NOT CHROMIUM)
  constat_skip("chromium (pages of a dossier)")
elseif(TARGET constat)
  foreach(name dossier overview tour scale)
    add_test(NAME browser.${name}
             COMMAND ${Python3_EXECUTABLE}
                     ${CMAKE_SOURCE_DIR}/tests/browser/test_${name}.py
                     $<TARGET_FILE:constat> ${CHROMIUM})
    set_tests_properties(browser.${name} PROPERTIES
      TIMEOUT 1800 ENVIRONMENT "${TEST_ENV}")
  endforeach()
  # It times pages: nothing else runs then.
  set_tests_properties(browser.scale PROPERTIES RUN_SERIAL ON)
endif()

# Measuring programs, built on demand (`make bench`) and never installed.
file(GLOB BENCH_SOURCES CONFIGURE_DEPENDS tests/bench/bench_*.c)
add_custom_target(bench_programs)
foreach(source ${BENCH_SOURCES})
  get_filename_component(name ${source} NAME_WE)
  add_executable(${name} EXCLUDE_FROM_ALL ${source})
  target_link_libraries(${name} PRIVATE constat_core constat_flags)
  set_target_properties(${name} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  add_dependencies(bench_programs ${name})
endforeach()

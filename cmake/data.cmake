# What the program reads at run time, gathered in <build>/data: the form table,
# made from the packaged dictionary, the store of places, made from data/gazetteer/,
# and a link to lang/, so that an edit there shows at once.
set(DATA_DIR ${CMAKE_BINARY_DIR}/data)
file(MAKE_DIRECTORY ${DATA_DIR}/forms)
foreach(link lang:lang actors:data/actors codebooks:data/codebooks
        incident:data/incident)
  string(REGEX MATCH "^[^:]+" link_name ${link})
  string(REGEX REPLACE "^[^:]+:" "" link_target ${link})
  if(EXISTS ${CMAKE_SOURCE_DIR}/${link_target})
    file(CREATE_LINK ${CMAKE_SOURCE_DIR}/${link_target}
         ${DATA_DIR}/${link_name} SYMBOLIC)
  endif()
endforeach()

# The store of places is made by the program itself.
if(IS_SYMLINK ${DATA_DIR}/gazetteer)
  file(REMOVE ${DATA_DIR}/gazetteer) # a build tree of older days
endif()
file(MAKE_DIRECTORY ${DATA_DIR}/gazetteer)
set(PLACES_FILE ${DATA_DIR}/gazetteer/places.gaz)
set(PLACES_TABLES)
foreach(table places sites settlements generic english units)
  list(APPEND PLACES_TABLES ${CMAKE_SOURCE_DIR}/data/gazetteer/${table}.tsv)
endforeach()
if(TARGET constat)
  add_custom_command(
    OUTPUT ${PLACES_FILE}
    COMMAND ${CMAKE_COMMAND} -E rm -f ${PLACES_FILE}
    COMMAND ${CMAKE_COMMAND} -E env ASAN_OPTIONS=detect_leaks=0
            $<TARGET_FILE:constat> gazetteer add --quiet --data ${DATA_DIR}
            --out ${PLACES_FILE} ${PLACES_TABLES}
    DEPENDS constat ${PLACES_TABLES}
    COMMENT "Store of places"
    VERBATIM)
  add_custom_target(places ALL DEPENDS ${PLACES_FILE})
endif()

set(CONSTAT_HUNSPELL_DIR /usr/share/hunspell CACHE PATH
    "Folder of the packaged dictionary (fr.aff, fr.dic)")
set(FORMS_FILE ${DATA_DIR}/forms/fr.forms)
if(EXISTS ${CMAKE_SOURCE_DIR}/tools/mkforms.c)
  find_file(FR_AFF fr.aff PATHS ${CONSTAT_HUNSPELL_DIR} NO_DEFAULT_PATH)
  find_file(FR_DIC fr.dic PATHS ${CONSTAT_HUNSPELL_DIR} NO_DEFAULT_PATH)
  if(NOT FR_AFF OR NOT FR_DIC)
    message(FATAL_ERROR
      "The dictionary fr.aff + fr.dic is not in ${CONSTAT_HUNSPELL_DIR}. "
      "Install the package hunspell-fr-comprehensive (`make deps` does), or "
      "set -DCONSTAT_HUNSPELL_DIR to the folder that holds it.")
  endif()
  file(GLOB MKFORMS_SOURCES CONFIGURE_DEPENDS tools/mkforms*.c)
  add_executable(mkforms ${MKFORMS_SOURCES})
  target_include_directories(mkforms PRIVATE tools)
  target_link_libraries(mkforms PRIVATE constat_core constat_flags)
  add_custom_command(
    OUTPUT ${FORMS_FILE}
    COMMAND ${CMAKE_COMMAND} -E env ASAN_OPTIONS=detect_leaks=0
            $<TARGET_FILE:mkforms> ${FR_AFF} ${FR_DIC} ${FORMS_FILE}
    DEPENDS mkforms ${FR_AFF} ${FR_DIC}
    COMMENT "Form table from ${FR_DIC}"
    VERBATIM)
  add_custom_target(forms ALL DEPENDS ${FORMS_FILE})
  if(TARGET places)
    add_dependencies(forms places)
  endif()
endif()

# Outlines for the maps, made from the world map of a Debian package. Without it
# everything works, and the maps show a graticule alone.
set(CONSTAT_WORLD_MAP /usr/share/qgis/resources/data/world_map.gpkg CACHE
    FILEPATH "World map of the package qgis-common")
file(MAKE_DIRECTORY ${DATA_DIR}/outlines)
set(OUTLINES_FILE ${DATA_DIR}/outlines/world.lines)
if(EXISTS ${CONSTAT_WORLD_MAP})
  file(GLOB MKOUTLINES_SOURCES CONFIGURE_DEPENDS tools/mkoutlines*.c)
  add_executable(mkoutlines ${MKOUTLINES_SOURCES})
  target_include_directories(mkoutlines PRIVATE tools)
  target_link_libraries(mkoutlines PRIVATE constat_core constat_flags)
  add_custom_command(
    OUTPUT ${OUTLINES_FILE}
    COMMAND ${CMAKE_COMMAND} -E env ASAN_OPTIONS=detect_leaks=0
            $<TARGET_FILE:mkoutlines> ${CONSTAT_WORLD_MAP}
            ${CMAKE_SOURCE_DIR}/data/gazetteer/places.tsv ${CONSTAT_LANGUAGE}
            ${OUTLINES_FILE}
    DEPENDS mkoutlines ${CONSTAT_WORLD_MAP}
            ${CMAKE_SOURCE_DIR}/data/gazetteer/places.tsv
    COMMENT "Outlines from ${CONSTAT_WORLD_MAP}"
    VERBATIM)
  add_custom_target(outlines ALL DEPENDS ${OUTLINES_FILE})
  if(TARGET forms)
    add_dependencies(forms outlines)
  endif()
else()
  message(STATUS "No ${CONSTAT_WORLD_MAP} (package qgis-common): maps will "
                 "show a graticule and no borders")
endif()

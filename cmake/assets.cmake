# What the pages of a dossier carry, put into the library as bytes.
set(ASSET_DIR ${CMAKE_BINARY_DIR}/assets)
set(ASSET_FILES)
foreach(asset ui.tsv assets/dossier.css assets/dossier.js
              assets/document.css assets/document.js assets/list.js
              assets/search.css assets/search.js
              assets/overview.css assets/overview.js)
  get_filename_component(asset_name ${asset} NAME)
  set(asset_in ${CMAKE_SOURCE_DIR}/src/present/${asset})
  set(asset_out ${ASSET_DIR}/${asset_name}.inc)
  add_custom_command(
    OUTPUT ${asset_out}
    COMMAND ${CMAKE_COMMAND} -DIN=${asset_in} -DOUT=${asset_out}
            -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${asset_in} ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
    VERBATIM)
  list(APPEND ASSET_FILES ${asset_out})
endforeach()
set_source_files_properties(src/present/assets.c PROPERTIES
  COMPILE_DEFINITIONS CST_HAS_ASSETS
  INCLUDE_DIRECTORIES ${ASSET_DIR}
  OBJECT_DEPENDS "${ASSET_FILES}")

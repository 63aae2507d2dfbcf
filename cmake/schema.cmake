# The store's schemas, src/store/schema_*.sql, as arrays of bytes: a string
# literal may not be so long. Made when the build is configured, and again when
# one of the files changes.
set(SCHEMA_SOURCE ${CMAKE_BINARY_DIR}/generated/schema.c)
set(SCHEMA_TEXT "#include \"store/db.h\"\n")
foreach(part core core_2 derived geopackage)
  set(sql ${CMAKE_SOURCE_DIR}/src/store/schema_${part}.sql)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${sql})
  file(READ ${sql} bytes HEX)
  string(REGEX REPLACE "(................................)" "\\1\n" bytes
         "${bytes}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(APPEND SCHEMA_TEXT
         "\nconst char cst_schema_${part}[] = {\n${bytes}0};\n")
endforeach()
file(CONFIGURE OUTPUT ${SCHEMA_SOURCE} CONTENT "${SCHEMA_TEXT}" @ONLY)

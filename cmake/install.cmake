# Program, library, header, pkg-config file, data, man pages, completion, docs.
if(TARGET constat)
  install(TARGETS constat RUNTIME)
endif()
install(TARGETS constat_shared LIBRARY)
install(FILES include/constat/constat.h include/constat/gazetteer.h
              include/constat/dossier.h include/constat/incidents.h
              include/constat/exports.h
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/constat)
configure_file(cmake/constat.pc.in constat.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/constat.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(DIRECTORY lang DESTINATION ${CMAKE_INSTALL_DATADIR}/constat
        PATTERN corpus EXCLUDE)
install(FILES ${PLACES_FILE} data/gazetteer/README.md
        DESTINATION ${CMAKE_INSTALL_DATADIR}/constat/gazetteer OPTIONAL)
install(DIRECTORY data/actors data/codebooks data/incident
        DESTINATION ${CMAKE_INSTALL_DATADIR}/constat
        OPTIONAL)
install(FILES ${FORMS_FILE} DESTINATION ${CMAKE_INSTALL_DATADIR}/constat/forms
        OPTIONAL)
install(FILES ${OUTLINES_FILE} DESTINATION ${CMAKE_INSTALL_DATADIR}/constat/outlines
        OPTIONAL)
file(GLOB MAN_PAGES CONFIGURE_DEPENDS man/*.[1-9])
foreach(page ${MAN_PAGES})
  string(REGEX MATCH "[1-9]$" section ${page})
  install(FILES ${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()
install(FILES completion/constat.bash RENAME constat
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES README.md README.fr.md LICENSE NOTICE CHANGELOG.md
        DESTINATION ${CMAKE_INSTALL_DOCDIR})
# What README links to, where it links to it.
install(FILES docs/ARCHITECTURE.md docs/GAZETTEER.md docs/INCIDENTS.md
              docs/RECORDS.md docs/RULES.md docs/SEARCH.md
              docs/dossier.png docs/overview.png
        DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs)

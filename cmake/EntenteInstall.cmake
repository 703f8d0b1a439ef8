# SPDX-License-Identifier: Apache-2.0
# Installs the programs, the libraries with their headers, and a package file, so that another
# project can say find_package(entente) and link entente::session (or entente::native).
include(CMakePackageConfigHelpers)

set(libraries entente_sim entente_models entente_session)
if(ENTENTE_NATIVE)
  list(APPEND libraries entente_native)
endif()
install(TARGETS ${libraries} EXPORT ententeTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
foreach(program entente entente_validate)
  if(TARGET ${program})
    install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()
endforeach()
foreach(folder sim models apps/session apps/native)
  if(IS_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/${folder})
    install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/
            DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/entente/${folder} FILES_MATCHING PATTERN "*.hpp")
  endif()
endforeach()
install(FILES ${ENTENTE_GENERATED_DIR}/core/version.hpp
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/entente/sim/core)
if(IS_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/scenarios)
  install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/entente)
endif()

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/entente)
install(EXPORT ententeTargets NAMESPACE entente:: DESTINATION ${package_dir})
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/ententeConfig.cmake.in
  ${ENTENTE_GENERATED_DIR}/ententeConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${ENTENTE_GENERATED_DIR}/ententeConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${ENTENTE_GENERATED_DIR}/ententeConfig.cmake
              ${ENTENTE_GENERATED_DIR}/ententeConfigVersion.cmake DESTINATION ${package_dir})

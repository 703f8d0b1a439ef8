# SPDX-License-Identifier: Apache-2.0
# The target entente_headers compiles every header alone, so that none leans on what its includer
# happened to include first. Not part of "all"; the test "headers" builds it, among the slow ones:
# it reads the standard library once per header, and that is a fifth of a clean build.
file(GLOB_RECURSE headers RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/sim/*.hpp ${PROJECT_SOURCE_DIR}/models/*.hpp ${PROJECT_SOURCE_DIR}/apps/*.hpp)
set(units)
foreach(header IN LISTS headers)
  string(REPLACE "/" "__" unit ${header})
  set(unit ${ENTENTE_GENERATED_DIR}/headers/${unit}.cpp)
  file(CONFIGURE OUTPUT ${unit} CONTENT "#include \"${PROJECT_SOURCE_DIR}/${header}\"\n")
  list(APPEND units ${unit})
endforeach()
if(units)
  add_library(entente_headers OBJECT EXCLUDE_FROM_ALL ${units})
  target_link_libraries(entente_headers PRIVATE entente_sim entente_warnings entente_strict_warnings)
  target_compile_options(entente_headers PRIVATE -O0 -g0)
  if(TARGET entente_native)
    target_link_libraries(entente_headers PRIVATE entente_native_dependencies)
  endif()
  add_test(NAME headers COMMAND ${CMAKE_COMMAND} --build ${PROJECT_BINARY_DIR} --target entente_headers)
  set_tests_properties(headers PROPERTIES LABELS "slow" RUN_SERIAL ON TIMEOUT 1800)
endif()

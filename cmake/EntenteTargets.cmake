# SPDX-License-Identifier: Apache-2.0
# entente_add_library(<room> [SOURCES ...] [GLOBS ...] [STRICT] [ENGINE]) -> static entente_<room>
# entente_add_program(<name> GLOBS ...)                                   -> <build>/<name>; the first one's precompiled
#   headers serve the others
# An empty room becomes a library with one empty source, so that configuring never fails.

set(ENTENTE_GENERATED_DIR ${CMAKE_CURRENT_BINARY_DIR}/generated)
configure_file(${CMAKE_CURRENT_LIST_DIR}/version.hpp.in ${ENTENTE_GENERATED_DIR}/core/version.hpp @ONLY)
file(CONFIGURE OUTPUT ${ENTENTE_GENERATED_DIR}/empty.cpp CONTENT "// This room has no sources yet.\n")

function(entente_add_library room)
  cmake_parse_arguments(arg "STRICT;ENGINE" "" "SOURCES;GLOBS" ${ARGN})
  set(sources ${arg_SOURCES})
  if(arg_GLOBS)
    file(GLOB_RECURSE found CONFIGURE_DEPENDS ${arg_GLOBS})
    list(APPEND sources ${found})
  endif()
  if(NOT sources)
    set(sources ${ENTENTE_GENERATED_DIR}/empty.cpp)
  endif()
  set(target entente_${room})
  add_library(${target} STATIC ${sources})
  add_library(entente::${room} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${room} POSITION_INDEPENDENT_CODE ON)
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_link_libraries(${target} PUBLIC $<BUILD_INTERFACE:entente_options>
                                  PRIVATE $<BUILD_INTERFACE:entente_warnings>)
  if(arg_STRICT)
    target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:entente_strict_warnings>)
  endif()
  if(arg_ENGINE)
    target_compile_options(${target} PUBLIC ${ENTENTE_ENGINE_OPTIONS})
    target_compile_definitions(${target} PUBLIC ${ENTENTE_ENGINE_DEFINITIONS})
  endif()
endfunction()

function(entente_add_program name)
  cmake_parse_arguments(arg "" "" "GLOBS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${arg_GLOBS})
  if(NOT sources)
    return()
  endif()
  add_executable(${name} ${sources})
  target_link_libraries(${name} PRIVATE entente_native entente_native_dependencies entente_warnings)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
  if(name STREQUAL "entente")
    entente_precompile(${name})
  else()
    entente_reuse_precompiled(${name} FROM entente)
  endif()
endfunction()

# entente_written_once([TARGETS ...] [SOURCES GLOB ...]): code that runs once per command and not once per simulated week.
# -O3 takes up to half as long again to compile it as -O1 does, and gains nothing that anybody could see.
function(entente_written_once)
  cmake_parse_arguments(arg "" "" "TARGETS;SOURCES" ${ARGN})
  foreach(target IN LISTS arg_TARGETS)
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
  endforeach()
  if(arg_SOURCES)
    file(GLOB found CONFIGURE_DEPENDS ${arg_SOURCES})
    set_source_files_properties(${found} PROPERTIES COMPILE_OPTIONS $<$<CONFIG:Release>:-O1>)
  endif()
endfunction()

# SPDX-License-Identifier: Apache-2.0
# Precompiled headers: the standard library and the test framework are read once per set of flags instead of once
# per source, which is most of a clean build. Only headers from outside this repository are in them.
#   entente_precompile(<target>)                  makes the target's own, from the list below
#   entente_reuse_precompiled(<target> FROM <t>)  takes those of a target with the same flags
# Off by default where ccache is the launcher: it cannot hash what a precompiled header stands for unless it is told to
# be sloppy (sloppiness = pch_defines,time_macros), and a cache that never hits costs more than the headers.
# Off under Emscripten and in the lint preset too: there each source must name every header it uses.

set(pch_default ON)
if(EMSCRIPTEN OR (CMAKE_CXX_COMPILER_LAUNCHER MATCHES "ccache" AND NOT DEFINED ENV{CCACHE_DISABLE}))
  set(pch_default OFF)
endif()
option(ENTENTE_PCH "Precompile headers from outside the repository" ${pch_default})

if(ENTENTE_PCH AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # The same bug of g++ 12 as in EntenteOptions, in two more guises: a precompiled library header no longer counts as
  # the system's, whose warnings are not shown. The lint preset precompiles nothing and keeps both warnings.
  target_compile_options(entente_warnings INTERFACE -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
endif()

set(ENTENTE_PCH_STANDARD <algorithm> <array> <cmath> <cstdint> <functional> <limits> <map> <memory> <optional> <set>
  <span> <stdexcept> <string> <string_view> <utility> <variant> <vector>)

function(entente_precompile target)
  if(ENTENTE_PCH)
    target_precompile_headers(${target} PRIVATE ${ENTENTE_PCH_STANDARD} ${ARGN})
  endif()
endfunction()

function(entente_reuse_precompiled target)
  cmake_parse_arguments(arg "" "FROM" "" ${ARGN})
  if(ENTENTE_PCH AND TARGET ${arg_FROM})
    target_precompile_headers(${target} REUSE_FROM ${arg_FROM})
  endif()
endfunction()

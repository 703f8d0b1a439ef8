# SPDX-License-Identifier: Apache-2.0
# Compiler flags as interface targets. Nothing here is a global flag: the test runner's main
# stays free of sanitizers because it links none of these targets.

if(NOT CMAKE_CXX_COMPILER_LAUNCHER AND NOT EMSCRIPTEN AND NOT DEFINED ENV{CCACHE_DISABLE})
  find_program(ENTENTE_CCACHE ccache)
  mark_as_advanced(ENTENTE_CCACHE)
  if(ENTENTE_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${ENTENTE_CCACHE})
  endif()
endif()
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

# Every own target: sanitizers.
add_library(entente_options INTERFACE)
if(ENTENTE_SANITIZE)
  target_compile_options(entente_options INTERFACE
    -fsanitize=${ENTENTE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(entente_options INTERFACE -fsanitize=${ENTENTE_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Sanitised code keeps g++ from seeing that the library's own <regex> sets what it reads.
    target_compile_options(entente_options INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()

# Results must be the same bits on every machine: no fused multiply-add, no vectorised Eigen.
set(ENTENTE_ENGINE_OPTIONS -ffp-contract=off)
set(ENTENTE_ENGINE_DEFINITIONS EIGEN_DONT_VECTORIZE)
string(REGEX MATCH "-ffast-math|-Ofast|-funsafe-math-optimizations" forbidden
       "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_RELEASE} ${CMAKE_CXX_FLAGS_RELWITHDEBINFO}")
if(forbidden)
  message(FATAL_ERROR "${forbidden} changes results between machines and is not supported")
endif()

add_library(entente_warnings INTERFACE)
target_compile_options(entente_warnings INTERFACE -Wall -Wextra $<$<BOOL:${ENTENTE_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 takes any inlined std::string concatenation for overlapping memory (its bug 105651).
  target_compile_options(entente_warnings INTERFACE -Wno-restrict)
endif()
add_library(entente_strict_warnings INTERFACE)
target_compile_options(entente_strict_warnings INTERFACE -Wconversion -Wno-sign-conversion)

# entente_wide_vectors(SOURCE...) compiles these sources for processors with AVX2 where the target is x86-64. The program asks
# the processor before it calls them; they must not hold anything that other sources could be linked to.
include(CheckCXXCompilerFlag)
function(entente_wide_vectors)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64" AND NOT EMSCRIPTEN)
    check_cxx_compiler_flag(-mavx2 ENTENTE_HAS_MAVX2)
    mark_as_advanced(ENTENTE_HAS_MAVX2)
    if(ENTENTE_HAS_MAVX2)
      set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS -mavx2 SKIP_PRECOMPILE_HEADERS ON)
    endif()
  endif()
endfunction()

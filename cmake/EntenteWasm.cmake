# SPDX-License-Identifier: Apache-2.0
# entente_digest (apps/wasm/*.cpp): runs a case on the engine alone and prints the digest. Built natively
# and, by tools/wasm, for WebAssembly, where it runs under node; both must print the same line.
file(GLOB_RECURSE digest_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/apps/wasm/*.cpp)
if(NOT digest_sources)
  return()
endif()
add_executable(entente_digest ${digest_sources})
target_link_libraries(entente_digest PRIVATE entente_session entente_warnings)
set_target_properties(entente_digest PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
if(EMSCRIPTEN)
  target_link_options(entente_digest PRIVATE
    -sNODERAWFS=1 -sALLOW_MEMORY_GROWTH=1 -sEXIT_RUNTIME=1 -sENVIRONMENT=node)
endif()

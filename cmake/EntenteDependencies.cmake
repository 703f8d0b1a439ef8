# SPDX-License-Identifier: Apache-2.0
# Third-party libraries as two interface targets, so that sources never name a package path.
#   entente_engine_headers       header-only: Boost, Eigen, toml++, nlohmann-json
#   entente_native_dependencies  threads, SQLite, spdlog with compiled fmt, CLI11
# A browser build gets the headers from ENTENTE_HEADER_DIR (a folder of links), because the
# system's include folder would bring the wrong C library with it.

add_library(entente_engine_headers INTERFACE)
if(EMSCRIPTEN)
  if(NOT ENTENTE_HEADER_DIR)
    message(FATAL_ERROR "set ENTENTE_HEADER_DIR to a folder with boost, Eigen, toml++ and nlohmann")
  endif()
  target_include_directories(entente_engine_headers SYSTEM INTERFACE ${ENTENTE_HEADER_DIR})
else()
  find_package(Boost 1.74 REQUIRED)
  find_package(Eigen3 3.3 REQUIRED NO_MODULE)
  find_package(nlohmann_json 3.9 REQUIRED)
  target_link_libraries(entente_engine_headers INTERFACE
    Boost::headers Eigen3::Eigen nlohmann_json::nlohmann_json)
  find_path(ENTENTE_TOMLPP_INCLUDE toml++/toml.h REQUIRED)
  mark_as_advanced(ENTENTE_TOMLPP_INCLUDE)
  target_include_directories(entente_engine_headers SYSTEM INTERFACE ${ENTENTE_TOMLPP_INCLUDE})
endif()

if(ENTENTE_NATIVE AND NOT EMSCRIPTEN)
  set(THREADS_PREFER_PTHREAD_FLAG ON)
  find_package(Threads REQUIRED)
  find_package(SQLite3 REQUIRED)
  find_package(fmt REQUIRED)
  find_package(spdlog REQUIRED)
  find_path(ENTENTE_CLI11_INCLUDE CLI/CLI.hpp REQUIRED)
  mark_as_advanced(ENTENTE_CLI11_INCLUDE)
  add_library(entente_native_dependencies INTERFACE)
  target_link_libraries(entente_native_dependencies INTERFACE
    entente_engine_headers Threads::Threads SQLite::SQLite3 spdlog::spdlog fmt::fmt)
  target_compile_definitions(entente_native_dependencies INTERFACE SPDLOG_COMPILED_LIB SPDLOG_FMT_EXTERNAL)
  target_include_directories(entente_native_dependencies SYSTEM INTERFACE ${ENTENTE_CLI11_INCLUDE})
endif()

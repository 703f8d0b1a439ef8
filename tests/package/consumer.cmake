# SPDX-License-Identifier: Apache-2.0
# Installs the build into a folder of its own, then configures, builds and runs the consumer.
# Run by CTest with -DSOURCE=, -DBINARY= and -DCOMPILER=.
set(prefix ${BINARY}/package/prefix)
set(consumer ${BINARY}/package/consumer)
file(REMOVE_RECURSE ${prefix} ${consumer})

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "failed (${code}): ${ARGN}")
  endif()
endfunction()

run(${CMAKE_COMMAND} --install ${BINARY} --prefix ${prefix})
run(${CMAKE_COMMAND} -G Ninja -S ${SOURCE}/tests/package/consumer -B ${consumer}
    -DCMAKE_PREFIX_PATH=${prefix} -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_BUILD_TYPE=Release)
run(${CMAKE_COMMAND} --build ${consumer})
run(${consumer}/consumer)

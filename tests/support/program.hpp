// SPDX-License-Identifier: Apache-2.0
// Runs a program as a user would and keeps its exit code and both streams.
#pragma once

#include <sys/wait.h>

#include <cstdlib>
#include <string>

#include "support/paths.hpp"
#include "support/temp_folder.hpp"

namespace entente::test {

struct Ran {
  int code = -1;
  std::string out;
  std::string err;
};

/// Runs a shell command line with standard input closed. `folder` takes the streams' files.
inline Ran run_shell(const TempFolder& folder, const std::string& command) {
  const std::string out = folder / "stdout.txt";
  const std::string err = folder / "stderr.txt";
  const int status = std::system(("{ " + command + " ; } </dev/null >'" + out + "' 2>'" + err + "'").c_str());
  Ran ran;
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  ran.out = read_file(out);
  ran.err = read_file(err);
  return ran;
}

/// The program under test with these arguments.
inline Ran call(const TempFolder& folder, const std::string& arguments) {
  return run_shell(folder, test::binary_dir() + "/entente " + arguments);
}

}  // namespace entente::test

// SPDX-License-Identifier: Apache-2.0
// The two folders, as the build names them.
#include "support/paths.hpp"

namespace entente::test {

std::string source_dir() { return ENTENTE_SOURCE_DIR; }
std::string binary_dir() { return ENTENTE_BINARY_DIR; }

}  // namespace entente::test

// SPDX-License-Identifier: Apache-2.0
// Where the sources and the built programs lie. Only paths.cpp knows: the other test files do not
// depend on the place of a checkout, so that compiler caches can serve one checkout from another.
#pragma once

#include <string>

namespace entente::test {

/// The folder of the sources, without a closing slash.
std::string source_dir();
/// The folder of the built programs, without a closing slash.
std::string binary_dir();

}  // namespace entente::test

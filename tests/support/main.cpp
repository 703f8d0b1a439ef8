// SPDX-License-Identifier: Apache-2.0
// The test runner's main, compiled once for all test programs and never sanitised.
#define CATCH_CONFIG_MAIN
#include "support/catch.hpp"

// SPDX-License-Identifier: Apache-2.0
// The one place that names the test framework's header, so that a move to its next major
// version touches one file.
#pragma once

#include <catch2/catch.hpp>

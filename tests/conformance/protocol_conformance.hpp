// SPDX-License-Identifier: Apache-2.0
// What every protocol must obey, whatever its rules: it ends, stays in range, never signs below a reservation, repeats itself
// under the same streams, and can sign what everybody wants. Used on shipped protocols and on those of a second folder.
#pragma once

#include <string>

#include "model/registry.hpp"

namespace entente::test {

/// Runs the whole suite on one protocol, with its default parameters; failures name `key`.
void check_protocol(const std::string& key, const model::Family<model::Protocol>& family);

}  // namespace entente::test

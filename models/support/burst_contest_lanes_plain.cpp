// SPDX-License-Identifier: Apache-2.0
// The lanes compiled for any machine.
#include "models/support/burst_contest_lanes.hpp"

namespace entente::models::burst {

void run_paths_plain(const PathJob& job) { run_groups(job); }

}  // namespace entente::models::burst

// SPDX-License-Identifier: Apache-2.0
// The lanes compiled for processors with AVX2, where the build asks for them: four paths at once, the same bits.
#ifdef __AVX2__
#include "models/support/burst_contest_lanes.hpp"

namespace entente::models::burst {

bool avx2_built() { return true; }
void run_paths_avx2(const PathJob& job) { run_groups(job); }

}  // namespace entente::models::burst
#else
#include "models/support/burst_contest_job.hpp"

namespace entente::models::burst {

bool avx2_built() { return false; }
void run_paths_avx2(const PathJob&) {}

}  // namespace entente::models::burst
#endif

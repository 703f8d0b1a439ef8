// SPDX-License-Identifier: Apache-2.0
// The progress bar says where it is, how fast and how long, and never divides by nothing.
#include "apps/native/progress_line.hpp"

#include <rapidcheck.h>

#include <algorithm>

#include "support/catch.hpp"

using entente::native::duration_text;
using entente::native::progress_line;

TEST_CASE("a progress line shows bar, counts, rate and time left") {
  CHECK(progress_line(1000, 2000, 0.5) == "[#######-------] 1,000/2,000 runs  2,000 runs/s  ETA 0:01");
  CHECK(progress_line(3, 2000, 2.0) == "[--------------] 3/2,000 runs  1.5 runs/s  ETA 22:12");
  CHECK(progress_line(2000, 2000, 1.0) == "[##############] 2,000/2,000 runs  2,000 runs/s  ETA 0:00");
}

TEST_CASE("before there is a rate there is no time left") {
  CHECK(progress_line(0, 10, 5.0) == "[--------------] 0/10 runs");
  CHECK(progress_line(0, 0, 0.0) == "[##############] 0/0 runs");
  CHECK(progress_line(5, 10, 0.0).find("ETA") == std::string::npos);
}

TEST_CASE("the bar always has its length and fills with what is done") {
  CHECK(rc::check([](std::uint32_t total, std::uint32_t done, std::uint32_t seconds) {
    const std::string line = progress_line(done, total, seconds);
    const auto filled = static_cast<std::size_t>(std::count(line.begin(), line.end(), '#'));
    RC_ASSERT(line[0] == '[' && line[15] == ']');
    RC_ASSERT(filled <= 14u);
    if (total > 0) {
      RC_ASSERT(filled == 14ull * std::min(done, total) / total);
    }
  }));
}

TEST_CASE("durations read like a clock") {
  CHECK(duration_text(0.0) == "0:00");
  CHECK(duration_text(6.1) == "0:07");
  CHECK(duration_text(750.0) == "12:30");
  CHECK(duration_text(11100.0) == "3:05:00");
  CHECK(duration_text(1e300).size() < 20);
  CHECK(duration_text(-1.0) == "0:00");
}

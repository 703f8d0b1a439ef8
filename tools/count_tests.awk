# SPDX-License-Identifier: Apache-2.0
# Reads ctest's LastTest.log and prints "<passed> <failed>": test cases for a test program of the
# framework, one for any other CTest entry. A failure the program did not count itself (a crash, a
# time-out, a sanitizer's exit) adds one, so that a failed entry never counts as zero failures.
function close_entry(ok) {
  if (ok && !known) passed_all += 1
  else if (!ok && failed == 0) failed_all += 1
  passed_all += passed
  failed_all += failed
  passed = failed = known = 0
}
/^[0-9]+\/[0-9]+ Test: / { passed = failed = known = 0 }
/^All tests passed \([0-9]+ assertions? in [0-9]+ test cases?\)/ {
  known = 1
  match($0, /in [0-9]+ test/)
  passed += substr($0, RSTART + 3) + 0
}
/^No tests ran/ { known = 1 }
/^test cases: +[0-9]+ \|/ {
  known = 1
  count = split($0, part, "|")
  for (i = 2; i <= count; ++i) {
    if (part[i] ~ /passed/) passed += part[i] + 0
    if (part[i] ~ /failed as expected/) passed += part[i] + 0
    else if (part[i] ~ /failed/) failed += part[i] + 0
  }
}
/^Test Passed\./ { close_entry(1) }
/^Test (Failed|Timeout)|^Unable to find|^\*\*\*/ { close_entry(0) }
END { print passed_all + 0, failed_all + 0 }

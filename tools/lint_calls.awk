# SPDX-License-Identifier: Apache-2.0
# Calls and headers forbidden in the engine (sim, models, the facade), with the reason. Reads file
# names on standard input. Comments are not code and are skipped; strings are not told apart.
function rule(pattern, why) { ++rules; pattern_of[rules] = pattern; why_of[rules] = why }

BEGIN {
  maths = "exp|exp2|expm1|log|log2|log10|log1p|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|" \
          "acosh|atanh|erf|erfc|cbrt|hypot|lgamma|tgamma"
  rule("(std|[^A-Za-z0-9_>])::(" maths ")[ ]*\\(", "differs between machines; use core/detmath.hpp")
  rule("using +(namespace +std|std::(" maths ")) *;", "hides which function is meant; write it out")
  rule("std::[a-z_]*_distribution|std::(mt19937|minstd|random_device|default_random_engine|shuffle|sample)",
       "differs between libraries; use core/rng.hpp and core/sampling.hpp")
  rule("# *include *<(random|format|expected|memory_resource|source_location|ranges|print|mdspan|latch|barrier)>",
       "not in the dialect of the browser build")
  rule("std::(format|expected|bit_cast|ranges::|views::|jthread|pmr::|source_location|execution::)",
       "not in the dialect of the browser build")
  rule("std::(cout|cerr|clog)|[^a-z_n]printf *\\(|std::puts|std::fprintf",
       "the engine never prints; return a value or a diagnostic")
  rule("(system|steady|high_resolution)_clock|std::time *\\(|std::clock *\\(", "the engine never reads the clock")
  rule("std::(exit|abort|quick_exit|terminate) *\\(", "the engine never ends the program")
  rule("std::(getenv|system) *\\(", "the engine depends on its inputs alone")
  rule("std::reduce *\\(|std::transform_reduce *\\(", "the order of the sum is not fixed; use a loop")
  rule("std::hash *<", "its value differs between libraries; use core/digest.hpp or core/rng.hpp")
}

# Removes comments, remembering whether a block comment continues on the next line.
function code_of(text,   out, start) {
  out = ""
  while (text != "") {
    if (in_block) {
      start = index(text, "*/")
      if (!start) return out
      text = substr(text, start + 2)
      in_block = 0
      continue
    }
    if (match(text, /\/\/|\/\*/) == 0) return out text
    out = out substr(text, 1, RSTART - 1)
    if (substr(text, RSTART, 2) == "//") return out
    in_block = 1
    text = substr(text, RSTART + 2)
  }
  return out
}

{
  file = $0
  line = in_block = 0
  while ((getline text < file) > 0) {
    ++line
    code = code_of(text)
    # Settings of a library's header are macros by that library's choice.
    if (code ~ /^ *# *define/ && code !~ /define +(TOML|JSON|BOOST|EIGEN|CATCH)_/) printf "%s:%d: a macro (use a constant, a function or a template)\n", file, line
    for (i = 1; i <= rules; ++i)
      if (match(" " code, pattern_of[i]))
        printf "%s:%d: %s: %s\n", file, line, substr(" " code, RSTART, RLENGTH), why_of[i]
  }
  close(file)
}

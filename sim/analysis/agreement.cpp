// SPDX-License-Identifier: Apache-2.0
// One pass for the means, one for what is measured around them.
#include "analysis/agreement.hpp"

#include <cmath>

namespace entente::analysis {

Agreement agreement(std::span<const Estimated> pairs, double scale, double share) {
  Agreement out;
  out.n = pairs.size();
  if (pairs.empty()) return out;
  const auto n = static_cast<double>(pairs.size());
  double estimates = 0.0, references = 0.0;
  for (const Estimated& p : pairs) {
    const double off = p.estimate - p.reference;
    estimates += p.estimate / n;
    references += p.reference / n;
    out.size += p.reference * p.reference / n;
    out.rmse += off * off / n;
    out.bias += off / n;
    out.error += p.error / n;
  }
  out.size = std::sqrt(out.size);
  out.rmse = std::sqrt(out.rmse);
  const double limit = share * (scale > 0.0 ? scale : out.size);
  double ee = 0.0, rr = 0.0, er = 0.0;
  for (const Estimated& p : pairs) {
    const double e = p.estimate - estimates, r = p.reference - references;
    ee += e * e;
    rr += r * r;
    er += e * r;
    const bool wrong = (p.estimate > 0.0) != (p.reference > 0.0) || (p.estimate < 0.0) != (p.reference < 0.0);
    const bool clear = std::fabs(p.reference) > limit;
    out.wrong += wrong ? 1 : 0;
    out.clear += clear ? 1 : 0;
    out.wrong_clear += wrong && clear ? 1 : 0;
  }
  out.correlation = ee > 0.0 && rr > 0.0 ? er / std::sqrt(ee * rr) : 0.0;
  return out;
}

}  // namespace entente::analysis

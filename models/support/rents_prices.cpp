// SPDX-License-Identifier: Apache-2.0
// Monthly log prices: mean-reverting (Schwartz 1997, model 1, exact discretisation), correlated, with Student-t shocks of
// unit variance; their mean shifts when ban, quota or war takes output from the world market, part of it at once and the
// rest as stocks run down.
#include <algorithm>
#include <array>
#include <span>

#include "core/detmath.hpp"
#include "core/sampling.hpp"
#include "models/support/routes_and_rents.hpp"

namespace entente::models::rents {
namespace {

using world::World;

/// Independent normals per priced mineral, mixed by the Cholesky factor.
void correlated_normals(const Base& b, const core::Streams& streams, std::uint32_t step, std::vector<double>& out) {
  const std::size_t size = b.priced.size();
  out.resize(2 * size);
  for (std::size_t i = 0; i < size; ++i)
    out[size + i] = streams.normal(b.s.minerals[b.priced[i]].stream, step, core::Purpose::price_shock, 0);
  for (std::size_t i = 0; i < size; ++i) {
    double sum = 0.0;
    for (std::size_t j = 0; j <= i; ++j) sum += b.root[i][j] * out[size + j];
    out[i] = sum;
  }
}

/// Each mineral has its own tail, so each divides by its own chi-square; correlation is a little weaker in the tails.
double fat_tailed(const Base& b, const core::Streams& streams, std::uint32_t step, std::size_t m, double normal) {
  const int df = b.mineral[m].tail;
  std::array<double, 16> uniforms{};
  const std::uint32_t count = core::chi_square_uniforms(df);
  for (std::uint32_t n = 0; n < count; ++n)
    uniforms[n] = streams.uniform(b.s.minerals[m].stream, step, core::Purpose::price_shock, 1 + n);
  const double chi2 = core::chi_square(std::span<const double>(uniforms.data(), count), df);
  return core::student_t(normal, chi2, df);
}

}  // namespace

void reaching(const Base& b, const World& w, std::vector<Ways>& out) {
  const std::size_t count = b.s.coalition_count();
  out.assign(b.s.minerals.size(), Ways{});
  for (std::size_t i = 0; i < b.asset.size(); ++i) {
    const AssetBase& a = b.asset[i];
    const double output = a.output * w.operating[i];
    if (output <= 0.0) continue;
    Ways& sum = out[a.mineral];
    for (std::size_t c = 0; c < count; ++c) {
      const double here = output * w.control[a.node * count + c];
      if (here <= 0.0) continue;
      sum.licit += here * b.ways[i * count + c].licit;
      sum.illicit += here * b.ways[i * count + c].illicit;
    }
  }
}

double full_shift(const Base& b, std::size_t m, const Ways& output, int regime) noexcept {
  const MineralBase& mineral = b.mineral[m];
  if (mineral.start_output <= 0.0 || mineral.world_share <= 0.0) return 0.0;
  const double missing = 1.0 - (output.licit * regime_factor(mineral, regime) + output.illicit) / mineral.start_output;
  return std::clamp(missing * mineral.world_share / mineral.elasticity, -b.p.ceiling, b.p.ceiling);
}

double target_log_price(const Base& b, const World& w, std::size_t m) noexcept {
  return b.mineral[m].log_start + b.mineral[m].drift * static_cast<double>(w.month) + w.price_shift[m];
}

void emit_prices(const Base& b, const World& w, const core::Streams& streams, Scratch& scratch, world::EventSink& out) {
  const auto step = static_cast<std::uint32_t>(w.month + 1);
  correlated_normals(b, streams, step, scratch.innovation);
  reaching(b, w, scratch.output);
  for (std::size_t i = 0; i < b.priced.size(); ++i) {
    const std::size_t m = b.priced[i];
    const MineralBase& mineral = b.mineral[m];
    // The price of as_of contains what the regime of as_of announced, but not yet what its duration will take from stocks.
    const double full = full_shift(b, m, scratch.output[m], w.regime[m]);
    const double buffer = w.price_buffer[m] - det::expm1(-1.0 / b.p.stock_months) * (full - w.price_buffer[m]);
    const double priced = b.p.announcement * (full - mineral.start_shift) + (1.0 - b.p.announcement) * buffer;
    const double before = w.log_price[m] - target_log_price(b, w, m);
    const double shock = fat_tailed(b, streams, step, m, scratch.innovation[i]);
    const double target = mineral.log_start + mineral.drift * static_cast<double>(w.month + 1) + priced;
    out.emit(world::PriceMoved{core::MineralId::at(m),
                               target + before * det::exp(-mineral.reversion) + mineral.sd * shock, priced, buffer});
  }
}

}  // namespace entente::models::rents

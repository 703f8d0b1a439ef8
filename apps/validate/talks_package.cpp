// SPDX-License-Identifier: Apache-2.0
// Rights and security, each alone and together, to buyer and seller, by sampled futures under common random numbers.
#include <algorithm>
#include <cmath>

#include "apps/validate/talks.hpp"

namespace entente::validate {
namespace {

constexpr std::size_t kPackages = 3;  // rights, security, both
constexpr std::size_t kParties = 2;   // buyer, seller

// What rights and security do to each other differs far more from draw to draw than from future to future, so this
// section takes more draws with fewer futures each.
constexpr int kMoreDraws = 4, kFewerPaths = 3;

/// Worth over no deal: at the modes path by path, and the mean of the paths in each draw.
struct Value {
  std::vector<double> paths, draws;
  [[nodiscard]] Estimate drawn() const { return estimate(draws); }
};
using Table = std::array<std::array<Value, kPackages>, kParties>;

struct Case {
  core::TrackId track;
  core::ActorId party[kParties];
  std::array<world::Package, kPackages> package;
  world::Package none;
};

Case case_of(const scenario::Scenario& s, const TalksArguments& t) {
  Case out;
  const auto& right = s.issues[find_issue(s, t.rights.front().first).index()];
  out.track = right.track;
  out.party[0] = right.receiver;
  out.party[1] = right.granter;
  Terms both = t.rights;
  both.insert(both.end(), t.security.begin(), t.security.end());
  out.package = {package_of(s, out.track, positions_of(s, t.rights)),
                 package_of(s, out.track, positions_of(s, t.security)),
                 package_of(s, out.track, positions_of(s, both))};
  out.none = package_of(s, out.track);
  return out;
}

/// Mean utility over paths of a package over no deal.
void worth_of(const Bench& bench, const Case& parts, std::size_t paths, std::int64_t draw, Table& out) {
  const auto none = bench.play(parts.track, parts.none, static_cast<int>(paths));
  for (std::size_t k = 0; k < kPackages; ++k) {
    const auto with = bench.play(parts.track, parts.package[k], static_cast<int>(paths));
    for (std::size_t p = 0; p < kParties; ++p) {
      const auto gain = bench.sampler().gain(with, none, parts.party[p]);
      if (draw >= 0) out[p][k].draws[static_cast<std::size_t>(draw)] = gain.mean;
      if (draw < 0) out[p][k].paths = {gain.mean, gain.error};
    }
  }
}

Table measure_package(const Context& c, const TalksArguments& t, const scenario::Scenario& s) {
  Table out;
  for (auto& party : out) {
    for (auto& value : party) value.draws.assign(static_cast<std::size_t>(kMoreDraws * c.draws), 0.0);
  }
  const Case parts = case_of(s, t);
  c.executor.execute(static_cast<std::uint64_t>(kMoreDraws * c.draws) + 1, [&](std::uint64_t task) {
    const auto draw = static_cast<std::int64_t>(task) - 1;
    const Bench bench(s, c.session.registry(), draw);
    const int paths = draw < 0 ? c.paths : std::max(c.paths / kFewerPaths, 2);
    worth_of(bench, parts, static_cast<std::size_t>(paths), draw, out);
  });
  return out;
}

/// "mode ± error; mean over draws ± error", in thousandths of utility.
std::string cell(const Value& v) {
  const auto d = v.drawn();
  return with_error(1000.0 * v.paths[0], 1000.0 * v.paths[1], 1) + "; " +
         with_error(1000.0 * d.mean, 1000.0 * d.error, 1);
}

std::vector<double> interaction(const std::array<Value, kPackages>& v) {
  return minus(minus(v[2].draws, v[0].draws), v[1].draws);
}

}  // namespace

void package_section(const Context& c, const TalksArguments& t, Page& page) {
  page.section("Rights and security, each alone and together");
  page.text(
      "Worth over no deal in thousandths of utility (1000: about the largest change an actor thinks possible), by " +
      std::to_string(c.paths) + " sampled futures at the modes, with the error over futures; then the mean over " +
      std::to_string(kMoreDraws * c.draws) + " draws of " + std::to_string(std::max(c.paths / kFewerPaths, 2)) +
      " futures each, with the error over draws. *Interaction*: both together less each alone, over the draws.");
  const Case parts = case_of(c.base, t);
  const std::string buyer = c.base.actors[parts.party[0].index()].id, seller = c.base.actors[parts.party[1].index()].id;
  c.tell("talks: rights and security");
  std::vector<std::pair<std::string, Table>> tables{{"the case", measure_package(c, t, c.base)}};
  for (const auto& a : t.ablations) {
    c.tell("talks: rights and security, " + a.id);
    tables.emplace_back(
        a.what, measure_package(c, t, a.overlay.empty() ? fixed(c.base, a.path, a.value) : variant(c, {a.overlay})));
  }
  std::vector<Row> rows;
  for (const auto& [what, table] : tables) {
    for (std::size_t p = 0; p < kParties; ++p) {
      const auto both = interaction(table[p]);
      rows.push_back({what, p == 0 ? "buyer (`" + buyer + "`)" : "seller (`" + seller + "`)", "0", cell(table[p][0]),
                      cell(table[p][1]), cell(table[p][2]),
                      with_error(1000.0 * estimate(both).mean, 1000.0 * estimate(both).error, 1)});
    }
  }
  page.table({"", "to the", "neither", "rights alone", "security alone", "both", "interaction"}, rows);
  const auto seen = [](const std::vector<double>& x) {
    const auto e = estimate(x);
    return std::abs(e.mean) > 2.0 * e.error;
  };
  const auto& own = tables.front().second;
  page.check(
      seen(interaction(own[0])) || seen(interaction(own[1])),
      "rights and security interact: together they are worth another sum to buyer or seller (two standard errors)");
  std::string flips;
  for (std::size_t i = 1; i < tables.size(); ++i) {
    for (std::size_t p = 0; p < kParties; ++p) {
      for (std::size_t k = 0; k < kPackages; ++k) {
        const auto before = own[p][k].drawn(), after = tables[i].second[p][k].drawn();
        const bool told = std::abs(before.mean) > 2.0 * before.error && std::abs(after.mean) > 2.0 * after.error;
        if (!told || (before.mean > 0.0) == (after.mean > 0.0)) continue;
        const char* names[] = {"rights alone", "security alone", "both"};
        flips += (flips.empty() ? "" : "; ") + std::string(names[k]) + " to the " + (p == 0 ? "buyer" : "seller") +
                 " when " + tables[i].first + ", from " + with_error(1000.0 * before.mean, 1000.0 * before.error, 1) +
                 " to " + with_error(1000.0 * after.mean, 1000.0 * after.error, 1);
      }
    }
  }
  page.check(!flips.empty(), "an ablation turns the sign of a package, both told from nothing: " +
                                 (flips.empty() ? std::string("none does; not shown") : flips));
}

}  // namespace entente::validate

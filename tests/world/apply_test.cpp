// SPDX-License-Identifier: Apache-2.0
// Laws of apply: the invariants hold after any sequence of events, sensible or not.
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <rapidcheck.h>

#include "core/rng.hpp"
#include "support/catch.hpp"
#include "support/tiny_scenario.hpp"

using namespace entente;
using namespace entente::world;
using testing::Tiny;
using testing::tiny_scenario;

namespace {

/// A number that is often absurd: apply must survive what no model should send.
double wild(std::uint64_t bits) {
  switch (bits % 8) {
    case 0: return std::numeric_limits<double>::quiet_NaN();
    case 1: return -std::numeric_limits<double>::infinity();
    case 2: return -1e9;
    case 3: return 1e9;
    default: return (static_cast<double>((bits >> 8) % 2001) - 500.0) / 1000.0;
  }
}

template <class Id>
Id any_id(std::uint64_t bits, std::size_t size) {
  return Id{static_cast<std::int32_t>(bits % (size + 2)) - 1};  // one too low, one too high
}

Event any_event(const Tiny& t, std::uint64_t seed, int month) {
  std::uint64_t n = seed;
  const auto next = [&n] { return n = core::mix64(n + 0x9E3779B97F4A7C15u); };
  const auto x = wild(next()), y = wild(next()), z = wild(next());
  const auto a = next(), b = next(), c = next();
  const auto actor = any_id<core::ActorId>(a, t.s.actors.size());
  const auto other = any_id<core::ActorId>(b, t.s.actors.size());
  const auto side = any_id<core::CoalitionId>(a, t.s.coalitions.size());
  const auto rival = any_id<core::CoalitionId>(b, t.s.coalitions.size());
  const auto node = any_id<core::NodeId>(c, t.s.nodes.size());
  const auto track = any_id<core::TrackId>(c, t.s.tracks.size());
  const auto cause = static_cast<Cause>(next() % 30);
  Event e;
  e.month = static_cast<std::int16_t>(month);
  switch (next() % 20) {
    case 0: e.body = PriceMoved{any_id<core::MineralId>(a, t.s.minerals.size()), x, y, z}; break;
    case 1: e.body = OutputChanged{any_id<core::AssetId>(a, t.s.assets.size()), x, cause}; break;
    case 2: e.body = MoneyMoved{actor, other, MoneyKind::payment, x * 100.0}; break;
    case 3: e.body = MoneyMoved{{}, other, MoneyKind::income, x * 100.0}; break;
    case 4: e.body = MoneyMoved{actor, {}, MoneyKind::war, x * 100.0}; break;
    case 5: e.body = ControlChanged{node, side, rival, cause, x, {}}; break;
    case 6: e.body = ControlChanged{node, side, rival, Cause::capture, 1.0, {}}; break;
    case 7: e.body = ControlChanged{node, side, rival, Cause::handover, x, {}}; break;
    case 8: e.body = ForceChanged{any_id<core::ForceId>(a, t.s.forces.size()), x * 1e4, y, z, cause}; break;
    case 9: e.body = CoalitionChanged{any_id<core::ForceId>(c, t.s.forces.size()), side, rival}; break;
    case 10: e.body = SanctionSet{actor, other, x * 4.0, cause}; break;
    case 11:
      e.body = RegimeSet{actor, any_id<core::MineralId>(b, t.s.minerals.size()), static_cast<std::int8_t>(a % 9)};
      break;
    case 12: {
      const auto pick = [&](std::uint64_t bits) {
        return static_cast<std::int32_t>(bits % (t.s.holders.size() + 2)) - 1;
      };
      e.body = ShareMoved{any_id<core::AssetId>(a, t.s.assets.size()), pick(b), pick(c),
                          static_cast<scenario::HoldingKind>(a % 4), x};
      break;
    }
    case 13: e.body = Delivered{track, any_id<core::IssueId>(a, t.s.issues.size()), x}; break;
    case 14: e.body = Signed{track, t.package({{"fee", 1}}), {}, {}}; break;
    case 15: e.body = EnteredForce{track}; break;
    case 16: e.body = Suspended{track, actor, cause}; break;
    case 17: e.body = Clash{node, side, rival, true, x, y * 100.0, z * 1000.0}; break;
    case 18: e.body = AttentionMoved{actor, x, cause}; break;
    default: e.body = Collapsed{track, cause}; break;
  }
  return e;
}

double total(const std::vector<double>& v) { return std::accumulate(v.begin(), v.end(), 0.0); }

bool sound(const Tiny& t, const World& w) {
  const std::size_t count = t.s.coalition_count();
  for (std::size_t n = 0; n < t.s.nodes.size(); ++n) {
    double sum = 0.0;
    for (std::size_t c = 0; c < count; ++c) {
      const double share = w.control[n * count + c];
      if (!(share >= 0.0 && share <= 1.0)) return false;
      sum += share;
    }
    if (std::fabs(sum - 1.0) > 1e-12) return false;
  }
  for (const double men : w.men)
    if (!(men >= 0.0) || !std::isfinite(men)) return false;
  for (const double c : w.cohesion)
    if (!(c >= 0.0 && c <= 1.0)) return false;
  for (const double op : w.operating)
    if (!(op >= 0.0) || !std::isfinite(op)) return false;
  for (const double p : w.log_price)
    if (!std::isfinite(std::exp(p))) return false;
  for (const double s : w.stock)
    if (!(s >= 0.0) || !std::isfinite(s)) return false;
  for (const double s : w.sanction)
    if (!(s >= 0.0)) return false;
  for (std::size_t a = 0; a < t.s.assets.size(); ++a)
    for (int kind = 0; kind < 4; ++kind) {
      double sum = 0.0;
      for (const auto& h : w.holdings)
        if (h.asset.index() == a && h.kind == static_cast<scenario::HoldingKind>(kind)) {
          if (h.share < 0.0) return false;
          sum += h.share;
        }
      if (sum > 1.0 + 1e-9) return false;
    }
  return w.deaths >= 0.0 && w.displaced >= 0.0;
}

}  // namespace

TEST_CASE("the world stays sound under any sequence of events, and money is conserved but for the world outside") {
  const Tiny t = tiny_scenario();
  REQUIRE(rc::check("any sequence", [&t](const std::vector<std::uint64_t>& seeds) {
    World w = t.world();
    const double before = total(w.stock);
    int month = 0;
    for (const auto seed : seeds) {
      apply(t.s, t.draw, w, any_event(t, seed, ++month));
      RC_ASSERT(sound(t, w));
    }
    const double change = total(w.stock) - before;
    const double outside = w.outside_in - w.outside_out;
    RC_ASSERT(std::fabs(change - outside) <= 1e-9 * (1.0 + w.outside_in + w.outside_out));
  }));
}

TEST_CASE("a captured place is held by its taker, and the rest of it by nobody") {
  const Tiny t = tiny_scenario();
  World w = t.world();
  const auto town = t.node("town");
  const auto version = w.ground_version;
  apply(t.s, t.draw, w, {3, 1, ControlChanged{town, t.coalition("gov"), t.coalition("reb"), Cause::capture, 1.0, {}}});
  CHECK(w.holder(t.s, town) == t.coalition("reb"));
  CHECK(w.share(t.s, town, t.coalition("reb")) == Approx(0.95));
  CHECK(w.share(t.s, town, t.coalition("gov")) == 0.0);
  CHECK(w.captured_month[town.index()] == 3);
  CHECK(w.ground_version == version + 1);
}

TEST_CASE("without an unaligned coalition a captured place keeps the others in proportion") {
  Tiny t = tiny_scenario();
  t.s.coalitions[2].unaligned = false;
  World w = t.world();
  const auto mine = t.node("mine");
  apply(t.s, t.draw, w, {1, 1, ControlChanged{mine, t.coalition("reb"), t.coalition("gov"), Cause::rout, 1.0, {}}});
  CHECK(w.share(t.s, mine, t.coalition("gov")) == Approx(0.95));
  CHECK(w.share(t.s, mine, t.coalition("reb")) == Approx(0.05 * 0.95));
  CHECK(w.share(t.s, mine, t.coalition("none")) == Approx(0.05 * 0.05));
}

TEST_CASE("a hand-over moves the stated part of the giver's share and nobody else's") {
  const Tiny t = tiny_scenario();
  World w = t.world();
  const auto mine = t.node("mine");
  apply(t.s, t.draw, w, {1, 0, ControlChanged{mine, t.coalition("reb"), t.coalition("gov"), Cause::handover, 0.4, {}}});
  CHECK(w.share(t.s, mine, t.coalition("reb")) == Approx(0.95 * 0.6));
  CHECK(w.share(t.s, mine, t.coalition("gov")) == Approx(0.95 * 0.4));
  CHECK(w.share(t.s, mine, t.coalition("none")) == Approx(0.05));
  CHECK(w.captured_month[mine.index()] == -120);  // the holder is still the same
}

TEST_CASE("foreign ground is never contested") {
  const Tiny t = tiny_scenario();
  World w = t.world();
  const auto before = w.control;
  apply(t.s, t.draw, w,
        {1, 1, ControlChanged{t.node("border"), t.coalition("none"), t.coalition("gov"), Cause::capture, 1.0, {}}});
  CHECK(w.control == before);
  CHECK(w.ground_version == 0);
}

TEST_CASE("nobody pays more than it has, and the receiver gets what was paid") {
  const Tiny t = tiny_scenario();
  World w = t.world();
  const auto from = t.actor("rebels"), to = t.actor("state");
  const double had = w.stock[from.index()], other = w.stock[to.index()];
  apply(t.s, t.draw, w, {1, 0, MoneyMoved{from, to, MoneyKind::payment, had + 5.0}});
  CHECK(w.stock[from.index()] == 0.0);
  CHECK(w.stock[to.index()] == Approx(other + had));
}

TEST_CASE("a change of side moves the ground version once") {
  const Tiny t = tiny_scenario();
  World w = t.world();
  const CoalitionChanged change{t.force("bands"), t.coalition("reb"), t.coalition("gov")};
  apply(t.s, t.draw, w, {1, 0, change});
  CHECK(w.force_coalition[t.force("bands").index()] == t.coalition("gov").value);
  CHECK(w.ground_version == 1);
  apply(t.s, t.draw, w, {1, 0, change});
  CHECK(w.ground_version == 1);
}

TEST_CASE("a deal passes only through states that follow one another") {
  const Tiny t = tiny_scenario();
  World w = t.world();
  const core::TrackId pact{0};
  const auto status = [&w] { return w.deals[0].status; };
  apply(t.s, t.draw, w, {1, 0, EnteredForce{pact}});
  CHECK(status() == DealStatus::none);
  apply(t.s, t.draw, w, {1, 0, SessionOpened{pact}});
  CHECK(w.sessions[0].open);
  apply(t.s, t.draw, w, {1, 0, Offered{pact, t.actor("patron"), t.package({{"fee", 2}}), 0.1, 0.2}});
  CHECK(w.sessions[0].has_offer);
  CHECK(w.sessions[0].next_proposer == 0);
  apply(t.s, t.draw, w, {2, 0, Signed{pact, t.package({{"fee", 2}}), {}, {}}});
  CHECK(status() == DealStatus::signed_);
  CHECK_FALSE(w.sessions[0].open);
  apply(t.s, t.draw, w, {2, 0, Ratified{pact, t.actor("patron"), true, 0.9}});
  CHECK(w.deals[0].ratified == 2);
  apply(t.s, t.draw, w, {3, 0, EnteredForce{pact}});
  CHECK(status() == DealStatus::in_force);
  CHECK(w.deals[0].force_month == 3);
  apply(t.s, t.draw, w, {4, 0, Resumed{pact}});
  CHECK(status() == DealStatus::in_force);
  apply(t.s, t.draw, w, {4, 0, Suspended{pact, t.actor("state"), Cause::breach}});
  CHECK(status() == DealStatus::suspended);
  apply(t.s, t.draw, w, {5, 0, Resumed{pact}});
  CHECK(status() == DealStatus::in_force);
  apply(t.s, t.draw, w, {6, 0, Collapsed{pact, Cause::breach}});
  apply(t.s, t.draw, w, {7, 0, Resumed{pact}});
  CHECK(status() == DealStatus::collapsed);
  CHECK(w.deals[0].ever_in_force);
}

TEST_CASE("closing a month sets both clocks and empties the month's tally but not the total") {
  const Tiny t = tiny_scenario();
  World w = t.world();
  apply(t.s, t.draw, w, {1, 2, Skirmish{core::FrontId{0}, 3.0}});
  apply(t.s, t.draw, w, {1, 2, Clash{t.node("town"), t.coalition("reb"), t.coalition("gov"), true, 0.5, 20.0, 900.0}});
  CHECK(w.month_deaths == 23.0);
  apply(t.s, t.draw, w, {1, 0, MonthClosed{w.month_deaths, w.month_displaced}});
  CHECK(w.month == 1);
  CHECK(w.week == t.s.weeks_per_month);
  CHECK(w.month_deaths == 0.0);
  CHECK(w.deaths == 23.0);
  CHECK(w.displaced == 900.0);
}

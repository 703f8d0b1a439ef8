// SPDX-License-Identifier: Apache-2.0
// Laws that every registered economy keeps, on the hand-built scenario.
#include <cmath>
#include <cstdio>
#include <memory>
#include <numeric>
#include <string>

#include <rapidcheck.h>

#include "model/registry.hpp"
#include "models/index.hpp"
#include "support/catch.hpp"
#include "support/tiny_scenario.hpp"
#include "world/event_bytes.hpp"

using namespace entente;
using namespace entente::testing;

namespace {

struct Made {
  std::string key;
  std::unique_ptr<model::Economy> economy;
};

/// Every registered economy at its defaults; families that look ahead are asked for the present where they can be.
std::vector<Made> economies(Tiny& t) {
  model::Registry registry;
  models::register_all(registry);
  std::vector<Made> out;
  for (const auto& [key, family] : registry.economy) {
    std::vector<std::pair<std::string, scenario::Num>> given;
    for (const auto& spec : family.params)
      if (spec.key == "outlook") given.emplace_back(spec.key, t.num(0.0));
    out.push_back({key, family.make({t.s, t.draw}, model::ParamValues(family.params, given, t.draw))});
  }
  REQUIRE_FALSE(out.empty());
  return out;
}

world::Derived derived(const Tiny& t, const world::World& w) {
  world::Derived d;
  world::derive(t.s, t.draw, w, d);
  return d;
}

void run_month(const Tiny& t, const model::Economy& e, const core::Streams& streams, world::World& w) {
  world::EventSink sink;
  sink.set_time(w.month + 1, 0);
  e.prices(w, streams, sink);
  apply_all(t, w, sink);
  sink.clear();
  e.flows(w, derived(t, w), streams, sink);
  sink.emit(world::MonthClosed{});
  apply_all(t, w, sink);
}

double total(const std::vector<double>& v) { return std::accumulate(v.begin(), v.end(), 0.0); }

bool depends_on_control(world::MoneyKind kind) {
  using world::MoneyKind;
  switch (kind) {
    case MoneyKind::profit:
    case MoneyKind::royalty:
    case MoneyKind::armed_tax:
    case MoneyKind::transit:
    case MoneyKind::trade:
    case MoneyKind::rights_fee: return true;
    default: return false;
  }
}

}  // namespace

TEST_CASE("money is conserved but for the world outside, prices stay positive, no stock turns negative") {
  auto t = tiny_scenario();
  for (const auto& made : economies(t)) {
    INFO(made.key);
    auto w = t.in_force({{"fee", 2}, {"rights", 1}, {"training", 2}});
    for (auto& stock : w.stock) stock *= 0.1;
    const double before = total(w.stock);
    for (int month = 0; month < 36; ++month) {
      run_month(t, *made.economy, core::Streams(3, 0, 0), w);
      for (const double stock : w.stock) REQUIRE(stock >= 0.0);
      for (const double op : w.operating) REQUIRE(op >= 0.0);
      for (const double p : w.log_price) REQUIRE(std::isfinite(p));
    }
    CHECK(w.outside_in > 0.0);
    CHECK(total(w.stock) - before == Approx(w.outside_in - w.outside_out).epsilon(1e-9));
  }
}

TEST_CASE("what the ledger says of every place, weighed by control, is what flows") {
  auto t = tiny_scenario();
  for (auto& actor : t.s.actors) t.at(actor.stock) = 1e6;
  for (const auto& made : economies(t)) {
    INFO(made.key);
    const auto w = t.in_force({{"rights", 2}});
    const auto d = derived(t, w);
    model::Ledger ledger;
    made.economy->ledger(w, d, ledger);
    world::EventSink sink;
    made.economy->flows(w, d, core::Streams(1, 0, 0), sink);
    std::vector<double> flowed(t.s.actors.size(), 0.0);
    for (const auto& event : sink.events())
      if (const auto* m = std::get_if<world::MoneyMoved>(&event.body)) {
        if (!depends_on_control(m->kind)) continue;
        if (m->to.valid()) flowed[m->to.index()] += m->amount;
        if (m->from.valid()) flowed[m->from.index()] -= m->amount;
      }
    const std::size_t cells = w.control.size();
    for (std::size_t a = 0; a < t.s.actors.size(); ++a) {
      double expected = 0.0;
      for (std::size_t i = 0; i < cells; ++i) expected += ledger.cash[a * cells + i] * w.control[i];
      CHECK(flowed[a] == Approx(expected).margin(1e-9));
    }
  }
}

TEST_CASE("flows are linear in control: a place half under each side yields half of either") {
  auto t = tiny_scenario();
  for (const auto& made : economies(t)) {
    INFO(made.key);
    const auto with_share = [&](double share) {
      auto w = t.world();
      const std::size_t row = t.node("town").index() * t.s.coalition_count();
      w.control[row] = share;
      w.control[row + 1] = 1.0 - share;
      w.control[row + 2] = 0.0;
      w.operating.assign(w.operating.size(), 0.7);
      model::Ledger ledger;
      const auto d = derived(t, w);
      made.economy->ledger(w, d, ledger);
      double sum = 0.0;
      for (std::size_t i = 0; i < w.control.size(); ++i) sum += ledger.cash[i] * w.control[i];
      return sum;
    };
    // Routes depend on who holds the town, so both shares keep the same holder.
    CHECK(with_share(0.75) - with_share(0.6) == Approx(with_share(0.9) - with_share(0.75)).margin(1e-9));
  }
}

TEST_CASE("the same streams give the same month, other luck other prices") {
  auto t = tiny_scenario();
  for (const auto& made : economies(t)) {
    INFO(made.key);
    const auto digest = [&](std::uint32_t replication) {
      auto w = t.world();
      world::EventSink sink;
      made.economy->prices(w, core::Streams(5, 2, replication), sink);
      made.economy->flows(w, derived(t, w), core::Streams(5, 2, replication), sink);
      core::Digest d;
      for (const auto& event : sink.events()) world::event_bytes(world::EventNames(t.s), event, d);
      return d.hex();
    };
    CHECK(digest(0) == digest(0));
    CHECK(digest(0) != digest(1));
  }
}

TEST_CASE("renaming every entity renames the flows and changes no amount") {
  auto a = tiny_scenario();
  auto b = tiny_scenario("_renamed");
  const auto left = economies(a);
  const auto right = economies(b);
  for (std::size_t i = 0; i < left.size(); ++i) {
    INFO(left[i].key);
    const auto wa = a.in_force({{"fee", 1}, {"rights", 1}}), wb = b.in_force({{"fee", 1}, {"rights", 1}});
    world::EventSink sa, sb;
    left[i].economy->flows(wa, derived(a, wa), core::Streams(1, 0, 0), sa);
    right[i].economy->flows(wb, derived(b, wb), core::Streams(1, 0, 0), sb);
    REQUIRE(sa.events().size() == sb.events().size());
    auto after_a = wa, after_b = wb;
    apply_all(a, after_a, sa);
    apply_all(b, after_b, sb);
    CHECK(after_a.stock == after_b.stock);
    for (std::size_t m = 0; m < a.s.minerals.size(); ++m) b.s.minerals[m].stream = a.s.minerals[m].stream;
    world::EventSink pa, pb;
    left[i].economy->prices(wa, core::Streams(1, 0, 0), pa);
    right[i].economy->prices(wb, core::Streams(1, 0, 0), pb);
    apply_all(a, after_a, pa);
    apply_all(b, after_b, pb);
    CHECK(after_a.log_price == after_b.log_price);
  }
}

TEST_CASE("no output, no revenue that depends on control") {
  auto t = tiny_scenario();
  for (auto& asset : t.s.assets) t.at(asset.output) = 0.0;
  for (const auto& made : economies(t)) {
    INFO(made.key);
    const auto w = t.in_force({{"rights", 2}});
    model::Ledger ledger;
    made.economy->ledger(w, derived(t, w), ledger);
    for (const double x : ledger.cash) REQUIRE(x == 0.0);
    for (const double x : ledger.supply) REQUIRE(x == 0.0);
    for (const double x : ledger.rent) REQUIRE(x == 0.0);
  }
}

TEST_CASE("what the ledger expects over its outlook stays near the mean of sampled months") {
  constexpr double kTolerance = 0.1;  // of what an actor draws from ground
  constexpr int kMonths = 24, kPaths = 200;
  auto t = tiny_scenario();
  for (auto& actor : t.s.actors) t.at(actor.stock) = 1e6;
  model::Registry registry;
  models::register_all(registry);
  for (const auto& [key, family] : registry.economy) {
    std::vector<std::pair<std::string, scenario::Num>> given;
    for (const auto& spec : family.params)
      if (spec.key == "outlook") given.emplace_back(spec.key, t.num(kMonths));
    const auto economy = family.make({t.s, t.draw}, model::ParamValues(family.params, given, t.draw));
    const auto start = t.in_force({{"rights", 2}});
    model::Ledger ledger;
    economy->ledger(start, derived(t, start), ledger);
    std::vector<double> sampled(t.s.actors.size(), 0.0);
    for (int path = 0; path < kPaths; ++path) {
      const core::Streams luck(7, 0, static_cast<std::uint32_t>(path));
      auto w = start;
      for (int month = 0; month < kMonths; ++month) {
        world::EventSink sink;
        economy->prices(w, luck, sink);
        apply_all(t, w, sink);
        sink.clear();
        economy->flows(w, derived(t, w), luck, sink);
        for (const auto& event : sink.events()) {
          const auto* m = std::get_if<world::MoneyMoved>(&event.body);
          if (m == nullptr || !depends_on_control(m->kind)) continue;
          if (m->to.valid()) sampled[m->to.index()] += m->amount / (kMonths * kPaths);
          if (m->from.valid()) sampled[m->from.index()] -= m->amount / (kMonths * kPaths);
        }
        sink.emit(world::MonthClosed{});
        apply_all(t, w, sink);
      }
    }
    for (std::size_t a = 0; a < t.s.actors.size(); ++a) {
      double expected = 0.0;
      for (std::size_t i = 0; i < start.control.size(); ++i)
        expected += ledger.cash[a * start.control.size() + i] * start.control[i];
      INFO(key << " " << t.s.actors[a].id);
      std::printf("[%s] %s from ground, MUSD a month over %d months: ledger %.3f, mean of %d paths %.3f\n", key.c_str(),
                  t.s.actors[a].id.c_str(), kMonths, expected, kPaths, sampled[a]);
      CHECK(expected == Approx(sampled[a]).epsilon(kTolerance).margin(0.01));
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
// Law 1, along whole runs and after every single event: shares sum to 1, nothing that cannot be negative is, and money is
// conserved but for what the outside accounts declare.
#include <cmath>

#include "laws/law_fixture.hpp"
#include "support/catch.hpp"

using namespace entente;

namespace {

class Auditor final : public run::Observer {
 public:
  explicit Auditor(const scenario::Scenario& s) : s_(s) {}
  void start(const world::World& w) {
    for (const double x : w.stock) before_ += x;
    look(w, "start");
  }
  void on_event(const world::World& w, const world::Event& e) override {
    ++events;
    look(w, "event kind " + std::to_string(e.body.index()) + " in month " + std::to_string(e.month));
  }
  void on_month(const world::World& w) override { look(w, "month end"); }

  std::string fault;  // the first one
  long events = 0;

 private:
  void demand(bool ok, const std::string& what, const std::string& where) {
    if (!ok && fault.empty()) fault = what + " after " + where;
  }
  void look(const world::World& w, const std::string& where) {
    if (!fault.empty()) return;
    const std::size_t coalitions = s_.coalition_count();
    for (std::size_t n = 0; n < s_.nodes.size(); ++n) {
      double sum = 0.0;
      for (std::size_t c = 0; c < coalitions; ++c) {
        const double x = w.control[n * coalitions + c];
        demand(x >= 0.0 && x <= 1.0 + 1e-9, "a share of " + s_.nodes[n].id + " leaves 0..1", where);
        sum += x;
      }
      demand(std::abs(sum - 1.0) < 1e-9, "shares of " + s_.nodes[n].id + " do not sum to 1", where);
    }
    for (const double x : w.men) demand(x >= 0.0, "men below 0", where);
    for (const double x : w.quality) demand(x >= 0.0, "quality below 0", where);
    for (const double x : w.cohesion) demand(x >= 0.0 && x <= 1.0 + 1e-9, "cohesion leaves 0..1", where);
    for (const double x : w.operating) demand(x >= 0.0 && std::isfinite(x), "operation below 0", where);
    for (const double x : w.log_price) demand(std::isfinite(x), "a price is not a number", where);
    for (const auto& h : w.holdings) demand(h.share >= -1e-12 && h.share <= 1.0 + 1e-9, "a holding leaves 0..1", where);
    for (const auto& deal : w.deals) {
      for (const double x : deal.delivered) demand(x >= 0.0 && x <= 1.0 + 1e-9, "a delivered share leaves 0..1", where);
    }
    double money = 0.0;
    for (const double x : w.stock) money += x;
    const double declared = before_ + w.outside_in - w.outside_out;
    demand(std::abs(money - declared) <= 1e-9 * (1.0 + w.outside_in + w.outside_out + std::abs(before_)),
           "money appears or vanishes", where);
  }

  const scenario::Scenario& s_;
  double before_ = 0.0;
};

std::string audit(const scenario::Scenario& s, std::int64_t draw, long& events) {
  Auditor auditor(s);
  std::vector<run::Observer*> observers{&auditor};
  test::Held held(s, draw, observers);
  auditor.start(held.engine.world);
  held.play();
  events += auditor.events;
  return auditor.fault;
}

}  // namespace

TEST_CASE("shares, stocks and money obey their bounds after every event, on generated worlds") {
  long events = 0;
  CHECK(rc::check([&] {
    const auto s = test::small(test::any_small_world());
    const std::string fault = audit(s, test::pick(0, 1000), events);
    if (!fault.empty()) RC_FAIL(fault);
  }));
  CHECK(events > 1000);
}

TEST_CASE("shares, stocks and money obey their bounds after every event, in the shipped case") {
  const auto s = test::shipped();
  long events = 0;
  for (int draw = 0; draw < 4; ++draw) CHECK(audit(s, draw, events) == "");
  CHECK(events > 1000);
}

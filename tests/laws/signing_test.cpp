// SPDX-License-Identifier: Apache-2.0
// Law 3 along whole runs: what is signed is at or above every signer's reservation by its own projection when signed (counted
// with the chance that it is ratified), and no
// offer leaves its range.
#include <cmath>
#include <variant>

#include "laws/law_fixture.hpp"
#include "run/politics.hpp"
#include "support/catch.hpp"

using namespace entente;

namespace {

class Notary final : public run::Observer {
 public:
  Notary(const scenario::Scenario& s, const scenario::Draw& d) : s_(s), d_(d) {}
  void watch(const model::Preference& preference) { preference_ = &preference; }
  void on_event(const world::World& world, const world::Event& e) override {
    if (const auto* offer = std::get_if<world::Offered>(&e.body)) {
      ++offers;
      inside(offer->track, offer->package);
    } else if (const auto* refusal = std::get_if<world::Refused>(&e.body)) {
      inside(refusal->track, refusal->offered);
      inside(refusal->track, refusal->preferred);
    } else if (const auto* deal = std::get_if<world::Signed>(&e.body)) {
      ++deals;
      inside(deal->track, deal->package);
      const auto& parties = s_.tracks[deal->track.index()].parties;
      std::array<double, world::kMaxParties> own{};
      preference_->gains(deal->track, deal->package, std::span<double>(own.data(), parties.size()));
      for (std::size_t i = 0; i < parties.size(); ++i) {
        const double asked = d_[parties[i].reservation];
        demand(deal->gain[i] >= asked, "a signer stays below its reservation");
        demand(deal->reservation[i] == asked, "a reservation is not the actor's own");
        if (!ends_elsewhere(deal->track))
          demand(std::abs(asked + passage(world, *deal) * (own[i] - asked) - deal->gain[i]) < 1e-9,
                 "a signed gain is not the signer's own projection, as far as the text is likely to be ratified");
      }
    }
  }
  void on_month(const world::World&) override {}

  int offers = 0, deals = 0;
  std::string fault;

 private:
  void demand(bool ok, const std::string& what) {
    if (!ok && fault.empty()) fault = what;
  }
  /// Chance that all ratify the text, as negotiators count it.
  double passage(const world::World& world, const world::Signed& deal) const {
    const core::Streams streams(0, 0, 0);
    const world::Derived derived;
    const model::PoliticsParams params = model::politics_values(s_, d_);
    const run::Moment moment{s_, d_, world, derived, streams, params};
    double p = 1.0;
    for (const auto& party : s_.tracks[deal.track.index()].parties)
      p *= run::ratification_chance(moment, deal.track, deal.package, party.actor);
    return p;
  }
  /// Whether a signature on the track ends terms of others, which is then taken off its worth.
  [[nodiscard]] bool ends_elsewhere(core::TrackId track) const {
    for (const auto& issue : s_.issues) {
      for (const auto& node : issue.starts.nodes) {
        const bool asks = node.kind == scenario::ExprKind::atom &&
                          (node.atom == scenario::Atom::signed_ || node.atom == scenario::Atom::in_force);
        if (asks && issue.track != track && node.arg[0] == track.value) return true;
      }
    }
    return false;
  }
  void inside(core::TrackId track, const world::Package& p) {
    const auto& issues = s_.tracks[track.index()].issues;
    demand(static_cast<std::size_t>(p.count) == issues.size(), "a package lacks positions");
    for (std::size_t i = 0; i < issues.size(); ++i) {
      demand(p.at[i] >= 0 && static_cast<std::size_t>(p.at[i]) < s_.issues[issues[i].index()].grid.size(),
             "an offer leaves its range");
    }
  }

  const scenario::Scenario& s_;
  const scenario::Draw& d_;
  const model::Preference* preference_ = nullptr;
};

std::string follow(const scenario::Scenario& s, std::int64_t draw, int& offers, int& deals) {
  const auto d = scenario::make_draw(s, s.seed, draw);
  Notary notary(s, d);
  std::vector<run::Observer*> observers{&notary};
  test::Held held(s, draw, observers);
  notary.watch(*held.models.preference);
  held.play();
  offers += notary.offers;
  deals += notary.deals;
  return notary.fault;
}

}  // namespace

TEST_CASE("nobody signs below its reservation and no offer leaves its range, on generated worlds") {
  int offers = 0, deals = 0;
  CHECK(rc::check([&] {
    test::SmallWorldOptions o = test::any_small_world();
    o.months = 10;
    const std::string fault = follow(test::small(o), test::pick(0, 1000), offers, deals);
    if (!fault.empty()) RC_FAIL(fault);
  }));
  INFO("offers " << offers << ", deals " << deals);
  CHECK(offers > 20);
  CHECK(deals > 5);
}

TEST_CASE("nobody signs below its reservation and no offer leaves its range, in the shipped case") {
  const auto s = test::shipped();
  int offers = 0, deals = 0;
  for (int draw = 0; draw < 8; ++draw) CHECK(follow(s, draw, offers, deals) == "");
  CHECK(offers > 0);
  CHECK(deals > 0);
}

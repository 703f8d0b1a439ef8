// SPDX-License-Identifier: Apache-2.0
// Law 3 along whole runs: what is signed is at or above every signer's reservation by its own projection when signed, and no
// offer leaves its range.
#include <cmath>
#include <variant>

#include "laws/law_fixture.hpp"
#include "support/catch.hpp"

using namespace entente;

namespace {

class Notary final : public run::Observer {
 public:
  Notary(const scenario::Scenario& s, const scenario::Draw& d) : s_(s), d_(d) {}
  void watch(const model::Preference& preference) { preference_ = &preference; }
  void on_event(const world::World&, const world::Event& e) override {
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
        demand(std::abs(own[i] - deal->gain[i]) < 1e-9, "a signed gain is not the signer's own projection");
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

// SPDX-License-Identifier: Apache-2.0
#include "analysis/fold.hpp"

#include <algorithm>
#include <cmath>

#include "support/catch.hpp"
#include "support/small_ensemble.hpp"

using namespace entente;
using test::small_ensemble;

TEST_CASE("a summary counts what the records say") {
  const auto& e = small_ensemble();
  const analysis::Summary sum = analysis::summarise(test::fold_of(e));
  REQUIRE(sum.n == e.records.size());
  REQUIRE(sum.draws == e.records.size());
  for (std::size_t o = 0; o < e.scenario.outcomes.size(); ++o) {
    std::vector<double> values;
    double total = 0.0;
    for (const auto& record : e.records) {
      values.push_back(record.outcomes[o].value);
      total += values.back();
    }
    const auto& out = sum.outcomes[o];
    CHECK(out.value == Approx(total / values.size()).margin(1e-12));
    CHECK(out.sampling.lo <= out.value);
    CHECK(out.sampling.hi >= out.value);
    if (out.binary) {
      CHECK(out.hits == static_cast<std::uint64_t>(total));
    } else {
      CHECK(out.dots.size() == analysis::kDots);
      CHECK(std::is_sorted(out.dots.begin(), out.dots.end()));
      CHECK(out.fan.low <= out.fan.mid);
      CHECK(out.fan.mid <= out.fan.high);
    }
  }
  double deaths = 0.0;
  std::uint64_t refusals = 0;
  for (const auto& record : e.records) {
    deaths += record.deaths / static_cast<double>(e.records.size());
    for (const auto count : record.refusals) refusals += count;
  }
  CHECK(sum.mean_deaths == Approx(deaths));
  double told = 0.0;
  for (const auto& track : sum.tracks) {
    for (const double mean : track.refusals) told += mean * static_cast<double>(sum.n);
  }
  CHECK(told == Approx(static_cast<double>(refusals)));
}

TEST_CASE("the timeline adds up") {
  const auto& e = small_ensemble();
  const analysis::Summary sum = analysis::summarise(test::fold_of(e));
  REQUIRE(sum.timeline.size() == static_cast<std::size_t>(e.scenario.months) + 1);
  const std::size_t sides = e.scenario.coalition_count();
  for (const auto& month : sum.timeline) {
    for (std::size_t n = 0; n < e.scenario.nodes.size(); ++n) {
      double share = 0.0;
      for (std::size_t c = 0; c < sides; ++c) share += month.control[n * sides + c];
      CHECK(share == Approx(1.0).epsilon(1e-5));
      CHECK(month.disagreement[n] >= 0.0);
      CHECK(month.disagreement[n] < 1.0);
    }
    for (const auto& share : month.lever_share) {
      double all = 0.0;
      for (const double part : share) all += part;
      CHECK(all == Approx(1.0));
    }
  }
  for (std::size_t t = 0; t < sum.tracks.size(); ++t) {
    for (std::size_t m = 1; m < sum.timeline.size(); ++m)
      CHECK(sum.timeline[m].signed_share[t] >= sum.timeline[m - 1].signed_share[t]);
    CHECK(sum.timeline.back().signed_share[t] ==
          Approx(static_cast<double>(sum.tracks[t].signed_runs) / static_cast<double>(sum.n)));
    CHECK(sum.tracks[t].standing_runs <= sum.tracks[t].force_runs);
    CHECK(sum.tracks[t].force_runs <= sum.tracks[t].signed_runs);
    for (const auto& issue : sum.tracks[t].issues) {
      std::uint64_t texts = 0;
      for (const auto count : issue.count) texts += count;
      CHECK(texts == sum.tracks[t].signed_runs);
    }
  }
}

TEST_CASE("how long texts stand is counted over histories long enough to tell, by the first text in force of each") {
  const auto& e = small_ensemble();
  scenario::Scenario s = e.scenario;
  s.months = 18;
  const auto text = [](int force, int ended, world::Cause cause) {
    run::DealRecord deal;
    deal.track = core::TrackId::at(0);
    deal.signed_month = 1;
    deal.force_month = static_cast<std::int16_t>(force);
    deal.ended_month = static_cast<std::int16_t>(ended);
    deal.ended = cause;
    return deal;
  };
  using world::Cause;
  const std::vector<std::vector<run::DealRecord>> histories = {
      {text(2, -1, Cause::none)},
      {text(2, 7, Cause::breach)},
      {text(2, 8, Cause::breach), text(9, -1, Cause::none)},  // the first counts
      {text(-1, 3, Cause::refused_ratification), text(4, -1, Cause::none)},
      {text(15, -1, Cause::none)},  // too late to tell
      {}};
  analysis::Fold fold(s);
  for (std::size_t i = 0; i < histories.size(); ++i) {
    run::RunRecord record = e.records[0];
    record.key.draw = static_cast<std::uint32_t>(i);
    record.deals = histories[i];
    fold.add(record);
  }
  const analysis::Summary sum = analysis::summarise(fold);
  const auto& track = sum.tracks[0];
  CHECK(track.answered == 7);
  CHECK(track.ratified == 6);
  CHECK(track.held[0].months == 6);
  CHECK(track.held[0].of == 4);
  CHECK(track.held[0].held == 3);  // all but the one that fell within six months
  CHECK(track.held[2].of == 0);
  CHECK(track.held[0].interval.lo < 0.75);
  CHECK(track.held[0].interval.hi > 0.75);
}

TEST_CASE("a failed run is counted and nothing else") {
  const auto& e = small_ensemble();
  analysis::Fold fold(e.scenario);
  run::RunRecord bad = e.records[0];
  bad.failure = "no";
  bad.deaths = 1e9;
  fold.add(bad);
  fold.add(e.records[1]);
  const analysis::Summary sum = analysis::summarise(fold);
  CHECK(sum.n == 1);
  CHECK(sum.failed == 1);
  CHECK(sum.mean_deaths == e.records[1].deaths);
}

TEST_CASE("no runs give a summary without numbers rather than a fault") {
  const analysis::Summary sum = analysis::summarise(analysis::Fold(small_ensemble().scenario));
  CHECK(sum.n == 0);
  CHECK(sum.timeline.empty());
  CHECK(sum.told.empty());
  for (const auto& outcome : sum.outcomes) CHECK(std::isfinite(outcome.value));
}

TEST_CASE("copies of one run per draw do not make an answer surer") {
  const auto& e = small_ensemble();
  const analysis::Summary once = analysis::summarise(test::fold_of(e));
  analysis::Fold fold(e.scenario);
  for (const auto& record : e.records) {
    for (std::uint32_t r = 0; r < 5; ++r) {
      run::RunRecord copy = record;
      copy.key.replication = r;
      fold.add(copy);
    }
  }
  const analysis::Summary many = analysis::summarise(fold);
  CHECK(many.n == 5 * once.n);
  CHECK(many.draws == once.draws);
  for (std::size_t o = 0; o < once.outcomes.size(); ++o) {
    CHECK(many.outcomes[o].value == Approx(once.outcomes[o].value).margin(1e-9));
    CHECK(many.outcomes[o].effective_n == Approx(static_cast<double>(once.n)).epsilon(0.05));
  }
}

TEST_CASE("the runs told are different and chosen by rule") {
  const auto& e = small_ensemble();
  const analysis::Summary sum = analysis::summarise(test::fold_of(e));
  REQUIRE(sum.told.size() == 3);
  CHECK_FALSE(sum.told[0].key == sum.told[1].key);
  CHECK_FALSE(sum.told[0].key == sum.told[2].key);
  CHECK_FALSE(sum.told[1].key == sum.told[2].key);
  const auto most = std::max_element(e.records.begin(), e.records.end(),
                                     [](const auto& a, const auto& b) { return a.deaths < b.deaths; });
  for (const auto& told : sum.told) {
    if (told.why == analysis::ToldRun::Why::worst_for_civilians && !(most->key == sum.told[0].key))
      CHECK(told.key == most->key);
  }
}

TEST_CASE("an input that drives an outcome heads its list, and one group stands once") {
  const auto& e = small_ensemble();
  std::size_t driver = 0;
  while (e.scenario.params[driver].path != "forces.fighters.men") ++driver;
  analysis::Fold fold(e.scenario);
  for (std::uint32_t d = 0; d < 60; ++d) {
    run::RunRecord record = e.records[0];
    record.key.draw = d;
    const scenario::Draw draw = e.draw(d);
    for (auto& outcome : record.outcomes) outcome.value = 0.0;
    record.outcomes.back().value = draw.values()[driver];
    fold.add(record, &draw);
  }
  const analysis::Summary sum = analysis::summarise(fold);
  REQUIRE(!sum.outcomes.back().influence.empty());
  CHECK(sum.outcomes.back().influence[0].param.index() == driver);
  CHECK(sum.outcomes.back().influence[0].rho == Approx(1.0));
  CHECK(sum.param_influence[driver] == Approx(1.0));
  for (std::size_t o = 0; o + 1 < sum.outcomes.size(); ++o) CHECK(sum.outcomes[o].influence.empty());
  for (std::size_t i = 0; i < sum.outcomes.back().influence.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      CHECK(e.scenario.params[sum.outcomes.back().influence[i].param.index()].stream !=
            e.scenario.params[sum.outcomes.back().influence[j].param.index()].stream);
    }
  }
}

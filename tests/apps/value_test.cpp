// SPDX-License-Identifier: Apache-2.0
// The worth of packages through the façade: laws that hold for any case. How it reads on a terminal: value_cli_test.cpp.
#include "apps/session/value.hpp"

#include <cmath>

#include <nlohmann/json.hpp>

#include "apps/native/thread_executor.hpp"
#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace entente;
using session::PackageWorth;
using session::ValueRequest;
using session::ValueResult;

namespace {

const std::string kShipped = test::source_dir() + "/scenarios/drc_2025_03";
const std::string kTrade = test::source_dir() + "/scenarios/teaching/trade";

/// A case read once for all tests.
const session::Case& case_at(const std::string& path) {
  static const session::Session session;
  static std::map<std::string, session::Case> known;
  auto it = known.find(path);
  if (it == known.end()) it = known.emplace(path, session::load(session, path, scenario::DiskFiles())).first;
  REQUIRE(it->second.ok());
  return it->second;
}

scenario::DealFile deal(const session::Case& loaded, const std::string& track, const std::string& terms) {
  scenario::MemoryFiles files;
  files.put("deal.toml", "[deal]\ntrack = \"" + track + "\"\n[terms]\n" + terms);
  core::Diagnostics diagnostics;
  auto out = scenario::read_deal("deal.toml", loaded.scenario(), files, diagnostics);
  INFO(core::render_all(diagnostics));
  REQUIRE(out);
  return *out;
}

ValueResult valued(const session::Case& loaded, const ValueRequest& request, unsigned threads = 1) {
  static const session::Session session;
  native::ThreadExecutor executor(threads);
  ValueResult out;
  const auto refusal = session::value(session, loaded, request, executor, out);
  INFO(refusal.value_or(""));
  REQUIRE_FALSE(refusal);
  REQUIRE(out.failed == 0);
  return out;
}

ValueRequest request_for(const session::Case& loaded, const std::string& track, const std::string& terms,
                         std::uint32_t draws) {
  ValueRequest request;
  request.deal = deal(loaded, track, terms);
  request.draws = draws;
  return request;
}

const std::string kPact =
    "south_offtake = 0.4\neast_rights = 1\nus_investment = 600\nus_training = 4\nus_pressure = 4\n";

std::vector<const PackageWorth*> states(const ValueResult& r) {
  std::vector<const PackageWorth*> out{&r.modes};
  for (const auto& draw : r.draws) out.push_back(&draw);
  return out;
}

std::size_t actor(const session::Case& loaded, const ValueResult& r, const std::string& id) {
  for (std::size_t a = 0; a < r.actors.size(); ++a) {
    if (loaded.scenario().actors[r.actors[a].index()].id == id) return a;
  }
  FAIL("no actor " << id);
  return 0;
}

}  // namespace

TEST_CASE(
    "where worth is stated issue by issue, terms add up: no interaction, and each adds last what it gives alone") {
  const auto& loaded = case_at(kTrade);
  const auto r =
      valued(loaded, request_for(loaded, "talks_trade", "price = 150\ndelivery = \"at once\"\nguarantee = 2\n", 5));
  REQUIRE(r.terms.size() == 3);
  CHECK(r.stated);
  for (const PackageWorth* w : states(r)) {
    for (std::size_t a = 0; a < r.actors.size(); ++a) {
      CHECK(session::interaction(*w, a) == Approx(0.0).margin(1e-9));
      for (std::size_t t = 0; t < 3; ++t) CHECK(w->gain[a] - w->left_out[t][a] == Approx(w->alone[t][a]).margin(1e-9));
    }
  }
  // "at once" is worth 25 to the buyer and costs the seller 15 (the file's tables)
  CHECK(r.modes.alone[0][actor(loaded, r, "buyer")] == Approx(25.0));
  CHECK(r.modes.alone[0][actor(loaded, r, "seller")] == Approx(-15.0));
}

TEST_CASE("a package at the status quo is worth exactly nothing to anybody, in every draw") {
  const auto& loaded = case_at(kShipped);
  const auto r = valued(loaded, request_for(loaded, "us_drc", "south_offtake = 0.0\nus_pressure = 1\n", 4));
  CHECK(r.terms.empty());
  CHECK(r.actors.size() >= 5);
  for (const PackageWorth* w : states(r)) {
    for (std::size_t a = 0; a < r.actors.size(); ++a) {
      CHECK(w->gain[a] == 0.0);
      CHECK(w->nothing[a] == 0.0);
      for (const double part : w->part[a]) CHECK(part == 0.0);
    }
  }
}

TEST_CASE("attributes and what stands beside them add up to the gain; terms alone and their interaction too") {
  const auto& loaded = case_at(kShipped);
  const auto r = valued(loaded, request_for(loaded, "us_drc", kPact, 3));
  double moved = 0.0;
  for (const PackageWorth* w : states(r)) {
    for (std::size_t a = 0; a < r.actors.size(); ++a) {
      double sum = w->beside[a], terms = session::interaction(*w, a);
      for (const double part : w->part[a]) sum += part;
      for (const auto& alone : w->alone) terms += alone[a];
      CHECK(sum == Approx(w->gain[a]).margin(1e-9));
      CHECK(terms == Approx(w->gain[a]).margin(1e-9));
      moved += std::fabs(session::interaction(*w, a));
    }
  }
  CHECK(moved > 0.01);  // help and pressure act on one ground: a valuation that only adds would be wrong
}

TEST_CASE("rights and security are told apart, and worth more together to the buyer in ground that is held") {
  const auto& loaded = case_at(kShipped);
  const auto r = valued(loaded, request_for(loaded, "us_drc", "east_rights = 1\nus_pressure = 4\n", 0));
  CHECK(r.rights == std::vector<char>{1, 0});
  CHECK(r.security == std::vector<char>{0, 1});
  const std::size_t us = actor(loaded, r, "us");
  CHECK(r.modes.both[us] == r.modes.gain[us]);
  CHECK(r.modes.both[us] > r.modes.rights[us] + r.modes.security[us]);
}

TEST_CASE("the same request gives the same bytes on one thread and on three, and however the file orders its terms") {
  const auto& loaded = case_at(kShipped);
  const auto request = request_for(loaded, "us_drc", kPact, 3);
  const auto other =
      request_for(loaded, "us_drc",
                  "us_pressure = 4\nus_training = 4\neast_rights = 1\nus_investment = 600\nsouth_offtake = 0.4\n", 3);
  const std::string one = session::value_json(loaded, valued(loaded, request, 1));
  CHECK(one == session::value_json(loaded, valued(loaded, request, 3)));
  CHECK(one == session::value_json(loaded, valued(loaded, other, 2)));
}

TEST_CASE("the month of as_of is as_of, a later month is another world, and the request's month beats the file's") {
  const auto& loaded = case_at(kShipped);
  auto request = request_for(loaded, "us_drc", kPact, 2);
  const std::string as_of = session::value_json(loaded, valued(loaded, request));
  request.month = 0;
  CHECK(as_of == session::value_json(loaded, valued(loaded, request)));
  request.deal.month = 3;
  CHECK(as_of == session::value_json(loaded, valued(loaded, request)));
  request.month.reset();
  const auto later = valued(loaded, request);
  CHECK(later.month == 3);
  CHECK(as_of != session::value_json(loaded, later));
  request.month = loaded.scenario().months + 1;
  static const session::Session session;
  ensemble::SerialExecutor executor;
  ValueResult none;
  CHECK(session::value(session, loaded, request, executor, none).has_value());
}

TEST_CASE("where talks have a text by then it is said, and the package is still valued against no deal") {
  const auto& loaded = case_at(kShipped);
  auto request = request_for(loaded, "us_drc", "south_offtake = 0.1\n", 12);
  request.month = 18;
  const auto r = valued(loaded, request);
  const auto standing = session::count_draws(r, [](const PackageWorth& w) { return w.standing; });
  CHECK(standing > 0);
  CHECK(standing < 12);
  for (const PackageWorth& w : r.draws) {
    CHECK(w.alone[0] == w.gain);
    for (const double x : w.nothing) CHECK(x == 0.0);
  }
}

TEST_CASE("beliefs are moved one at a time: delivery of those who grant something, chances of the other talks") {
  const auto& loaded = case_at(kShipped);
  const auto r = valued(loaded, request_for(loaded, "us_drc", "us_pressure = 4\n", 0));
  std::vector<std::string> keys;
  for (const auto& row : r.beliefs) keys.push_back(row.key);
  CHECK(keys == std::vector<std::string>{"delivery.us", "chance.drc_china", "chance.drc_m23", "chance.drc_rwanda"});
  const auto& delivery = r.beliefs.front();
  const std::size_t rwanda = actor(loaded, r, "rwanda");
  CHECK(delivery.lo < delivery.mode);
  CHECK(delivery.mode < delivery.hi);
  CHECK(delivery.gain_hi[rwanda] < r.modes.gain[rwanda]);  // the more a threat is believed, the worse for its target
  CHECK(r.modes.gain[rwanda] < delivery.gain_lo[rwanda]);
}

TEST_CASE("sampled futures agree exactly where the ground has no part, and carry an error where it has") {
  const auto& loaded = case_at(kShipped);
  auto request = request_for(loaded, "us_drc", "south_offtake = 0.4\nus_pressure = 4\n", 0);
  request.sampled_paths = 20;
  const auto r = valued(loaded, request);
  REQUIRE(r.sampled);
  const std::size_t china = actor(loaded, r, "china"), drc = actor(loaded, r, "drc");
  CHECK(r.modes.gain[china] < -0.01);
  CHECK(r.sampled->gain[china] == Approx(r.modes.gain[china]).margin(1e-9));
  CHECK(r.sampled->error[china] == Approx(0.0).margin(1e-9));
  CHECK(r.sampled->error[drc] > 0.0);
}

TEST_CASE("what an armed group would settle for is a band, in the document as in the text") {
  const auto& loaded = case_at(kShipped);
  const auto r = valued(loaded, request_for(loaded, "drc_m23", "south_handover = 1.0\n", 2));
  const auto document = nlohmann::json::parse(session::value_json(loaded, r));
  for (const auto& one : document.at("actors")) {
    if (one.at("id") == "m23") {
      CHECK(one.at("reservation").contains("band"));
      CHECK_FALSE(one.at("reservation").contains("modes"));
      CHECK(one.at("would_sign").at("modes") == false);
      CHECK(one.at("short_by").contains("band"));
    }
    if (one.at("id") == "drc") CHECK(one.at("reservation").contains("modes"));
  }
  CHECK_THAT(session::value_text(loaded, r), Catch::Contains("short by between"));
}

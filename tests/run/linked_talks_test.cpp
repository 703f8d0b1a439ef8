// SPDX-License-Identifier: Apache-2.0
// Talks that hang together: terms that wait for another track, payments to outsiders, one purse and one word for all tracks,
// letters as signals, what outsiders see of talks, and coming back after talks failed. On a generated world.
#include <cmath>
#include <variant>

#include "laws/law_fixture.hpp"
#include "support/catch.hpp"
#include "world/lookup.hpp"

using namespace entente;

namespace {

test::SmallWorldOptions certain() {
  test::SmallWorldOptions o;
  o.uncertain = false;
  o.levers = false;
  o.delivery = 1.0;
  return o;
}

/// A small world with more text at its end, or with tables replaced by an overlay.
scenario::Scenario made(const test::SmallWorldOptions& o, const std::string& changes = "") {
  std::vector<scenario::TextOverlay> overlays;
  if (!changes.empty()) overlays.push_back(test::overlay(changes));
  auto loaded = test::load_text(test::small_world_toml(test::with_buyer(o)), test::registry().catalog(), overlays);
  if (!loaded.scenario) throw std::runtime_error(core::render_all(loaded.diagnostics));
  return std::move(*loaded.scenario);
}

const std::string kFixed = ", shape = \"fixed\", src = [\"judgement\"], why = \"test\" }";

/// Nobody thinks of breaking a text or of holding a step back: what is tested is what texts do.
const std::string kBinding = "[tracks.bargain]\nmonitor = { v = 1, unit = \"share\"" + kFixed +
                             "\n[tracks.peace]\nmonitor = { v = 1, unit = \"share\"" + kFixed +
                             "\n[actors.sponsor]\nreputation_loss = { v = 10000, unit = \"index\"" + kFixed +
                             "\n[actors.patron]\nreputation_loss = { v = 10000, unit = \"index\"" + kFixed + "\n";
const std::string kBoundGovernment = "reputation_loss = { v = 10000, unit = \"index\"" + kFixed + "\n";

/// Signs a text by hand and brings it into force, as an act of the month that comes.
void enforce(test::Held& held, const std::string& track, const std::vector<std::pair<std::string, int>>& at) {
  const std::size_t t = test::index_of(held.s.tracks, track);
  auto& e = held.engine;
  e.sink.set_time(e.world.month, 0);
  e.sink.emit(world::Signed{core::TrackId::at(t), test::package_with(held.s, t, at), {}, {}});
  e.sink.emit(world::EnteredForce{core::TrackId::at(t)});
  e.apply();
  e.derive();
}

double delivered(const test::Held& held, const std::string& issue) {
  const auto id = core::IssueId::at(test::index_of(held.s.issues, issue));
  const auto track = held.s.issues[id.index()].track;
  const int slot = world::issue_slot(held.s.tracks[track.index()], id);
  return held.engine.world.deals[track.index()].delivered[static_cast<std::size_t>(slot)];
}

double left(const test::Held& held, const std::string& force) {
  const std::size_t f = test::index_of(held.s.forces, force);
  return 1.0 - held.engine.world.men[f] / held.draw[held.s.forces[f].men];
}

std::vector<double> gains(test::Held& held, const std::string& track,
                          const std::vector<std::pair<std::string, int>>& at) {
  const std::size_t t = test::index_of(held.s.tracks, track);
  std::vector<double> out(held.s.tracks[t].parties.size());
  held.look().gains(core::TrackId::at(t), test::package_with(held.s, t, at), out);
  return out;
}

double believed(test::Held& held, const std::string& track) {
  return held.look().believed_hazard(core::TrackId::at(test::index_of(held.s.tracks, track)));
}

void tell(test::Held& held, const world::Body& body) {
  std::visit([&held](const auto& e) { held.engine.sink.emit(e); }, body);
  held.engine.apply();
  held.engine.derive();
}

}  // namespace

TEST_CASE("economic terms that wait for a part of a withdrawal stall while it stalls, and run once it is done") {
  const std::string waits =
      kBinding + "[actors.government]\n" + kBoundGovernment + "[issues.offtake]\nstarts = \"withdrawn(lent) >= 0.5\"\n";
  for (const bool peace : {false, true}) {
    const scenario::Scenario s = made(certain(), waits);
    test::Held held(s);
    enforce(held, "bargain", {{"offtake", -1}, {"aid", -1}});
    if (peace) enforce(held, "peace", {{"pullback", -1}});
    bool began = false;
    for (int month = 0; month < 11; ++month) {
      const double before = left(held, "lent");
      run::step(held.engine);
      if (delivered(held, "offtake") > 0.0 && !began) {
        began = true;
        CHECK(std::max(before, left(held, "lent")) >= 0.5);
      }
    }
    CHECK(began == peace);
    CHECK(delivered(held, "aid") > 0.0);  // what waits for nothing runs in both
  }
}

TEST_CASE("a term believed to wait for a track that may fail is worth less than one that waits for nothing") {
  const scenario::Scenario plain = made(certain());
  const scenario::Scenario waiting = made(certain(), "[issues.offtake]\nstarts = \"in_force(peace)\"\n");
  test::Held free(plain), bound(waiting);
  const double now = gains(free, "bargain", {{"offtake", -1}})[0];
  const double then = gains(bound, "bargain", {{"offtake", -1}})[0];
  CHECK(now > 0.0);
  CHECK(then > 0.0);
  CHECK(then < 0.95 * now);
}

TEST_CASE("a side payment may go to an actor outside the talks, is paid, and is worth something to it") {
  const std::string toll =
      "[issues.toll]\ntrack = \"bargain\"\ntitle = \"Toll\"\nkind = \"quantity\"\ngrants = \"patron\"\nto = "
      "\"government\"\n"
      "range = [0.0, 4.0]\ngrid = 4.0\nunit = \"MUSD/month\"\neffects = [{ op = \"pay\", from = \"patron\", to = "
      "\"rebel\" }]\n";
  const scenario::Scenario s = made(certain(), toll);
  test::Held held(s);
  const auto rebel = core::ActorId::at(test::index_of(s.actors, "rebel"));
  const auto patron = core::ActorId::at(test::index_of(s.actors, "patron"));
  const std::size_t t = test::index_of(s.tracks, "bargain");
  CHECK(held.look().outsider_gain(core::TrackId::at(t), test::package_with(s, t, {{"toll", -1}}), rebel) > 0.0);
  CHECK(held.look().outsider_gain(core::TrackId::at(t), test::package_with(s, t), rebel) == 0.0);
  CHECK(gains(held, "bargain", {{"toll", -1}})[0] < 0.0);
  enforce(held, "bargain", {{"toll", -1}});
  double paid = 0.0;
  for (int month = 0; month < 4; ++month) {
    run::step(held.engine);
    for (const auto& event : held.engine.month_events) {
      const auto* money = std::get_if<world::MoneyMoved>(&event.body);
      if (money != nullptr && money->from == patron && money->to == rebel) paid += money->amount;
    }
  }
  CHECK(paid > 4.0);
}

TEST_CASE("one purse pays for all tracks: what it cannot pay goes unpaid, and it never falls below zero") {
  // the government owes on both tracks together far more than it has
  const std::string owes =
      kBinding + "[actors.government]\n" + kBoundGovernment + "stock = { v = 5, unit = \"MUSD\"" + kFixed +
      "\nincome = { v = 0, unit = \"MUSD/month\"" + kFixed +
      "\n[issues.royalty]\ntrack = \"bargain\"\ntitle = \"Royalty\"\nkind = \"quantity\"\ngrants = \"government\"\nto "
      "= \"patron\"\n"
      "range = [0.0, 2000.0]\ngrid = 2000.0\nunit = \"MUSD/month\"\neffects = [{ op = \"pay\" }]\n";
  const scenario::Scenario s = made(certain(), owes);
  const auto government = core::ActorId::at(test::index_of(s.actors, "government"));
  const auto unpaid = [&](bool both) {
    test::Held held(s);
    if (both) enforce(held, "bargain", {{"royalty", -1}});
    enforce(held, "peace", {{"fee", -1}});
    double sum = 0.0;
    for (int month = 0; month < 5; ++month) {
      run::step(held.engine);
      CHECK(held.engine.world.stock[government.index()] >= -1e-9);
      for (const auto& event : held.engine.month_events) {
        const auto* debt = std::get_if<world::Unpaid>(&event.body);
        if (debt != nullptr && debt->actor == government && debt->kind == world::MoneyKind::payment)
          sum += debt->amount;
      }
    }
    return sum;
  };
  CHECK(unpaid(true) > 1000.0);
  CHECK(unpaid(false) < 10.0);
}

TEST_CASE("one word for all tracks: who delivered little in one talk is believed less in every other") {
  const scenario::Scenario s = made(certain());
  test::Held held(s);
  const auto government = core::ActorId::at(test::index_of(s.actors, "government"));
  const double offtake = gains(held, "bargain", {{"offtake", -1}})[0];
  const double fee = gains(held, "peace", {{"fee", -1}})[1];
  tell(held, world::DeliveryBelief{government, 0.3});
  CHECK(gains(held, "bargain", {{"offtake", -1}})[0] < 0.5 * offtake);
  CHECK(gains(held, "peace", {{"fee", -1}})[1] < 0.5 * fee);
}

TEST_CASE(
    "a letter that shows resolve lowers the chance others give the talks, one that shows softness raises it, and "
    "neither is an offer") {
  double chance[3]{};
  int k = 0;
  for (const double odds : {-3.0, 0.0, 3.0}) {
    const scenario::Scenario s = made(certain(),
                                      "[shocks.letter]\ntitle = \"A letter\"\nwhen = \"month() >= 3\"\neffects = [{ op "
                                      "= \"signal\", on = \"sponsor\", scale = { v = " +
                                          std::to_string(odds) + ", unit = \"index\"" + kFixed + " }]\n");
    test::Held held(s);
    const double before = believed(held, "peace");
    tell(held, world::ShockStruck{core::ShockId::at(0)});
    chance[k] = believed(held, "peace");
    if (odds == 0.0) CHECK(chance[k] == before);
    for (const auto& deal : held.engine.world.deals) CHECK(deal.status == world::DealStatus::none);
    ++k;
  }
  CHECK(chance[0] > chance[1]);
  CHECK(chance[1] > chance[2]);
}

TEST_CASE("outsiders see open talks and failed ones, and nothing of secret ones") {
  const std::string sees = "[parameters.preference]\nseen_talks = { v = 1, unit = \"index\"" + kFixed +
                           "\nseen_failure = { v = 1, unit = \"index\"" + kFixed + "\n";
  for (const bool secret : {false, true}) {
    const scenario::Scenario s = made(certain(), sees + (secret ? "[tracks.peace]\nsecret = true\n" : ""));
    test::Held held(s);
    const auto peace = core::TrackId::at(test::index_of(s.tracks, "peace"));
    const double before = believed(held, "peace");
    tell(held, world::SessionOpened{peace});
    const double open = believed(held, "peace");
    tell(held, world::TalksEnded{peace, {}, world::Cause::walkaway});
    const double failed = believed(held, "peace");
    if (secret) {
      CHECK(open == Approx(before).epsilon(1e-12));
      CHECK(failed == Approx(before).epsilon(1e-12));
    } else {
      CHECK(open > before);
      CHECK(failed < before);
    }
  }
}

namespace {

std::string strategy(const std::string& party, const std::string& offering, const std::string& acceptance,
                     const std::string& belief) {
  return "strategy." + party + " = { " + (offering.empty() ? "" : "offering = \"" + offering + "\", ") +
         "acceptance = \"" + acceptance + "\", belief = \"" + belief + "\" }\n";
}

/// Whole runs: deals at or above every reservation, sessions that end, the same bytes twice. Returns deals and reopenings.
std::pair<int, int> whole_runs(const scenario::Scenario& s, int runs) {
  int deals = 0, again = 0;
  for (int k = 0; k < runs; ++k) {
    const run::RunKey key{s.seed, static_cast<std::uint32_t>(k), 0};
    run::RunOptions options;
    options.keep_events = true;
    const auto record = run::run_one(s, test::registry(), key, options);
    REQUIRE(record.failure.empty());
    CHECK(run::run_one(s, test::registry(), key, options).digest == record.digest);
    std::vector<int> opened(s.tracks.size(), 0);
    for (const auto& event : record.events) {
      if (const auto* session = std::get_if<world::SessionOpened>(&event.body))
        again += ++opened[session->track.index()] > 1 ? 1 : 0;
      const auto* deal = std::get_if<world::Signed>(&event.body);
      if (deal == nullptr) continue;
      ++deals;
      for (std::size_t i = 0; i < s.tracks[deal->track.index()].parties.size(); ++i)
        CHECK(deal->gain[i] >= deal->reservation[i]);
    }
  }
  return {deals, again};
}

}  // namespace

TEST_CASE(
    "parties with strategies negotiate whole histories, fail, come back and sign nothing below their reservations") {
  test::SmallWorldOptions o;
  o.months = 14;
  o.nodes = 2;
  int deals = 0, again = 0;
  for (const char* protocol : {"alternating_offers", "stacked_offers"}) {
    o.protocol = protocol;
    const scenario::Scenario s =
        made(o, "[tracks.bargain]\nbreakdown = { v = 0.4, unit = \"share\"" + kFixed +
                    "\nrounds_per_month = { v = 2, unit = \"index\"" + kFixed + "\n" +
                    strategy("patron", "projected", "projected", "bayesian") + "[tracks.peace]\n" +
                    strategy("government", "tit_for_tat", "combi", "frequency"));
    const auto seen = whole_runs(s, 6);
    deals += seen.first;
    again += seen.second;
  }
  CHECK(deals > 0);
  CHECK(again > 0);
}

TEST_CASE("a mediator drafts the peace of a whole history") {
  test::SmallWorldOptions o;
  o.months = 14;
  o.nodes = 2;
  const scenario::Scenario s = made(o, "[tracks.peace]\nprotocol = \"mediated_text\"\nmediator = \"patron\"\n");
  CHECK(whole_runs(s, 10).first > 0);
}

// SPDX-License-Identifier: Apache-2.0
// Sessions: one with its trace, or many as statistics.
#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "analysis/intervals.hpp"
#include "apps/session/bargain.hpp"
#include "apps/session/bargain_words.hpp"
#include "apps/session/words.hpp"
#include "report/words.hpp"
#include "valuation/stated.hpp"

namespace entente::session {
namespace {

using detail::by_party;
using detail::positions_of;
using detail::positions_text;
using detail::short_number;
using Json = nlohmann::ordered_json;

/// One line of a trace in parts.
struct Step {
  int offer = 0, month = 0;
  std::string kind, party;  // offer, refusal, signature, end
  std::vector<double> position;
  double worth = 0.0, wanted = 0.0;  // own gain; what it asks for or holds out for
  std::vector<double> gain;          // signature: everybody's
  std::string cause;
};

std::vector<Step> steps_of(const scenario::Scenario& s, core::TrackId id, const run::SessionRecord& record) {
  const scenario::Track& track = s.tracks[id.index()];
  std::vector<Step> out;
  int offers = 0;
  for (const world::Event& event : record.events) {
    Step step;
    step.month = event.month;
    if (const auto* e = std::get_if<world::Offered>(&event.body)) {
      ++offers;
      step.kind = "offer";
      step.party = s.actors[e->by.index()].id;
      step.position = positions_of(s, track, e->package);
      step.worth = e->own_gain;
      step.wanted = e->aspiration;
    } else if (const auto* r = std::get_if<world::Refused>(&event.body)) {
      step.kind = "refusal";
      step.party = s.actors[r->by.index()].id;
      step.position = positions_of(s, track, r->offered);
      step.worth = r->gain;
      step.wanted = r->threshold;
    } else if (const auto* d = std::get_if<world::Signed>(&event.body)) {
      step.kind = "signature";
      step.position = positions_of(s, track, d->package);
      step.gain.assign(d->gain.begin(), d->gain.begin() + static_cast<std::ptrdiff_t>(track.parties.size()));
    } else if (const auto* end = std::get_if<world::TalksEnded>(&event.body)) {
      if (record.agreed) continue;
      step.kind = "end";
      if (end->by.valid()) step.party = s.actors[end->by.index()].id;
      step.cause = detail::cause_text(end->cause);
    } else {
      continue;
    }
    step.offer = offers;
    out.push_back(std::move(step));
  }
  return out;
}

std::string line_of(const scenario::Scenario& s, const scenario::Track& track, const Step& step) {
  const std::string when = "month " + std::to_string(step.month) + ", offer " + std::to_string(step.offer) + ": ";
  if (step.kind == "offer") {
    return when + step.party + " offers [" + positions_text(s, track, step.position) + "], worth " +
           short_number(step.worth) + " to itself; it asks for " + short_number(step.wanted) + "\n";
  }
  if (step.kind == "refusal") {
    return std::string(when.size(), ' ') + step.party + " refuses: worth " + short_number(step.worth) +
           ", holds out for " + short_number(step.wanted) + "\n";
  }
  if (step.kind == "signature") {
    return "signed in month " + std::to_string(step.month) + " at offer " + std::to_string(step.offer) + ": [" +
           positions_text(s, track, step.position) + "]\n  " + by_party(s, track, step.gain) + "\n";
  }
  return "no agreement: " + step.cause + " in month " + std::to_string(step.month) +
         (step.party.empty() ? "" : "; furthest from it: " + step.party) + "\n";
}

bool all_fixed(const scenario::Scenario& s) {
  return std::none_of(s.params.begin(), s.params.end(),
                      [](const scenario::Param& param) { return core::is_uncertain(param.quantity); });
}

/// Frontier membership by one look at every package of the grid; nothing where that is too much or worth is not stated.
class Efficiency {
 public:
  Efficiency(const Session& session, const scenario::Scenario& s, core::TrackId id) : scenario_(s), id_(id) {
    const auto it = session.registry().preference.find(s.preference.key);
    stated_ = it != session.registry().preference.end() && !it->second.needs_world;
    fixed_ = all_fixed(s);
  }

  /// Whether it can be judged, and then whether the package is efficient under that draw.
  bool judge(const run::SessionRecord& record, bool at_mode, bool& efficient) {
    if (!stated_) return false;
    const scenario::Draw draw =
        scenario::make_draw(scenario_, record.key.seed, at_mode ? -1 : static_cast<std::int64_t>(record.key.draw));
    const valuation::StatedUtility stated(scenario_, draw, scenario_.tracks[id_.index()]);
    if (stated.packages() > 20000) return false;
    if (fixed_) {
      const auto known = known_.find(record.package.at);
      if (known != known_.end()) {
        efficient = known->second;
        return true;
      }
    }
    efficient = !bettered(stated, record.package);
    if (fixed_) known_[record.package.at] = efficient;
    return true;
  }

 private:
  [[nodiscard]] static bool bettered(const valuation::StatedUtility& stated, const world::Package& package) {
    world::Package other;
    other.count = package.count;
    for (;;) {
      bool all = true, some = false;
      for (std::size_t p = 0; p < stated.parties() && all; ++p) {
        const double mine = stated.of(p, package), its = stated.of(p, other);
        all = its >= mine - 1e-12;
        some = some || its > mine + 1e-12;
      }
      if (all && some) return true;
      std::size_t k = 0;
      while (k < stated.issues() && static_cast<std::size_t>(other.at[k]) + 1 == stated.issue(k).grid.size())
        other.at[k++] = 0;
      if (k == stated.issues()) return false;
      other.at[k] = static_cast<std::int8_t>(other.at[k] + 1);
    }
  }

  const scenario::Scenario& scenario_;
  core::TrackId id_;
  bool stated_ = false, fixed_ = true;
  std::map<std::array<std::int8_t, world::kMaxIssues>, bool> known_;
};

}  // namespace

run::SessionRecord negotiate_once(const Session& session, const Case& loaded, core::TrackId track,
                                  const NegotiateRequest& request) {
  return run::play_session(loaded.scenario(), session.registry(), track, {request.seed, request.draw, 0},
                           request.at_mode);
}

NegotiateResult negotiate_many(const Session& session, const Case& loaded, core::TrackId track,
                               const NegotiateRequest& request, std::uint32_t count) {
  const scenario::Scenario& s = loaded.scenario();
  const scenario::Track& talks = s.tracks[track.index()];
  NegotiateResult out;
  out.track = track;
  out.judged = true;
  Efficiency efficiency(session, s, track);
  std::unique_ptr<run::SessionTable> table;  // one for all sessions where all have the same numbers
  if (request.at_mode || all_fixed(s)) {
    table = std::make_unique<run::SessionTable>(s, session.registry(), track, scenario::make_draw(s, request.seed, -1));
  }
  std::vector<analysis::Moments> gain(talks.parties.size());
  analysis::Moments month, offers;
  std::map<std::string, std::uint64_t> ended;
  std::map<std::array<std::int8_t, world::kMaxIssues>, std::pair<std::uint64_t, run::SessionRecord>> deals;
  for (std::uint32_t k = 0; k < count; ++k) {
    NegotiateRequest one = request;
    one.draw = request.draw + k;
    run::SessionRecord record =
        table ? table->play({one.seed, one.draw, 0}) : negotiate_once(session, loaded, track, one);
    ++out.sessions;
    if (!record.failure.empty()) {
      if (out.failed++ == 0) out.first_failure = record.failure;
      continue;
    }
    offers.add(record.offers);
    if (!record.agreed) {
      ++ended[detail::cause_text(record.cause)];
      continue;
    }
    ++out.agreed;
    month.add(record.month);
    for (std::size_t p = 0; p < gain.size(); ++p) gain[p].add(record.gain[p]);
    bool efficient = false;
    out.judged = out.judged && efficiency.judge(record, request.at_mode, efficient);
    out.efficient += efficient ? 1u : 0u;
    record.events.clear();
    auto& deal = deals[record.package.at];
    if (deal.first++ == 0) deal.second = std::move(record);
  }
  out.mean_month = month.mean();
  out.mean_offers = offers.mean();
  for (const analysis::Moments& m : gain) {
    const analysis::Interval interval = analysis::mean_interval(m.mean(), m.variance(), m.n());
    out.gain.push_back(m.mean());
    out.gain_lo.push_back(interval.lo);
    out.gain_hi.push_back(interval.hi);
  }
  out.ended.assign(ended.begin(), ended.end());
  for (const auto& entry : deals) {
    const run::SessionRecord& record = entry.second.second;
    Agreement a;
    a.position = positions_of(s, talks, record.package);
    a.utility.assign(record.gain.begin(), record.gain.begin() + static_cast<std::ptrdiff_t>(talks.parties.size()));
    out.common.emplace_back(std::move(a), entry.second.first);
  }
  std::stable_sort(out.common.begin(), out.common.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (out.common.size() > kMostCommon) out.common.resize(kMostCommon);
  return out;
}

std::string session_text(const Case& loaded, core::TrackId id, const run::SessionRecord& record) {
  const scenario::Scenario& s = loaded.scenario();
  const scenario::Track& track = s.tracks[id.index()];
  if (!record.failure.empty()) return "The session failed: " + record.failure + "\n";
  std::string out = track.title + " (" + track.id + "), protocol " + track.protocol + ", seed " +
                    std::to_string(record.key.seed) + ", draw " + std::to_string(record.key.draw) + "\n";
  for (const Step& step : steps_of(s, id, record)) out += line_of(s, track, step);
  return out;
}

std::string session_json(const Case& loaded, core::TrackId id, const run::SessionRecord& record) {
  const scenario::Scenario& s = loaded.scenario();
  const scenario::Track& track = s.tracks[id.index()];
  const auto positions = [&](const std::vector<double>& x) {
    Json out = Json::object();
    for (std::size_t k = 0; k < x.size(); ++k) out[s.issues[track.issues[k].index()].id] = x[k];
    return out;
  };
  Json out;
  out["schema"] = "entente-session/1";
  out["scenario"] = s.id;
  out["purpose"] = s.purpose;
  out["not_for"] = s.not_for;
  out["track"] = track.id;
  out["protocol"] = track.protocol;
  out["seed"] = record.key.seed;
  out["draw"] = record.key.draw;
  out["failure"] = record.failure;
  out["agreed"] = record.agreed;
  out["offers"] = record.offers;
  out["month"] = record.month;
  out["steps"] = Json::array();
  for (const Step& step : steps_of(s, id, record)) {
    Json one;
    one["month"] = step.month;
    one["offer"] = step.offer;
    one["kind"] = step.kind;
    if (!step.party.empty()) one["party"] = step.party;
    if (!step.position.empty()) one["positions"] = positions(step.position);
    if (step.kind == "offer" || step.kind == "refusal") {
      one["gain"] = step.worth;
      one[step.kind == "offer" ? "asks" : "holds_out_for"] = step.wanted;
    }
    for (std::size_t p = 0; p < step.gain.size(); ++p) one["gains"][detail::party_id(s, track, p)] = step.gain[p];
    if (!step.cause.empty()) one["cause"] = step.cause;
    out["steps"].push_back(one);
  }
  return out.dump(2) + "\n";
}

std::string negotiate_text(const Case& loaded, const NegotiateResult& r) {
  const scenario::Scenario& s = loaded.scenario();
  const scenario::Track& track = s.tracks[r.track.index()];
  std::string out = track.title + " (" + track.id + "), protocol " + track.protocol + ": " +
                    std::to_string(r.sessions) + " sessions\n";
  if (r.failed > 0) out += std::to_string(r.failed) + " failed, the first: " + r.first_failure + "\n";
  const std::uint64_t played = r.sessions - r.failed;
  const analysis::Interval agreed = analysis::wilson(static_cast<double>(r.agreed), static_cast<double>(played));
  out += "agreement   " + std::to_string(r.agreed) + " of " + std::to_string(played) + " (" +
         report::hundreds_range(agreed.lo, agreed.hi) + " in 100)\n";
  for (const auto& [why, times] : r.ended) out += "none        " + std::to_string(times) + ": " + why + "\n";
  out += "offers      " + short_number(r.mean_offers) + " a session on average\n";
  if (r.agreed == 0) return out;
  out += "month       " + short_number(r.mean_month) + " on average when signed\n";
  for (std::size_t p = 0; p < r.gain.size(); ++p) {
    out += "gain        " + detail::party_id(s, track, p) + " " + short_number(r.gain[p]) +
           " on average when signed (" + short_number(r.gain_lo[p]) + " to " + short_number(r.gain_hi[p]) + ")\n";
  }
  if (r.judged)
    out += "efficient   " + std::to_string(r.efficient) + " of " + std::to_string(r.agreed) + " agreements\n";
  for (const auto& [deal, times] : r.common) {
    out += std::to_string(times) + " times  " + by_party(s, track, deal.utility) + "   [" +
           positions_text(s, track, deal.position) + "]\n";
  }
  return out;
}

std::string negotiate_json(const Case& loaded, const NegotiateResult& r, const NegotiateRequest& request) {
  const scenario::Scenario& s = loaded.scenario();
  const scenario::Track& track = s.tracks[r.track.index()];
  const std::uint64_t played = r.sessions - r.failed;
  const analysis::Interval agreed = analysis::wilson(static_cast<double>(r.agreed), static_cast<double>(played));
  Json out;
  out["schema"] = "entente-sessions/1";
  out["scenario"] = s.id;
  out["purpose"] = s.purpose;
  out["not_for"] = s.not_for;
  out["track"] = track.id;
  out["protocol"] = track.protocol;
  out["seed"] = request.seed;
  out["sessions"] = r.sessions;
  out["failed"] = r.failed;
  out["agreed"] = {{"count", r.agreed}, {"lo", agreed.lo}, {"hi", agreed.hi}};
  out["without_agreement"] = Json::object();
  for (const auto& [why, times] : r.ended) out["without_agreement"][why] = times;
  out["mean_offers"] = r.mean_offers;
  out["mean_month"] = r.agreed > 0 ? Json(r.mean_month) : Json(nullptr);
  out["gain"] = Json::object();
  for (std::size_t p = 0; p < r.gain.size() && r.agreed > 0; ++p) {
    out["gain"][detail::party_id(s, track, p)] = {{"mean", r.gain[p]}, {"lo", r.gain_lo[p]}, {"hi", r.gain_hi[p]}};
  }
  out["efficient"] = r.judged ? Json(r.efficient) : Json(nullptr);
  out["common"] = Json::array();
  for (const auto& [deal, times] : r.common) {
    Json one;
    one["times"] = times;
    for (std::size_t k = 0; k < deal.position.size(); ++k)
      one["positions"][s.issues[track.issues[k].index()].id] = deal.position[k];
    for (std::size_t p = 0; p < deal.utility.size(); ++p) one["gains"][detail::party_id(s, track, p)] = deal.utility[p];
    out["common"].push_back(one);
  }
  return out.dump(2) + "\n";
}

}  // namespace entente::session

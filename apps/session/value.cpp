// SPDX-License-Identifier: Apache-2.0
// Valuing one package: the world brought to the month, projections made afresh there, the package and its parts scored.
#include "apps/session/value.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <memory>
#include <utility>

#include "analysis/intervals.hpp"
#include "run/engine.hpp"
#include "valuation/sampled.hpp"
#include "world/lookup.hpp"

namespace entente::session {
namespace {

using scenario::Scenario;
using valuation::ProjectedPreference;

/// What does not change from draw to draw.
struct Question {
  const Scenario& s;
  const model::Registry& registry;
  core::TrackId track;
  std::int32_t month = 0;
  world::Package quo, whole;
  std::vector<int> slot;  // [term] place of its issue in packages
};

/// A world with its numbers, models and projections; serves one thread.
class Setting {
 public:
  Setting(const Question& q, scenario::Draw draw, const world::World* world)
      : q_(q), draw_(std::move(draw)), models_(model::make_models(q.registry, q.s, draw_)),
        engine_(q.s, draw_, models_, core::Streams(q.s.seed, 0, 0), {}) {
    if (world != nullptr) engine_.world = *world;
    engine_.derive();
    engine_.keep_ledger();
    // twice: the second look knows what the other tracks are believed to conclude
    for (int look = 0; look < 2; ++look) models_.preference->refresh(engine_.world, engine_.derived, engine_.ledger);
  }
  Setting(const Setting&) = delete;
  Setting& operator=(const Setting&) = delete;

  [[nodiscard]] const model::Preference& preference() const { return *models_.preference; }
  [[nodiscard]] const ProjectedPreference* projected() const {
    return dynamic_cast<const ProjectedPreference*>(models_.preference.get());
  }
  [[nodiscard]] const model::Models& models() const { return models_; }
  [[nodiscard]] const scenario::Draw& draw() const { return draw_; }
  [[nodiscard]] const world::World& world() const { return engine_.world; }

 private:
  const Question& q_;
  scenario::Draw draw_;
  model::Models models_;
  run::Engine engine_;
};

/// The world at the month: the run from as_of with ordinary luck. `draw` < 0: all numbers at their modes, luck of draw 0.
world::World world_at(const Question& q, const scenario::Draw& draw, std::int64_t number) {
  if (q.month == 0) return world::initial_world(q.s, draw);
  const model::Models models = model::make_models(q.registry, q.s, draw);
  const auto luck = static_cast<std::uint32_t>(std::max<std::int64_t>(number, 0));
  run::Engine engine(q.s, draw, models, core::Streams(q.s.seed, luck, 0), {});
  while (engine.world.month < q.month) run::step(engine);
  return engine.world;
}

class Valuer {
 public:
  Valuer(const Question& q, const ValueResult& result, const Setting& setting)
      : q_(q), r_(result), setting_(setting), track_(q.s.tracks[q.track.index()]) {}

  /// Gains of a package for all actors of the result.
  [[nodiscard]] std::vector<double> gains(const world::Package& package) const {
    std::vector<double> out(r_.actors.size(), 0.0);
    std::array<double, world::kMaxParties> party{};
    setting_.preference().gains(q_.track, package, std::span<double>(party.data(), r_.parties));
    for (std::size_t a = 0; a < out.size(); ++a) {
      out[a] = a < r_.parties ? party[a] : setting_.preference().outsider_gain(q_.track, package, r_.actors[a]);
    }
    return out;
  }

  [[nodiscard]] PackageWorth all() const {
    PackageWorth out;
    out.standing = world::has_text(setting_.world().deals[q_.track.index()]);
    out.gain = gains(q_.whole);
    for (std::size_t a = 0; a < r_.actors.size(); ++a)
      out.reservation.push_back(a < r_.parties ? setting_.draw()[track_.parties[a].reservation] : 0.0);
    out.nothing = gains(q_.quo);
    attributes(out);
    for (std::size_t t = 0; t < r_.terms.size(); ++t) {
      out.alone.push_back(gains(only([t](std::size_t k) { return k == t; })));
      for (std::size_t a = 0; a < r_.actors.size(); ++a) out.alone.back()[a] -= out.nothing[a];
      out.left_out.push_back(gains(only([t](std::size_t k) { return k != t; })));
    }
    const auto any = [](const std::vector<char>& kind) { return std::find(kind.begin(), kind.end(), 1) != kind.end(); };
    if (any(r_.rights) && any(r_.security)) {
      out.rights = gains(only([this](std::size_t k) { return r_.rights[k] != 0; }));
      out.security = gains(only([this](std::size_t k) { return r_.security[k] != 0; }));
      out.both = gains(only([this](std::size_t k) { return r_.rights[k] != 0 || r_.security[k] != 0; }));
    }
    return out;
  }

 private:
  /// The package with the chosen terms alone.
  template <class Chosen>
  [[nodiscard]] world::Package only(const Chosen& chosen) const {
    world::Package out = q_.quo;
    for (std::size_t t = 0; t < r_.terms.size(); ++t) {
      const auto k = static_cast<std::size_t>(q_.slot[t]);
      if (chosen(t)) out.at[k] = q_.whole.at[k];
    }
    return out;
  }

  void attributes(PackageWorth& out) const {
    const ProjectedPreference* projected = setting_.projected();
    for (std::size_t a = 0; a < r_.actors.size(); ++a) {
      const core::ActorId actor = r_.actors[a];
      const std::size_t count = r_.stated ? 0 : q_.s.actors[actor.index()].attributes.size();
      std::array<double, valuation::kMaxAttributes> part{}, change{};
      if (count > 0) {
        setting_.preference().gain_by_attribute(q_.track, q_.whole, actor, part);
        if (projected != nullptr) {
          valuation::Response response;
          projected->attribute_differences(q_.track, q_.whole, actor, change, response);
        }
      }
      const auto n = static_cast<std::ptrdiff_t>(count);
      out.part.emplace_back(part.begin(), part.begin() + n);
      out.change.emplace_back(change.begin(), change.begin() + n);
      double sum = 0.0;
      for (const double x : out.part.back()) sum += x;
      // sums in another order differ in the last bits
      const double rest = count > 0 ? out.gain[a] - sum : 0.0;
      out.beside.push_back(rest > 1e-12 || rest < -1e-12 ? rest : 0.0);
    }
  }

  const Question& q_;
  const ValueResult& r_;
  const Setting& setting_;
  const scenario::Track& track_;
};

/// Beliefs that enter the valuation: delivery of those who grant a term, chances of other talks. Ends as stated.
struct Belief {
  BeliefRow row;
  scenario::Num num;    // whose end is put into the draw
  core::ActorId actor;  // delivery: also what the world believes of this actor
};

std::vector<Belief> beliefs_of(const Question& q, const ValueResult& r, const world::World& world) {
  std::vector<Belief> out;
  const auto add = [&](Belief belief, const std::string& unit) {
    const core::Quantity& stated = q.s.params[belief.num.index()].quantity;
    if (!core::is_uncertain(stated)) return;
    belief.row.lo = stated.lo;
    belief.row.hi = stated.hi;
    belief.row.unit = unit;
    out.push_back(std::move(belief));
  };
  for (std::size_t a = 0; a < r.parties; ++a) {
    const core::ActorId actor = r.actors[a];
    const auto grants = [&](const scenario::DealTerm& term) { return q.s.issues[term.issue.index()].granter == actor; };
    if (std::none_of(r.terms.begin(), r.terms.end(), grants)) continue;
    Belief belief;
    belief.num = q.s.actors[actor.index()].believed_delivery;
    belief.actor = actor;
    belief.row.key = "delivery." + q.s.actors[actor.index()].id;
    belief.row.title = "share of its pledges that " + q.s.actors[actor.index()].id + " is believed to deliver";
    belief.row.mode = world.believed_delivery[actor.index()];
    if (belief.num.valid()) add(std::move(belief), "share");
  }
  for (std::size_t t = 0; t < q.s.tracks.size(); ++t) {
    const auto& track = q.s.tracks[t];
    if (core::TrackId::at(t) == q.track || track.parties.size() < 2 || !track.hazard.valid()) continue;
    Belief belief;
    belief.num = track.hazard;
    belief.row.key = "chance." + track.id;
    belief.row.title = "chance a month that " + track.id + " concludes, before what its parties stand to gain";
    belief.row.mode = q.s.params[belief.num.index()].quantity.v;
    add(std::move(belief), "1/month");
  }
  return out;
}

std::vector<double> gains_believing(const Question& q, const ValueResult& r, const scenario::Draw& modes,
                                    const world::World& at, const Belief& belief, double value) {
  scenario::Draw draw = modes;
  draw.values()[belief.num.index()] = value;
  world::World world = at;
  if (belief.actor.valid()) world.believed_delivery[belief.actor.index()] = value;
  const Setting setting(q, std::move(draw), &world);
  return Valuer(q, r, setting).gains(q.whole);
}

SampledWorth sample(const Question& q, const ValueResult& r, const Setting& setting, std::uint32_t paths) {
  const ProjectedPreference& preference = *setting.projected();
  const model::Models& models = setting.models();
  const valuation::Sampler sampler(preference, model::Setting{q.s, setting.draw()},
                                   model::PreferencePorts{*models.conflict, *models.economy, *models.policy});
  const core::Streams luck(q.s.seed, 0, 0);
  const auto with = sampler.play(setting.world(), {q.track, q.whole}, luck, static_cast<int>(paths));
  const auto without = sampler.play(setting.world(), {q.track, q.quo}, luck, static_cast<int>(paths));
  SampledWorth out;
  out.paths = paths;
  for (const core::ActorId actor : r.actors) {
    const auto gain = sampler.gain(with, without, actor);
    out.gain.push_back(gain.mean);
    out.error.push_back(gain.error);
    out.change.emplace_back();
    out.change_error.emplace_back();
    for (std::size_t k = 0; k < q.s.actors[actor.index()].attributes.size(); ++k) {
      const auto change = sampler.difference(with, without, actor, k);
      out.change.back().push_back(change.mean);
      out.change_error.back().push_back(change.error);
    }
  }
  return out;
}

bool is_right(const scenario::Issue& issue) {
  const auto grants = [](const scenario::Effect& e) {
    return e.op == scenario::Op::set_share || e.op == scenario::Op::operate;
  };
  return !issue.dynamic && std::any_of(issue.effects.begin(), issue.effects.end(), grants);
}

/// Who is asked, which terms there are, and the packages.
void prepare(const Scenario& s, Question& q, ValueResult& out) {
  const scenario::Track& track = s.tracks[q.track.index()];
  for (const auto& party : track.parties) out.actors.push_back(party.actor);
  out.parties = out.actors.size();
  const auto known = [&](core::ActorId a) {
    return std::find(out.actors.begin(), out.actors.end(), a) != out.actors.end();
  };
  if (out.stated && track.mediator.valid() && !known(track.mediator)) out.actors.push_back(track.mediator);
  for (std::size_t a = 0; a < s.actors.size() && !out.stated; ++a) {
    if (!s.actors[a].attributes.empty() && !known(core::ActorId::at(a))) out.actors.push_back(core::ActorId::at(a));
  }
  q.quo.count = static_cast<std::int8_t>(track.issues.size());
  for (std::size_t k = 0; k < track.issues.size(); ++k) {
    const auto& issue = s.issues[track.issues[k].index()];
    q.quo.at[k] = static_cast<std::int8_t>(std::find(issue.grid.begin(), issue.grid.end(), issue.status_quo) -
                                           issue.grid.begin());
  }
  q.whole = q.quo;
  for (const auto& term : out.deal.terms) {
    const int slot = world::issue_slot(track, term.issue);
    const auto& issue = s.issues[term.issue.index()];
    if (slot < 0 || issue.grid[term.at] == issue.status_quo) continue;
    q.whole.at[static_cast<std::size_t>(slot)] = static_cast<std::int8_t>(term.at);
    q.slot.push_back(slot);
    out.terms.push_back(term);
    out.rights.push_back(is_right(issue) ? 1 : 0);
    out.security.push_back(issue.dynamic ? 1 : 0);
  }
}

/// Everything beside the modes, in any order, each piece in its own place.
class Rest {
 public:
  Rest(const Question& q, const ValueRequest& request, const Setting& modes, ensemble::Executor& executor,
       ValueResult& out)
      : q_(q), request_(request), modes_(modes), executor_(executor), out_(out),
        beliefs_(out.stated ? std::vector<Belief>() : beliefs_of(q, out, modes.world())), worths_(request.draws),
        failures_(request.draws) {}

  void run() {
    const std::uint64_t ends = 2 * beliefs_.size();
    const std::uint64_t samples = request_.sampled_paths > 0 ? 1 : 0;
    const std::uint64_t total = ends + samples + request_.draws;
    for (auto& belief : beliefs_) out_.beliefs.push_back(belief.row);
    executor_.execute(total, [&](std::uint64_t task) {
      if (task < samples) {
        out_.sampled = sample(q_, out_, modes_, request_.sampled_paths);
      } else if (task < samples + ends) {
        belief_end(task - samples);
      } else {
        draw(static_cast<std::uint32_t>(task - samples - ends));
      }
      executor_.exclusive([&] {
        ++done_;
        if (request_.progress) request_.progress(done_, total);
      });
    });
    for (std::uint32_t d = 0; d < request_.draws; ++d) {
      if (failures_[d].empty()) {
        out_.draws.push_back(std::move(worths_[d]));
        out_.draw_numbers.push_back(d);
      } else if (out_.failed++ == 0) {
        out_.first_failure = "draw " + std::to_string(d) + ": " + failures_[d];
      }
    }
  }

 private:
  void belief_end(std::uint64_t number) {
    const Belief& belief = beliefs_[number / 2];
    BeliefRow& row = out_.beliefs[number / 2];
    const bool high = number % 2 == 1;
    auto gains = gains_believing(q_, out_, modes_.draw(), modes_.world(), belief, high ? row.hi : row.lo);
    (high ? row.gain_hi : row.gain_lo) = std::move(gains);
  }

  void draw(std::uint32_t number) {
    try {
      scenario::Draw draw = scenario::make_draw(q_.s, q_.s.seed, number);
      const world::World world = world_at(q_, draw, number);
      const Setting setting(q_, std::move(draw), &world);
      worths_[number] = Valuer(q_, out_, setting).all();
    } catch (const std::exception& error) {
      failures_[number] = error.what();
      if (failures_[number].empty()) failures_[number] = "unknown cause";
    }
  }

  const Question& q_;
  const ValueRequest& request_;
  const Setting& modes_;
  ensemble::Executor& executor_;
  ValueResult& out_;
  std::vector<Belief> beliefs_;
  std::vector<PackageWorth> worths_;
  std::vector<std::string> failures_;
  std::uint64_t done_ = 0;
};

}  // namespace

Refusal value(const Session& session, const Case& loaded, const ValueRequest& request, ensemble::Executor& executor,
              ValueResult& out) {
  const Scenario& s = loaded.scenario();
  out = {};
  out.deal = request.deal;
  out.month = request.month.value_or(request.deal.month.value_or(0));
  if (out.month < 0 || out.month > s.months)
    return "month " + std::to_string(out.month) + " lies outside the run of " + std::to_string(s.months) + " months";
  const auto preference = session.registry().preference.find(s.preference.key);
  out.stated = preference != session.registry().preference.end() && !preference->second.needs_world;
  Question q{s, session.registry(), request.deal.track, out.month, {}, {}, {}};
  prepare(s, q, out);
  const scenario::Draw at_modes = scenario::make_draw(s, s.seed, -1);
  const world::World world = world_at(q, at_modes, -1);
  const Setting modes(q, at_modes, &world);
  if (request.sampled_paths > 0 && modes.projected() == nullptr)
    return "sampled futures need the projected preference; this case has \"" + s.preference.key + "\"";
  out.modes = Valuer(q, out, modes).all();
  Rest(q, request, modes, executor, out).run();
  return std::nullopt;
}

DrawRange over_draws(const ValueResult& result, const std::function<double(const PackageWorth&)>& number) {
  std::vector<double> values;
  for (const PackageWorth& worth : result.draws) values.push_back(number(worth));
  std::sort(values.begin(), values.end());
  return {analysis::quantile(values, 0.1), analysis::quantile(values, 0.5), analysis::quantile(values, 0.9)};
}

std::uint32_t count_draws(const ValueResult& result, const std::function<bool(const PackageWorth&)>& holds) {
  return static_cast<std::uint32_t>(std::count_if(result.draws.begin(), result.draws.end(), holds));
}

double interaction(const PackageWorth& worth, std::size_t actor) {
  double apart = worth.nothing[actor];
  for (const auto& alone : worth.alone) apart += alone[actor];
  return worth.gain[actor] - apart;
}

bool suits_all(const ValueResult& result, const PackageWorth& worth, const std::vector<double>& gain) {
  for (std::size_t a = 0; a < result.parties; ++a) {
    if (gain[a] < worth.reservation[a]) return false;
  }
  return true;
}

}  // namespace entente::session

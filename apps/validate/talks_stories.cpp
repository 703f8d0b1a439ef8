// SPDX-License-Identifier: Apache-2.0
// Making stories: from the events of whole runs, and from texts imposed at as_of.
#include <algorithm>
#include <stdexcept>

#include "apps/validate/talks.hpp"
#include "world/lookup.hpp"

namespace entente::validate {
namespace {

constexpr std::uint64_t kBlock = 8;

/// Follows the events of one run.
class Chronicle {
 public:
  Chronicle(const scenario::Scenario& s, TalksStory& story) : s_(s), story_(story), open_(s.tracks.size(), -1) {
    story_.opened.assign(s.tracks.size(), -1);
    story_.reopened.assign(s.tracks.size(), 0.0);
    failed_.assign(s.tracks.size(), false);
    believed_.assign(s.tracks.size(), 0.0);
    story_.offers.assign(s.issues.size(), 0.0);
    story_.own_offers.assign(s.issues.size(), 0.0);
  }

  void hear(const world::Event& event) {
    const int month = event.month;
    if (const auto* o = std::get_if<world::SessionOpened>(&event.body)) {
      open_[o->track.index()] = month;
      story_.reopened[o->track.index()] += failed_[o->track.index()] ? 1.0 : 0.0;
      failed_[o->track.index()] = false;
      int& first = story_.opened[o->track.index()];
      if (first < 0) first = month;
    } else if (const auto* e = std::get_if<world::TalksEnded>(&event.body)) {
      failed_[e->track.index()] = e->cause != world::Cause::deal;
    } else if (const auto* b = std::get_if<world::BeliefMoved>(&event.body)) {
      believed_[b->track.index()] = b->hazard;
    } else if (const auto* f = std::get_if<world::Offered>(&event.body)) {
      offered(*f);
    } else if (const auto* d = std::get_if<world::Signed>(&event.body)) {
      TextStory text;
      text.track = d->track;
      text.package = d->package;
      text.opened = open_[d->track.index()];
      text.signed_at = month;
      story_.texts.push_back(std::move(text));
      running_.push_back({});
    } else if (const auto* i = std::get_if<world::EnteredForce>(&event.body)) {
      if (TextStory* text = standing(i->track)) text->force = month;
    } else if (const auto* c = std::get_if<world::Collapsed>(&event.body)) {
      if (TextStory* text = standing(c->track)) {
        text->ended = month;
        text->cause = c->cause;
      }
    } else if (const auto* v = std::get_if<world::Delivered>(&event.body)) {
      if (TextStory* text = standing(v->track)) {
        const int k = world::issue_slot(s_.tracks[v->track.index()], v->issue);
        if (k >= 0)
          running_[static_cast<std::size_t>(text - story_.texts.data())][static_cast<std::size_t>(k)] = v->share;
      }
    } else if (std::holds_alternative<world::MonthClosed>(event.body)) {
      story_.believed.push_back(believed_);
      for (std::size_t i = 0; i < story_.texts.size(); ++i) {
        if (story_.texts[i].force >= 0 && story_.texts[i].ended < 0) story_.texts[i].delivered.push_back(running_[i]);
      }
    }
  }

 private:
  TextStory* standing(core::TrackId track) {
    for (auto it = story_.texts.rbegin(); it != story_.texts.rend(); ++it) {
      if (it->track == track) return it->ended < 0 ? &*it : nullptr;
    }
    return nullptr;
  }

  void offered(const world::Offered& offer) {
    const auto& issues = s_.tracks[offer.track.index()].issues;
    for (std::size_t k = 0; k < issues.size(); ++k) {
      const auto& issue = s_.issues[issues[k].index()];
      if (world::position_in(issue, offer.package, static_cast<int>(k)) == issue.status_quo) continue;
      story_.offers[issues[k].index()] += 1.0;
      if (offer.by == issue.granter) story_.own_offers[issues[k].index()] += 1.0;
    }
  }

  const scenario::Scenario& s_;
  TalksStory& story_;
  std::vector<int> open_;
  std::vector<bool> failed_;
  std::vector<double> believed_;
  std::vector<std::array<double, world::kMaxIssues>> running_;
};

template <class Men>
std::vector<double> left_of(const Men& men, const Men& first) {
  std::vector<double> out;
  for (std::size_t f = 0; f < men.size(); ++f) {
    const auto start = static_cast<double>(first[f]);
    out.push_back(start > 0.0 ? std::clamp(1.0 - static_cast<double>(men[f]) / start, 0.0, 1.0) : 0.0);
  }
  return out;
}

TalksStory story_of(const scenario::Scenario& s, const run::RunRecord& record) {
  TalksStory story;
  Chronicle chronicle(s, story);
  for (const auto& event : record.events) chronicle.hear(event);
  for (const auto& month : record.trace) story.left.push_back(left_of(month.men, record.trace.front().men));
  return story;
}

ImposedText impose_one(const Context& c, const scenario::Scenario& s, std::uint32_t run, core::TrackId track,
                       const world::Package& package, int months) {
  const scenario::Draw draw = scenario::make_draw(s, s.seed, run);
  const model::Models models = model::make_models(c.session.registry(), s, draw);
  run::Engine engine(s, draw, models, core::Streams(s.seed, run, 0), {});
  engine.sink.set_time(0, 0);
  engine.sink.emit(world::Signed{track, package, {}, {}});
  engine.sink.emit(world::EnteredForce{track});
  engine.apply();
  engine.derive();
  const std::vector<double> first = engine.world.men;
  ImposedText out;
  for (int month = 0; month < months; ++month) {
    run::step(engine);
    out.seen.push_back(0);
    out.unseen.push_back(0);
    for (const auto& event : engine.month_events) {
      const auto* end = std::get_if<world::Collapsed>(&event.body);
      if (end != nullptr && end->track == track && out.ended < 0) out.ended = month;
      const auto* breach = std::get_if<world::Defected>(&event.body);
      if (breach != nullptr && breach->track == track && out.ended < 0)
        ++(breach->detected ? out.seen : out.unseen).back();
    }
    const auto& deal = engine.world.deals[track.index()];
    out.delivered.push_back(out.ended >= 0 ? std::array<double, world::kMaxIssues>{} : deal.delivered);
    out.left.push_back(left_of(engine.world.men, first));
  }
  return out;
}

}  // namespace

const TextStory* TalksStory::latest(core::TrackId track) const {
  for (auto it = texts.rbegin(); it != texts.rend(); ++it) {
    if (it->track == track) return &*it;
  }
  return nullptr;
}

const TextStory* TalksStory::first(core::TrackId track) const {
  for (const auto& text : texts) {
    if (text.track == track) return &text;
  }
  return nullptr;
}

std::vector<TalksStory> tell_ensemble(const Context& c, const scenario::Scenario& s) {
  std::vector<TalksStory> out(c.runs);
  run::RunOptions options;
  options.keep_events = true;
  c.executor.execute((c.runs + kBlock - 1) / kBlock, [&](std::uint64_t block) {
    for (std::uint64_t i = block * kBlock; i < c.runs && i < (block + 1) * kBlock; ++i) {
      const auto record = run::run_one(s, c.session.registry(), {s.seed, static_cast<std::uint32_t>(i), 0}, options);
      if (!record.failure.empty()) throw std::runtime_error("run " + std::to_string(i) + ": " + record.failure);
      out[i] = story_of(s, record);
    }
  });
  return out;
}

std::vector<ImposedText> impose(const Context& c, const scenario::Scenario& s, core::TrackId track, const Terms& terms,
                                int months) {
  const world::Package package = package_of(s, track, positions_of(s, terms));
  std::vector<ImposedText> out(c.runs);
  c.executor.execute((c.runs + kBlock - 1) / kBlock, [&](std::uint64_t block) {
    for (std::uint64_t i = block * kBlock; i < c.runs && i < (block + 1) * kBlock; ++i)
      out[i] = impose_one(c, s, static_cast<std::uint32_t>(i), track, package, months);
  });
  return out;
}

core::TrackId find_track(const scenario::Scenario& s, const std::string& id) {
  for (std::size_t t = 0; t < s.tracks.size(); ++t) {
    if (s.tracks[t].id == id) return core::TrackId::at(t);
  }
  throw std::invalid_argument("no track " + id);
}

core::ForceId find_force(const scenario::Scenario& s, const std::string& id) {
  for (std::size_t f = 0; f < s.forces.size(); ++f) {
    if (s.forces[f].id == id) return core::ForceId::at(f);
  }
  throw std::invalid_argument("no force " + id);
}

Positions positions_of(const scenario::Scenario& s, const Terms& terms) {
  Positions out;
  for (const auto& [id, position] : terms) {
    const core::IssueId issue = find_issue(s, id);
    const auto& grid = s.issues[issue.index()].grid;
    const auto at = std::find(grid.begin(), grid.end(), position);
    if (at == grid.end()) throw std::invalid_argument("talks.toml: " + id + " has no such position");
    out.emplace_back(issue, static_cast<std::size_t>(at - grid.begin()));
  }
  return out;
}

scenario::Scenario variant(const Context& c, const std::vector<std::string>& overlays) {
  std::string joined;
  for (const auto& overlay : overlays) {
    if (!overlay.empty()) joined += (joined.empty() ? "" : "+") + overlay;
  }
  return joined.empty() ? c.base : with_overlay(c.session, c.folder, joined);
}

Paired compare_where(const std::vector<std::optional<double>>& first, const std::vector<std::optional<double>>& second,
                     std::size_t& pairs) {
  std::vector<std::vector<double>> a, b;
  for (std::size_t i = 0; i < first.size() && i < second.size(); ++i) {
    if (!first[i] || !second[i]) continue;
    a.push_back({*first[i]});
    b.push_back({*second[i]});
  }
  pairs = a.size();
  return compare(a, b, 0);
}

Paired compare_all(const std::vector<double>& first, const std::vector<double>& second) {
  std::vector<std::vector<double>> a, b;
  for (const double x : first) a.push_back({x});
  for (const double x : second) b.push_back({x});
  return compare(a, b, 0);
}

std::string with_interval(const Paired& p, int digits) {
  return change(p.difference, digits) + " (" + change(p.interval.lo, digits) + " to " + change(p.interval.hi, digits) +
         ")";
}

}  // namespace entente::validate

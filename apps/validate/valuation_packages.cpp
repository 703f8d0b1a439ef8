// SPDX-License-Identifier: Apache-2.0
// Packages written by hand: what was expected of them before any was valued, what came out, and why where it came out
// otherwise. Misses stay.
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "apps/validate/bench.hpp"
#include "apps/validate/packages.hpp"
#include "apps/validate/valuation.hpp"
#include "world/lookup.hpp"

namespace entente::validate {
namespace {

constexpr double kNothing = 0.005;  // packages.toml: "0" is less than that either way

/// One package at as_of, all numbers at their modes. [judge]
struct Valued {
  std::vector<double> projected, sampled, error, rival;  // rival: part of projected that no future knows
  std::vector<std::vector<double>> part, sampled_part;   // utility by attribute
};

std::vector<Valued> value_all(const Context& c, const HandMadeList& list) {
  std::vector<Valued> out(list.packages.size());
  const int paths = 4 * c.paths;  // few packages, and signs hang on them
  std::vector<valuation::SampledFuture> none(c.base.tracks.size());
  c.executor.execute(none.size(), [&](std::uint64_t track) {
    const auto id = core::TrackId::at(track);
    const auto uses = [&](const HandMade& package) { return package.deal.track == id; };
    if (std::none_of(list.packages.begin(), list.packages.end(), uses)) return;
    const Bench bench(c.base, c.session.registry(), -1);
    none[track] = bench.play(id, package_of(c.base, id), paths);
  });
  c.executor.execute(list.packages.size(), [&](std::uint64_t number) {
    const Bench bench(c.base, c.session.registry(), -1);
    const auto& preference = bench.preference();
    const auto& deal = list.packages[number].deal;
    Positions at;
    for (const auto& term : deal.terms) at.emplace_back(term.issue, term.at);
    const auto package = package_of(c.base, deal.track, at);
    const auto& track = c.base.tracks[deal.track.index()];
    const auto with = bench.play(deal.track, package, paths);
    const auto& without = none[deal.track.index()];
    std::array<double, world::kMaxParties> gain{};
    preference.gains(deal.track, package, std::span<double>(gain.data(), track.parties.size()));
    Valued& v = out[number];
    for (const core::ActorId actor : preference.space().judges) {
      const int party = world::party_index(track, actor);
      const double outside = preference.outsider_gain(deal.track, package, actor);
      v.projected.push_back(party >= 0 ? gain[static_cast<std::size_t>(party)] : outside);
      v.rival.push_back(v.projected.back() - outside);
      const auto sampled = bench.sampler().gain(with, without, actor);
      v.sampled.push_back(sampled.mean);
      v.error.push_back(sampled.error);
      std::array<double, valuation::kMaxAttributes> part{};
      preference.gain_by_attribute(deal.track, package, actor, part);
      v.part.emplace_back();
      v.sampled_part.emplace_back();
      for (std::size_t k = 0; k < c.base.actors[actor.index()].attributes.size(); ++k) {
        v.part.back().push_back(part[k]);
        v.sampled_part.back().push_back(
            preference.utility().part(actor, k, bench.sampler().difference(with, without, actor, k).mean));
      }
    }
  });
  return out;
}

bool as_expected(char sign, double gain) {
  if (sign == '0') return std::fabs(gain) < kNothing;
  return sign == '+' ? gain > 0.0 : gain < 0.0;
}

std::string verdict(bool ok) { return ok ? "as expected" : "**otherwise**"; }

class Section {
 public:
  Section(const Context& c, Page& page, const HandMadeList& list)
      : c_(c), page_(page), list_(list), values_(value_all(c, list)), judge_(c.base.actors.size(), 0) {
    std::size_t judges = 0;
    for (std::size_t a = 0; a < c.base.actors.size(); ++a) {
      if (!c.base.actors[a].attributes.empty()) judge_[a] = judges++;
    }
  }

  void write() {
    page_.section("Packages written by hand");
    page_.text(
        "Signs and orders that somebody who knows the case would expect, written and committed before any package was "
        "valued (`packages.toml`, with the reasons). Gains at as_of, all numbers at their modes, utility; sampled by " +
        std::to_string(4 * c_.paths) + " futures, with standard errors. A sign `0` is less than " +
        number(kNothing, 3) +
        " either way. What came out otherwise stays, with what was found (`packages_notes.toml`). *Of it rival talks*: "
        "the part of the projected gain that comes from making rival talks less likely, which futures do not know. "
        "Futures "
        "hold no other talks: a term that runs only while a rival text is not signed runs in full there, and is "
        "projected at "
        "the believed chance of that.");
    signs();
    orders();
    misses();
    for (const auto& [key, note] : list_.notes) {
      if (missed_.count(key) == 0)
        page_.text("The note on `" + key + "` is out of date: it comes out as expected now. It said: " + note);
    }
    page_.check(unexplained_.empty(), "every package that came out otherwise is explained" + unexplained_);
  }

 private:
  [[nodiscard]] std::string name(core::ActorId actor) const { return "`" + c_.base.actors[actor.index()].id + "`"; }

  void miss(const std::string& key, const std::string& what, std::size_t package, core::ActorId actor) {
    missed_.insert(key);
    const auto note = list_.notes.find(key);
    if (note == list_.notes.end()) unexplained_ += (unexplained_.empty() ? ": " : ", ") + key;
    misses_.push_back({what, note == list_.notes.end() ? "not explained yet" : note->second, package, actor});
  }

  void signs() {
    std::vector<Row> rows;
    std::size_t hits = 0, all = 0, sampled_hits = 0, same = 0;
    for (std::size_t p = 0; p < list_.packages.size(); ++p) {
      const auto& package = list_.packages[p];
      for (const auto& [actor, sign] : package.signs) {
        const std::size_t j = judge_[actor.index()];
        const Valued& v = values_[p];
        const bool ok = as_expected(sign, v.projected[j]), sampled_ok = as_expected(sign, v.sampled[j]);
        ++all;
        hits += ok ? 1 : 0;
        sampled_hits += sampled_ok ? 1 : 0;
        same += ok == sampled_ok ? 1 : 0;
        rows.push_back({"`" + package.id + "`", name(actor), std::string(1, sign), change(v.projected[j], 4),
                        v.rival[j] == 0.0 ? "" : change(v.rival[j], 4), with_error(v.sampled[j], v.error[j], 4),
                        verdict(ok), verdict(sampled_ok)});
        if (!ok)
          miss(package.id + "." + c_.base.actors[actor.index()].id,
               "`" + package.id + "`, " + name(actor) + ": expected `" + std::string(1, sign) + "`, came out " +
                   change(v.projected[j], 4) + " (sampled " + with_error(v.sampled[j], v.error[j], 4) + ")",
               p, actor);
      }
    }
    page_.table(
        {"package", "actor", "expected", "projected gain", "of it rival talks", "sampled gain", "projected", "sampled"},
        rows);
    page_.text(std::to_string(hits) + " of " + std::to_string(all) + " signs came out as expected projected, " +
               std::to_string(sampled_hits) + " sampled; both verdicts agree on " + std::to_string(same) + ".");
  }

  void orders() {
    std::vector<Row> rows;
    std::size_t hits = 0, sampled_hits = 0;
    for (const auto& order : list_.orders) {
      const std::size_t j = judge_[order.actor.index()];
      const auto sum = [&](const std::vector<std::size_t>& packages, auto member) {
        double out = 0.0;
        for (const auto p : packages) out += (values_[p].*member)[j];
        return out;
      };
      const double more = sum(order.more, &Valued::projected), less = sum(order.less, &Valued::projected);
      const double sampled_more = sum(order.more, &Valued::sampled), sampled_less = sum(order.less, &Valued::sampled);
      const bool ok = more > less, sampled_ok = sampled_more > sampled_less;
      hits += ok ? 1 : 0;
      sampled_hits += sampled_ok ? 1 : 0;
      rows.push_back({"`" + order.id + "`", name(order.actor), names(order.more), names(order.less), change(more, 4),
                      change(less, 4), change(sampled_more, 4), change(sampled_less, 4), verdict(ok),
                      verdict(sampled_ok)});
      if (!ok)
        miss(order.id,
             "`" + order.id + "`, " + name(order.actor) + ": expected " + names(order.more) + " above " +
                 names(order.less) + ", came out " + change(more, 4) + " against " + change(less, 4) + " (sampled " +
                 change(sampled_more, 4) + " against " + change(sampled_less, 4) + ")",
             order.more.front(), order.actor);
    }
    page_.text("Orders: of the actor, the first is worth more than the second; several packages are added.");
    page_.table({"order", "actor", "more", "less", "projected: more", "less", "sampled: more", "less ", "projected ",
                 "sampled "},
                rows);
    page_.text(std::to_string(hits) + " of " + std::to_string(list_.orders.size()) +
               " orders came out as expected projected, " + std::to_string(sampled_hits) + " sampled.");
  }
  [[nodiscard]] std::string names(const std::vector<std::size_t>& packages) const {
    std::string out;
    for (const auto p : packages) out += (out.empty() ? "`" : " + `") + list_.packages[p].id + "`";
    return out;
  }

  void misses() {
    for (const auto& m : misses_) {
      std::string parts;
      const auto& list = c_.base.actors[m.actor.index()].attributes;
      const auto& v = values_[m.package];
      const std::size_t j = judge_[m.actor.index()];
      for (std::size_t k = 0; k < list.size(); ++k)
        parts += (parts.empty() ? "" : ", ") + ("`" + list[k].id + "` ") + change(v.part[j][k], 4) + " (" +
                 change(v.sampled_part[j][k], 4) + ")";
      page_.text("**" + m.what + ".** " + m.note + " By attribute, of `" + list_.packages[m.package].id +
                 "`, projected (sampled): " + parts + ".");
    }
  }

  struct Miss {
    std::string what, note;
    std::size_t package;
    core::ActorId actor;
  };

  const Context& c_;
  Page& page_;
  const HandMadeList& list_;
  std::vector<Valued> values_;
  std::vector<std::size_t> judge_;  // per actor: its place among those that count something
  std::vector<Miss> misses_;
  std::set<std::string> missed_;
  std::string unexplained_;
};

}  // namespace

void hand_made_section(const Context& c, Page& page) {
  const scenario::DiskFiles files;
  const auto list = read_packages(c.folder, c.base, files);
  if (list.packages.empty()) return;
  c.tell("valuation: packages written by hand");
  Section(c, page, list).write();
}

}  // namespace entente::validate

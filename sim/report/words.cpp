// SPDX-License-Identifier: Apache-2.0
// Wording of numbers and names. Likelihood words and their limits: ICD 203 (2015), section D.6.e(2)(a).
#include "report/words.hpp"

#include <algorithm>
#include <cmath>

#include "core/text.hpp"
#include "world/lookup.hpp"

namespace entente::report {
namespace {

using scenario::IssueKind;
using scenario::Measure;
using scenario::Scenario;

std::string unit_words(core::Unit unit) {
  switch (unit) {
    case core::Unit::share: return "%";
    case core::Unit::index: return "";
    case core::Unit::level: return "level";
    case core::Unit::person: return "people";
    case core::Unit::people_k: return "thousand people";
    case core::Unit::battalion: return "battalions";
    case core::Unit::month: return "months";
    case core::Unit::day: return "days";
    case core::Unit::usd: return "USD";
    case core::Unit::musd: return "million USD";
    case core::Unit::usd_per_t: return "USD a tonne";
    case core::Unit::usd_per_oz: return "USD an ounce";
    case core::Unit::t_per_yr: return "tonnes a year";
    case core::Unit::t_per_month: return "tonnes a month";
    case core::Unit::musd_per_month: return "million USD a month";
    case core::Unit::usd_per_month: return "USD a month";
    case core::Unit::per_month: return "a month";
    case core::Unit::per_week: return "a week";
    default: return std::string(core::unit_name(unit));
  }
}

std::string reason_words(const Scenario& s, core::ActorId actor, const world::Reason& reason) {
  const double size = std::fabs(reason.value);
  const std::string much = kWorthPoints * size < 0.1 ? "less than 0.1" : worth(size);
  const std::string by = (reason.value < 0.0 ? " (worse by " : " (better by ") + much + ")";
  switch (reason.kind) {
    case world::ReasonKind::attribute: {
      const auto& attributes = s.actors[actor.index()].attributes;
      if (reason.ref < 0 || static_cast<std::size_t>(reason.ref) >= attributes.size()) return "its aims" + by;
      return attribute_words(s, attributes[static_cast<std::size_t>(reason.ref)]) + by;
    }
    case world::ReasonKind::issue:
      if (reason.ref < 0 || static_cast<std::size_t>(reason.ref) >= s.issues.size()) return "one term" + by;
      return "the term \"" + s.issues[static_cast<std::size_t>(reason.ref)].title + "\"" + by;
    case world::ReasonKind::cost: return "what follows besides (penalties, or talks it opens)" + by;
    case world::ReasonKind::forfeit:
      if (reason.ref >= 0)
        return "what signing would end in \"" + s.tracks[static_cast<std::size_t>(reason.ref)].title + "\"" + by;
      return "the rest of the text, which a breach puts at risk" + by;
    case world::ReasonKind::reputation: return "its reputation, which a breach puts at risk" + by;
    case world::ReasonKind::inertia: return "the trouble of changing course" + by;
    case world::ReasonKind::strength: return "attacker " + plain_number(reason.value) + " times as strong as defender";
    case world::ReasonKind::supply: return "attacker's supply at " + percent(reason.value) + " of full";
    case world::ReasonKind::opportunity: return "forces " + plain_number(reason.value) + " to 1";
    case world::ReasonKind::restraint: return "restraint at " + percent(reason.value) + " of full";
    case world::ReasonKind::pressure:
      return "pressure on the holder: " + plain_number(reason.value) + " million USD a month at stake";
    case world::ReasonKind::rent: return "worth of the place: " + plain_number(reason.value) + " million USD a month";
    case world::ReasonKind::distance: return "supply stretched by " + percent(reason.value);
    case world::ReasonKind::freshness: return "taken recently";
    case world::ReasonKind::monitor: return "chance of being seen in a week: " + percent(reason.value);
    case world::ReasonKind::attention: return "attention of the patron: " + plain_number(reason.value);
    case world::ReasonKind::audience: return "standing" + by;
    case world::ReasonKind::chance: return "chance: " + percent(reason.value);
    default: return {};
  }
}

}  // namespace

std::string plain_number(double value) {
  const double size = std::fabs(value);
  double unit = 1.0;  // from 1,000 on, further digits would claim what no run can know
  while (size / unit >= 999.5) unit *= 10.0;
  if (unit > 1.0) return core::format_grouped(std::floor(value / unit + 0.5) * unit, 0);
  int digits = 0;
  if (size < 0.0995) {
    digits = 3;
  } else if (size < 9.95) {
    digits = 2;
  } else if (size < 99.5) {
    digits = 1;
  }
  std::string text = core::format_grouped(value, digits);
  if (text.find('.') != std::string::npos) {
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  return text;
}

std::string with_unit(double value, core::Unit unit) {
  if (unit == core::Unit::share) return plain_number(100.0 * value) + " %";
  if (unit == core::Unit::level) return "level " + plain_number(value);
  if (unit == core::Unit::people_k && std::fabs(value) >= 999.5)
    return plain_number(value / 1000.0) + " million people";
  const std::string words = unit_words(unit);
  return words.empty() ? plain_number(value) : plain_number(value) + " " + words;
}

std::string with_unit(double value, std::string_view unit) {
  if (unit.empty()) return plain_number(value);
  if (unit == "thousand people") return with_unit(value, core::Unit::people_k);
  if (const auto known = core::parse_unit(unit)) return with_unit(value, *known);
  return plain_number(value) + " " + std::string(unit);
}

std::string range_words(double lo, double hi, std::string_view unit, std::string_view between) {
  std::string from = with_unit(lo, unit);
  const std::string to = with_unit(hi, unit);
  const std::size_t cut = from.find(' ');
  const std::size_t same = to.find(' ');
  if (cut != std::string::npos && same != std::string::npos && from.substr(cut) == to.substr(same)) from.resize(cut);
  return from + std::string(between) + to;
}

std::string percent(double share) {
  if (share < 0.01) return "under 1 %";
  if (share > 0.99) return "over 99 %";
  return core::format_fixed(100.0 * share, 0) + " %";
}

std::string frequency(std::uint64_t hits, std::uint64_t n) {
  constexpr std::uint64_t kFew = 20;  // below, a count says more than a share
  const std::string tail = " simulated histories";
  const auto whole = [](std::uint64_t value) { return core::format_grouped(static_cast<double>(value), 0); };
  if (n == 0) return "no" + tail;
  if (n < kFew) return whole(hits) + " of " + whole(n) + tail;
  if (hits == 0) return "fewer than 1 in " + whole(n) + tail;
  if (hits >= n) return "more than " + whole(n - 1) + " in " + whole(n) + tail;
  const auto hundreds = static_cast<std::uint64_t>(100.0 * static_cast<double>(hits) / static_cast<double>(n) + 0.5);
  if (n < 100 || hundreds == 0 || hundreds == 100) return whole(hits) + " of " + whole(n) + tail;
  return std::to_string(hundreds) + " in 100" + tail;
}

std::string chance(double share) {
  const double hundreds = std::floor(100.0 * share + 0.5);
  if (hundreds < 1.0) return "fewer than 1 in 100";
  if (hundreds > 99.0) return "more than 99 in 100";
  return core::format_fixed(hundreds, 0) + " in 100";
}

std::string hundreds_range(double lo, double hi) {
  const double low = std::clamp(std::floor(100.0 * lo), 0.0, 100.0);
  const double high = std::clamp(std::ceil(100.0 * hi), 0.0, 100.0);
  if (low < 1.0) return "up to " + core::format_fixed(std::min(high, 99.0), 0);
  if (high > 99.0) return "at least " + core::format_fixed(low, 0);
  return core::format_fixed(low, 0) + " to " + core::format_fixed(high, 0);
}

std::string likelihood(double share) {
  if (share < 0.05) return "almost no chance";
  if (share < 0.20) return "very unlikely";
  if (share < 0.45) return "unlikely";
  if (share <= 0.55) return "roughly even chance";
  if (share <= 0.80) return "likely";
  if (share <= 0.95) return "very likely";
  return "almost certain";
}

std::string short_name(std::string_view name) {
  const std::size_t cut = std::min(name.find(" ("), name.find(':'));
  return std::string(cut == 0 || cut == std::string_view::npos ? name : name.substr(0, cut));
}

std::string actor_name(const Scenario& s, core::ActorId actor) {
  return actor.valid() && actor.index() < s.actors.size() ? short_name(s.actors[actor.index()].name)
                                                          : "an outside actor";
}

std::string coalition_name(const Scenario& s, core::CoalitionId coalition) {
  return coalition.valid() && coalition.index() < s.coalitions.size() ? short_name(s.coalitions[coalition.index()].name)
                                                                      : "nobody";
}

std::string node_name(const Scenario& s, core::NodeId node) {
  return node.valid() && node.index() < s.nodes.size() ? short_name(s.nodes[node.index()].name) : "a place";
}

std::string position_words(const scenario::Issue& issue, double position) {
  for (std::size_t k = 0; k < issue.position_names.size() && k < issue.grid.size(); ++k) {
    if (issue.grid[k] == position) return issue.position_names[k];
  }
  if (issue.kind == IssueKind::toggle) return position != 0.0 ? "yes" : "no";
  if (issue.kind == IssueKind::level) return "level " + plain_number(position);
  return with_unit(position, issue.unit);
}

std::string package_words(const Scenario& s, const scenario::Track& track, const world::Package& package) {
  std::string out;
  for (std::size_t k = 0; k < track.issues.size(); ++k) {
    const auto& issue = s.issues[track.issues[k].index()];
    const double position = world::position_in(issue, package, static_cast<int>(k));
    if (position == issue.status_quo) continue;
    out += (out.empty() ? "" : "; ") + issue.title + ": " + position_words(issue, position);
  }
  return out.empty() ? "nothing changes" : out;
}

std::string attribute_words(const Scenario& s, const scenario::Attribute& attribute) {
  switch (attribute.measure) {
    case Measure::cash: return "its money";
    case Measure::population: {
      std::string out = "people living under " + coalition_name(s, attribute.coalition);
      if (attribute.zone.valid()) out += " in " + short_name(s.zones[attribute.zone.index()].name);
      return out;
    }
    case Measure::zone:
      return "hold of " + coalition_name(s, attribute.coalition) + " on " +
             (attribute.zone.valid() ? short_name(s.zones[attribute.zone.index()].name) : std::string("its area"));
    case Measure::force:
      return "men of " +
             (attribute.force.valid() ? short_name(s.forces[attribute.force.index()].name) : std::string("a force"));
    case Measure::deaths: return "deaths in the fighting";
    case Measure::supply: return "minerals that reach its side";
    case Measure::sanctioned: return "sanctions on it";
    default: return "its standing with its public and abroad";
  }
}

std::string measure_unit(Measure measure) {
  switch (measure) {
    case Measure::cash:
    case Measure::supply: return "million USD a month";
    case Measure::population: return "thousand people";
    case Measure::zone: return "share";
    case Measure::force: return "men";
    case Measure::deaths: return "deaths a month";
    case Measure::sanctioned: return "levels";
    default: return "points";
  }
}

std::string reasons_words(const Scenario& s, core::ActorId actor, const world::Reasons& reasons) {
  std::string out;
  for (int i = 0; i < reasons.count; ++i) {
    const std::string one = reason_words(s, actor, reasons.term[static_cast<std::size_t>(i)]);
    if (!one.empty()) out += (out.empty() ? "" : ", ") + one;
  }
  return out;
}

std::string worth(double value) {
  const double points = kWorthPoints * value;
  if (std::fabs(points) < 0.05) return "0";
  return core::format_fixed(points, std::fabs(points) < 99.95 ? 1 : 0);
}

std::string worth_of(const Scenario& s, core::ActorId actor, double value) {
  if (!actor.valid() || !s.actors[actor.index()].bands_only) return worth(value);
  const double step = 0.05;
  const double lo = std::floor(value / step) * step;
  const auto end = [](double v) { return core::format_fixed(kWorthPoints * v + 0.0, 0); };
  return "between " + end(lo) + " and " + end(lo + step);
}

}  // namespace entente::report

// SPDX-License-Identifier: Apache-2.0
// Inputs: what outcomes move with, how well each is founded, and the register of all of them.
#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "core/text.hpp"
#include "report/charts.hpp"
#include "report/markup.hpp"
#include "report/sections.hpp"
#include "report/words.hpp"

namespace entente::report {
namespace {

using analysis::Influence;
using analysis::OutcomeSummary;

/// A path that may break after its dots and nowhere else, so that tables give it room without growing too wide.
std::string path_code(const std::string& path) {
  std::string out;
  for (const char c : text(path)) out += c == '.' ? std::string(".<wbr>") : std::string(1, c);
  return "<code>" + out + "</code>";
}

std::string unit_column(core::Unit unit) {
  return unit == core::Unit::people_k ? std::string("thousand people") : std::string(core::unit_name(unit));
}

std::string number_words(double value) { return core::format_number(value); }

std::string sources_words(const scenario::Scenario& s, const core::Quantity& quantity) {
  std::string out;
  for (const core::SourceId id : quantity.src) {
    if (id.valid()) out += (out.empty() ? "" : ", ") + s.sources[id.index()].id;
  }
  return out.empty() ? "judgement (a documented default)" : out;
}

/// Uncertain inputs, strongest first, then by path.
std::vector<std::size_t> by_influence(const Page& page) {
  std::vector<std::size_t> order;
  for (std::size_t p = 0; p < page.s.params.size(); ++p) {
    if (core::is_uncertain(page.s.params[p].quantity)) order.push_back(p);
  }
  const auto strength = [&page](std::size_t p) {
    return p < page.sum.param_influence.size() ? page.sum.param_influence[p] : 0.0;
  };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return strength(a) > strength(b) || (strength(a) == strength(b) && page.s.params[a].path < page.s.params[b].path);
  });
  return order;
}

/// Inputs drawn together or renormalised together show one link; the first of them stands for all.
struct Group {
  std::size_t param = 0;
  std::size_t others = 0;
};

std::vector<Group> groups(const Page& page, const std::vector<std::size_t>& order, std::size_t most) {
  std::vector<Group> out;
  std::map<std::pair<bool, std::uint64_t>, std::size_t> known;
  for (const std::size_t p : order) {
    if (p >= page.sum.param_influence.size() || page.sum.param_influence[p] <= 0.0) break;
    const auto& param = page.s.params[p];
    const bool set = param.normal_set >= 0;
    const std::pair<bool, std::uint64_t> name{set, set ? static_cast<std::uint64_t>(param.normal_set) : param.stream};
    const auto [at, fresh] = known.insert({name, out.size()});
    if (!fresh) {
      if (at->second < out.size()) ++out[at->second].others;
    } else if (out.size() < most) {
      out.push_back({p, 0});
    }
  }
  return out;
}

std::string with_others(const std::string& name, std::size_t others) {
  return others == 0 ? name : name + " (and " + std::to_string(others) + " drawn together with it)";
}

std::vector<std::string> register_row(const Page& page, std::size_t p) {
  const auto& param = page.s.params[p];
  const auto& q = param.quantity;
  const double rho = p < page.sum.param_influence.size() ? page.sum.param_influence[p] : 0.0;
  std::string why = q.why;
  if (q.hindsight) why = "Rests on later knowledge. " + why;
  return {path_code(param.path),
          text(number_words(q.v)),
          text(number_words(q.lo) + " to " + number_words(q.hi)),
          text(unit_column(q.unit)),
          text(core::shape_name(q.shape)),
          text(sources_words(page.s, q)),
          std::to_string(q.ped),
          rho > 0.0 ? core::format_fixed(rho, 2) : std::string("-"),
          text(why)};
}

std::vector<std::string> register_head() {
  return {"Input", "Value", "Range", "Unit", "Shape", "Sources", "Pedigree", "Strongest link", "Why"};
}

std::string influences_of(const Page& page, const OutcomeSummary& outcome) {
  const std::string id = "i" + std::to_string(outcome.outcome.index());
  Table table("Inputs that \"" + page.s.outcomes[outcome.outcome.index()].title + "\" moves with",
              {"Input", "", "Rank correlation (95 %)", "More of it goes with", "Rests on"}, "00100");
  for (std::size_t i = 0; i < outcome.influence.size(); ++i) {
    const Influence& one = outcome.influence[i];
    const auto& param = page.s.params[one.param.index()];
    table.row({text(input_name(page.s, one.param)) + "<br>" + path_code(param.path),
               rho_bar(id + "-" + std::to_string(i), one.rho, one.lo, one.hi),
               core::format_fixed(one.rho, 2) + " (" + core::format_fixed(one.lo, 2) + " to " +
                   core::format_fixed(one.hi, 2) + ")",
               outcome.binary ? (one.rho > 0.0 ? "more often true" : "less often true")
                              : (one.rho > 0.0 ? "higher" : "lower"),
               text(footing_words(footing(page.s, param.quantity)))});
  }
  return table.html();
}

struct Count {
  std::size_t sourced = 0, mixed = 0, judgement = 0, hindsight = 0;
};

Count count_footing(const Page& page, const std::vector<std::size_t>& which) {
  Count out;
  for (const std::size_t p : which) {
    const auto& q = page.s.params[p].quantity;
    const Footing f = footing(page.s, q);
    ++(f == Footing::sourced ? out.sourced : f == Footing::mixed ? out.mixed : out.judgement);
    out.hindsight += q.hindsight ? 1 : 0;
  }
  return out;
}

std::string sources_table(const Page& page) {
  Table table("Sources", {"Id", "Tier", "Date", "What"});
  for (const auto& source : page.s.sources) {
    std::string what = text(source.what);
    const bool link = source.url.rfind("https://", 0) == 0 || source.url.rfind("http://", 0) == 0;
    if (link) what = "<a href=\"" + text(source.url) + "\" rel=\"noreferrer\">" + what + "</a>";
    table.row({text(source.id), text(source.tier), text(source.date ? core::to_string(*source.date) : "-"), what});
  }
  return table.html();
}

}  // namespace

Footing footing(const scenario::Scenario& s, const core::Quantity& quantity) {
  bool source = false;
  bool judged = false;
  for (const core::SourceId id : quantity.src) {
    if (!id.valid()) continue;
    (s.sources[id.index()].tier == "judgement" ? judged : source) = true;
  }
  if (!source) return Footing::judgement;
  return judged ? Footing::mixed : Footing::sourced;
}

std::string footing_words(Footing f) {
  switch (f) {
    case Footing::sourced: return "a source";
    case Footing::mixed: return "a source and judgement";
    default: return "judgement";
  }
}

std::string input_name(const scenario::Scenario& s, core::ParamId param) {
  const std::string& path = s.params[param.index()].path;
  const std::size_t first = path.find('.');
  if (first == std::string::npos) return path;
  const std::size_t second = path.find('.', first + 1);
  const std::string table = path.substr(0, first);
  const std::string id = path.substr(first + 1, second == std::string::npos ? second : second - first - 1);
  std::string rest = second == std::string::npos ? "" : path.substr(second + 1);
  std::replace(rest.begin(), rest.end(), '_', ' ');
  std::replace(rest.begin(), rest.end(), '.', ' ');
  const auto named = [&](const auto& list) -> std::string {
    for (const auto& one : list) {
      if (one.id == id) return short_name(one.name);
    }
    return {};
  };
  std::string name;
  if (table == "actors") name = named(s.actors);
  if (table == "forces") name = named(s.forces);
  if (table == "nodes") name = named(s.nodes);
  if (table == "minerals") name = named(s.minerals);
  if (table == "assets") name = named(s.assets);
  const auto titled = [&](const auto& list) {
    for (const auto& one : list) {
      if (one.id == id) name = one.title;
    }
  };
  if (table == "tracks") titled(s.tracks);
  if (table == "issues") titled(s.issues);
  if (table == "shocks") titled(s.shocks);
  if (name.empty()) {
    name = table + " " + id;
    std::replace(name.begin(), name.end(), '_', ' ');
  }
  return rest.empty() ? name : name + ": " + rest;
}

std::string evidence(const Page& page, const OutcomeSummary& outcome) {
  if (outcome.influence.empty()) {
    return "Evidence grade: not given, as no single input stands out from chance over " +
           std::to_string(page.sum.influence_n) + " draws.";
  }
  double weight = 0.0;
  double sourced = 0.0;
  for (const Influence& one : outcome.influence) {
    const Footing f = footing(page.s, page.s.params[one.param.index()].quantity);
    weight += one.rho * one.rho;
    sourced += one.rho * one.rho * (f == Footing::sourced ? 1.0 : f == Footing::mixed ? 0.5 : 0.0);
  }
  const double share = sourced / weight;
  const char* grade = share < 1.0 / 3.0 ? "low" : share < 2.0 / 3.0 ? "moderate" : "high";
  return std::string("Evidence grade: ") + grade + "; of what it is seen to move with, " + percent(share) +
         " rests on sources, the rest on judgement.";
}

std::string section_inputs(const Page& page) {
  std::string out = "<section id=\"inputs\"><h2>2. Which inputs the outcomes move with</h2>\n";
  out += paragraph(
      "Every history draws its uncertain inputs anew. The lists show inputs whose draws rise or fall together with an "
      "outcome "
      "over " +
      std::to_string(page.sum.influence_n) +
      " draws (Spearman's rank correlation), as far as chance alone would hardly show "
      "it among so many inputs; still, about one outcome in twenty will list an input by chance. This is a "
      "correlation: it does not prove a cause, it misses inputs that act only together, and "
      "an input that is absent here may still matter in a larger ensemble.");
  out += paragraph(
      "Evidence grade: each listed input counts by the square of its correlation; a source counts in full, source and "
      "judgement "
      "half, judgement nothing. Low is under a third, moderate under two thirds, high above.",
      "note");
  const std::vector<std::size_t> order = by_influence(page);
  Table top("Inputs with the strongest link to any outcome",
            {"Input", "Value", "Range", "Unit", "Strongest link", "Rests on", "Pedigree"}, "0110101");
  for (const Group& group : groups(page, order, 20)) {
    const std::size_t p = group.param;
    const auto& param = page.s.params[p];
    top.row({text(with_others(input_name(page.s, core::ParamId::at(p)), group.others)) + "<br>" + path_code(param.path),
             text(plain_number(param.quantity.v)),
             text(plain_number(param.quantity.lo) + " to " + plain_number(param.quantity.hi)),
             text(unit_column(param.quantity.unit)), core::format_fixed(page.sum.param_influence[p], 2),
             text(footing_words(footing(page.s, param.quantity))), std::to_string(param.quantity.ped)});
  }
  if (top.empty()) {
    return out + paragraph("No input stands out from chance with this number of draws. More draws may show some.") +
           "</section>\n";
  }
  out += top.html();
  std::string all;
  std::string silent;
  for (const OutcomeSummary* outcome : analysis::in_file_order(page.s, page.sum)) {
    if (outcome->influence.empty()) {
      silent += (silent.empty() ? "" : "; ") + page.s.outcomes[outcome->outcome.index()].title;
    } else {
      all += influences_of(page, *outcome);
    }
  }
  out += folded("Outcome by outcome", all);
  if (!silent.empty()) out += paragraph("No single input stands out for: " + silent + ".", "note");
  return out + "</section>\n";
}

std::string section_register(const Page& page) {
  const std::vector<std::size_t> order = by_influence(page);
  const Count all = count_footing(page, order);
  std::string out = "<section id=\"register\"><h2>9. Register of assumptions</h2>\n";
  out += paragraph("Of " + std::to_string(order.size()) + " uncertain inputs " + std::to_string(all.sourced) +
                   " rest on a source, " + std::to_string(all.mixed) + " on a source and judgement, " +
                   std::to_string(all.judgement) + " on judgement alone. " +
                   (all.hindsight == 0 ? std::string("None rests on knowledge later than the date of the case.")
                                       : std::to_string(all.hindsight) +
                                             " rest on knowledge later than the date of the case and say so.") +
                   " Pedigree runs from 0 (little more than a guess) to 4 (measured). "
                   "Where one stands in the files, and what it replaced, says: entente why CASE INPUT. \"Strongest "
                   "link\" is the largest rank correlation with any outcome.");
  Table weak("Strong influence, weak evidence: judgement alone with pedigree 0 or 1", register_head(), "011000110");
  Table rest("All uncertain inputs, by influence", register_head(), "011000110");
  for (const Group& group : groups(page, order, 40)) {
    const auto& q = page.s.params[group.param].quantity;
    if (q.ped > 1 || footing(page.s, q) != Footing::judgement) continue;
    std::vector<std::string> row = register_row(page, group.param);
    row[0] += text(with_others("", group.others));
    weak.row(std::move(row));
  }
  for (const std::size_t p : order) rest.row(register_row(page, p));
  if (!weak.empty()) out += weak.html();
  out += folded("All " + std::to_string(order.size()) + " uncertain inputs", rest.html());
  out += folded("All " + std::to_string(page.s.sources.size()) + " sources", sources_table(page));
  return out + "</section>\n";
}

}  // namespace entente::report

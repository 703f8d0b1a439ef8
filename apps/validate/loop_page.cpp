// SPDX-License-Identifier: Apache-2.0
// The law of the loop (sampled futures, common random numbers): closed channels, background return, increments of aid and
// pressure and what they grow with, their size, and what reactions are for.
#include <algorithm>

#include "apps/validate/worth.hpp"

namespace entente::validate {
namespace {

/// "mode; mean over draws"
std::string cell(const Worth& w, int digits = 3) {
  return with_error(w.mode().mean, w.mode().error, digits) + "; " + with_error(w.drawn().mean, w.drawn().error, digits);
}

/// True unless the difference is below zero by more than two standard errors, at the mode or over draws.
bool not_negative(const Worth& difference) {
  const auto mode = difference.mode(), drawn = difference.drawn();
  constexpr double kNothing = 1e-12;  // rounding of sums
  return mode.mean >= -2.0 * mode.error - kNothing && drawn.mean >= -2.0 * drawn.error - kNothing;
}

/// True if the difference stands above zero by more than two standard errors, at the mode or over draws.
bool told_from_nothing(const Worth& difference) {
  const auto mode = difference.mode(), drawn = difference.drawn();
  return mode.mean > 2.0 * mode.error || drawn.mean > 2.0 * drawn.error;
}

bool exactly_zero(const Worth& w) {
  const auto zero = [](double x) { return x == 0.0; };
  return std::all_of(w.paths.begin(), w.paths.end(), zero) && std::all_of(w.draws.begin(), w.draws.end(), zero);
}

/// The ground of a right: true when all assets of its effects lie where no share belongs to the seller's side.
bool wholly_held_by_others(const scenario::Scenario& s, const scenario::Draw& d, const Parts& parts) {
  const auto world = world::initial_world(s, d);
  const auto side = s.actors[parts.seller.index()].coalition;
  for (const auto& effect : s.issues[parts.held.index()].effects) {
    for (const auto asset : effect.assets) {
      if (world.share(s, s.assets[asset.index()].node, side) > 0.0) return false;
    }
  }
  return true;
}

struct Grid {
  std::vector<Levers> columns;
  Row head;
};

Grid lever_grid(const Parts& p) {
  return {{p.off, {p.top.aid, p.off.pledge}, {p.off.aid, p.top.pledge}, p.top},
          {"levers off", "aid only", "pressure only", "both"}};
}

/// Table of rows x columns and laws (a) and (b) and the signs of (c). Returns the full world's row.
std::vector<Worth> channels_section(const Context& c, const Parts& parts, Page& page) {
  const auto no_force = fixed(c.base, c.arguments.force_channel, 0.0);
  const auto no_release = fixed(c.base, c.arguments.release_channel, 0.0);
  const auto neither = fixed(no_force, c.arguments.release_channel, 0.0);
  const Grid grid = lever_grid(parts);
  const std::vector<Variant> variants{
      {&c.base, grid.columns}, {&no_force, grid.columns}, {&no_release, grid.columns}, {&neither, grid.columns}};
  const auto worth = measure(c, parts, parts.held, variants);
  const Row names{"full world", "no force channel", "no release channel", "neither channel"};
  page.section("What the right in held ground is worth to its buyer");
  page.text(
      "MUSD a month in the buyer's supply attribute over its deal horizon, of the whole right (`" +
      c.arguments.held_rights + "`) under levers of its own: aid (`" + c.arguments.aid + "`) and pressure (`" +
      c.arguments.pledge + "`) at their highest position. " + std::to_string(c.paths) +
      " futures with and without the right. Each cell: at the modes, with the standard error over futures; then the "
      "mean over " +
      std::to_string(c.draws) + " draws, with the standard error over draws.");
  Row head{"channels by which ground returns"};
  head.insert(head.end(), grid.head.begin(), grid.head.end());
  std::vector<Row> rows;
  for (std::size_t v = 0; v < worth.size(); ++v) {
    rows.push_back({names[v]});
    for (const auto& w : worth[v]) rows.back().push_back(cell(w));
  }
  page.table(head, rows);
  const bool held = wholly_held_by_others(c.base, scenario::make_draw(c.base, c.base.seed, -1), parts);
  page.check(held, "no part of the ground of this right is under the seller's side at as_of");
  page.check(std::all_of(worth[3].begin(), worth[3].end(), exactly_zero),
             "(a) with neither channel the worth is exactly 0 in every future of every draw");
  page.check(worth[0][0].mode().mean >= 0.0 && worth[0][0].drawn().mean >= 0.0,
             "(b) with the levers off it is the background return: " + cell(worth[0][0]) + " MUSD a month");
  const Row levers{"aid", "pressure", "both"};
  std::vector<Row> increments;
  for (std::size_t l = 1; l < 4; ++l) {
    Row row{levers[l - 1]};
    for (std::size_t v = 0; v < worth.size(); ++v) row.push_back(cell(worth[v][l] - worth[v][0]));
    increments.push_back(row);
  }
  page.text("Increment over levers off, paired future by future and draw by draw:");
  page.table({"lever", names[0], names[1], names[2], names[3]}, increments);
  for (std::size_t l = 1; l < 4; ++l) {
    page.check(not_negative(worth[0][l] - worth[0][0]),
               "(c) the increment of " + levers[l - 1] + " is not negative beyond two standard errors");
  }
  return worth[0];
}

/// One table: the increment of pressure at successive settings, and whether it moves the way it must.
void series_table(Page& page, const std::string& title, const Row& labels, const std::vector<Worth>& increments,
                  bool grows, const std::string& law) {
  std::vector<Row> rows;
  bool ok = true;
  for (std::size_t i = 0; i < increments.size(); ++i) {
    Row row{labels[i], cell(increments[i])};
    if (i == 0) {
      row.push_back("");
    } else {
      const Worth step = grows ? increments[i] - increments[i - 1] : increments[i - 1] - increments[i];
      const bool good = not_negative(step);
      ok = ok && good;
      row.push_back(good ? "yes" : "**no**");
    }
    rows.push_back(row);
  }
  const Worth whole = grows ? increments.back() - increments.front() : increments.front() - increments.back();
  page.table(
      {title, "increment of pressure, MUSD a month", grows ? "not below the one before" : "not above the one before"},
      rows);
  // Steps within their errors are not enough: a flat series passes them, so the ends must be told apart as well.
  const bool shown = told_from_nothing(whole);
  const std::string ends = " (between the ends, in the direction of the law: " + cell(whole) + ")";
  page.check(
      ok && shown,
      law + ends +
          (ok && !shown ? "; not contradicted, but not shown: no trend is told from nothing with these futures" : ""));
}

void series_section(const Context& c, const Parts& parts, Page& page) {
  const auto& a = c.arguments;
  std::vector<scenario::Scenario> made;
  Row bite_labels, relief_labels, rent_labels;
  for (const double f : a.bite_factors) {
    made.push_back(scaled(c.base, a.bite, f));
    bite_labels.push_back("x " + number(f, 1));
  }
  for (const double v : a.relief_values) {
    made.push_back(fixed(c.base, a.relief, v));
    relief_labels.push_back(number(v, 2));
  }
  const auto rented = a.rent_overlay.empty() ? c.base : with_overlay(c.session, c.folder, a.rent_overlay);
  for (const double f : a.rent_factors) {
    made.push_back(scaled(rented, a.rent, f));
    rent_labels.push_back("x " + number(f, 1));
  }
  const Levers pressed{parts.off.aid, parts.top.pledge};
  std::vector<Variant> variants{{&c.base, {parts.off}}};
  for (std::size_t l = parts.off.pledge + 1; l <= parts.top.pledge; ++l)
    variants.front().levers.push_back({parts.off.aid, l});
  for (const auto& s : made) variants.push_back({&s, {parts.off, pressed}});
  const auto worth = measure(c, parts, parts.held, variants);
  page.section("What the increment of pressure grows with");
  std::vector<Worth> pledge;
  Row pledge_labels;
  for (std::size_t l = 0; l < worth.front().size(); ++l) {
    pledge.push_back(worth.front()[l] - worth.front().front());
    pledge_labels.push_back(number(c.base.issues[parts.pledge.index()].grid[parts.off.pledge + l], 0));
  }
  series_table(page, "pledged level", pledge_labels, pledge, true,
               "(c) the increment of pressure grows with the pledge");
  std::size_t next = 1;
  const auto series = [&](std::size_t count) {
    std::vector<Worth> out;
    for (std::size_t i = 0; i < count; ++i, ++next) out.push_back(worth[next][1] - worth[next][0]);
    return out;
  };
  series_table(page, "cost of sanctions to the target", bite_labels, series(bite_labels.size()), true,
               "(c) it grows with what sanctions cost the target");
  series_table(page, "relief credibility", relief_labels, series(relief_labels.size()), true,
               "(c) it grows with the credibility of relief");
  series_table(
      page,
      "transit rent of the target" + (a.rent_overlay.empty() ? std::string() : ", under `" + a.rent_overlay + "`"),
      rent_labels, series(rent_labels.size()), false, "(c) it falls with the target's transit rent");
}

/// Increment of both levers over the worth of the safe right: at the modes and as means over draws.
struct Size {
  Worth safe, both;
  [[nodiscard]] double at_mode() const { return share(both.mode(), safe.mode()); }
  [[nodiscard]] double drawn() const { return share(both.drawn(), safe.drawn()); }

 private:
  static double share(const Estimate& part, const Estimate& whole) {
    return whole.mean != 0.0 ? part.mean / whole.mean : 0.0;
  }
};

Row size_row(const std::string& name, const Size& size) {
  return {name,
          with_error(size.safe.mode().mean, size.safe.mode().error, 2) + "; " +
              with_error(size.safe.drawn().mean, size.safe.drawn().error, 2),
          cell(size.both), number(100.0 * size.at_mode(), 2) + "; " + number(100.0 * size.drawn(), 2)};
}

void size_section(const Context& c, const Parts& parts, const std::vector<Worth>& full, Page& page) {
  page.section("Size of the loop");
  page.text("The worth of the safe right (`" + c.arguments.safe_rights +
            "`, whole, levers off) and the increment of both levers to the worth of the right in held ground, "
            "MUSD a month; at the modes; mean over draws. Below the case, the same under other inputs that somebody "
            "could reasonably have chosen.");
  const Size size{measure(c, parts, parts.safe, {{&c.base, {parts.off}}})[0][0], full[3] - full[0]};
  std::vector<Row> rows{size_row("the case", size)};
  for (const auto& other : c.arguments.otherwise) {
    const auto s = other.overlay.empty() ? fixed(c.base, other.path, other.value)
                                         : with_overlay(c.session, c.folder, other.overlay);
    const auto held = measure(c, parts, parts.held, {{&s, {parts.off, parts.top}}})[0];
    rows.push_back(size_row(other.what, {measure(c, parts, parts.safe, {{&s, {parts.off}}})[0][0], held[1] - held[0]}));
  }
  page.table({"", "safe right", "increment of both levers", "the second over the first, per cent"}, rows);
  page.check(size.drawn() >= c.arguments.least_share, "(d) both levers add at least " +
                                                          number(100.0 * c.arguments.least_share, 0) +
                                                          " per cent of the worth of the safe right (mean over draws)");
}

/// Projected gain to the seller of every pledge alone, best first-moved position; [mode, draws...].
std::vector<double> best_pledges(const Context& c, const Parts& parts, const scenario::Scenario& s) {
  std::vector<double> best(static_cast<std::size_t>(c.draws) + 1, 0.0);
  c.executor.execute(best.size(), [&](std::uint64_t task) {
    const Bench bench(s, c.session.registry(), static_cast<std::int64_t>(task) - 1);
    const auto& track = s.tracks[parts.track.index()];
    std::vector<double> gain(track.parties.size());
    bool first = true;
    for (std::size_t l = 0; l < s.issues[parts.pledge.index()].grid.size(); ++l) {
      if (l == parts.off.pledge) continue;
      bench.preference().gains(parts.track, package_of(s, parts.track, {{parts.pledge, l}}), gain);
      for (std::size_t i = 0; i < gain.size(); ++i) {
        if (track.parties[i].actor != parts.seller) continue;
        best[task] = first ? gain[i] : std::max(best[task], gain[i]);
      }
      first = false;
    }
  });
  return best;
}

void reactions_section(const Context& c, const Parts& parts, Page& page) {
  const auto frozen = fixed(c.base, c.arguments.reactions, 0.0);
  const auto off = best_pledges(c, parts, frozen);
  const auto on = best_pledges(c, parts, c.base);
  Row head{"projected gain of the seller from the best pledge alone", "mode"};
  Row with{"others react"}, without{"others stand still"};
  for (std::size_t i = 0; i < on.size(); ++i) {
    if (i > 0) head.push_back("draw " + std::to_string(i - 1));
    with.push_back(number(on[i], 4));
    without.push_back(number(off[i], 4));
  }
  page.section("What reactions are for");
  page.table(head, {with, without});
  page.check(std::all_of(off.begin(), off.end(), [](double x) { return x == 0.0; }),
             "(e) with reactions off the best pledge is worth exactly 0");
  page.check(on.front() > 0.0 && estimate(std::vector<double>(on.begin() + 1, on.end())).mean > 0.0,
             "(e) with reactions on it is positive, at the modes and on average over draws");
}

}  // namespace

Page loop_page(const Context& c) {
  Page page("The loop: rights, security, and what returns the ground",
            "A right in ground that the other side holds is worth to its buyer what can return that ground. This page "
            "measures it by\n"
            "sampled futures under common random numbers, closes the channels one by one, and asks every lever for a "
            "sign of life.");
  const Parts parts = parts_of(c.base, c.arguments);
  c.tell("loop: channels");
  const auto full = channels_section(c, parts, page);
  c.tell("loop: series");
  series_section(c, parts, page);
  size_section(c, parts, full, page);
  reactions_section(c, parts, page);
  c.tell("loop: counter-offer");
  counter_offer_section(c, page);
  c.tell("loop: levers");
  levers_section(c, page);
  return page;
}

}  // namespace entente::validate

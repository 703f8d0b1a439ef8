// SPDX-License-Identifier: Apache-2.0
// Places: a schematic map of dots and strips of months. Positions are those of the scenario, for drawing only.
#include <algorithm>
#include <cmath>

#include "report/charts.hpp"
#include "report/markup.hpp"
#include "report/words.hpp"

namespace entente::report {
namespace {

using analysis::TimelineMonth;
using scenario::Scenario;

std::string holder_colour(const Scenario& s, std::int32_t holder) {
  if (holder < 0) return "#e8e4da";
  const auto at = static_cast<std::size_t>(holder);
  return side_colour(at, s.coalitions[at].unaligned);
}

/// White lines over the colour: readable without colour too.
std::string hatch(std::string_view id) {
  return "<defs><pattern id=\"" + std::string(id) +
         "-h\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" "
         "patternTransform=\"rotate(45)\"><rect width=\"2.2\" height=\"5\" fill=\"#fff\" "
         "fill-opacity=\"0.85\"/></pattern></defs>";
}

struct Bounds {
  double lat_lo = 90.0, lat_hi = -90.0, lon_lo = 180.0, lon_hi = -180.0;
};

/// Contested places only: outside places may lie far away and would shrink the rest.
Bounds bounds(const Scenario& s) {
  Bounds b;
  for (const auto& node : s.nodes) {
    if (node.outside || !node.front.valid()) continue;
    b.lat_lo = std::min(b.lat_lo, node.lat);
    b.lat_hi = std::max(b.lat_hi, node.lat);
    b.lon_lo = std::min(b.lon_lo, node.lon);
    b.lon_hi = std::max(b.lon_hi, node.lon);
  }
  if (b.lat_hi < b.lat_lo) b = {-1.0, 1.0, -1.0, 1.0};
  return b;
}

bool shown(const scenario::Node& node) { return !node.outside && node.front.valid(); }

}  // namespace

std::string map_of_month(std::string_view id, std::string_view title, const Scenario& s, const TimelineMonth& month) {
  constexpr double kWide = 300.0, kHigh = 330.0, kEdge = 22.0;
  const Bounds b = bounds(s);
  const double scale = std::min((kWide - 2 * kEdge) / std::max(0.1, b.lon_hi - b.lon_lo),
                                (kHigh - 2 * kEdge) / std::max(0.1, b.lat_hi - b.lat_lo));
  const auto x = [&](const scenario::Node& n) { return kEdge + (n.lon - b.lon_lo) * scale; };
  const auto y = [&](const scenario::Node& n) { return kEdge + (b.lat_hi - n.lat) * scale; };
  std::size_t held = 0;
  std::size_t differ = 0;
  for (std::size_t n = 0; n < s.nodes.size() && n < month.holder.size(); ++n) {
    if (!shown(s.nodes[n])) continue;
    ++held;
    differ += month.disagreement[n] > kHatch ? 1 : 0;
  }
  const int wide = static_cast<int>(2 * kEdge + (b.lon_hi - b.lon_lo) * scale) + 62;
  const int high = static_cast<int>(2 * kEdge + (b.lat_hi - b.lat_lo) * scale);
  Svg svg(wide, high, id, title,
          std::to_string(held) + " places as dots, coloured by their most common holder; " + std::to_string(differ) +
              " are hatched because more than a quarter of the histories have another holder. The list below has every "
              "place.");
  svg.add(hatch(id));
  for (const auto& edge : s.edges) {
    const auto& a = s.nodes[edge.a.index()];
    const auto& c = s.nodes[edge.b.index()];
    if (shown(a) && shown(c)) svg.line(x(a), y(a), x(c), y(c), "stroke=\"#dde2e6\"");
  }
  for (std::size_t n = 0; n < s.nodes.size() && n < month.holder.size(); ++n) {
    const auto& node = s.nodes[n];
    if (!shown(node)) continue;
    const double r = node.major >= 0.5 ? 7.0 : 4.6;
    svg.circle(x(node), y(node), r,
               "fill=\"" + holder_colour(s, month.holder[n]) + "\" stroke=\"#1c2126\" stroke-width=\"0.6\"");
    if (month.disagreement[n] > kHatch) svg.circle(x(node), y(node), r, "fill=\"url(#" + std::string(id) + "-h)\"");
    if (node.major >= 0.5) svg.label(x(node) + r + 2, y(node) + 4, short_name(node.name));
  }
  return svg.html();
}

std::string strips(std::string_view id, const Scenario& s, const std::vector<TimelineMonth>& timeline,
                   const std::vector<std::string>& labels) {
  constexpr double kNames = 190.0, kCell = 15.0, kRow = 13.0;
  std::vector<std::pair<std::int32_t, std::size_t>> order;
  for (std::size_t n = 0; n < s.nodes.size(); ++n) {
    if (shown(s.nodes[n])) order.push_back({s.nodes[n].front.value, n});
  }
  std::stable_sort(order.begin(), order.end(), [&s](const auto& a, const auto& b) {
    return a.first < b.first || (a.first == b.first && s.nodes[a.second].lat > s.nodes[b.second].lat);
  });
  std::int32_t groups = 0;
  for (std::size_t i = 0; i < order.size(); ++i) groups += i == 0 || order[i].first != order[i - 1].first ? 1 : 0;
  const int wide = static_cast<int>(kNames + kCell * static_cast<double>(timeline.size())) + 6;
  const int high = static_cast<int>(kRow * static_cast<double>(order.size()) + 20.0 * groups) + 26;
  Svg svg(wide, high, id, "Places by month",
          "One row a place, one cell a month: colour of the most common holder, hatched where more than a quarter of "
          "the histories have another holder.");
  svg.add(hatch(id));
  double y = 4.0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::size_t n = order[i].second;
    if (i == 0 || order[i].first != order[i - 1].first) {
      y += 6.0;
      svg.label(0, y + 9, short_name(s.fronts[static_cast<std::size_t>(order[i].first)].name), "font-weight=\"600\"");
      y += 14.0;
    }
    svg.label(kNames - 6, y + 10, short_name(s.nodes[n].name), "text-anchor=\"end\"");
    for (std::size_t m = 0; m < timeline.size();) {  // equal neighbours become one cell
      const std::int32_t holder = timeline[m].holder[n];
      const bool differ = timeline[m].disagreement[n] > kHatch;
      std::size_t end = m + 1;
      while (end < timeline.size() && timeline[end].holder[n] == holder &&
             (timeline[end].disagreement[n] > kHatch) == differ)
        ++end;
      const double x = kNames + kCell * static_cast<double>(m);
      const double w = kCell * static_cast<double>(end - m);
      svg.rect(x, y, w, kRow - 2, "fill=\"" + holder_colour(s, holder) + "\"");
      if (differ) svg.rect(x, y, w, kRow - 2, "fill=\"url(#" + std::string(id) + "-h)\"");
      m = end;
    }
    y += kRow;
  }
  for (std::size_t m = 0; m + 3 < timeline.size() && m < labels.size(); m += 6) {
    svg.label(kNames + kCell * static_cast<double>(m), y + 14, labels[m]);
  }
  return svg.html();
}

}  // namespace entente::report

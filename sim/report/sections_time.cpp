// SPDX-License-Identifier: Apache-2.0
// Months: deals, prices, people; places by month on strips and maps; harm to civilians.
#include <algorithm>

#include "core/text.hpp"
#include "report/charts.hpp"
#include "report/markup.hpp"
#include "report/sections.hpp"
#include "report/words.hpp"

namespace entente::report {
namespace {

using analysis::Fan;
using analysis::TimelineMonth;

/// Months shown in tables: every third, and the last.
std::vector<std::size_t> table_months(std::size_t count) {
  std::vector<std::size_t> out;
  for (std::size_t m = 0; m < count; m += 3) out.push_back(m);
  if (count > 0 && out.back() != count - 1) out.push_back(count - 1);
  return out;
}

std::string fan_words(const Fan& fan) {
  return plain_number(fan.mid) + " (" + plain_number(fan.low) + " to " + plain_number(fan.high) + ")";
}

template <class Get>
FanLine fan_line(const Page& page, std::string name, std::string colour, Get get) {
  FanLine line{std::move(name), std::move(colour), {}};
  for (const TimelineMonth& month : page.sum.timeline) line.months.push_back(get(month));
  return line;
}

std::string figure(const std::string& picture, std::string_view caption) {
  return "<figure>" + picture + "<figcaption>" + text(caption) + "</figcaption></figure>\n";
}

std::string fan_table(const Page& page, std::string_view caption, const std::vector<FanLine>& lines) {
  std::vector<std::string> head = {"Month"};
  for (const FanLine& line : lines) head.push_back(line.name);
  Table table(caption, head, std::string("0") + std::string(lines.size(), '1'));
  for (const std::size_t m : table_months(page.sum.timeline.size())) {
    std::vector<std::string> row = {text(month_name(page.s, static_cast<int>(m)))};
    for (const FanLine& line : lines) row.push_back(text(fan_words(line.months[m])));
    table.row(row);
  }
  return folded("The numbers: " + std::string(caption), table.html());
}

std::string signatures(const Page& page) {
  std::vector<ShareLine> lines;
  for (std::size_t t = 0; t < page.s.tracks.size(); ++t) {
    ShareLine line{page.s.tracks[t].title, series_colour(t), {}};
    for (const TimelineMonth& month : page.sum.timeline) line.months.push_back(month.signed_share[t]);
    lines.push_back(std::move(line));
  }
  if (lines.empty()) return {};
  std::vector<std::string> head = {"Month"};
  for (const ShareLine& line : lines) head.push_back(line.name);
  Table table("Histories of 100 with a signature so far", head, std::string("0") + std::string(lines.size(), '1'));
  for (const std::size_t m : table_months(page.sum.timeline.size())) {
    std::vector<std::string> row = {text(month_name(page.s, static_cast<int>(m)))};
    for (const ShareLine& line : lines)
      row.push_back(line.months[m] <= 0.0 ? std::string("none so far") : text(percent(line.months[m])));
    table.row(row);
  }
  return "<h3>Texts signed so far</h3>\n" +
         figure(share_chart("f-signed", "Texts signed so far", lines, page.month_labels),
                "Histories of 100 in which a text of these talks has been signed by the end of the month.") +
         folded("The numbers: texts signed so far", table.html());
}

std::string prices(const Page& page) {
  std::vector<FanLine> lines;
  std::string pictures;
  for (std::size_t k = 0; k < page.s.minerals.size(); ++k) {
    if (!page.s.minerals[k].priced) continue;
    const std::string unit(core::unit_name(page.s.minerals[k].price_unit));
    FanLine line = fan_line(page, page.s.minerals[k].name + ", " + unit, series_colour(k),
                            [k](const TimelineMonth& m) { return m.price[k]; });
    pictures +=
        figure(fan_chart("f-price" + std::to_string(k), line.name, {line}, page.month_labels, 320, 140), line.name);
    lines.push_back(std::move(line));
  }
  if (lines.empty()) return {};
  return "<h3>Prices</h3>\n<div class=\"row\">" + pictures + "</div>\n" +
         fan_table(page, "Prices, median (10th to 90th percentile)", lines);
}

std::string choices(const Page& page) {
  if (page.s.decisions.empty() || page.sum.timeline.empty()) return {};
  Table table("Own choices of actors: most common course",
              {"Choice", "Actor", "At the start", "Most common at the end (histories)"});
  const auto words = [&](std::size_t d, const TimelineMonth& month) {
    const auto& decision = page.s.decisions[d];
    const auto& share = month.lever_share[d];
    const auto most = static_cast<std::size_t>(std::max_element(share.begin(), share.end()) - share.begin());
    const std::string name =
        most < decision.level_names.size() ? decision.level_names[most] : plain_number(decision.levels[most]);
    return name + " (" + percent(share[most]) + ")";
  };
  for (std::size_t d = 0; d < page.s.decisions.size(); ++d) {
    const auto& decision = page.s.decisions[d];
    if (decision.levels.empty()) continue;
    const auto first = static_cast<std::size_t>(decision.initial);
    const std::string start =
        first < decision.level_names.size() ? decision.level_names[first] : plain_number(decision.levels[first]);
    table.row({text(decision.title), text(actor_name(page.s, decision.actor)), text(start),
               text(words(d, page.sum.timeline.back()))});
  }
  return "<h3>What actors do on their own</h3>\n" + table.html();
}

FanLine people_line(const Page& page, std::size_t c) {
  return fan_line(page, coalition_name(page.s, core::CoalitionId::at(c)),
                  side_colour(c, page.s.coalitions[c].unaligned), [c](const TimelineMonth& m) { return m.people[c]; });
}

std::string holders_key(const Page& page) {
  std::string out = "<div class=\"key\">";
  for (std::size_t c = 0; c < page.s.coalitions.size(); ++c) {
    out += "<span><i style=\"background:" + side_colour(c, page.s.coalitions[c].unaligned) + "\"></i>" +
           text(coalition_name(page.s, core::CoalitionId::at(c))) + "</span>";
  }
  return out +
         "<span><i style=\"background:#e8e4da\"></i>nobody holds more than half</span><span><i "
         "style=\"background:repeating-linear-gradient(45deg,"
         "#56606a 0 2px,#fff 2px 4px)\"></i>more than a quarter of the histories differ</span></div>\n";
}

std::string places_table(const Page& page) {
  const std::vector<std::size_t> months = {0, page.sum.timeline.size() / 2, page.sum.timeline.size() - 1};
  std::vector<std::string> head = {"Place"};
  for (const std::size_t m : months) head.push_back(month_name(page.s, static_cast<int>(m)));
  Table table("Most common holder, and the share of histories that agree", head);
  for (std::size_t n = 0; n < page.s.nodes.size(); ++n) {
    if (page.s.nodes[n].outside || !page.s.nodes[n].front.valid()) continue;
    std::vector<std::string> row = {text(page.s.nodes[n].name)};
    for (const std::size_t m : months) {
      const TimelineMonth& month = page.sum.timeline[m];
      const std::string holder =
          month.holder[n] < 0 ? "nobody" : coalition_name(page.s, core::CoalitionId{month.holder[n]});
      row.push_back(text(holder + " (" + percent(1.0 - month.disagreement[n]) + ")"));
    }
    table.row(row);
  }
  return table.html();
}

}  // namespace

std::string section_timeline(const Page& page) {
  std::string out = "<section id=\"timeline\"><h2>5. Month by month</h2>\n";
  if (page.sum.timeline.empty()) return out + paragraph("These runs kept no monthly trace.") + "</section>\n";
  out += signatures(page) + choices(page) + prices(page);
  return out + "</section>\n";
}

std::string section_places(const Page& page) {
  std::string out = "<section id=\"places\"><h2>6. Places by month</h2>\n";
  if (page.sum.timeline.empty()) return out + paragraph("These runs kept no monthly trace.") + "</section>\n";
  out += paragraph(
      "Who holds each place in most histories. A place is held by who has more than half of it. Positions are "
      "schematic; there are no "
      "positions of units in this model. Hatching marks places where more than a quarter of the histories have another "
      "holder: there the colour says little.");
  out += holders_key(page) + "<div class=\"row\">";
  const std::vector<std::size_t> months = {0, page.sum.timeline.size() / 2, page.sum.timeline.size() - 1};
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (i > 0 && months[i] == months[i - 1]) continue;
    const std::string name = month_name(page.s, static_cast<int>(months[i]));
    out += figure(map_of_month("map" + std::to_string(i), "Places in " + name, page.s, page.sum.timeline[months[i]]),
                  name);
  }
  out += "</div>\n<div class=\"scroll\">" + strips("strips", page.s, page.sum.timeline, page.month_labels) + "</div>\n";
  out += folded("The list of places", places_table(page));
  return out + "</section>\n";
}

std::string section_harm(const Page& page) {
  std::string out = "<section id=\"harm\"><h2>8. Harm to civilians</h2>\n";
  out += paragraph(
      "Always shown, never an aim of any actor's model. Figures show direction and size only. Over a whole history "
      "of " +
      std::to_string(page.s.months) + " months " + plain_number(page.sum.deaths.mid) +
      " people are killed in the fighting in the middle history (8 in 10 histories: " +
      plain_number(page.sum.deaths.low) + " to " + plain_number(page.sum.deaths.high) + ") and " +
      plain_number(page.sum.displaced.mid) + " newly displaced (" + plain_number(page.sum.displaced.low) + " to " +
      plain_number(page.sum.displaced.high) + ").");
  std::string cards;
  for (const auto* outcome : analysis::in_file_order(page.s, page.sum)) {
    if (page.s.outcomes[outcome->outcome.index()].harm) cards += outcome_card(page, *outcome);
  }
  if (!cards.empty()) out += "<div class=\"cards\">\n" + cards + "</div>\n";
  if (page.sum.timeline.empty()) return out + "</section>\n";
  // Month 0 is the day of the case: nothing has been counted yet.
  std::vector<FanLine> deaths = {
      fan_line(page, "Killed in the month", series_colour(5), [](const TimelineMonth& m) { return m.deaths; })};
  std::vector<FanLine> displaced = {fan_line(page, "Newly displaced in the month", series_colour(3),
                                             [](const TimelineMonth& m) { return m.displaced; })};
  std::vector<FanLine> people;
  for (std::size_t c = 0; c < page.s.coalitions.size(); ++c) people.push_back(people_line(page, c));
  out += "<div class=\"row\">" + figure(fan_chart("f-deaths", "People killed a month", deaths, page.month_labels),
                                        "People killed in the fighting, a month: median and 10th to 90th percentile.");
  out += figure(fan_chart("f-displaced", "People newly displaced a month", displaced, page.month_labels),
                "People newly displaced, a month.");
  out += figure(fan_chart("f-people", "People under each authority", people, page.month_labels),
                "People living under each side, thousands.") +
         "</div>\n";
  out += fan_table(page, "People killed a month, median (10th to 90th percentile)", deaths);
  out += fan_table(page, "People newly displaced a month, median (10th to 90th percentile)", displaced);
  out += fan_table(page, "People under each side, thousands, median (10th to 90th percentile)", people);
  return out + "</section>\n";
}

}  // namespace entente::report

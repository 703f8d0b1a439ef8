// SPDX-License-Identifier: Apache-2.0
// Pictures over months: fans of percentiles and shares of histories.
#include <algorithm>
#include <cmath>

#include "core/text.hpp"
#include "report/charts.hpp"
#include "report/markup.hpp"
#include "report/words.hpp"

namespace entente::report {
namespace {

struct Frame {
  double left = 56.0, right = 14.0, top = 10.0, bottom = 24.0;
  int width = 490, height = 190;
  double lo = 0.0, hi = 1.0;
  std::size_t months = 1;

  [[nodiscard]] double x(std::size_t month) const {
    const double span = width - left - right;
    return left + (months > 1 ? span * static_cast<double>(month) / static_cast<double>(months - 1) : 0.0);
  }
  [[nodiscard]] double y(double value) const {
    return height - bottom - (value - lo) / (hi - lo) * (height - top - bottom);
  }
};

/// Up to a number whose quarters have at most three digits, as labels show no more.
double round_up(double value) {
  double unit = 1.0;
  while (unit * 10.0 < value) unit *= 10.0;
  while (unit > value && unit > 1e-9) unit /= 10.0;
  for (const double part : {1.0, 1.2, 1.6, 2.0, 2.4, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0}) {
    if (unit * part >= value) return unit * part;
  }
  return value;
}

void axes(const Frame& frame, const std::vector<std::string>& labels, bool shares, Svg& svg) {
  constexpr int kSteps = 4;
  for (int i = 0; i <= kSteps; ++i) {
    const double value = frame.lo + (frame.hi - frame.lo) * i / kSteps;
    svg.line(frame.left, frame.y(value), frame.width - frame.right, frame.y(value), "stroke=\"#e3e7ea\"");
    svg.label(frame.left - 5, frame.y(value) + 4, plain_number(shares ? 100.0 * value : value), "text-anchor=\"end\"");
  }
  const std::size_t room = frame.width < 400 ? 2 : 4;  // labels that fit
  const std::size_t every = frame.months > 1 ? (frame.months - 2 + room) / room : 1;
  for (std::size_t m = 0; m < frame.months && m < labels.size(); m += every) {
    svg.line(frame.x(m), frame.height - frame.bottom, frame.x(m), frame.height - frame.bottom + 4,
             "stroke=\"#56606a\"");
    svg.label(frame.x(m), frame.height - 7, labels[m],
              m == 0                      ? "text-anchor=\"start\""
              : m + every >= frame.months ? "text-anchor=\"end\""
                                          : "text-anchor=\"middle\"");
  }
}

/// Labels at the right end of lines would collide; a key stands under the picture instead.
std::string key(const std::vector<std::pair<std::string, std::string>>& names) {
  if (names.size() < 2) return {};
  std::string out = "<div class=\"key\">";
  for (const auto& [name, colour] : names)
    out += "<span><i style=\"background:" + colour + "\"></i>" + text(name) + "</span>";
  return out + "</div>\n";
}

}  // namespace

std::string fan_chart(std::string_view id, std::string_view title, const std::vector<FanLine>& lines,
                      const std::vector<std::string>& month_labels, int width, int height) {
  Frame frame;
  frame.width = width;
  frame.height = height;
  double low = 0.0;
  double high = 0.0;
  bool first = true;
  std::string words;
  std::vector<std::pair<std::string, std::string>> names;
  for (const FanLine& line : lines) {
    frame.months = std::max(frame.months, line.months.size());
    for (const auto& month : line.months) {
      low = first ? month.low : std::min(low, month.low);
      high = first ? month.high : std::max(high, month.high);
      first = false;
    }
    if (!line.months.empty())
      words += line.name + ": median " + plain_number(line.months.front().mid) + " at the start, " +
               plain_number(line.months.back().mid) + " at the end. ";
    names.push_back({line.name, line.colour});
  }
  frame.lo = low > 0.5 * high ? std::floor(low / round_up(high) * 20.0) / 20.0 * round_up(high) : std::min(0.0, low);
  frame.hi = round_up(std::max(high, 1e-6));
  if (!(frame.hi > frame.lo)) frame.hi = frame.lo + 1.0;
  Svg svg(width, height, id, title, words + "Bands: 10th to 90th percentile of the histories.");
  axes(frame, month_labels, false, svg);
  for (const FanLine& line : lines) {
    std::vector<double> x, lo, mid, hi;
    for (std::size_t m = 0; m < line.months.size(); ++m) {
      x.push_back(frame.x(m));
      lo.push_back(frame.y(line.months[m].low));
      mid.push_back(frame.y(line.months[m].mid));
      hi.push_back(frame.y(line.months[m].high));
    }
    svg.band(x, lo, hi, "fill=\"" + line.colour + "\" fill-opacity=\"0.22\"");
    svg.polyline(x, mid, "stroke=\"" + line.colour + "\" stroke-width=\"2\"");
  }
  return svg.html() + key(names);
}

std::string share_chart(std::string_view id, std::string_view title, const std::vector<ShareLine>& lines,
                        const std::vector<std::string>& month_labels) {
  Frame frame;
  std::string words;
  std::vector<std::pair<std::string, std::string>> names;
  for (const ShareLine& line : lines) {
    frame.months = std::max(frame.months, line.months.size());
    if (!line.months.empty()) words += line.name + ": " + percent(line.months.back()) + " at the end. ";
    names.push_back({line.name, line.colour});
  }
  Svg svg(frame.width, frame.height, id, title, words);
  axes(frame, month_labels, true, svg);
  static constexpr const char* kDash[] = {"", "stroke-dasharray=\"7 3\"", "stroke-dasharray=\"2 3\"",
                                          "stroke-dasharray=\"9 3 2 3\""};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::vector<double> x, y;
    for (std::size_t m = 0; m < lines[i].months.size(); ++m) {
      x.push_back(frame.x(m));
      y.push_back(frame.y(lines[i].months[m]));
    }
    svg.polyline(x, y, "stroke=\"" + lines[i].colour + "\" stroke-width=\"2\" " + kDash[i % 4]);
  }
  return svg.html() + key(names);
}

}  // namespace entente::report

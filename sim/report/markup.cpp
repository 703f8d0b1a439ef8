// SPDX-License-Identifier: Apache-2.0
// Markup helpers. Colours follow Paul Tol's schemes for colour-blind readers.
#include "report/markup.hpp"

#include <array>

#include "core/text.hpp"

namespace entente::report {

std::string text(std::string_view raw) { return core::escape_html(raw); }

std::string paragraph(std::string_view raw, std::string_view css_class) {
  std::string open = "<p";
  if (!css_class.empty()) open += " class=\"" + std::string(css_class) + "\"";
  return open + ">" + text(raw) + "</p>\n";
}

Table::Table(std::string_view caption, std::vector<std::string> head, std::string numeric)
    : caption_(caption), numeric_(std::move(numeric)) {
  for (const std::string& cell : head) head_ += "<th scope=\"col\">" + text(cell) + "</th>";
}

void Table::row(std::vector<std::string> cells) {
  body_ += "<tr>";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool number = i < numeric_.size() && numeric_[i] == '1';
    const std::string tag = i == 0 ? "th" : "td";
    body_ += "<" + tag + (i == 0 ? " scope=\"row\"" : "") + (number ? " class=\"n\"" : "") + ">" + cells[i] + "</" +
             tag + ">";
  }
  body_ += "</tr>\n";
  ++rows_;
}

std::string Table::html() const {
  return "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + text(caption_) + "\"><table><caption>" +
         text(caption_) + "</caption><thead><tr>" + head_ + "</tr></thead><tbody>\n" + body_ +
         "</tbody></table></div>\n";
}

std::string folded(std::string_view summary, const std::string& markup) {
  return "<details><summary>" + text(summary) + "</summary>\n" + markup + "</details>\n";
}

std::string xy(double value) {
  std::string out = core::format_fixed(value, 1);
  if (out.size() > 2 && out.compare(out.size() - 2, 2, ".0") == 0) out.resize(out.size() - 2);
  return out;
}

Svg::Svg(int width, int height, std::string_view id, std::string_view title, std::string_view description)
    : width_(width), height_(height), id_(id), title_(title), description_(description) {}

void Svg::rect(double x, double y, double w, double h, std::string_view style) {
  body_ += "<rect x=\"" + xy(x) + "\" y=\"" + xy(y) + "\" width=\"" + xy(w) + "\" height=\"" + xy(h) + "\" " +
           std::string(style) + "/>";
}

void Svg::line(double x1, double y1, double x2, double y2, std::string_view style) {
  body_ += "<line x1=\"" + xy(x1) + "\" y1=\"" + xy(y1) + "\" x2=\"" + xy(x2) + "\" y2=\"" + xy(y2) + "\" " +
           std::string(style) + "/>";
}

void Svg::circle(double x, double y, double r, std::string_view style) {
  body_ += "<circle cx=\"" + xy(x) + "\" cy=\"" + xy(y) + "\" r=\"" + xy(r) + "\" " + std::string(style) + "/>";
}

void Svg::label(double x, double y, std::string_view raw, std::string_view style) {
  body_ += "<text x=\"" + xy(x) + "\" y=\"" + xy(y) + "\" " + std::string(style) + ">" + text(raw) + "</text>";
}

void Svg::polyline(const std::vector<double>& x, const std::vector<double>& y, std::string_view style) {
  body_ += "<polyline fill=\"none\" points=\"";
  for (std::size_t i = 0; i < x.size(); ++i) body_ += (i == 0 ? "" : " ") + xy(x[i]) + "," + xy(y[i]);
  body_ += "\" " + std::string(style) + "/>";
}

void Svg::band(const std::vector<double>& x, const std::vector<double>& low, const std::vector<double>& high,
               std::string_view style) {
  body_ += "<polygon points=\"";
  for (std::size_t i = 0; i < x.size(); ++i) body_ += (i == 0 ? "" : " ") + xy(x[i]) + "," + xy(low[i]);
  for (std::size_t i = x.size(); i-- > 0;) body_ += " " + xy(x[i]) + "," + xy(high[i]);
  body_ += "\" " + std::string(style) + "/>";
}

std::string Svg::html() const {
  const std::string w = std::to_string(width_);
  const std::string h = std::to_string(height_);
  return "<svg class=\"chart\" viewBox=\"0 0 " + w + " " + h + "\" width=\"" + w + "\" height=\"" + h +
         "\" role=\"img\" aria-labelledby=\"" + id_ + "-t " + id_ + "-d\"><title id=\"" + id_ + "-t\">" + text(title_) +
         "</title><desc id=\"" + id_ + "-d\">" + text(description_) + "</desc>" + body_ + "</svg>\n";
}

std::string side_colour(std::size_t index, bool unaligned) {
  static constexpr std::array<const char*, 5> kSides = {"#4477aa", "#c98a1b", "#7f3c8d", "#2f8f83", "#8c6d46"};
  return unaligned ? "#9a9a9a" : kSides[index % kSides.size()];
}

std::string series_colour(std::size_t index) {
  static constexpr std::array<const char*, 6> kSeries = {"#332288", "#117733", "#aa4499",
                                                         "#997700", "#3377aa", "#882255"};
  return kSeries[index % kSeries.size()];
}

}  // namespace entente::report

// SPDX-License-Identifier: Apache-2.0
// Building blocks of the page: escaped text, tables, labelled pictures. Everything that reaches the page passes through
// text() unless it was built here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::report {

/// Escaped for elements and quoted attributes.
[[nodiscard]] std::string text(std::string_view raw);
[[nodiscard]] std::string paragraph(std::string_view raw, std::string_view css_class = {});

/// A table whose cells are given as finished markup (pass them through text()); the first column heads its row. A number
/// column is aligned right where `numeric` says so (one character per column, '1' or '0').
class Table {
 public:
  Table(std::string_view caption, std::vector<std::string> head, std::string numeric = {});
  void row(std::vector<std::string> cells);
  [[nodiscard]] bool empty() const { return rows_ == 0; }
  [[nodiscard]] std::string html() const;

 private:
  std::string caption_, numeric_, head_, body_;
  std::size_t rows_ = 0;
};

/// A part that can be folded away; printed open.
[[nodiscard]] std::string folded(std::string_view summary, const std::string& markup);

/// Numbers for coordinates: at most one decimal.
[[nodiscard]] std::string xy(double value);

/// An inline picture with title and description for those who do not see it.
class Svg {
 public:
  Svg(int width, int height, std::string_view id, std::string_view title, std::string_view description);
  void add(const std::string& markup) { body_ += markup; }
  void rect(double x, double y, double w, double h, std::string_view style);
  void line(double x1, double y1, double x2, double y2, std::string_view style);
  void circle(double x, double y, double r, std::string_view style);
  void label(double x, double y, std::string_view raw, std::string_view style = {});
  void polyline(const std::vector<double>& x, const std::vector<double>& y, std::string_view style);
  /// The area between two lines over the same x.
  void band(const std::vector<double>& x, const std::vector<double>& low, const std::vector<double>& high,
            std::string_view style);
  [[nodiscard]] std::string html() const;

 private:
  int width_, height_;
  std::string id_, title_, description_, body_;
};

/// Colours of coalitions by position: safe for colour-blind readers, without good or bad; those of no side are grey.
[[nodiscard]] std::string side_colour(std::size_t index, bool unaligned);
/// Colours of other series by position.
[[nodiscard]] std::string series_colour(std::size_t index);

/// The style sheet of the page.
[[nodiscard]] std::string style_sheet();

}  // namespace entente::report

// SPDX-License-Identifier: Apache-2.0
// Writing Markdown.
#include "apps/validate/page.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/intervals.hpp"
#include "core/text.hpp"

namespace entente::validate {

Page::Page(const std::string& title, const std::string& about) {
  text_ = "<!-- SPDX-License-Identifier: CC-BY-4.0 -->\n# " + title + "\n\n" + about +
          "\n\nMade by `./dev validate` from the shipped case; do not edit by hand. The numbers are properties of this "
          "model and\n"
          "these inputs, not forecasts.\n";
}

void Page::section(const std::string& title) { text_.append("\n## ").append(title).append("\n"); }

void Page::text(const std::string& paragraph) { text_.append("\n").append(paragraph).append("\n"); }

void Page::table(const Row& head, const std::vector<Row>& rows) {
  const auto line = [this](const Row& row) {
    text_ += "|";
    for (const auto& cell : row) text_.append(" ").append(cell).append(" |");
    text_ += "\n";
  };
  text_ += "\n";
  line(head);
  text_ += "|";
  for (std::size_t i = 0; i < head.size(); ++i) text_ += i == 0 ? "---|" : "--:|";
  text_ += "\n";
  for (const auto& row : rows) line(row);
}

void Page::picture(const std::string& file, const std::string& alt, std::string svg) {
  text_.append("\n![").append(alt).append("](").append(file).append(")\n");
  pictures_.emplace_back(file, std::move(svg));
}

bool Page::check(bool ok, const std::string& statement) {
  text_ += ok ? "\nHolds: " : "\n**FAILS:** ";
  text_ += statement;
  text_ += '\n';
  if (!ok) failures_.push_back(statement);
  return ok;
}

std::string number(double value, int digits) { return core::format_fixed(value, digits); }

std::string change(double value, int digits) {
  const std::string plain = core::format_fixed(value, digits);
  const bool zero = plain.find_first_of("123456789") == std::string::npos;
  return value > 0.0 && !zero ? std::string(1, '+').append(plain) : plain;
}

std::string with_error(double value, double error, int digits) {
  return number(value, digits) + " ± " + number(error, digits);
}

Estimate estimate(const std::vector<double>& values) {
  analysis::Moments moments;
  for (const double x : values) moments.add(x);
  return {moments.mean(), moments.n() > 1.0 ? std::sqrt(moments.variance() / moments.n()) : 0.0};
}

std::vector<double> minus(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> out(std::min(a.size(), b.size()));
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = a[i] - b[i];
  return out;
}

}  // namespace entente::validate

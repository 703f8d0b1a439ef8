// SPDX-License-Identifier: Apache-2.0
// A Markdown page with tables and the verdicts of its checks. Fixed digits, no dates, no times: same numbers, same bytes.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace entente::validate {

using Row = std::vector<std::string>;

class Page {
 public:
  /// `about`: what the page shows, in one or two sentences.
  Page(const std::string& title, const std::string& about);

  void section(const std::string& title);
  void text(const std::string& paragraph);
  /// Row lengths must equal the head's.
  void table(const Row& head, const std::vector<Row>& rows);
  /// A picture in a file of its own beside the page.
  void picture(const std::string& file, const std::string& alt, std::string svg);
  /// States a check and remembers whether it held. Returns `ok`.
  bool check(bool ok, const std::string& statement);

  [[nodiscard]] const std::vector<std::string>& failures() const { return failures_; }
  [[nodiscard]] const std::string& markdown() const { return text_; }
  /// File name and text of every picture.
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& pictures() const { return pictures_; }

 private:
  std::string text_;
  std::vector<std::string> failures_;
  std::vector<std::pair<std::string, std::string>> pictures_;
};

/// Fixed digits.
[[nodiscard]] std::string number(double value, int digits = 3);
/// With its sign.
[[nodiscard]] std::string change(double value, int digits = 3);
/// "0.123 ± 0.045"
[[nodiscard]] std::string with_error(double value, double error, int digits = 3);

/// Mean and standard error of equally likely values.
struct Estimate {
  double mean = 0.0, error = 0.0;
};
[[nodiscard]] Estimate estimate(const std::vector<double>& values);
/// Element by element; lengths must agree.
[[nodiscard]] std::vector<double> minus(const std::vector<double>& a, const std::vector<double>& b);

}  // namespace entente::validate

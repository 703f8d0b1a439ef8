// SPDX-License-Identifier: Apache-2.0
// See the header.
#include "apps/session/parameter_table.hpp"

#include <algorithm>
#include <cctype>

#include "apps/session/session.hpp"
#include "core/quantity.hpp"
#include "core/text.hpp"

namespace entente::session {
namespace {

constexpr double kUnbounded = 1e300;

bool names_a_year(const std::string& text) {
  for (std::size_t i = 0; i + 4 <= text.size(); ++i) {
    const bool digits =
        std::all_of(text.begin() + static_cast<std::ptrdiff_t>(i), text.begin() + static_cast<std::ptrdiff_t>(i + 4),
                    [](unsigned char c) { return std::isdigit(c) != 0; });
    if (digits) return true;
  }
  return false;
}

std::string bounds(const scenario::ParamSpec& p) {
  const std::string lo = p.min > -kUnbounded ? core::format_number(p.min) : "";
  const std::string hi = p.max < kUnbounded ? core::format_number(p.max) : "";
  return lo.empty() && hi.empty() ? "any" : lo.empty() ? "to " + hi : hi.empty() ? "from " + lo : lo + " to " + hi;
}

/// A cell must not end its column.
std::string cell(std::string text) {
  std::replace(text.begin(), text.end(), '|', '/');
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace

std::string pedigree_of(const scenario::ParamSpec& param) {
  if (param.source.rfind("fixed", 0) == 0) return "-";
  const bool judged = param.source.empty() || param.source.rfind("judgement", 0) == 0;
  if (!judged) return "2 sourced";
  return names_a_year(param.source) ? "1 argued" : "0 guess";
}

std::optional<std::string> parameter_table(const Session& session, scenario::Port port, const std::string& model) {
  const scenario::ModelInfo* info = session.catalog().find(port, model);
  if (info == nullptr) return std::nullopt;
  if (info->params.empty()) return "No parameters.\n";
  std::string out =
      "| parameter | unit | default | drawn from | allowed | pedigree | source |\n|---|---|--:|---|---|---|---|\n";
  for (const scenario::ParamSpec& p : info->params) {
    const core::Quantity& d = p.fallback;
    out += "| `" + p.key + "` | " + std::string(core::unit_name(p.unit)) + " | " + core::format_number(d.v) + " | ";
    if (core::is_uncertain(d)) {
      out += core::format_number(d.lo) + " to " + core::format_number(d.hi) + ", " +
             std::string(core::shape_name(d.shape));
    } else {
      out += "fixed";
    }
    out += " | " + bounds(p) + " | " + pedigree_of(p) + " | " +
           cell(p.source.empty() ? std::string("judgement") : p.source) + " |\n";
  }
  return out;
}

}  // namespace entente::session

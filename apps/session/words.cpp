// SPDX-License-Identifier: Apache-2.0
// Names of months. Numbers are worded by the report's words, so that terminal, document and page never differ.
#include "apps/session/words.hpp"

#include "core/date.hpp"

namespace entente::session {

std::string month_text(const scenario::Scenario& scenario, int month) {
  return core::to_month_string(core::add_months({scenario.as_of.year, scenario.as_of.month, 1}, month));
}

}  // namespace entente::session

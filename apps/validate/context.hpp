// SPDX-License-Identifier: Apache-2.0
// What every page needs: the case, its arguments, the models, workers and sizes.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "apps/session/session.hpp"
#include "apps/validate/arguments.hpp"
#include "apps/validate/page.hpp"
#include "ensemble/executor.hpp"

namespace entente::validate {

struct Context {
  const session::Session& session;
  std::string folder;  ///< of the case
  const scenario::Scenario& base;
  Arguments arguments;
  ensemble::Executor& executor;
  std::uint32_t runs = 300;                      ///< per ensemble
  int paths = 600;                               ///< sampled futures per package
  int draws = 8;                                 ///< beside the mode
  std::uint32_t packages = 240;                  ///< random packages whose gains are measured
  std::function<void(const std::string&)> tell;  ///< progress, never part of a page
};

/// The law of the loop: law 6 by sampled futures, and the triples of every lever.
[[nodiscard]] Page loop_page(const Context& context);
/// Predicted signs: two moves for every outcome.
[[nodiscard]] Page moves_page(const Context& context);
/// Shortcuts against the reference: expected paths against the mean of luck.
[[nodiscard]] Page closure_page(const Context& context);
/// Projected gains against sampled ones, packages written by hand, and the reaction rule against conduct.
[[nodiscard]] Page valuation_page(const Context& context);

/// What the case's own past shows, where it names patterns.
[[nodiscard]] Page patterns_page(const Context& context);
/// Every outcome under every conflict family.
[[nodiscard]] Page families_page(const Context& context);

/// Cases beside this one that tell other histories on the same laws.
[[nodiscard]] Page history_page(const Context& context);

/// Talks: what is signed and kept, what waits for what, and the order of steps.
[[nodiscard]] Page talks_page(const Context& context);

/// Section of families_page with a file of its own.
void bias_section(const Context& context, Page& page);

/// Sections of loop_page with a file of their own.
void counter_offer_section(const Context& context, Page& page);
void levers_section(const Context& context, Page& page);

}  // namespace entente::validate

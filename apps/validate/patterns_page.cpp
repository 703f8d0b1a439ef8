// SPDX-License-Identifier: Apache-2.0
// The page of patterns: what a case's own past shows, whether the model shows it too, and by how much.
#include "apps/validate/patterns_ground.hpp"

namespace entente::validate {

Page patterns_page(const Context& c) {
  Page page("Patterns",
            "What was known of this ground and these markets at as_of, and whether the model shows it with the case's "
            "own numbers.\n"
            "Nothing that became known later is used. What is asked stands in `patterns.toml` beside the case.");
  bool found = false;
  const Patterns p = read_patterns(c, found);
  if (!found) {
    page.text("This case names no patterns.");
    return page;
  }
  const auto part = [&](const char* name, void (*write)(const Context&, const Patterns&, Page&)) {
    c.tell(std::string("patterns: ") + name);
    write(c, p, page);
  };
  part("captures", captures_section);
  part("index", index_section);
  part("retention", retention_section);
  part("bursts", bursts_section);
  part("truces", truces_section);
  part("flows", flows_section);
  part("regime", regime_section);
  part("regime prices", regime_price_section);
  part("prices", prices_section);
  return page;
}

}  // namespace entente::validate

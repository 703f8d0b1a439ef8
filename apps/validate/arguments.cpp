// SPDX-License-Identifier: Apache-2.0
// What validation.toml says.
#include "apps/validate/arguments.hpp"

#include "apps/validate/argument_file.hpp"

namespace entente::validate {

Arguments read_arguments(const std::string& case_folder, const scenario::FileSource& files) {
  const ArgumentFile r(case_folder, "validation.toml", files);
  Arguments a;
  a.held_rights = r.text("loop.held_rights");
  a.safe_rights = r.text("loop.safe_rights");
  a.aid = r.text("loop.aid");
  a.pledge = r.text("loop.pledge");
  a.force_channel = r.text("channels.force");
  a.release_channel = r.text("channels.release");
  a.reactions = r.text("channels.reactions");
  a.bite = r.text("series.bite.path");
  a.bite_factors = r.numbers("series.bite.factors", 2);
  a.relief = r.text("series.relief.path");
  a.relief_values = r.numbers("series.relief.values", 2);
  a.rent = r.text("series.rent.path");
  a.rent_factors = r.numbers("series.rent.factors", 2);
  a.rent_overlay = r.text_or_none("series.rent.overlay");
  a.least_share = r.number("loop.least_share");
  for (const auto& key : r.keys("size")) {
    const std::string at = "size." + key;
    Arguments::Otherwise other{r.text(at + ".what"), r.text_or_none(at + ".overlay"), r.text_or_none(at + ".path"),
                               0.0};
    if (other.overlay.empty()) other.value = r.number(at + ".value");
    a.otherwise.push_back(std::move(other));
  }
  a.counter_issue = r.text("counter.issue");
  a.counter_overlay = r.text("counter.overlay");
  for (const auto& key : r.keys("weak")) a.weak[key] = r.text("weak." + key);
  return a;
}

}  // namespace entente::validate

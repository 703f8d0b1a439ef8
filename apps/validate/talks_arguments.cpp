// SPDX-License-Identifier: Apache-2.0
// What talks.toml says.
#include "apps/validate/argument_file.hpp"
#include "apps/validate/talks.hpp"

namespace entente::validate {
namespace {

void read_sequence(const ArgumentFile& r, TalksArguments& t) {
  t.sequence_track = r.text("sequence.track");
  t.sequence_base = r.text("sequence.base");
  t.sequence_full = r.text("sequence.full");
  t.sequence_slow = r.text("sequence.slow");
  t.sequence_terms = r.table("sequence.terms");
  t.sequence_alone = r.table("sequence.alone");
  t.sequence_note = r.text_or_none("sequence.note");
  t.sequence_parts = r.texts("sequence.parts");
  t.one_sided = r.texts("sequence.one_sided");
  t.sequence_bars = r.numbers("sequence.bars");
  t.sequence_points = r.number("sequence.points");
  t.sequence_months = static_cast<int>(r.number("sequence.months"));
  t.sequence_followed = r.numbers("sequence.followed");
  t.simultaneous = r.text("sequence.simultaneous");
  for (const auto& key : r.keys("sequence.schedules")) {
    const std::string at = "sequence.schedules." + key;
    t.schedules.push_back({key, r.text(at + ".title"), r.text(at + ".overlay")});
  }
}

}  // namespace

TalksArguments read_talks(const std::string& case_folder, const scenario::FileSource& files) {
  const ArgumentFile r(case_folder, "talks.toml", files);
  TalksArguments t;
  t.counter_issue = r.text("counter.issue");
  t.counter_absent = r.text("counter.absent");
  t.counter_worthless = r.text("counter.worthless");
  t.counter_track = r.text("counter.track");
  t.economics_overlay = r.text("economics.overlay");
  t.economics_issue = r.text("economics.issue");
  t.economics_force = r.text("economics.force");
  t.economics_share = r.number("economics.share");
  t.economics_terms = r.table("economics.terms");
  for (const auto& key : r.keys("economics.variants"))
    t.economics_variants.emplace_back(key, r.text("economics.variants." + key));
  read_sequence(r, t);
  t.pressure_overlay = r.text("pressure.overlay");
  t.pressure_base = r.text_or_none("pressure.base");
  t.pressure_track = r.text("pressure.track");
  t.rights = r.table("package.rights");
  t.security = r.table("package.security");
  for (const auto& key : r.keys("package.ablations")) {
    const std::string at = "package.ablations." + key;
    TalksArguments::Ablation a{key, r.text(at + ".what"), r.text_or_none(at + ".overlay"), r.text_or_none(at + ".path"),
                               0.0};
    if (!a.path.empty()) a.value = r.number(at + ".value");
    t.ablations.push_back(std::move(a));
  }
  for (const auto& key : r.keys("signs")) {
    const std::string at = "signs." + key;
    TalksArguments::Sign sign{r.text(at + ".what"),
                              r.text_or_none(at + ".base"),
                              r.text_or_none(at + ".overlay"),
                              r.text_or_none(at + ".path"),
                              r.text(at + ".figure"),
                              r.text(at + ".of"),
                              r.text_or_none(at + ".note"),
                              1.0};
    if (!sign.path.empty()) sign.factor = r.number(at + ".factor");
    t.signs.push_back(std::move(sign));
  }
  t.no_conditions = r.text("delay.no_conditions");
  t.at_once = r.text("delay.at_once");
  t.waiting = r.text("delay.waiting");
  t.waiting_track = r.text("delay.waiting_track");
  return t;
}

}  // namespace entente::validate

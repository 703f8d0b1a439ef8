// SPDX-License-Identifier: Apache-2.0
// Reading talks.toml through the scenario reader's own parser.
#include <stdexcept>

#include "apps/validate/talks.hpp"
#include "core/diagnostic.hpp"
#include "scenario/file_source.hpp"
#include "scenario/reader.hpp"
#include "scenario/spec.hpp"

namespace entente::validate {
namespace {

class Reading {
 public:
  explicit Reading(const scenario::Value& root) : root_(root) {}

  [[nodiscard]] const scenario::Value& need(const std::string& path) const {
    const scenario::Value* value = scenario::at_path(root_, path);
    if (value == nullptr) throw std::runtime_error("talks.toml lacks " + path);
    return *value;
  }
  [[nodiscard]] std::string text(const std::string& path) const {
    const scenario::Value& value = need(path);
    if (!value.is_text()) throw std::runtime_error("talks.toml: " + path + " must be text");
    return value.text;
  }
  [[nodiscard]] std::string text_or_none(const std::string& path) const {
    return scenario::at_path(root_, path) == nullptr ? std::string() : text(path);
  }
  [[nodiscard]] double number(const std::string& path) const {
    const scenario::Value& value = need(path);
    if (!value.is_number()) throw std::runtime_error("talks.toml: " + path + " must be a number");
    return value.number;
  }
  [[nodiscard]] std::vector<std::string> texts(const std::string& path) const {
    std::vector<std::string> out;
    for (const auto& item : need(path).items) out.push_back(item.text);
    return out;
  }
  [[nodiscard]] Terms terms(const std::string& path) const {
    Terms out;
    for (const auto& m : need(path).members) out.emplace_back(m.key, number(path + "." + m.key));
    return out;
  }

 private:
  const scenario::Value& root_;
};

void read_sequence(const Reading& r, TalksArguments& t) {
  t.sequence_track = r.text("sequence.track");
  t.sequence_base = r.text("sequence.base");
  t.sequence_full = r.text("sequence.full");
  t.sequence_fast = r.text("sequence.fast");
  t.sequence_note = r.text_or_none("sequence.note");
  t.sequence_parts = r.texts("sequence.parts");
  t.one_sided = r.texts("sequence.one_sided");
  for (const auto& bar : r.need("sequence.bars").items) t.sequence_bars.push_back(bar.number);
  if (t.sequence_bars.empty()) throw std::runtime_error("talks.toml: sequence.bars names none");
  t.sequence_points = r.number("sequence.points");
  t.sequence_months = static_cast<int>(r.number("sequence.months"));
  t.simultaneous = r.text("sequence.simultaneous");
  for (const auto& m : r.need("sequence.schedules").members) {
    const std::string at = "sequence.schedules." + m.key;
    t.schedules.push_back({m.key, r.text(at + ".title"), r.text(at + ".overlay"), r.terms(at + ".terms")});
  }
}

}  // namespace

TalksArguments read_talks(const std::string& case_folder) {
  const std::string path = case_folder + "/talks.toml";
  const auto bytes = scenario::DiskFiles().read(path);
  if (!bytes) throw std::runtime_error("cannot read " + path);
  core::Diagnostics diagnostics;
  const auto root = scenario::parse_toml(path, *bytes, diagnostics);
  if (!root) throw std::runtime_error(core::render_all(diagnostics));
  const Reading r(*root);
  TalksArguments t;
  t.counter_issue = r.text("counter.issue");
  t.counter_absent = r.text("counter.absent");
  t.counter_worthless = r.text("counter.worthless");
  t.counter_track = r.text("counter.track");
  t.economics_overlay = r.text("economics.overlay");
  t.economics_issue = r.text("economics.issue");
  t.economics_force = r.text("economics.force");
  t.economics_share = r.number("economics.share");
  t.economics_terms = r.terms("economics.terms");
  for (const auto& m : r.need("economics.variants").members)
    t.economics_variants.emplace_back(m.key, r.text("economics.variants." + m.key));
  read_sequence(r, t);
  t.pressure_overlay = r.text("pressure.overlay");
  t.pressure_base = r.text_or_none("pressure.base");
  t.pressure_track = r.text("pressure.track");
  t.rights = r.terms("package.rights");
  t.security = r.terms("package.security");
  for (const auto& m : r.need("package.ablations").members) {
    const std::string at = "package.ablations." + m.key;
    TalksArguments::Ablation a{m.key, r.text(at + ".what"), r.text_or_none(at + ".overlay"),
                               r.text_or_none(at + ".path"), 0.0};
    if (!a.path.empty()) a.value = r.number(at + ".value");
    t.ablations.push_back(std::move(a));
  }
  for (const auto& m : r.need("signs").members) {
    const std::string at = "signs." + m.key;
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

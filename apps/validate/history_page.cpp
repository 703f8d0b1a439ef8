// SPDX-License-Identifier: Apache-2.0
// Other histories told with the same laws: every case beside this one that has a history.toml, its variants under the same
// luck, against the bars it names. Which case that is, and what its questions mean, is data.
#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>

#include "analysis/intervals.hpp"
#include "apps/native/files.hpp"
#include "apps/validate/bench.hpp"
#include "apps/validate/ensembles.hpp"
#include "core/diagnostic.hpp"
#include "scenario/file_source.hpp"
#include "scenario/reader.hpp"

namespace entente::validate {
namespace {

struct Variant {
  std::string id, title, overlays;
};

struct Bar {
  std::string variant, outcome;
  std::optional<double> at_least, at_most, above;
};

struct History {
  std::string folder;
  std::uint32_t runs = 1000;
  std::vector<std::string> outcomes;
  std::vector<Variant> variants;
  std::vector<Bar> bars;
  std::map<std::string, double> truth;  // by outcome
};

const scenario::Value& need(const scenario::Value& in, const std::string& key, const std::string& path) {
  const scenario::Value* value = in.find(key);
  if (value == nullptr) throw std::runtime_error(path + " lacks " + key);
  return *value;
}

std::string text_of(const scenario::Value& in, const std::string& key, const std::string& path) {
  const scenario::Value& value = need(in, key, path);
  if (!value.is_text()) throw std::runtime_error(path + ": " + key + " must be text");
  return value.text;
}

std::optional<double> number_of(const scenario::Value& in, const std::string& key, const std::string& path) {
  const scenario::Value* value = in.find(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_number()) throw std::runtime_error(path + ": " + key + " must be a number");
  return value->number;
}

/// What came about, by outcome.
std::map<std::string, double> read_truth(const std::string& path) {
  const auto bytes = scenario::DiskFiles().read(path);
  core::Diagnostics diagnostics;
  const auto root = bytes ? scenario::parse_toml(path, *bytes, diagnostics) : std::nullopt;
  if (!root) throw std::runtime_error(bytes ? core::render_all(diagnostics) : "cannot read " + path);
  std::map<std::string, double> out;
  for (const auto& m : need(*root, "truth", path).members) {
    if (const auto value = number_of(m.value, "value", path)) out[m.key] = *value;
  }
  return out;
}

History read_history(const std::string& folder) {
  const std::string path = folder + "/history.toml";
  const auto bytes = scenario::DiskFiles().read(path);
  core::Diagnostics diagnostics;
  const auto root = bytes ? scenario::parse_toml(path, *bytes, diagnostics) : std::nullopt;
  if (!root) throw std::runtime_error(bytes ? core::render_all(diagnostics) : "cannot read " + path);
  History h;
  h.folder = folder;
  h.runs = static_cast<std::uint32_t>(number_of(*root, "runs", path).value_or(1000.0));
  for (const auto& item : need(*root, "outcomes", path).items) h.outcomes.push_back(item.text);
  for (const auto& m : need(*root, "variants", path).members) {
    h.variants.push_back({m.key, text_of(m.value, "title", path), text_of(m.value, "overlays", path)});
  }
  for (const auto& m : need(*root, "bars", path).members) {
    h.bars.push_back({text_of(m.value, "variant", path), text_of(m.value, "outcome", path),
                      number_of(m.value, "at_least", path), number_of(m.value, "at_most", path),
                      number_of(m.value, "above", path)});
  }
  h.truth = read_truth(folder + "/" + text_of(*root, "truth", path));
  return h;
}

struct Told {
  std::vector<std::vector<double>> runs;  // [run][outcome of the case]
};

struct Figure {
  double mean = 0.0;
  analysis::Interval interval;
};

Figure figure(const Told& told, std::size_t outcome, bool binary) {
  analysis::Moments m;
  for (const auto& run : told.runs) m.add(run[outcome]);
  const auto n = static_cast<double>(told.runs.size());
  return {m.mean(),
          binary ? analysis::wilson(m.mean() * n, n) : analysis::mean_interval(m.mean(), m.variance(), m.n())};
}

std::size_t outcome_of(const scenario::Scenario& s, const std::string& id) {
  for (std::size_t o = 0; o < s.outcomes.size(); ++o) {
    if (s.outcomes[o].id == id) return o;
  }
  throw std::runtime_error("history.toml names the unknown outcome " + id);
}

void show(const History& h, const scenario::Scenario& s, const std::vector<Told>& told, Page& page) {
  Row head{"outcome", "observed"};
  for (const auto& v : h.variants) head.push_back("`" + v.id + "`");
  std::vector<Row> rows;
  for (const auto& id : h.outcomes) {
    const std::size_t o = outcome_of(s, id);
    const bool binary = s.outcomes[o].type == scenario::OutcomeType::binary;
    const auto known = h.truth.find(id);
    Row row{"`" + id + "`", known == h.truth.end() ? "" : number(known->second, 0)};
    for (const auto& t : told) {
      const double mean = figure(t, o, binary).mean;
      row.push_back(number(mean, binary || mean < 10.0 ? 2 : 0));
    }
    rows.push_back(std::move(row));
  }
  page.table(head, rows);
}

void judge(const History& h, const scenario::Scenario& s, const std::vector<Told>& told, Page& page) {
  for (const auto& bar : h.bars) {
    const auto at =
        std::find_if(h.variants.begin(), h.variants.end(), [&](const Variant& v) { return v.id == bar.variant; });
    if (at == h.variants.end()) throw std::runtime_error("history.toml names the unknown variant " + bar.variant);
    const std::size_t o = outcome_of(s, bar.outcome);
    const Figure f = figure(told[static_cast<std::size_t>(at - h.variants.begin())], o, true);
    std::string wants;
    bool ok = true;
    const auto ask = [&](const std::optional<double>& bound, const std::string& words, bool holds) {
      if (!bound) return;
      wants += (wants.empty() ? "" : ", ") + words + " " + number(*bound, 2);
      ok = ok && holds;
    };
    ask(bar.at_least, "at least", f.mean >= bar.at_least.value_or(0.0));
    ask(bar.above, "lower end above", f.interval.lo > bar.above.value_or(0.0));
    ask(bar.at_most, "at most", f.mean <= bar.at_most.value_or(1.0));
    page.check(ok, "`" + bar.outcome + "` under `" + bar.variant + "`: " + number(f.mean) + " (" +
                       number(f.interval.lo) + " to " + number(f.interval.hi) + "); wanted: " + wants);
  }
}

void tell_history(const Context& c, const History& h, Page& page) {
  run::RunOptions options;
  options.keep_trace = false;
  std::vector<Told> told;
  std::optional<scenario::Scenario> plain;
  for (const auto& v : h.variants) {
    c.tell("history: " + v.id);
    const std::string path = h.folder + (v.overlays.empty() ? "" : "+" + v.overlays);
    const session::Case loaded = session::load(c.session, path, scenario::DiskFiles());
    if (!loaded.ok()) throw std::runtime_error(core::render_all(loaded.diagnostics()));
    Context context = c;
    context.runs = h.runs;
    told.push_back({play_ensemble(context, loaded.scenario(), options, outcome_values)});
    if (!plain) plain = loaded.scenario();
  }
  page.section(plain->title);
  page.text(
      "As of " + core::to_string(plain->as_of) + "; " + std::to_string(h.runs) +
      " runs of each variant under the same luck. Frequencies and means; *observed* is for comparison and no input.");
  show(h, *plain, told, page);
  std::string words;
  for (const auto& v : h.variants) words += (words.empty() ? "" : "; ") + ("`" + v.id + "`: " + v.title);
  page.text(words + ".");
  judge(h, *plain, told, page);
}

}  // namespace

Page history_page(const Context& c) {
  Page page(
      "Other histories on the same laws",
      "Cases that share every law and parameter with the shipped one and differ in initial state, dated shocks and\n"
      "prices. What the model tells of them, and what came about.");
  std::vector<std::string> folders;
  const auto beside = std::filesystem::path(c.folder).parent_path();
  for (const auto& entry : std::filesystem::directory_iterator(beside)) {
    if (native::exists(entry.path().string() + "/history.toml")) folders.push_back(entry.path().generic_string());
  }
  std::sort(folders.begin(), folders.end());
  for (const auto& folder : folders) tell_history(c, read_history(folder), page);
  if (folders.empty()) page.text("No case beside this one has a history.toml.");
  return page;
}

}  // namespace entente::validate

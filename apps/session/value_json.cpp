// SPDX-License-Identifier: Apache-2.0
// A valuation as JSON, schema entente-value/1, as documented in docs/value.md. Same request, same bytes.
#include <cmath>
#include <nlohmann/json.hpp>

#include "apps/session/value.hpp"
#include "apps/session/words.hpp"
#include "core/version.hpp"
#include "report/words.hpp"

namespace entente::session {
namespace {

using Json = nlohmann::ordered_json;

class Document {
 public:
  Document(const scenario::Scenario& s, const ValueResult& r) : s_(s), r_(r) {}

  std::string write() {
    Json out;
    out["schema"] = "entente-value/1";
    out["engine_version"] = core::kVersion;
    out["scenario"] = s_.id;
    out["scenario_digest"] = s_.digest;
    out["purpose"] = s_.purpose;
    out["not_for"] = s_.not_for;
    out["seed"] = s_.seed;
    out["track"] = s_.tracks[r_.deal.track.index()].id;
    out["title"] = r_.deal.title;
    out["at"] = {{"month", r_.month}, {"when", month_text(s_, r_.month)}};
    out["utilities"] = r_.stated ? "stated" : "scaled";
    out["draws"] = r_.draws.size();
    out["failed"] = r_.failed;
    if (r_.failed > 0) out["first_failure"] = r_.first_failure;
    out["text_by_then"] = {{"modes", r_.modes.standing},
                           {"draws", count_draws(r_, [](const PackageWorth& w) { return w.standing; })}};
    out["suits_all"] = {{"modes", suits_all(r_, r_.modes, r_.modes.gain)},
                        {"draws", count_draws(r_, [this](const PackageWorth& w) { return suits_all(r_, w, w.gain); })}};
    out["actors"] = Json::array();
    for (std::size_t a = 0; a < r_.actors.size(); ++a) out["actors"].push_back(actor(a));
    out["terms"] = Json::array();
    for (std::size_t t = 0; t < r_.terms.size(); ++t) out["terms"].push_back(term(t));
    out["nothing_changed"] =
        by_actor([this](std::size_t a) { return number([a](const PackageWorth& w) { return w.nothing[a]; }); });
    out["interaction"] =
        by_actor([this](std::size_t a) { return number([a](const PackageWorth& w) { return interaction(w, a); }); });
    out["rights_and_security"] = r_.modes.both.empty() ? Json(nullptr) : arenas();
    out["beliefs"] = Json::array();
    for (const BeliefRow& row : r_.beliefs) out["beliefs"].push_back(belief(row));
    out["sampled"] = r_.sampled ? sampled() : Json(nullptr);
    out["by_draw"] = Json::array();
    for (std::size_t d = 0; d < r_.draws.size(); ++d) out["by_draw"].push_back(draw(d));
    return out.dump(2) + "\n";
  }

 private:
  [[nodiscard]] const scenario::Actor& of(std::size_t a) const { return s_.actors[r_.actors[a].index()]; }
  template <class F>
  [[nodiscard]] Json by_actor(const F& make) const {
    Json out = Json::object();
    for (std::size_t a = 0; a < r_.actors.size(); ++a) out[of(a).id] = make(a);
    return out;
  }
  [[nodiscard]] Json row(const std::vector<double>& values) const {
    return by_actor([&](std::size_t a) { return Json(values[a]); });
  }
  /// At the modes, and over draws.
  [[nodiscard]] Json number(const std::function<double(const PackageWorth&)>& get) const {
    Json out;
    out["modes"] = get(r_.modes);
    if (r_.draws.empty()) return out;
    const DrawRange range = over_draws(r_, get);
    out["p10"] = range.lo;
    out["p50"] = range.mid;
    out["p90"] = range.hi;
    return out;
  }
  /// Utility of 0.05 on either side for actors of whom only bands are shown.
  [[nodiscard]] static Json band(double value) {
    constexpr double kStep = 0.05;
    const double lo = std::floor(value / kStep) * kStep;
    return {{"lo", lo}, {"hi", lo + kStep}};
  }

  [[nodiscard]] Json actor(std::size_t a) const {
    const scenario::Actor& who = of(a);
    const bool party = a < r_.parties;
    Json out{{"id", who.id}, {"name", who.name}, {"role", party ? "party" : "outside"}};
    out["gain"] = number([a](const PackageWorth& w) { return w.gain[a]; });
    if (party) {
      const bool bands = who.bands_only && !r_.stated;
      const double missing = r_.modes.reservation[a] - r_.modes.gain[a];
      out["reservation"] = bands ? Json{{"band", band(r_.modes.reservation[a])}}
                                 : number([a](const PackageWorth& w) { return w.reservation[a]; });
      out["would_sign"] = {
          {"modes", missing <= 0.0},
          {"draws", count_draws(r_, [a](const PackageWorth& w) { return w.gain[a] >= w.reservation[a]; })}};
      out["short_by"] = missing <= 0.0 ? Json(nullptr) : bands ? Json{{"band", band(missing)}} : Json(missing);
    } else {
      out["gains_in_draws"] = count_draws(r_, [a](const PackageWorth& w) { return w.gain[a] > kNoUtility; });
      out["loses_in_draws"] = count_draws(r_, [a](const PackageWorth& w) { return w.gain[a] < -kNoUtility; });
    }
    out["attributes"] = Json::array();
    for (std::size_t k = 0; k < r_.modes.part[a].size(); ++k) {
      const auto& attribute = who.attributes[k];
      out["attributes"].push_back({{"id", attribute.id},
                                   {"title", report::attribute_words(s_, attribute)},
                                   {"unit", report::measure_unit(attribute.measure)},
                                   {"gain", number([a, k](const PackageWorth& w) { return w.part[a][k]; })},
                                   {"change", number([a, k](const PackageWorth& w) { return w.change[a][k]; })}});
    }
    out["rival_talks"] = number([a](const PackageWorth& w) { return w.beside[a]; });
    return out;
  }

  [[nodiscard]] Json term(std::size_t t) const {
    const auto& term = r_.terms[t];
    const auto& issue = s_.issues[term.issue.index()];
    Json out{{"issue", issue.id},
             {"title", issue.title},
             {"position", issue.grid[term.at]},
             {"words", report::position_words(issue, issue.grid[term.at])},
             {"unit", core::unit_name(issue.unit)},
             {"kind", r_.rights[t] != 0     ? "rights"
                      : r_.security[t] != 0 ? "security"
                                            : "other"}};
    out["alone"] =
        by_actor([&](std::size_t a) { return number([a, t](const PackageWorth& w) { return w.alone[t][a]; }); });
    out["as_last"] = by_actor(
        [&](std::size_t a) { return number([a, t](const PackageWorth& w) { return w.gain[a] - w.left_out[t][a]; }); });
    out["suits_all_without"] = {
        {"modes", suits_all(r_, r_.modes, r_.modes.left_out[t])},
        {"draws", count_draws(r_, [&](const PackageWorth& w) { return suits_all(r_, w, w.left_out[t]); })}};
    return out;
  }

  [[nodiscard]] Json arenas() const {
    Json out;
    out["rights"] =
        by_actor([this](std::size_t a) { return number([a](const PackageWorth& w) { return w.rights[a]; }); });
    out["security"] =
        by_actor([this](std::size_t a) { return number([a](const PackageWorth& w) { return w.security[a]; }); });
    out["both"] = by_actor([this](std::size_t a) { return number([a](const PackageWorth& w) { return w.both[a]; }); });
    out["together_more_than_apart"] = by_actor([this](std::size_t a) {
      return number([a](const PackageWorth& w) { return w.both[a] - w.rights[a] - w.security[a]; });
    });
    return out;
  }

  [[nodiscard]] Json belief(const BeliefRow& b) const {
    return {{"key", b.key},
            {"title", b.title},
            {"unit", b.unit},
            {"modes", b.mode},
            {"lo", b.lo},
            {"hi", b.hi},
            {"gain_at_lo", row(b.gain_lo)},
            {"gain_at_hi", row(b.gain_hi)}};
  }

  [[nodiscard]] Json sampled() const {
    const SampledWorth& sampled = *r_.sampled;
    Json out{{"paths", sampled.paths}};
    out["gain"] = by_actor([&](std::size_t a) {
      Json attributes = Json::array();
      for (std::size_t k = 0; k < sampled.change[a].size(); ++k) {
        attributes.push_back(
            {{"id", of(a).attributes[k].id}, {"change", sampled.change[a][k]}, {"error", sampled.change_error[a][k]}});
      }
      return Json{{"mean", sampled.gain[a]},
                  {"error", sampled.error[a]},
                  {"projected", r_.modes.gain[a] - r_.modes.beside[a]},
                  {"attributes", attributes}};
    });
    return out;
  }

  [[nodiscard]] Json draw(std::size_t d) const {
    const PackageWorth& w = r_.draws[d];
    Json out{{"draw", r_.draw_numbers[d]}, {"text_by_then", w.standing}, {"gain", row(w.gain)}};
    out["would_sign"] = Json::object();
    for (std::size_t a = 0; a < r_.parties; ++a) out["would_sign"][of(a).id] = w.gain[a] >= w.reservation[a];
    return out;
  }

  const scenario::Scenario& s_;
  const ValueResult& r_;
};

}  // namespace

std::string value_json(const Case& loaded, const ValueResult& result) {
  return Document(loaded.scenario(), result).write();
}

}  // namespace entente::session

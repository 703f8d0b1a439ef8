// SPDX-License-Identifier: Apache-2.0
// One quantity: { v, lo, hi, unit, shape, src, ped, corr, hindsight, why, values, weights } with every check on it.
#include <algorithm>
#include <cmath>

#include "core/text.hpp"
#include "scenario/context.hpp"

namespace entente::scenario {

namespace {

constexpr double kSmallest = 1e-300;

class QuantityReader {
 public:
  QuantityReader(Context& context, const Field& field, const Value& value)
      : context_(context), field_(field), value_(value) {}

  std::optional<core::Quantity> read() {
    if (value_.kind == ValueKind::other && value_.text.empty()) return std::nullopt;  // told already
    if (value_.is_number()) {
      context_.error("E212", value_.place,
                     "bare number " + brief(value_) + "; a quantity is needed: { v, lo, hi, unit = \"" +
                         std::string(core::unit_name(field_.unit)) + "\", src }");
      return std::nullopt;
    }
    if (!value_.is_table()) {
      context_.error("E201", value_.place, "expected a quantity, got " + std::string(kind_words(value_.kind)));
      return std::nullopt;
    }
    check_keys();
    read_shape();
    read_unit();
    read_numbers();
    read_sources();
    read_rest();
    if (!good_) return std::nullopt;
    convert();
    check_range();
    return good_ ? std::optional<core::Quantity>(q_) : std::nullopt;
  }

 private:
  void error(std::string_view code, const core::Place& place, std::string message) {
    context_.error(code, place, std::move(message));
    good_ = false;
  }

  void check_keys() {
    static const std::vector<std::string> kKeys = {"v",   "lo",   "hi",        "unit", "shape",  "src",
                                                   "ped", "corr", "hindsight", "why",  "values", "weights"};
    for (const Member& member : value_.members) {
      if (std::find(kKeys.begin(), kKeys.end(), member.key) != kKeys.end()) continue;
      error("E110", member.key_place, "a quantity has no key \"" + member.key + "\"" + did_you_mean(member.key, kKeys));
    }
  }

  void read_shape() {
    q_.shape = core::Shape::triangular;
    const Value* shape = value_.find("shape");
    if (shape == nullptr) return;
    const std::optional<core::Shape> known = shape->is_text() ? core::parse_shape(shape->text) : std::nullopt;
    if (known) {
      q_.shape = *known;
    } else {
      error("E213", shape->place,
            "unknown shape " + brief(*shape) + "; expected one of " + core::join(core::all_shape_names(), ", "));
    }
  }

  [[nodiscard]] std::string expected_units() const {
    std::string out = "\"" + std::string(core::unit_name(field_.unit)) + "\"";
    for (core::Unit unit : field_.also) out += " or \"" + std::string(core::unit_name(unit)) + "\"";
    return out;
  }

  void read_unit() {
    const Value* unit = value_.find("unit");
    if (unit == nullptr) {
      error("E206", value_.place, "quantity has no unit; expected " + expected_units());
      return;
    }
    const std::optional<core::Unit> known = unit->is_text() ? core::parse_unit(unit->text) : std::nullopt;
    if (!known) {
      error("E207", unit->place,
            "unit " + brief(*unit) + " unknown" + did_you_mean(unit->text, core::all_unit_names()));
      return;
    }
    q_.unit = *known;
    const bool kept = std::find(field_.also.begin(), field_.also.end(), *known) != field_.also.end();
    if (!kept && core::dimension(*known) != core::dimension(field_.unit)) {
      error("E208", unit->place,
            "unit \"" + unit->text + "\" measures " + std::string(core::dimension_name(core::dimension(*known))) +
                "; expected " + expected_units());
    }
  }

  /// A finite number that is not subnormal, or nothing and a diagnostic.
  std::optional<double> number(const Value& value) {
    if (value.kind == ValueKind::other && value.text.empty()) {
      good_ = false;
      return std::nullopt;
    }
    if (!value.is_number()) {
      error("E201", value.place, "expected a number, got " + std::string(kind_words(value.kind)));
    } else if (!std::isfinite(value.number)) {
      error("E211", value.place, "number is not finite");
    } else if (value.number != 0.0 && std::fabs(value.number) < kSmallest) {
      error("E210", value.place, "magnitude below 1e-300; write 0");
    } else {
      return value.number;
    }
    return std::nullopt;
  }

  std::optional<double> number_at(std::string_view key) {
    const Value* value = value_.find(key);
    return value != nullptr ? number(*value) : std::nullopt;
  }

  std::vector<double> list_at(std::string_view key) {
    std::vector<double> out;
    const Value* list = value_.find(key);
    if (list == nullptr) return out;
    if (!list->is_array()) {
      error("E201", list->place, "expected a list of numbers, got " + std::string(kind_words(list->kind)));
      return out;
    }
    for (const Value& item : list->items) {
      if (const auto x = number(item)) out.push_back(*x);
    }
    return out;
  }

  void read_numbers() {
    if (q_.shape == core::Shape::levels) {
      read_levels();
      return;
    }
    if (value_.find("v") == nullptr) {
      error("E202", value_.place, "quantity has no value v");
      return;
    }
    const bool has_lo = value_.find("lo") != nullptr;
    const bool has_hi = value_.find("hi") != nullptr;
    const auto v = number_at("v");
    const auto lo = number_at("lo");
    const auto hi = number_at("hi");
    if (!v) return;
    q_.v = *v;
    if (q_.shape == core::Shape::fixed) {
      q_.lo = q_.hi = *v;
      return;
    }
    if (!has_lo || !has_hi) {
      error("E203", value_.place,
            std::string("quantity has no ") +
                (has_lo   ? "hi"
                 : has_hi ? "lo"
                          : "lo and hi") +
                "; give both, or shape = \"fixed\"");
    }
    if (!lo || !hi) return;
    q_.lo = *lo;
    q_.hi = *hi;
    if (*lo > *hi) {
      error("E204", place_of(value_, "lo"),
            "lo " + core::format_number(*lo) + " exceeds hi " + core::format_number(*hi));
    } else if (*v < *lo || *v > *hi) {
      error("E205", place_of(value_, "v"),
            "v " + core::format_number(*v) + " lies outside its bounds " + core::format_number(*lo) + " to " +
                core::format_number(*hi));
    } else if (q_.shape == core::Shape::lognormal && *lo <= 0.0) {
      error("E216", place_of(value_, "lo"), "a lognormal quantity needs lo above 0");
    }
  }

  void read_levels() {
    q_.values = list_at("values");
    q_.weights = list_at("weights");
    if (!good_) return;
    if (q_.values.empty()) {
      error("E202", value_.place, "a quantity of shape levels needs values");
      return;
    }
    const core::Place at = place_of(value_, "weights");
    if (q_.weights.empty()) q_.weights.assign(q_.values.size(), 1.0);
    const bool negative = std::any_of(q_.weights.begin(), q_.weights.end(), [](double w) { return w < 0.0; });
    if (q_.weights.size() != q_.values.size() || negative) {
      error("E214", at, std::to_string(q_.values.size()) + " values need as many weights, none negative");
      return;
    }
    const auto heaviest = std::max_element(q_.weights.begin(), q_.weights.end());
    if (*heaviest <= 0.0) {
      error("E215", at, "all weights are zero");
      return;
    }
    q_.v = q_.values[static_cast<std::size_t>(heaviest - q_.weights.begin())];
    if (const auto v = number_at("v")) q_.v = *v;
    q_.lo = *std::min_element(q_.values.begin(), q_.values.end());
    q_.hi = *std::max_element(q_.values.begin(), q_.values.end());
  }

  void read_sources() {
    const Value* src = value_.find("src");
    std::vector<const Value*> names;
    if (src != nullptr && src->is_text()) names.push_back(src);
    if (src != nullptr && src->is_array()) {
      for (const Value& item : src->items) names.push_back(&item);
    }
    if (names.empty()) {
      error("E502", src != nullptr ? src->place : value_.place,
            "quantity has no source; give src = [\"id\"] or src = [\"judgement\"]");
      return;
    }
    bool judged = false;
    bool dated = false;
    for (const Value* name : names) {
      const std::int32_t index = find_source(*name);
      if (index < 0) continue;
      const Source& source = context_.s.sources[static_cast<std::size_t>(index)];
      judged = judged || source.id == "judgement";
      dated = dated || source.date.has_value();
      q_.src.push_back(core::SourceId{index});
    }
    if (!good_) return;
    if (!judged && !dated) {
      error("E503", src->place, "no source of this number is dated; add \"judgement\"");
    }
    if (truth_of(value_, "hindsight") && !judged) {
      error("E504", place_of(value_, "hindsight"), "hindsight must be marked as \"judgement\"");
    }
    const bool reasoned = value_.find("why") != nullptr || names.size() > 1;
    if (judged && !reasoned && q_.shape == core::Shape::fixed) {
      context_.warning("W602", value_.place, "judgement with neither range nor reason");
    }
  }

  std::int32_t find_source(const Value& name) {
    const auto& sources = context_.s.sources;
    for (std::size_t i = 0; name.is_text() && i < sources.size(); ++i) {
      if (sources[i].id == name.text) {
        context_.used_sources.insert(name.text);
        return static_cast<std::int32_t>(i);
      }
    }
    std::vector<std::string> ids;
    for (const Source& source : sources) ids.push_back(source.id);
    error("E302", name.place, "source " + brief(name) + " is not declared" + did_you_mean(name.text, ids));
    return -1;
  }

  void read_rest() {
    if (const Value* ped = value_.find("ped")) {
      if (const auto x = number(*ped)) {
        q_.ped = static_cast<int>(*x);
        if (*x < 0 || *x > 4 || *x != std::floor(*x)) error("E209", ped->place, "ped is a whole number from 0 to 4");
      }
    }
    q_.hindsight = truth_of(value_, "hindsight");
    for (const char* key : {"corr", "why"}) {
      const Value* text = value_.find(key);
      if (text != nullptr && !text->is_text()) {
        error("E201", text->place, std::string(key) + " is text, got " + std::string(kind_words(text->kind)));
      }
    }
    q_.corr = text_of(value_, "corr");
    q_.why = text_of(value_, "why");
  }

  void convert() {
    const bool kept = std::find(field_.also.begin(), field_.also.end(), q_.unit) != field_.also.end();
    if (kept || q_.unit == field_.unit) return;
    const auto to_field = [&](double x) { return core::convert(x, q_.unit, field_.unit).value_or(x); };
    q_.v = to_field(q_.v);
    q_.lo = to_field(q_.lo);
    q_.hi = to_field(q_.hi);
    for (double& x : q_.values) x = to_field(x);
    q_.unit = field_.unit;
  }

  void check_range() {
    const auto outside = [&](double x) {
      return x < field_.min || x > field_.max || (field_.min_open && x <= field_.min);
    };
    for (const char* key : {"v", "lo", "hi"}) {
      const std::string name = key;
      const double x = name == "v" ? q_.v : name == "lo" ? q_.lo : q_.hi;
      if (!outside(x)) continue;
      std::string bounds =
          std::isfinite(field_.min) ? (field_.min_open ? "above " : "at least ") + core::format_number(field_.min) : "";
      if (std::isfinite(field_.max))
        bounds += (bounds.empty() ? "at most " : " and at most ") + core::format_number(field_.max);
      error("E209", place_of(value_, name),
            name + " " + core::format_number(x) + " must be " + bounds + " " + std::string(core::unit_name(q_.unit)));
      return;
    }
  }

  Context& context_;
  const Field& field_;
  const Value& value_;
  core::Quantity q_;
  bool good_ = true;
};

}  // namespace

std::optional<core::Quantity> read_quantity(Context& context, const Field& field, const Value& value) {
  return QuantityReader(context, field, value).read();
}

}  // namespace entente::scenario

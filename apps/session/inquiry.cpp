// SPDX-License-Identifier: Apache-2.0
// Answers about inputs from the scenario room's own tables and from the registry.
#include "apps/session/inquiry.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "core/quantity.hpp"
#include "core/text.hpp"
#include "scenario/codes.hpp"
#include "scenario/effect_table.hpp"
#include "scenario/explain.hpp"
#include "scenario/inputs.hpp"
#include "scenario/schema.hpp"

namespace entente::session {
namespace {

std::vector<Entry> list_models(const Session& session) {
  std::vector<Entry> out;
  for (std::size_t port = 0; port < scenario::kPortCount; ++port) {
    const auto which = static_cast<scenario::Port>(port);
    for (const scenario::ModelInfo& model : session.catalog().of(which)) {
      out.push_back({std::string(scenario::port_name(which)), model.key, model.title});
    }
  }
  return out;
}

std::string first_sentence(std::string_view text) {
  const std::size_t end = text.find(". ");
  return std::string(end == std::string_view::npos ? text : text.substr(0, end + 1));
}

/// Group of a scenario key: its table.
std::string table_of(const std::string& path) { return path.substr(0, path.find('.')); }

std::string range_text(double low, double high) {
  const bool below = low > -1e300;
  const bool above = high < 1e300;
  if (below && above) {
    return core::format_number(low) + " to " + core::format_number(high);
  }
  return below ? "at least " + core::format_number(low) : above ? "at most " + core::format_number(high) : "any";
}

std::string explain_model(const std::string& port, const scenario::ModelInfo& model) {
  std::string out = model.key + " (" + port + "): " + model.title + "\n\n" + model.doc + "\n";
  if (model.standard) {
    out += "Stands in where a strategy leaves this part unsaid.\n";
  }
  if (model.needs != 0) {
    out += "Needs from the talks: " + scenario::ability_words(model.needs) + "\n";
  }
  if (model.gives != 0) {
    out += "Gives: " + scenario::ability_words(model.gives) + "\n";
  }
  if (model.params.empty()) {
    return out + "\nIt has no parameters.\n";
  }
  out += "\nParameters:\n";
  for (const scenario::ParamSpec& param : model.params) {
    const core::Quantity& d = param.fallback;
    out += "  " + param.key + " [" + std::string(core::unit_name(param.unit)) + ", " +
           range_text(param.min, param.max) + "]\n      " + param.doc + "\n      default " + core::format_number(d.v);
    if (core::is_uncertain(d)) {
      out += " (" + core::format_number(d.lo) + " to " + core::format_number(d.hi) + ", " +
             std::string(core::shape_name(d.shape)) + ")";
    }
    out += "; from: " + (param.source.empty() ? "judgement" : param.source) + "\n";
  }
  return out;
}

/// A key of the format, an effect, a key of effects, or a word of conditions: whatever stands in a scenario file.
bool knows(const std::string& key) {
  if (scenario::schema().find(key) != nullptr || scenario::find_op(key) != nullptr ||
      scenario::find_effect_key(key) != nullptr) {
    return true;
  }
  const auto words = scenario::expression_words();
  return std::any_of(words.begin(), words.end(),
                     [&](const scenario::ExpressionWord& word) { return word.word == key; });
}

/// In words, with whom a number is drawn.
std::string drawn_with(const std::string& corr) {
  if (corr.empty()) return "";
  return corr.front() == '-' ? ", opposed to group " + corr.substr(1) : ", together with all of group " + corr;
}

/// What a reader asks next about a number: on what it rests, how sure its author is, how it is drawn.
std::string standing(const Case& loaded, const std::string& path) {
  std::string out;
  for (const scenario::EffectiveInput& input : loaded.result->origins.inputs) {
    if (input.path != path) {
      continue;
    }
    for (const std::string& id : input.sources) {
      for (const scenario::Source& source : loaded.scenario().sources) {
        if (source.id == id && id != "judgement") {
          out += "    " + id + ": " + source.what + " (" + (source.date ? core::to_string(*source.date) + ", " : "") +
                 source.tier + ")\n";
        }
      }
    }
    if (!input.why.empty()) {
      out += "  reason: " + input.why + "\n";
    }
    if (input.hi > input.lo) {
      out += "  drawn: " + input.shape + drawn_with(input.corr) + "\n";
    }
    out += "  pedigree: " + std::to_string(input.ped) + " of 4 (0 a guess, 4 measured)" +
           (input.hindsight ? "; rests on later knowledge" : "") + "\n";
  }
  return out;
}

std::string meaning(const std::string& path) {
  const scenario::Field* field = scenario::schema().find(path);
  return field == nullptr || field->doc.empty() ? "" : "  meaning: " + std::string(field->doc) + "\n";
}

/// The longest beginning of a path at which the case holds something; empty when there is none.
std::string nearest_parent(const Case& loaded, std::string path) {
  for (std::size_t dot = path.rfind('.'); dot != std::string::npos; dot = path.rfind('.')) {
    path.resize(dot);
    if (!scenario::why(loaded.result->origins, path).inside.empty()) {
      return path;
    }
  }
  return {};
}

}  // namespace

Why why(const Case& loaded, const std::string& path) {
  const scenario::Why answer = scenario::why(loaded.result->origins, path);
  Why out;
  out.found = answer.entry.has_value() || !answer.inside.empty();
  if (out.found) {
    out.text = scenario::render(answer, path);
    if (!out.text.empty() && out.text.back() != '\n') {
      out.text += '\n';
    }
    out.text += standing(loaded, path) + meaning(path);
  } else {
    out.parent = nearest_parent(loaded, path);
  }
  out.nearest = answer.nearest.value_or("");
  return out;
}

std::vector<Entry> list(const Session& session, Listing what) {
  std::vector<Entry> out;
  switch (what) {
    case Listing::models: return list_models(session);
    case Listing::effects:
      for (const scenario::OpInfo& op : scenario::all_ops()) {
        out.push_back({"effects", std::string(op.key), std::string(op.meaning)});
      }
      break;
    case Listing::keys:
      for (const scenario::Field& field : scenario::schema().fields()) {
        out.push_back({table_of(field.path), field.path, first_sentence(field.doc)});
      }
      break;
    case Listing::conditions:
      for (const scenario::ExpressionWord& word : scenario::expression_words()) {
        out.push_back({"conditions", word.word, word.signature + ": " + word.yields + "; " + word.meaning});
      }
      break;
    case Listing::diagnostics:
      for (const scenario::CodeInfo& code : scenario::all_codes()) {
        out.push_back(
            {code.code.substr(0, 1) == "W" ? "warnings" : "errors", std::string(code.code), std::string(code.meaning)});
      }
      break;
  }
  return out;
}

std::optional<std::string> explain_key(const Session& session, Listing what, const std::string& key) {
  switch (what) {
    case Listing::models: {
      std::string out;
      for (std::size_t port = 0; port < scenario::kPortCount; ++port) {
        const auto which = static_cast<scenario::Port>(port);
        if (const auto* model = session.catalog().find(which, key)) {
          out += explain_model(std::string(scenario::port_name(which)), *model);
        }
      }
      return out.empty() ? std::nullopt : std::optional<std::string>(out);
    }
    case Listing::effects:
      if (const auto* op = scenario::find_op(key)) {
        return scenario::explain_op(*op);
      }
      return std::nullopt;
    case Listing::keys:
    case Listing::conditions:
      if (knows(key)) {
        const std::string text = scenario::explain_key(key);
        return text.empty() || text.back() == '\n' ? text : text + "\n";
      }
      return std::nullopt;
    case Listing::diagnostics:
      for (const scenario::CodeInfo& code : scenario::all_codes()) {
        if (code.code == key) {
          return std::string(code.code) + ": " + std::string(code.meaning) + "\n  cure: " + std::string(code.cure) +
                 "\n";
        }
      }
      return std::nullopt;
  }
  return std::nullopt;
}

std::string list_json(const std::vector<Entry>& entries) {
  nlohmann::ordered_json out;
  out["schema"] = "entente-list/1";
  out["entries"] = nlohmann::ordered_json::array();
  for (const Entry& entry : entries) {
    out["entries"].push_back({{"group", entry.group}, {"key", entry.key}, {"text", entry.text}});
  }
  return out.dump(2) + "\n";
}

std::vector<Difference> difference(const Case& before, const Case& after) {
  std::map<std::string, Difference> all;
  for (const scenario::OriginEntry& entry : before.result->origins.entries) {
    all[entry.path].before = entry.value;
  }
  for (const scenario::OriginEntry& entry : after.result->origins.entries) {
    all[entry.path].after = entry.value;
  }
  std::vector<Difference> out;
  for (auto& [path, difference] : all) {
    if (difference.before != difference.after) {
      out.push_back({path, difference.before, difference.after});
    }
  }
  return out;
}

std::string difference_json(const std::vector<Difference>& differences) {
  nlohmann::ordered_json out;
  out["schema"] = "entente-diff/1";
  out["inputs"] = nlohmann::ordered_json::array();
  for (const Difference& d : differences) {
    out["inputs"].push_back({{"path", d.path}, {"before", d.before}, {"after", d.after}});
  }
  return out.dump(2) + "\n";
}

}  // namespace entente::session

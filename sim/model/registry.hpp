// SPDX-License-Identifier: Apache-2.0
// The registry of model families: for each port, key -> (title, doc, parameters, factory). Filled by the generated model
// index (file name = key); no static self-registration, which a static library would silently drop.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/ports.hpp"
#include "scenario/catalog.hpp"
#include "scenario/scenario.hpp"

namespace entente::model {

/// Drawn values of a model's parameters, in the order of its ParamSpecs.
class ParamValues {
 public:
  ParamValues(const std::vector<scenario::ParamSpec>& specs,
              const std::vector<std::pair<std::string, scenario::Num>>& given, const scenario::Draw& draw);
  /// Value of a declared key; throws std::logic_error for a key the model did not declare (misuse of the interface).
  [[nodiscard]] double operator[](std::string_view key) const;

 private:
  std::vector<std::pair<std::string, double>> values_;
};

/// What a model is made from, once per run.
struct Setting {
  const scenario::Scenario& scenario;
  const scenario::Draw& draw;
};

template <class Port>
struct Family {
  std::string title, doc;
  std::vector<scenario::ParamSpec> params;
  std::function<std::unique_ptr<Port>(const Setting&, const ParamValues&)> make;
  scenario::Abilities needs{}, gives{};  // what talks must offer it, and what it adds: see scenario/catalog
  bool standard = false;                 // taken where a strategy leaves this part unsaid; one of each part
};

/// A preference also needs the ports it projects with.
struct PreferencePorts {
  const Conflict& conflict;
  const Economy& economy;
  const Policy& policy;
};
struct PreferenceFamily {
  std::string title, doc;
  std::vector<scenario::ParamSpec> params;
  std::function<std::unique_ptr<Preference>(const Setting&, const ParamValues&, const PreferencePorts&)> make;
  bool needs_world = true;  // false: judges deals as stated, so a case without a world can name it
};

class Registry {
 public:
  std::map<std::string, Family<Conflict>> conflict;
  std::map<std::string, Family<Economy>> economy;
  std::map<std::string, Family<Policy>> policy;
  std::map<std::string, Family<Protocol>> protocol;
  std::map<std::string, Family<Offering>> offering;
  std::map<std::string, Family<Acceptance>> acceptance;
  std::map<std::string, Family<Belief>> belief;
  std::map<std::string, PreferenceFamily> preference;

  /// The description (keys, titles, parameters) that scenario files are checked against.
  [[nodiscard]] scenario::ModelCatalog catalog() const;
};

/// The parts of one party's strategy; null where it has none.
struct StrategyParts {
  std::unique_ptr<Offering> offering;
  std::unique_ptr<Acceptance> acceptance;
  std::unique_ptr<Belief> belief;
};

/// All ports of one run, made for one draw.
struct Models {
  std::unique_ptr<Conflict> conflict;
  std::unique_ptr<Economy> economy;
  std::unique_ptr<Policy> policy;
  std::unique_ptr<Preference> preference;
  std::vector<std::unique_ptr<Protocol>> protocol;  // per track
  std::vector<StrategyParts> parts;                 // owners of what `strategies` points to
  std::vector<std::vector<Strategy>> strategies;    // per track and party; empty: the protocol's own rule
};
/// A case without a world names no conflict, economy or policy model: ports that do nothing stand in for them.
[[nodiscard]] Models make_models(const Registry& registry, const scenario::Scenario& scenario,
                                 const scenario::Draw& draw);

}  // namespace entente::model

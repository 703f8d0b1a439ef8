// SPDX-License-Identifier: Apache-2.0
// What the parts of the compiler share: the document, the scenario being built, ids by kind, numbers by path, and the
// diagnostics. Internal to the scenario room.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.hpp"
#include "scenario/absent.hpp"
#include "scenario/assemble.hpp"
#include "scenario/catalog.hpp"
#include "scenario/scenario.hpp"
#include "scenario/schema.hpp"
#include "scenario/spec.hpp"

namespace entente::scenario {

/// Ids of every kind in byte order; the position of an id is its index in the scenario.
class Names {
 public:
  Names() = default;
  explicit Names(const Value& document);
  /// Index of an id, or -1.
  [[nodiscard]] std::int32_t index(std::string_view kind, std::string_view id) const;
  [[nodiscard]] const std::vector<std::string>& of(std::string_view kind) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> ids_;
};

struct Context {
  Context(const Assembled& assembled_in, const ModelCatalog& catalog_in, Scenario& scenario_in,
          core::Diagnostics& diagnostics_in);

  const Assembled& assembled;
  const Value& doc;
  const ModelCatalog& catalog;
  Scenario& s;
  core::Diagnostics& diags;
  Names names;
  std::map<std::string, Num> nums;  // by path
  std::vector<bool> defaulted;      // beside s.params
  std::set<std::string> used_sources;
  std::set<std::string> used_names;  // "zone/x", "group/y"
  Num zero, one;                     // shared constants
  bool has_world = true;             // false: no ground, forces, assets or levers; talks alone

  void error(std::string_view code, const core::Place& place, std::string message) {
    diags.error(std::string(code), place, std::move(message));
  }
  void warning(std::string_view code, const core::Place& place, std::string message) {
    diags.warning(std::string(code), place, std::move(message));
  }

  /// Registers a number under its path.
  Num add_param(const std::string& path, core::Quantity quantity, const core::Place& place, bool is_default);
  /// The number at a path: the one written, else the schema's default (registered on first use), else invalid.
  Num num(const std::string& path, const core::Place& place);
  /// The number at a path if it was written, else invalid.
  [[nodiscard]] Num written(const std::string& path) const;

  /// Index of `id` of a kind; reports E301 or E308 and returns -1 when there is none.
  std::int32_t resolve(std::string_view kind, const std::string& id, const core::Place& place);
};

/// "; did you mean "x"?" or "".
[[nodiscard]] std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates);

/// Text, number, truth of a member, or the fallback when it is missing or of another type.
[[nodiscard]] std::string text_of(const Value& table, std::string_view key, std::string_view fallback = "");
[[nodiscard]] double number_of(const Value& table, std::string_view key, double fallback);
[[nodiscard]] bool truth_of(const Value& table, std::string_view key, bool fallback = false);
/// Place of a member, else of the table.
[[nodiscard]] core::Place place_of(const Value& table, std::string_view key);
/// Position of a word in "a|b|c", or -1.
[[nodiscard]] std::int32_t word_index(std::string_view words, std::string_view word);

/// Checks the document against the schema and registers its quantities (check.cpp).
void check_document(Context& context);
/// Reads a quantity, reporting all that is wrong with it. `field` gives unit and range; `also` units are kept as
/// written. The result is in the field's unit (quantity_reader.cpp).
[[nodiscard]] std::optional<core::Quantity> read_quantity(Context& context, const Field& field, const Value& value);
/// Reads the sources into the scenario; must run first (compile_case.cpp).
void compile_sources(Context& context);

/// Whether the document has anything that moves outside talks (worldless.cpp).
[[nodiscard]] bool describes_world(const Value& document);
/// Keys that are required only where there is a world, and what a case without one cannot have (worldless.cpp).
void check_world_keys(Context& context);
/// Utilities as stated: tables with holes, curves that lack something; fills Issue::worth (compile_worth.cpp).
void compile_worth(Context& context, const Value& table, Issue& issue);

// Parts of the compiler, in order.
void compile_head(Context& context);       // compile_case.cpp
void compile_world(Context& context);      // compile_world.cpp
void compile_actors(Context& context);     // compile_actors.cpp
void compile_talks(Context& context);      // compile_talks.cpp
void compile_questions(Context& context);  // compile_case.cpp: shocks, projection, outcomes, moves

/// Compiles a list of effects. Default ids stand in for a missing from and to.
[[nodiscard]] std::vector<Effect> compile_effects(Context& context, const Value& list, const std::string& path,
                                                  core::ActorId from, core::ActorId to);
/// Compiles an expression member; empty when it is missing. `want_truth` false: a number.
[[nodiscard]] Expr compile_expression(Context& context, const Value& table, std::string_view key,
                                      bool want_truth = true);

// Cross-rules; they run on the compiled scenario and may meet invalid ids.
void check_world_rules(Context& context);   // rules_world.cpp
void check_talk_rules(Context& context);    // rules_talks.cpp
void check_strategies(Context& context);    // rules_strategies.cpp
void check_waiting(Context& context);       // rules_waiting.cpp
void check_source_rules(Context& context);  // rules_sources.cpp
void check_stated_rules(Context& context);  // rules_stated.cpp
// Warnings on the whole; only for a scenario without errors, since an error makes other things look unused.
void warn_of_talks(Context& context);   // rules_talks.cpp
void warn_of_stated(Context& context);  // rules_stated.cpp
void warn_of_unused(Context& context);  // rules_sources.cpp

/// Stands for an actor that was named but is not known: its error is told, nothing else shall complain.
inline constexpr core::ActorId kBrokenActor{-2};

}  // namespace entente::scenario

// SPDX-License-Identifier: Apache-2.0
// A hand-built scenario for tests of the engine's lower rooms: three coalitions, five actors, three forces, six nodes on a
// line with one branch, two minerals, three assets, one track with one issue per kind of effect, four levers, a shock.
#pragma once

#include <initializer_list>
#include <string>

#include "scenario/scenario.hpp"
#include "world/world.hpp"

namespace entente::testing {

struct Tiny {
  scenario::Scenario s;
  scenario::Draw draw;

  /// A new fixed number; refreshes nothing else.
  scenario::Num num(double value, core::Unit unit = core::Unit::index);
  /// The value of a number, to be changed in place.
  double& at(scenario::Num n) { return draw.values()[n.index()]; }

  [[nodiscard]] core::ActorId actor(const std::string& id) const;
  [[nodiscard]] core::CoalitionId coalition(const std::string& id) const;
  [[nodiscard]] core::NodeId node(const std::string& id) const;
  [[nodiscard]] core::ForceId force(const std::string& id) const;
  [[nodiscard]] core::AssetId asset(const std::string& id) const;
  [[nodiscard]] core::MineralId mineral(const std::string& id) const;
  [[nodiscard]] core::IssueId issue(const std::string& id) const;
  [[nodiscard]] core::DecisionId decision(const std::string& id) const;

  [[nodiscard]] world::World world() const { return world::initial_world(s, draw); }
  /// A package with the given positions (grid indices by issue id); all others at the status quo.
  [[nodiscard]] world::Package package(std::initializer_list<std::pair<const char*, int>> positions) const;
  /// A world in which that package is in force and delivered in full since month 0.
  [[nodiscard]] world::World in_force(std::initializer_list<std::pair<const char*, int>> positions,
                                      double delivered = 1.0) const;
};

/// rename: appended to every id (streams follow), to test that names carry no meaning.
[[nodiscard]] Tiny tiny_scenario(const std::string& rename = "");

/// Expressions for tests.
[[nodiscard]] scenario::Expr constant_expr(double value);
[[nodiscard]] scenario::Expr atom_expr(scenario::Atom atom, std::int32_t a = -1, std::int32_t b = -1,
                                       double value = 0.0);
[[nodiscard]] scenario::Expr join(scenario::ExprKind kind, const scenario::Expr& lhs, const scenario::Expr& rhs,
                                  scenario::Compare compare = scenario::Compare::lt);
[[nodiscard]] scenario::Expr wrap(scenario::ExprKind kind, const scenario::Expr& lhs, double value = 0.0,
                                  std::int32_t slot = -1);

/// Applies every event in order.
void apply_all(const Tiny& tiny, world::World& world, const world::EventSink& sink);

}  // namespace entente::testing

// SPDX-License-Identifier: Apache-2.0
// The one expression grammar of Entente, compiled: conditions of issues, opening of tracks, outcome rules, triggers.
// A tree of nodes over typed atoms. Truth is 1 or 0; numbers are doubles. Parsing lives in expr_parser, evaluation of
// a world in run/evaluate, believed evaluation in valuation/belief. Temporal operators own a memory slot in the world.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace entente::scenario {

enum class ExprKind : std::uint8_t {
  constant,  // value
  compare,   // lhs cmp rhs
  logical_and,
  logical_or,
  logical_not,
  add,
  subtract,
  multiply,
  atom,      // one of Atom, with ids in args
  ever,      // lhs has been true at the end of some month so far (slot)
  held_for,  // lhs has been true at the end of each of the last value months (slot)
};

enum class Compare : std::uint8_t { lt, le, gt, ge, eq, ne };

enum class Atom : std::uint8_t {
  signed_,    // signed(TRACK): a deal of the track is signed now or was signed at any time
  in_force,   // in_force(TRACK): the track's deal is ratified and neither suspended nor collapsed
  delivered,  // delivered(TRACK [, ISSUE]): delivered share of the term, or mean over the deal's terms, 0..1
  held,       // held(TRACK, months): the deal has been in force without collapse for that many months
  talks,      // talks(TRACK): the track's session is or has been open
  control,    // control(NODE, ACTOR or COALITION): share of the node under the coalition
  holds,      // holds(NODE, ACTOR or COALITION): 1 if that share is above one half
  withdrawn,  // withdrawn(FORCE): share of the force's men at as_of that has left, 0..1
  men,        // men(FORCE): men of the force now
  sanction,   // sanction(BY, ON): level now
  regime,     // regime(MINERAL): 0 free, 1 quota, 2 ban
  price,      // price(MINERAL): in the mineral's unit
  issue,      // issue(TRACK, ISSUE): agreed position of the issue in the track's deal, status quo without one
  lever,      // lever(ACTOR, DECISION): the decision's present level value
  deaths,     // deaths(): conflict deaths since as_of
  displaced,  // displaced(): people displaced since as_of
  nodes,      // nodes(COALITION): number of nodes held (share above one half), outside nodes not counted
  people,     // people(COALITION): people living under the coalition, thousands
  shock,      // shock(SHOCK): 1 once the shock has struck
  month,      // month(): months since as_of
  took,       // took(NODE, ACTOR or COALITION): it has taken the node by force since as_of, in whatever week
  gave_up,    // gave_up(NODE, ACTOR or COALITION): it has given the node up without a fight since as_of
  looted,     // looted(): MUSD lost in places that fell by force since as_of
};

struct ExprNode {
  ExprKind kind = ExprKind::constant;
  Compare compare = Compare::lt;
  Atom atom = Atom::month;
  double value = 0.0;     // constant; months of held and held_for
  std::int32_t lhs = -1;  // node index
  std::int32_t rhs = -1;
  std::int32_t arg[2] = {-1,
                         -1};  // indices of ids, by the atom's signature (a coalition for control/holds/nodes/people)
  std::int32_t slot = -1;      // memory slot of ever and held_for, unique within the scenario
};

/// A compiled expression. Empty (no nodes) means "always true".
struct Expr {
  std::vector<ExprNode> nodes;
  std::int32_t root = -1;
  std::string text;
  [[nodiscard]] bool empty() const { return root < 0; }
};

}  // namespace entente::scenario

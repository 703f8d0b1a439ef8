// SPDX-License-Identifier: Apache-2.0
// Parts of apply, for this room's .cpp files only: changes of ground and forces, of deals and sessions, of holdings.
#pragma once

#include <vector>

#include "scenario/scenario.hpp"
#include "world/world.hpp"

namespace entente::world::detail {

/// What apply passes down: the constant scenario and draw, the world, and when the event happened.
struct Change {
  const scenario::Scenario& s;
  const scenario::Draw& draw;
  World& w;
  int month = 0;
};

void apply_control(const Change& change, const ControlChanged& e);
void apply_force(const Change& change, const ForceChanged& e);
void apply_coalition(const Change& change, const CoalitionChanged& e);

void apply_talks(const Change& change, const SessionOpened& e);
void apply_talks(const Change& change, const Offered& e);
void apply_talks(const Change& change, const Refused& e);
void apply_talks(const Change& change, const Signed& e);
void apply_talks(const Change& change, const TalksEnded& e);
void apply_talks(const Change& change, const Ratified& e);
void apply_talks(const Change& change, const EnteredForce& e);
void apply_talks(const Change& change, const Delivered& e);
void apply_talks(const Change& change, const Defected& e);
void apply_talks(const Change& change, const Suspended& e);
void apply_talks(const Change& change, const Resumed& e);
void apply_talks(const Change& change, const Collapsed& e);

template <class Tag>
[[nodiscard]] bool in_table(core::Id<Tag> id, std::size_t size) {
  return id.valid() && id.index() < size;
}

}  // namespace entente::world::detail

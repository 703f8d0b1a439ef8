// SPDX-License-Identifier: Apache-2.0
// Offers in turn among parties with strategies: who speaks offers, the others answer, votes decide, talks end. The protocols
// that share these rules differ in the numbers of Rules only. The reservation test is hard whatever a strategy says.
#pragma once

#include "models/support/seats.hpp"

namespace entente::models {

struct Rules {
  double quota = 1.0;  // share of all votes that an offer needs; 1: everybody's
  int walkout = 0;     // offers in a row below its reservation after which a party leaves; 0: never
};

/// Plays the month. session.strategies must name an offering and an acceptance for every party.
void play_rounds(const Rules& rules, const scenario::Scenario& scenario, const scenario::Draw& draw,
                 const model::SessionView& session, const model::Preference& preference, const core::Streams& streams,
                 world::EventSink& out);

/// Refusal of a package: what the party would sign instead, and its largest losses. `own` -1: its best candidate. Fills
/// `refused`, in which nothing is said yet.
void refusal(const scenario::Scenario& scenario, const model::SessionView& session, const model::Preference& preference,
             std::size_t party, const world::Package& offered, double gain, double wanted, std::int32_t own,
             world::Refused& refused);

/// Where no candidate suits all: the party that stands furthest from the nearest one, and its refusal of it. -1: some
/// candidate does, or there is none.
[[nodiscard]] std::int32_t blocker(const scenario::Scenario& scenario, const model::SessionView& session,
                                   const model::Preference& preference, world::Refused& refused);

}  // namespace entente::models

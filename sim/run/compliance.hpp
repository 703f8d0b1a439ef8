// SPDX-License-Identifier: Apache-2.0
// Signing is not keeping: terms are delivered late and in part, kept or broken, seen or unseen; deals are suspended, resumed
// and collapse; truces are violated, which is neither a break nor a capture. Plain functions that emit events; the worth of
// keeping and breaking comes from the preference port. Rates are per month; a week is a month / weeks_per_month.
// Source of the form: Becker (1968), a breach weighed against detection; its choice is logit, as for an actor's own levers.
#pragma once

#include <span>

#include "model/ports.hpp"
#include "run/politics.hpp"

namespace entente::run {

/// Monthly. Delivered share of every term of a deal in force moves towards its granter's delivery x attention (relative to
/// as_of, at most 1), along 1 - exp(-months in force / lag) with the longest lag of its effects. A term that does not run
/// yet (`starts`) stands still; one that is paced (`paced_by`) goes no further than a step beyond the other; one that was
/// broken recovers at the same lag. Changes below delivery_step wait. A granter of a term that can be broken carries out the
/// month's step only with the chance that it keeps: 1 - logistic(precision x (break - keep)).
void deliver_terms(const Moment& moment, const model::Preference& preference, world::EventSink& out);

/// Monthly. DeliveryBelief: what others expect of an actor moves by `learning` towards the mean delivered share of its terms
/// in force, relative to what their lags allow so far.
void update_delivery_beliefs(const Moment& moment, world::EventSink& out);

/// Monthly. Suspended deals: Collapsed once suspended for longer than suspension_limit; else Resumed with resume_rate if
/// every granter prefers keeping each of its terms.
void settle_suspensions(const Moment& moment, const model::Preference& preference, world::EventSink& out);

/// Weekly. Every granter of a term with effects that reverse, a truce apart, breaks it with hazard
/// defect_rate x logistic(precision x (break - keep)). Breaking takes back breach_depth of what was delivered; it is
/// detected with the track's weekly monitor probability; detected, it may suspend the deal or, at collapse_breaches, end it.
void keep_or_break(const Moment& moment, const model::Preference& preference, world::EventSink& out);

/// Weekly. TruceViolated for each front on which a coalition bound by a ceasefire in force skirmished or attacked among
/// `week_events`. The truce itself breaks (Defected, then Suspended) with hazard truce_break x exp(-truce_monitor x monitor)
/// x (1 - truce_talks while a party is engaged on another track) x (1 - truce_pressure x sponsor's sanction level / highest)
/// x (1 + truce_strain x violated fronts) x 2 logistic(precision x (break - keep)).
void watch_truces(const Moment& moment, const model::Preference& preference, std::span<const world::Event> week_events,
                  world::EventSink& out);

}  // namespace entente::run

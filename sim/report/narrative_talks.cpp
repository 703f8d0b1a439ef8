// SPDX-License-Identifier: Apache-2.0
// Sentences about negotiation, deals, keeping and breaking, and choices of course.
#include <cmath>

#include "core/text.hpp"
#include "report/narrative_parts.hpp"
#include "report/words.hpp"
#include "world/lookup.hpp"

namespace entente::report::detail {
namespace {

using scenario::Scenario;

std::string level_words(const scenario::Decision& decision, int level) {
  if (level < 0 || static_cast<std::size_t>(level) >= decision.levels.size()) return "no change";
  const auto at = static_cast<std::size_t>(level);
  const std::string value = plain_number(decision.levels[at]);
  if (at >= decision.level_names.size() || decision.level_names[at].empty() || decision.level_names[at] == value)
    return value;
  return "\"" + decision.level_names[at] + "\" (" + value + ")";
}

/// What the refuser would have instead, term by term.
std::string changes_words(const Scenario& s, const scenario::Track& track, const world::Package& from,
                          const world::Package& to) {
  std::string out;
  for (std::size_t k = 0; k < track.issues.size(); ++k) {
    const auto& issue = s.issues[track.issues[k].index()];
    const double a = world::position_in(issue, from, static_cast<int>(k));
    const double b = world::position_in(issue, to, static_cast<int>(k));
    if (a == b) continue;
    out += (out.empty() ? "" : "; ") + issue.title + ": " + position_words(issue, b) + " instead of " +
           position_words(issue, a);
  }
  return out;
}

/// What the party means to ask for. Offers are picked by what texts were worth when last looked at, so a look at the text
/// itself may find less.
std::string asked_words(const Scenario& s, const world::Offered& e) {
  const std::string asked = worth_of(s, e.by, e.aspiration);
  if (e.own_gain >= e.aspiration || worth_of(s, e.by, e.own_gain) == asked) return "; it asks for at least " + asked;
  return ", less than the " + asked + " it would ask for: no text that it looks at gives it as much";
}

/// Why a ratification was likelier or less likely than the actor's own habit: what the text's terms do to it at home.
std::string at_home_words(double habit, double chance) {
  constexpr double kAlike = 0.03;
  if (std::fabs(chance - habit) < kAlike) return "";
  return chance < habit ? ", less than the " + percent(habit) + " usual for it, since the terms cost it support at home"
                        : ", more than the " + percent(habit) + " usual for it, since the terms win it support at home";
}

std::string cause_words(world::Cause cause) {
  switch (cause) {
    case world::Cause::deadline: return "their time runs out";
    case world::Cause::breakdown: return "they break down";
    case world::Cause::walkaway: return "a party walks away";
    case world::Cause::breach: return "a broken obligation";
    case world::Cause::refused_ratification: return "a refused ratification";
    case world::Cause::replaced: return "a new text takes its place";
    case world::Cause::deal: return "a text is signed";
    case world::Cause::lapse: return "its term is over";
    default: return "other events";
  }
}

}  // namespace

std::string Teller::who(core::ActorId actor) const { return actor_name(s_, actor); }

std::string Teller::talks(core::TrackId track) const {
  return track.valid() ? "\"" + s_.tracks[track.index()].title + "\"" : "the talks";
}

void Teller::on(const world::SessionOpened& e) { line(StoryKind::talks, "Talks open: " + talks(e.track) + "."); }

/// The terms follow with the answer: a refusal or a signature of the same month says them.
void Teller::on(const world::Offered& e) {
  LastOffer& table = offers_[e.track.value];
  table.offer = e.package;
  table.by = e.by;
  table.month = month_;
  const auto& track = s_.tracks[e.track.index()];
  if (e.by == track.mediator && world::party_index(track, e.by) < 0) {
    line(StoryKind::offer, who(e.by) + " drafts a text for " + talks(e.track) +
                               ". Worth to itself: " + worth_of(s_, e.by, e.own_gain) + ".");
    return;
  }
  line(StoryKind::offer, who(e.by) + " makes an offer in " + talks(e.track) +
                             ". Worth to itself: " + worth_of(s_, e.by, e.own_gain) + asked_words(s_, e) + ".");
}

/// What the refuser would have instead. `again`: it said the same before; `on_table`: somebody offered what it refuses.
std::string Teller::alternative(const world::Refused& e, bool again, bool on_table) const {
  const std::string changes = changes_words(s_, s_.tracks[e.track.index()], e.offered, e.preferred);
  if (changes.empty() || e.preferred_gain <= e.gain) return " No other text it looks at is better for it.";
  const std::string gain = worth_of(s_, e.by, e.preferred_gain);
  const bool enough = e.preferred_gain >= e.threshold;
  // where nobody offers, there is no text that all would sign: what it wants is a wish, not a proposal
  return (!enough    ? " The best for it in reach is still too little, at a worth of " + gain
          : on_table ? " It would sign instead, at a worth of " + gain
                     : " It would sign, if the others did, at a worth of " + gain) +
         ": " + (again ? "the same as before" : changes) + ".";
}

void Teller::on(const world::Refused& e) {
  const auto& track = s_.tracks[e.track.index()];
  LastOffer& table = offers_[e.track.value];
  const bool offered = table.month == month_ && table.offer == e.offered;
  std::string text = who(e.by) + " refuses in " + talks(e.track) +
                     (offered ? " what " + who(table.by) + " offers"
                              : " the text nearest to an agreement (nobody offers one, as none suits all)") +
                     ": ";
  const auto last = refusals_.find({e.track.value, e.by.value});
  const bool known = last != refusals_.end();
  const bool same_text = known && last->second.offered == e.offered;
  text += same_text ? "the same as in " + month_name(s_, last->second.month) : package_words(s_, track, e.offered);
  const std::string gain = worth_of(s_, e.by, e.gain), wanted = worth_of(s_, e.by, e.threshold);
  text += ". Worth to it: " + gain +
          (gain == wanted ? ", just short of what it holds out for." : "; it holds out for " + wanted + ".");
  text += alternative(e, same_text && last->second.preferred == e.preferred, offered);
  world::Reasons against;
  std::string elsewhere;
  for (int i = 0; i < e.reasons.count; ++i) {
    const world::Reason& r = e.reasons.term[static_cast<std::size_t>(i)];
    if (r.kind != world::ReasonKind::forfeit || r.ref < 0) {
      against.add(r.kind, r.ref, r.value);
    } else if (worth_of(s_, e.by, std::fabs(r.value)) != "0") {
      world::Reasons one;
      one.add(r.kind, r.ref, r.value);
      elsewhere = " Counted in all of these: " + reasons_words(s_, e.by, one) + ".";
    }
  }
  const std::string reasons = reasons_words(s_, e.by, against);
  const bool better = e.preferred_gain > e.gain;
  if (!reasons.empty())
    text += (better ? " What the offer lacks against that: " : " What weighs against the offer: ") + reasons + ".";
  text += elsewhere;
  refusals_[{e.track.value, e.by.value}] = {e.offered, e.preferred, month_};
  line(StoryKind::refusal, std::move(text));
}

void Teller::on(const world::Signed& e) {
  const auto& track = s_.tracks[e.track.index()];
  std::string text = "Signed: " + talks(e.track) + ". Terms: " + package_words(s_, track, e.package) + ". Worth";
  for (std::size_t p = 0; p < track.parties.size(); ++p) {
    const core::ActorId actor = track.parties[p].actor;
    text += (p == 0 ? " to " : ", to ") + who(actor) + " " + worth_of(s_, actor, e.gain[p]) +
            " (least it would sign for: " + worth_of(s_, actor, e.reservation[p]) +
            ((e.outvoted >> p & 1U) != 0U ? "; outvoted, has not signed)" : ")");
  }
  line(StoryKind::signature, text + ".");
}

void Teller::on(const world::TalksEnded& e) {
  if (e.cause == world::Cause::deal) return;  // the signature says it
  std::string text = "Talks end without a text: " + talks(e.track) + "; " + cause_words(e.cause) + ".";
  if (e.by.valid()) text += " Furthest from agreement: " + who(e.by) + ".";
  line(StoryKind::talks, std::move(text));
}

void Teller::on(const world::Ratified& e) {
  line(StoryKind::ratification,
       who(e.actor) + (e.yes ? " ratifies " : " does not ratify ") + talks(e.track) +
           " (chance that it would: " + percent(e.chance) +
           at_home_words(world::value_or(d_, s_.actors[e.actor.index()].ratify_chance, 1.0), e.chance) + ").");
}

void Teller::on(const world::EnteredForce& e) { line(StoryKind::force, "In force: " + talks(e.track) + "."); }

void Teller::on(const world::Delivered& e) {
  tally_.delivered[{e.track.value, e.issue.value}] = e.share;
  if (tally_.delivery_event < 0) tally_.delivery_event = index_;
}

void Teller::on(const world::Defected& e) {
  std::string text = who(e.actor) + " does not keep its obligation under " + talks(e.track);
  if (e.issue.valid()) text += ", \"" + s_.issues[e.issue.index()].title + "\"";
  text += e.detected ? ", and is seen." : ", and is not seen.";
  text += " Breaking is worth " + worth_of(s_, e.actor, e.gain_taken) + " to it, keeping " +
          worth_of(s_, e.actor, e.gain_refused) + ".";
  if (e.gain_refused < 0.0 && !s_.actors[e.actor.index()].bands_only)
    text += " The text as a whole is by now worth less to it than none.";
  if (e.gain_taken < e.gain_refused)
    text += " Keeping looked better to it; actors take the better-looking course more often, not always.";
  const std::string reasons = reasons_words(s_, e.actor, e.reasons);
  if (!reasons.empty()) text += " Largest differences: " + reasons + ".";
  line(StoryKind::defection, std::move(text));
}

void Teller::on(const world::TruceViolated& e) {
  ++tally_.violations[e.track.value];
  if (tally_.violation_event < 0) tally_.violation_event = index_;
}

void Teller::on(const world::Suspended& e) {
  line(StoryKind::suspension, who(e.by) + " suspends " + talks(e.track) + " after " + cause_words(e.cause) + ".");
}

void Teller::on(const world::Resumed& e) { line(StoryKind::force, "Resumed: " + talks(e.track) + "."); }

void Teller::on(const world::Collapsed& e) {
  if (e.cause == world::Cause::replaced) {
    line(StoryKind::suspension, "The text of " + talks(e.track) + " gives way to a new one.");
    return;
  }
  line(StoryKind::suspension, "The text of " + talks(e.track) + " ends: " + cause_words(e.cause) + ".");
}

void Teller::on(const world::LeverSet& e) {
  const auto& decision = s_.decisions[e.decision.index()];
  std::string text = who(decision.actor) + " changes course on \"" + decision.title + "\": from " +
                     level_words(decision, e.from) + " to " + level_words(decision, e.to) + ", worth " +
                     worth_of(s_, decision.actor, e.gain_taken) + " to it against staying.";
  if (e.refused >= 0) {
    text +=
        " Best option not taken: " + (e.refused == e.from ? std::string("to stay") : level_words(decision, e.refused)) +
        ", worth " + worth_of(s_, decision.actor, e.gain_refused) + ".";
    if (e.gain_taken < e.gain_refused)
      text += " That looked better to it; actors take the better-looking course more often, not always.";
  }
  const std::string reasons = reasons_words(s_, decision.actor, e.reasons);
  if (!reasons.empty()) text += " Largest differences: " + reasons + ".";
  line(StoryKind::lever, std::move(text));
}

}  // namespace entente::report::detail

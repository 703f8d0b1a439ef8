// SPDX-License-Identifier: Apache-2.0
// Strategies of negotiating parties: which parts a track uses, and whether they fit together. What fits follows from the
// abilities that models declare (scenario/catalog); this file knows no model.
#include "scenario/compile_parts.hpp"

namespace entente::scenario {

namespace {

constexpr Port kParts[] = {Port::offering, Port::acceptance, Port::belief};

ModelChoice& part_of(StrategyChoice& strategy, Port port) {
  return port == Port::offering ? strategy.offering : port == Port::acceptance ? strategy.acceptance : strategy.belief;
}
const ModelChoice& part_of(const StrategyChoice& strategy, Port port) {
  return part_of(const_cast<StrategyChoice&>(strategy), port);
}

/// What the protocol's rules and the track's own facts give to strategies.
Abilities given_by(const Track& track, const ModelInfo& protocol) {
  Abilities out = protocol.gives;
  if (track.parties.size() == 2) out |= kPair;
  if (track.mediator.valid()) out |= kMediator;
  return out;
}

/// An offering is of no use where parties make no offers; the other parts always are.
bool used(Port port, const ModelInfo& protocol) { return port != Port::offering || (protocol.gives & kOffers) != 0; }

void check_party(Context& context, const Track& track, const Party& party, Abilities given, const Value& where) {
  const auto info = [&](Port port) { return context.catalog.find(port, part_of(party.strategy, port).key); };
  if (const ModelInfo* belief = info(Port::belief)) given |= belief->gives;
  for (const Port port : kParts) {
    const ModelInfo* part = info(port);
    if (part == nullptr || (part->needs & ~given) == 0) continue;
    context.error("E429", place_of(where, port_name(port)),
                  std::string(port_name(port)) + " \"" + part->key + "\" needs " + ability_words(part->needs & ~given) +
                      ", which protocol \"" + track.protocol + "\" with " + std::to_string(track.parties.size()) +
                      " parties and this belief does not give");
  }
}

void check_track(Context& context, const Track& track, const Value& table) {
  const ModelInfo* protocol = context.catalog.find(Port::protocol, track.protocol);
  if (protocol == nullptr) return;
  const Abilities given = given_by(track, *protocol);
  const Abilities missing = protocol->needs & ~(given | kStrategies);
  if (missing != 0) {
    context.error(
        "E429", place_of(table, "protocol"),
        "protocol \"" + track.protocol + "\" needs " + ability_words(missing) + ", which the track does not give");
  }
  const Value* named = table.find("strategy");
  const Value none;
  for (const Member& member : named != nullptr ? named->members : none.members) {
    if ((protocol->gives & kStrategies) == 0) {
      context.error("E429", member.key_place, "protocol \"" + track.protocol + "\" takes no strategies");
    } else if (member.value.find("offering") != nullptr && !used(Port::offering, *protocol)) {
      context.error("E429", place_of(member.value, "offering"),
                    "an offering needs offers, which protocol \"" + track.protocol + "\" does not give");
    }
  }
  for (const Party& party : track.parties) {
    if (!party.strategy.stated) continue;
    const Value* own = named != nullptr ? named->find(context.s.actors[party.actor.index()].id) : nullptr;
    check_party(context, track, party, given, own != nullptr ? *own : table);
  }
}

}  // namespace

void compile_strategies(Context& context, const Value& table, const std::string& path, Track& track) {
  const ModelInfo* protocol = context.catalog.find(Port::protocol, track.protocol);
  if (protocol == nullptr || (protocol->gives & kStrategies) == 0) return;
  const Value* named = table.find("strategy");
  const bool any = named != nullptr && !named->members.empty();
  if (!any && (protocol->needs & kStrategies) == 0) return;
  for (Party& party : track.parties) {
    const std::string& id = context.s.actors[party.actor.index()].id;
    const Value none;
    const Value* own = named != nullptr ? named->find(id) : nullptr;
    party.strategy.stated = true;
    for (const Port port : kParts) {
      if (!used(port, *protocol)) continue;
      const std::string name(port_name(port));
      const ModelInfo* standard = context.catalog.standard(port);
      ModelChoice& part = part_of(party.strategy, port);
      part.key = text_of(own != nullptr ? *own : none, name, standard != nullptr ? standard->key : "");
      part.params =
          model_params(context, port, part.key, path + ".strategy." + id + "." + name + "_parameters", table.place);
    }
  }
}

void check_strategies(Context& context) {
  for (const Member& member : entities_of(context, "tracks")) {
    const std::int32_t index = context.names.index("track", member.key);
    check_track(context, context.s.tracks[static_cast<std::size_t>(index)], member.value);
  }
}

}  // namespace entente::scenario

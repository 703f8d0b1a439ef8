// SPDX-License-Identifier: Apache-2.0
// Compiles sides, ground, minerals, assets and holdings, and the territory map.
#include <algorithm>

#include "scenario/compile_parts.hpp"

namespace entente::scenario {

namespace {

void collect_blocs(Context& context) {
  std::vector<std::string>& blocs = context.s.blocs;
  for (const char* kind : {"actors", "holders"}) {
    for (const Member& member : entities_of(context, kind)) {
      const std::string bloc = text_of(member.value, "bloc");
      if (!bloc.empty()) blocs.push_back(bloc);
    }
  }
  std::sort(blocs.begin(), blocs.end());
  blocs.erase(std::unique(blocs.begin(), blocs.end()), blocs.end());
}

void compile_sides(Context& context) {
  for (const Member& member : entities_of(context, "coalitions")) {
    context.s.coalitions.push_back({member.key, text_of(member.value, "name"), truth_of(member.value, "unaligned"),
                                    core::entity_hash(member.key)});
  }
  for (const Member& member : entities_of(context, "fronts")) {
    context.s.fronts.push_back({member.key, text_of(member.value, "name"), core::entity_hash(member.key)});
  }
  for (const Member& member : entities_of(context, "control_codes")) {
    ControlCode code;
    code.id = member.key;
    for (const std::string& coalition : context.names.of("coalition")) {
      const Num num = context.written("control_codes." + member.key + ".share." + coalition);
      code.share.push_back(num.valid() ? num : context.zero);
    }
    make_normal_set(context, code.share);
    context.s.control_codes.push_back(std::move(code));
  }
}

void compile_node(Context& context, const Member& member) {
  const Value& table = member.value;
  const std::string path = "nodes." + member.key;
  Node node;
  node.id = member.key;
  node.stream = core::entity_hash(node.id);
  node.name = text_of(table, "name");
  node.lat = number_of(table, "lat", 0.0);
  node.lon = number_of(table, "lon", 0.0);
  node.population = context.num(path + ".population", table.place);
  node.front = id_at<core::FrontId>(context, table, "front", "front");
  node.outside = truth_of(table, "outside");
  node.owner = id_at<core::ActorId>(context, table, "owner", "actor");
  node.terrain = context.num(path + ".terrain", table.place);
  node.status = context.num(path + ".status", table.place);
  node.major = number_of(table, "major", 0.0);
  node.control_code = context.names.index("control code", text_of(table, "control"));
  context.s.nodes.push_back(std::move(node));
}

graph::EdgeKind graph_kind(EdgeType type) {
  switch (type) {
    case EdgeType::lake:
    case EdgeType::river: return graph::EdgeKind::lake;
    case EdgeType::rail: return graph::EdgeKind::rail;
    case EdgeType::border: return graph::EdgeKind::border_post;
    case EdgeType::air: return graph::EdgeKind::air;
    case EdgeType::road: break;
  }
  return graph::EdgeKind::road;
}

void compile_edges(Context& context) {
  std::vector<graph::EdgeSpec> specs;
  bool good = true;
  const auto mode = [&](Num num) { return num.valid() ? context.s.params[num.index()].quantity.v : 1.0; };
  for (const Member& member : entities_of(context, "edges")) {
    const Value& table = member.value;
    const std::string path = "edges." + member.key;
    Edge edge;
    edge.id = member.key;
    edge.a = id_at<core::NodeId>(context, table, "a", "node");
    edge.b = id_at<core::NodeId>(context, table, "b", "node");
    edge.type = word_at(table, "type", "road|lake|border|rail|river|air", EdgeType::road);
    edge.km = context.num(path + ".km", table.place);
    edge.capacity = context.num(path + ".capacity", table.place);
    edge.troops = truth_of(table, "troops", true);
    if (edge.a.valid() && edge.a == edge.b) {
      context.error("E422", table.place, "edge joins \"" + text_of(table, "a") + "\" to itself");
    }
    good = good && edge.a.valid() && edge.b.valid() && edge.a != edge.b;
    specs.push_back({edge.a.value, edge.b.value, mode(edge.km), mode(edge.capacity), graph_kind(edge.type)});
    context.s.edges.push_back(std::move(edge));
  }
  if (good) context.s.map = graph::TerritoryMap(static_cast<int>(context.s.nodes.size()), std::move(specs));
}

void compile_mineral(Context& context, const Member& member) {
  const Value& table = member.value;
  const std::string path = "minerals." + member.key;
  const auto num = [&](const char* key) { return context.num(path + "." + key, table.place); };
  Mineral mineral;
  mineral.id = member.key;
  mineral.stream = core::entity_hash(mineral.id);
  mineral.name = text_of(table, "name");
  mineral.price = context.written(path + ".price");
  mineral.priced = mineral.price.valid();
  mineral.price_unit = core::Unit::index;
  if (mineral.priced) {
    mineral.price_unit = context.s.params[mineral.price.index()].quantity.unit;
    mineral.price_to_musd = 1e-6 * core::to_canonical(1.0, mineral.price_unit);
  }
  mineral.volatility = num("volatility");
  mineral.reversion = num("reversion");
  mineral.drift = num("drift");
  mineral.tail = num("tail");
  mineral.royalty = num("royalty");
  mineral.elasticity = num("elasticity");
  mineral.world_share = num("world_share");
  mineral.armed_tax = num("armed_tax");
  mineral.smuggled = num("smuggled");
  mineral.quota_share = num("quota_share");
  context.s.minerals.push_back(std::move(mineral));
}

void compile_correlation(Context& context) {
  const std::size_t n = context.s.minerals.size();
  auto& matrix = context.s.price_correlation;
  matrix.assign(n, std::vector<double>(n, 0.0));
  for (std::size_t i = 0; i < n; ++i) matrix[i][i] = 1.0;
  const Value* pairs = at_path(context.doc, "price_correlation.pairs");
  for (const Value& row : pairs != nullptr ? pairs->items : std::vector<Value>{}) {
    if (row.items.size() != 3) continue;
    const std::int32_t a = context.names.index("mineral", row.items[0].text);
    const std::int32_t b = context.names.index("mineral", row.items[1].text);
    if (a < 0 || b < 0 || a == b) continue;
    const double rho = row.items[2].number;
    matrix[static_cast<std::size_t>(a)][static_cast<std::size_t>(b)] = rho;
    matrix[static_cast<std::size_t>(b)][static_cast<std::size_t>(a)] = rho;
  }
}

void compile_asset(Context& context, const Member& member) {
  const Value& table = member.value;
  const std::string path = "assets." + member.key;
  Asset asset;
  asset.id = member.key;
  asset.stream = core::entity_hash(asset.id);
  asset.name = text_of(table, "name");
  asset.node = id_at<core::NodeId>(context, table, "node", "node");
  asset.mineral = id_at<core::MineralId>(context, table, "mineral", "mineral");
  asset.output = context.num(path + ".output", table.place);
  asset.operating = context.num(path + ".operating", table.place);
  asset.restart_lag = context.num(path + ".restart_lag", table.place);
  asset.artisanal = truth_of(table, "artisanal");
  asset.licit_sink = id_at<core::NodeId>(context, table, "licit_sink", "node");
  asset.illicit_sink = id_at<core::NodeId>(context, table, "illicit_sink", "node");
  if (asset.mineral.valid() && context.s.minerals[asset.mineral.index()].priced && table.find("output") == nullptr) {
    context.error("E427", table.place, "asset \"" + asset.id + "\" of a priced mineral has no output");
  }
  context.s.assets.push_back(std::move(asset));
}

void compile_holdings(Context& context) {
  for (const Member& member : entities_of(context, "holders")) {
    Holder holder{member.key, text_of(member.value, "name"), text_of(member.value, "bloc"), -1, {}};
    const auto& blocs = context.s.blocs;
    const auto bloc = std::find(blocs.begin(), blocs.end(), holder.bloc);
    if (bloc != blocs.end()) holder.bloc_index = static_cast<std::int32_t>(bloc - blocs.begin());
    holder.actor = id_at<core::ActorId>(context, member.value, "actor", "actor");
    context.s.holders.push_back(std::move(holder));
  }
  for (const Member& member : entities_of(context, "holdings")) {
    Holding holding;
    holding.asset = id_at<core::AssetId>(context, member.value, "asset", "asset");
    holding.holder = context.names.index("holder", text_of(member.value, "holder"));
    holding.kind = word_at(member.value, "kind", "equity|offtake|royalty|rights", HoldingKind::equity);
    holding.share = context.num("holdings." + member.key + ".share", member.value.place);
    context.s.holdings.push_back(holding);
  }
}

}  // namespace

void compile_world(Context& context) {
  collect_blocs(context);
  compile_sides(context);
  for (const Member& member : entities_of(context, "nodes")) compile_node(context, member);
  compile_edges(context);
  for (const Member& member : entities_of(context, "minerals")) compile_mineral(context, member);
  compile_correlation(context);
  for (const Member& member : entities_of(context, "assets")) compile_asset(context, member);
  compile_holdings(context);
  for (const Member& member : entities_of(context, "zones")) {
    context.s.zones.push_back(
        {member.key, text_of(member.value, "name"), ids_at<core::NodeId>(context, member.value, "nodes", "node")});
  }
  for (const Member& member : entities_of(context, "groups")) {
    context.s.groups.push_back(
        {member.key, text_of(member.value, "name"), ids_at<core::AssetId>(context, member.value, "assets", "asset")});
  }
}

}  // namespace entente::scenario

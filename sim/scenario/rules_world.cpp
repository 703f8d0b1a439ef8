// SPDX-License-Identifier: Apache-2.0
// Cross-rules on sides, ground, minerals and holdings of the compiled scenario.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/text.hpp"
#include "scenario/compile_parts.hpp"

namespace entente::scenario {

namespace {

constexpr double kSlack = 1e-9;

core::Place place_at(const Context& context, const std::string& path) {
  const Value* value = at_path(context.doc, path);
  return value != nullptr ? value->place : context.doc.place;
}

/// Drawn members of a set must be able to be positive; fixed ones must sum to 1 where they stand alone.
void check_set(Context& context, const std::vector<Num>& members, const std::string& path, bool must_sum) {
  double sum = 0.0;
  double most = 0.0;
  bool fixed = true;
  bool any = false;
  for (Num num : members) {
    if (!num.valid()) continue;
    const core::Quantity& q = context.s.params[num.index()].quantity;
    sum += q.v;
    most = std::max(most, q.hi);
    fixed = fixed && !core::is_uncertain(q);
    any = true;
  }
  if (!any) return;
  if (most <= 0.0) {
    context.error("E403", place_at(context, path), "no member of this set of shares can be above 0");
  } else if (must_sum && fixed && std::fabs(sum - 1.0) > kSlack) {
    context.error("E402", place_at(context, path), "fixed shares sum to " + core::format_number(sum) + "; expected 1");
  }
}

void check_sets(Context& context) {
  for (const ControlCode& code : context.s.control_codes) {
    check_set(context, code.share, "control_codes." + code.id, true);
  }
  for (const Actor& actor : context.s.actors) {
    std::vector<Num> weights;
    for (const Attribute& attribute : actor.attributes) weights.push_back(attribute.weight);
    check_set(context, weights, "actors." + actor.id + ".attributes", false);
  }
  for (const Force& force : context.s.forces) {
    check_set(context, force.front_share, "forces." + force.id + ".front_share", false);
  }
}

void check_unaligned(Context& context) {
  const auto& coalitions = context.s.coalitions;
  if (!context.has_world && coalitions.empty()) return;
  const auto count =
      std::count_if(coalitions.begin(), coalitions.end(), [](const Coalition& c) { return c.unaligned; });
  if (count == 1) return;
  context.error("E426", place_at(context, "coalitions"),
                std::to_string(count) + " coalitions are unaligned; expected exactly one");
}

void check_holdings(Context& context) {
  std::map<std::pair<std::int32_t, int>, double> held;
  const auto& members = entities_of(context, "holdings");
  for (std::size_t i = 0; i < context.s.holdings.size(); ++i) {
    const Holding& holding = context.s.holdings[i];
    if (!holding.asset.valid() || !holding.share.valid()) continue;
    double& sum = held[{holding.asset.value, static_cast<int>(holding.kind)}];
    const double before = sum;
    sum += context.s.params[holding.share.index()].quantity.v;
    if (before <= 1.0 + kSlack && sum > 1.0 + kSlack) {
      context.error("E404", members[i].value.place,
                    text_of(members[i].value, "kind") + " of asset \"" + context.s.assets[holding.asset.index()].id +
                        "\" sums to " + core::format_number(std::round(sum * 1e6) / 1e6) + ", above 1");
    }
  }
}

/// Component number of each node over all edges, or over those that armed men can use.
std::vector<int> components(const Scenario& s, bool troops_only) {
  std::vector<int> root(s.nodes.size());
  for (std::size_t i = 0; i < root.size(); ++i) root[i] = static_cast<int>(i);
  const auto find = [&](int x) {
    while (root[static_cast<std::size_t>(x)] != x) x = root[static_cast<std::size_t>(x)];
    return x;
  };
  for (const Edge& edge : s.edges) {
    if (!edge.a.valid() || !edge.b.valid() || (troops_only && !edge.troops)) continue;
    const int a = find(edge.a.value);
    const int b = find(edge.b.value);
    root[static_cast<std::size_t>(std::max(a, b))] = std::min(a, b);
  }
  std::vector<int> out(root.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = find(static_cast<int>(i));
  return out;
}

void check_reach(Context& context) {
  const Scenario& s = context.s;
  if (s.nodes.empty()) return;
  const std::vector<int> all = components(s, false);
  std::map<int, int> size;
  for (int c : all) ++size[c];
  const auto largest =
      std::max_element(size.begin(), size.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  for (std::size_t i = 0; i < s.nodes.size() && s.nodes.size() > 1; ++i) {
    if (all[i] == largest->first) continue;
    context.error("E407", place_at(context, "nodes." + s.nodes[i].id),
                  "node \"" + s.nodes[i].id + "\" cannot be reached from the rest");
  }
  for (const Asset& asset : s.assets) {
    for (core::NodeId sink : {asset.licit_sink, asset.illicit_sink}) {
      if (!asset.node.valid() || !sink.valid() || all[asset.node.index()] == all[sink.index()]) continue;
      context.error(
          "E405", place_at(context, "assets." + asset.id),
          "no way leads from \"" + s.nodes[asset.node.index()].id + "\" to sink \"" + s.nodes[sink.index()].id + "\"");
    }
  }
  const std::vector<int> march = components(s, true);
  for (const Force& force : s.forces) {
    for (std::size_t i = 0; i < force.bases.size(); ++i) {
      const int home = march[force.bases[i].index()];
      bool reaches = false;
      for (std::size_t n = 0; n < s.nodes.size(); ++n)
        reaches = reaches || (march[n] == home && s.nodes[n].front.valid());
      if (reaches || s.fronts.empty()) continue;
      context.error("E406", place_at(context, "forces." + force.id + ".bases." + std::to_string(i)),
                    "from base \"" + s.nodes[force.bases[i].index()].id + "\" armed men can reach no node of a front");
    }
  }
}

void check_edges(Context& context) {
  std::map<std::pair<std::pair<std::int32_t, std::int32_t>, int>, std::string> seen;
  for (const Edge& edge : context.s.edges) {
    if (!edge.a.valid() || !edge.b.valid()) continue;
    const auto ends = std::minmax(edge.a.value, edge.b.value);
    const auto [it, fresh] =
        seen.emplace(std::make_pair(std::pair<std::int32_t, std::int32_t>(ends), static_cast<int>(edge.type)), edge.id);
    if (fresh) continue;
    context.error("E421", place_at(context, "edges." + edge.id),
                  "edge \"" + edge.id + "\" joins the same nodes as \"" + it->second + "\"");
  }
}

void check_members(Context& context) {
  for (const Zone& zone : context.s.zones) {
    const Value* nodes = at_path(context.doc, "zones." + zone.id + ".nodes");
    if (nodes != nullptr && nodes->is_array() && nodes->items.empty()) {
      context.error("E414", nodes->place, "zone \"" + zone.id + "\" has no nodes");
    }
  }
  for (const Group& group : context.s.groups) {
    const Value* assets = at_path(context.doc, "groups." + group.id + ".assets");
    if (assets != nullptr && assets->is_array() && assets->items.empty()) {
      context.error("E414", assets->place, "group \"" + group.id + "\" has no assets");
    }
  }
}

/// Cholesky's factor exists exactly when the matrix is positive definite.
bool positive_definite(const std::vector<std::vector<double>>& m) {
  const std::size_t n = m.size();
  std::vector<std::vector<double>> l(n, std::vector<double>(n, 0.0));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = m[i][j];
      for (std::size_t k = 0; k < j; ++k) sum -= l[i][k] * l[j][k];
      if (i == j) {
        if (sum <= 1e-12) return false;
        l[i][i] = std::sqrt(sum);
      } else {
        l[i][j] = sum / l[j][j];
      }
    }
  }
  return true;
}

}  // namespace

void check_world_rules(Context& context) {
  check_sets(context);
  check_unaligned(context);
  check_holdings(context);
  check_edges(context);
  check_reach(context);
  check_members(context);
  if (!positive_definite(context.s.price_correlation)) {
    context.error("E415", place_at(context, "price_correlation.pairs"), "no set of prices can have these correlations");
  }
}

}  // namespace entente::scenario

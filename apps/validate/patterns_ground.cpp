// SPDX-License-Identifier: Apache-2.0
// Histories of the ground alone, and reading patterns.toml.
#include "apps/validate/patterns_ground.hpp"

#include <algorithm>
#include <stdexcept>
#include <variant>

#include "core/diagnostic.hpp"
#include "scenario/reader.hpp"
#include "scenario/spec.hpp"

namespace entente::validate {
namespace {

using scenario::Value;

template <class Id, class Table>
Id find(const Table& table, const std::string& id) {
  for (std::size_t i = 0; i < table.size(); ++i)
    if (table[i].id == id) return Id::at(i);
  throw std::runtime_error("patterns.toml: the case has no \"" + id + "\"");
}

const Value& need(const Value& root, const std::string& path) {
  const Value* value = scenario::at_path(root, path);
  if (value == nullptr) throw std::runtime_error("patterns.toml lacks " + path);
  return *value;
}

std::vector<core::NodeId> nodes(const scenario::Scenario& s, const Value* list) {
  std::vector<core::NodeId> out;
  if (list != nullptr)
    for (const Value& item : list->items) out.push_back(find<core::NodeId>(s.nodes, item.text));
  return out;
}

std::vector<double> numbers(const Value& list) {
  std::vector<double> out;
  for (const Value& item : list.items) out.push_back(item.number);
  return out;
}

Patterns::Harm harm(const Value& root, const std::string& path) {
  return {need(root, path + ".lo").number, need(root, path + ".hi").number, need(root, path + ".src").text};
}

void read_flows(const scenario::Scenario& s, const Value& root, Patterns& p) {
  for (const scenario::Member& m : need(root, "flows").members) {
    Patterns::Flow f;
    f.title = need(m.value, "title").text;
    f.unit = need(m.value, "unit").text;
    f.source = need(m.value, "src").text;
    f.actor = find<core::ActorId>(s.actors, need(m.value, "actor").text);
    f.nodes = nodes(s, m.value.find("nodes"));
    f.except = nodes(s, m.value.find("except"));
    f.fixed = m.value.find("fixed") != nullptr && m.value.find("fixed")->boolean;
    f.per_year = need(m.value, "months").number;
    f.lo = need(m.value, "lo").number;
    f.hi = need(m.value, "hi").number;
    p.flows.push_back(std::move(f));
  }
}

}  // namespace

Patterns read_patterns(const Context& c, bool& found) {
  const scenario::DiskFiles files;
  const std::string path = c.folder + "/patterns.toml";
  const auto bytes = files.read(path);
  found = bytes.has_value();
  Patterns p;
  if (!found) return p;
  core::Diagnostics diagnostics;
  const auto root = scenario::parse_toml(path, *bytes, diagnostics);
  if (!root) throw std::runtime_error(core::render_all(diagnostics));
  const auto& s = c.base;
  p.overlay = need(*root, "map.overlay").text;
  p.days = static_cast<int>(need(*root, "map.days").integer);
  p.observed = static_cast<int>(need(*root, "map.observed").integer);
  p.aggressor = find<core::CoalitionId>(s.coalitions, need(*root, "map.aggressor").text);
  p.order = nodes(s, &need(*root, "map.order"));
  p.never = nodes(s, &need(*root, "map.never"));
  p.sponsor = find<core::ForceId>(s.forces, need(*root, "retention.force").text);
  p.men = numbers(need(*root, "retention.men"));
  const auto first = need(*root, "captures.first").date;
  p.record_days = core::days_between(first, need(*root, "captures.last").date) + 1;
  for (const Value& day : need(*root, "captures.days").items) p.captures.push_back(core::days_between(first, day.date));
  const auto& from = need(*root, "captures.sponsor_from").items;
  const auto men = numbers(need(*root, "captures.sponsor_men"));
  if (from.empty() || from.size() != men.size())
    throw std::runtime_error("patterns.toml: captures.sponsor_from and sponsor_men must be of one length, not empty");
  for (std::size_t i = 0; i < men.size(); ++i) p.presence.emplace_back(core::days_between(first, from[i].date), men[i]);
  p.deaths = harm(*root, "map.deaths");
  p.displaced = harm(*root, "map.displaced");
  for (const scenario::Member& m : need(*root, "index.of").members)
    p.index.emplace_back(find<core::CoalitionId>(s.coalitions, m.key), m.value.number);
  read_flows(s, *root, p);
  p.mineral = find<core::MineralId>(s.minerals, need(*root, "regime.mineral").text);
  p.seller = find<core::ActorId>(s.actors, need(*root, "regime.seller").text);
  p.elasticities = numbers(need(*root, "regime.elasticities"));
  p.price_before = need(*root, "regime.price_before").number;
  p.price_record = need(*root, "regime.price_record").number;
  p.price_source = need(*root, "regime.price_src").text;
  p.price_file = need(*root, "prices.file").text;
  for (const scenario::Member& m : need(*root, "prices.columns").members)
    p.columns.emplace_back(find<core::MineralId>(s.minerals, m.key), m.value.text);
  return p;
}

GroundHistory::GroundHistory(const Context& c, const scenario::Scenario& s, std::int64_t draw)
    : s_(s), draw_(scenario::make_draw(s, s.seed, draw)) {
  const model::Setting setting{s_, draw_};
  const auto& conflict = c.session.registry().conflict.at(s.conflict.key);
  conflict_ = conflict.make(setting, model::ParamValues(conflict.params, s.conflict.params, draw_));
  const auto& economy = c.session.registry().economy.at(s.economy.key);
  economy_ = economy.make(setting, model::ParamValues(economy.params, s.economy.params, draw_));
  reset();
}

void GroundHistory::reset() {
  world = world::initial_world(s_, draw_);
  world::derive(s_, draw_, world, derived_);
  economy_->ledger(world, derived_, ledger_);
  version_ = ~0u;
}

int GroundHistory::week(const core::Streams& streams, core::CoalitionId taker) {
  model::ground_inputs(s_, draw_, world, derived_, ledger_, conflict_->ground_params(), version_, inputs_);
  sink_.clear();
  sink_.set_time(world.month + 1, world.week % s_.weeks_per_month + 1);
  conflict_->sample(world, inputs_, streams, sink_);
  int taken = 0;
  for (const auto& event : sink_.events()) {
    world::apply(s_, draw_, world, event);
    const auto* change = std::get_if<world::ControlChanged>(&event.body);
    if (change == nullptr || change->to != taker) continue;
    taken += change->cause == world::Cause::capture || change->cause == world::Cause::rout ? 1 : 0;
  }
  ++world.week;
  if (world.week % s_.weeks_per_month == 0) ++world.month;
  return taken;
}

bool GroundHistory::holds(core::CoalitionId coalition, core::NodeId node) const {
  return world.share(s_, node, coalition) > 0.5;
}

bool GroundHistory::offensive(core::CoalitionId coalition) const {
  for (std::size_t f = 0; f < s_.fronts.size(); ++f)
    if (world.offensive[f * s_.coalition_count() + coalition.index()] != 0) return true;
  return false;
}

void GroundHistory::scale_quality(core::CoalitionId coalition, double factor) {
  for (std::size_t f = 0; f < s_.forces.size(); ++f)
    if (world.force_coalition[f] == coalition.value) world.quality[f] *= factor;
}

double GroundHistory::strength(core::CoalitionId coalition) const {
  double sum = 0.0;
  for (std::size_t f = 0; f < s_.forces.size(); ++f)
    if (world.force_coalition[f] == coalition.value) sum += world.men[f] * world.quality[f] * world.cohesion[f];
  return sum;
}

void play_ground(const Context& c, const scenario::Scenario& s, bool drawn, std::uint32_t runs,
                 const std::function<void(std::uint32_t, GroundHistory&)>& play) {
  constexpr std::uint32_t kBlock = 16;
  const std::uint32_t blocks = (runs + kBlock - 1) / kBlock;
  c.executor.execute(blocks, [&](std::uint64_t block) {
    std::unique_ptr<GroundHistory> history;
    for (auto r = static_cast<std::uint32_t>(block) * kBlock; r < runs && r < (block + 1) * kBlock; ++r) {
      if (!history || drawn) history = std::make_unique<GroundHistory>(c, s, drawn ? static_cast<std::int64_t>(r) : -1);
      history->reset();
      play(r, *history);
    }
  });
}

}  // namespace entente::validate

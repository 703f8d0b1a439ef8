// SPDX-License-Identifier: Apache-2.0
// One month of output and money. Receipts from outside come first; then each kind of duty in a fixed order, all actors at
// once and pro rata where the stock does not suffice, so that no table order decides who is paid. The rest is Unpaid.
#include <algorithm>
#include <cmath>

#include "core/detmath.hpp"
#include "core/same_bytes.hpp"
#include "model/pressure.hpp"
#include "models/support/rents_streams.hpp"
#include "world/lookup.hpp"

namespace entente::models::rents {
namespace {

using world::MoneyKind;
using world::World;

constexpr std::size_t kKinds = static_cast<std::size_t>(MoneyKind::rights_fee) + 1;

// Losses come before choices; the army before new ventures.
constexpr std::array<MoneyKind, kKinds> kDutyOrder = {
    MoneyKind::sanction_bite, MoneyKind::sanction_cost, MoneyKind::overhead, MoneyKind::war,     MoneyKind::deployment,
    MoneyKind::lever_cost,    MoneyKind::rights_fee,    MoneyKind::royalty,  MoneyKind::payment, MoneyKind::aid,
    MoneyKind::training,      MoneyKind::investment,    MoneyKind::income,   MoneyKind::profit,  MoneyKind::armed_tax,
    MoneyKind::transit,       MoneyKind::trade};

/// Amounts due by kind, payer and receiver; the last row and column are the world outside. Few rows are ever used, so rows
/// once used are marked, and only those are read and cleared.
struct Book {
  std::vector<double>& table;
  std::vector<Columns>& used;  // [kind][from]
  std::vector<std::uint16_t>& rows;
  std::size_t actors;

  void clear() const {
    const std::size_t width = actors + 1;
    if (used.size() != kKinds * width) {
      used.assign(kKinds * width, {});
      rows.clear();
      table.assign(kKinds * width * width, 0.0);
    }
    for (const std::uint16_t row : rows) {
      double* const amounts = table.data() + row * width;
      for (std::size_t to = used[row].first; to < used[row].last; ++to) amounts[to] = 0.0;
    }
  }
  /// Somebody inside may owe something of that kind.
  [[nodiscard]] bool uses(MoneyKind kind) const {
    const Columns* const first = used.data() + static_cast<std::size_t>(kind) * (actors + 1);
    return std::any_of(first, first + actors, [](const Columns& columns) { return columns.any(); });
  }
  [[nodiscard]] Columns owed(MoneyKind kind, std::size_t from) const {
    return used[static_cast<std::size_t>(kind) * (actors + 1) + from];
  }
  [[nodiscard]] std::size_t row(core::ActorId id) const { return id.valid() ? id.index() : actors; }
  [[nodiscard]] double& at(MoneyKind kind, std::size_t from, std::size_t to) const {
    return table[(static_cast<std::size_t>(kind) * (actors + 1) + from) * (actors + 1) + to];
  }
  void add(core::ActorId from, core::ActorId to, MoneyKind kind, double amount) const {
    if (!(amount > 0.0) || !std::isfinite(amount) || (!from.valid() && !to.valid())) return;
    const std::size_t at = static_cast<std::size_t>(kind) * (actors + 1) + row(from), column = row(to);
    table[at * (actors + 1) + column] += amount;
    mark(at, column);
  }
  void mark(std::size_t row, std::size_t column) const {
    if (!used[row].any()) rows.push_back(static_cast<std::uint16_t>(row));
    used[row].first = std::min(used[row].first, static_cast<std::uint16_t>(column));
    used[row].last = std::max(used[row].last, static_cast<std::uint16_t>(column + 1));
  }
  /// Part of a stream whose row and column are marked; `of` is positive and finite.
  void add(const Stream& stream, double of) const {
    table[stream.row * (actors + 1) + stream.column] += of * stream.amount;
  }
  [[nodiscard]] core::ActorId actor(std::size_t row) const {
    return row < actors ? core::ActorId::at(row) : core::ActorId{};
  }
};

}  // namespace

const std::vector<double>& target_operations(const Base& b, const World& w, Targets& targets) {
  const bool same_ground = targets.of.size() == b.asset.size() && core::same_bytes(targets.control, w.control);
  if (same_ground && core::same_bytes(targets.log_price, w.log_price)) return targets.of;
  if (!same_ground) {
    targets.control = w.control;
    targets.ground.clear();
    for (const AssetBase& a : b.asset) {
      const double worse = std::max(0.0, contest(b.s, w.control, a.node) - a.start_contest);
      targets.ground.push_back(a.operating * (1.0 - b.p.insecurity * worse));
    }
  }
  targets.log_price = w.log_price;
  constexpr double kFewest = 0.5, kMost = 1.5;  // of the diggers at as_of
  const auto diggers = [&](std::size_t m) {
    return std::clamp(det::exp(b.p.labour * (w.log_price[m] - b.mineral[m].log_start)), kFewest, kMost);
  };
  std::vector<double>& out = targets.of;
  out = targets.ground;
  std::size_t known = b.mineral.size();  // assets of one mineral mostly follow each other
  double there = 1.0;
  for (std::size_t i = 0; i < b.asset.size(); ++i) {
    const AssetBase& a = b.asset[i];
    if (!a.artisanal || !a.priced || b.p.labour == 0.0) continue;
    if (a.mineral != known) there = diggers(a.mineral);
    known = a.mineral;
    out[i] *= there;
  }
  return out;
}

namespace {

/// Operation this month: a change of holder in the month before disrupts it, contested ground holds it down, time heals.
double next_operating(const Base& b, const World& w, std::size_t i, double target, world::Cause& cause) {
  const AssetBase& a = b.asset[i];
  const double now = w.operating[i];
  if (w.month > 0 && w.captured_month[a.node] == w.month) {
    cause = world::Cause::capture_event;
    return now * (1.0 - b.p.disruption);
  }
  cause = target < now ? world::Cause::insecurity : world::Cause::restart;
  return now + a.heals * (target - now);
}

void emit_output(const Base& b, const World& w, Scratch& scratch, world::EventSink& out) {
  constexpr double kNoticeable = 1e-4;
  std::vector<double>& operating = scratch.operating;
  operating = w.operating;
  const std::vector<double>& target = target_operations(b, w, scratch.target);
  for (std::size_t i = 0; i < b.asset.size(); ++i) {
    if (b.asset[i].output <= 0.0) continue;
    world::Cause cause = world::Cause::none;
    const double next = next_operating(b, w, i, target[i], cause);
    if (std::fabs(next - w.operating[i]) < kNoticeable) continue;
    operating[i] = next;
    out.emit(world::OutputChanged{core::AssetId::at(i), next, cause});
  }
}

/// Rows of the book that streams of assets may come to, marked when holdings have changed.
void mark_rows(const Base& b, Scratch& scratch, const Book& book) {
  if (scratch.booked_version == scratch.index.version()) return;
  scratch.booked_version = scratch.index.version();
  for (std::size_t i = 0; i < b.asset.size(); ++i)
    for (std::size_t k = 0; b.asset[i].priced && k < b.legal.size(); ++k)
      for (const Stream& stream : scratch.index.unit(b, i, k).streams) book.mark(stream.row, stream.column);
}

/// What an asset yields by licit ways this month, to those who hold it.
void book_licit(const Base& b, const World& w, const Scratch& scratch, std::size_t i, const Book& book) {
  const AssetBase& a = b.asset[i];
  const std::size_t count = b.role.size();
  const double let_out = scratch.gross[i] * regime_factor(b.mineral[a.mineral], w.regime[a.mineral]);
  if (!(let_out > 0.0)) return;
  for (std::size_t k = 0; k < b.legal.size(); ++k) {
    const std::size_t c = b.legal[k];
    const double licit = let_out * b.ways[i * count + c].licit * w.control[a.node * count + c];
    if (!(licit > 0.0) || !std::isfinite(licit)) continue;
    for (const Stream& stream : scratch.index.unit(b, i, k).streams) book.add(stream, licit);
  }
}

/// What leaves a place by illicit ways, to those who tax it and those who own the exits.
void book_illicit(const Base& b, const World& w, const Scratch& scratch, std::size_t node, const Book& book) {
  const std::size_t count = b.role.size();
  for (std::size_t c = 0; c < count; ++c) {
    const double control = w.control[node * count + c];
    if (!(control > 0.0)) continue;
    double illicit = 0.0, taxed = 0.0;
    for (const std::size_t i : b.at_node[node]) {
      const double amount = scratch.gross[i] * b.ways[i * count + c].illicit;
      illicit += amount;
      taxed += amount * b.mineral[b.asset[i].mineral].armed_tax;
    }
    if (!(illicit > 0.0)) continue;
    if (!b.role[c].legal && b.role[c].tax.valid()) book.add({}, b.role[c].tax, MoneyKind::armed_tax, taxed * control);
    const double* rents = scratch.routes.rents(node, c);
    for (std::size_t o = 0; o < b.exit_owner.size(); ++o)
      book.add({}, core::ActorId::at(b.exit_owner[o]), MoneyKind::transit, illicit * control * rents[o]);
  }
}

void book_assets(const Base& b, const World& w, const world::Derived& derived, Scratch& scratch, const Book& book) {
  scratch.routes.update(b, w);
  scratch.common.known = false;  // the routes may be those of another world now
  scratch.index.update(b, derived.holdings);
  mark_rows(b, scratch, book);
  scratch.price.assign(b.mineral.size(), 0.0);
  for (const std::size_t m : b.priced) scratch.price[m] = det::exp(w.log_price[m]);
  scratch.gross.resize(b.asset.size());
  for (std::size_t i = 0; i < b.asset.size(); ++i) {
    const AssetBase& a = b.asset[i];
    if (!a.priced) continue;
    scratch.gross[i] = a.value * (scratch.operating[i] + derived.investment[i] * a.built) * scratch.price[a.mineral];
    book_licit(b, w, scratch, i, book);
  }
  for (const std::size_t node : b.places) book_illicit(b, w, scratch, node, book);
}

void book_standing(const Base& b, const World& w, const world::Derived& derived, const Book& book) {
  for (std::size_t a = 0; a < b.s.actors.size(); ++a) {
    const auto id = core::ActorId::at(a);
    const auto& actor = b.s.actors[a];
    book.add({}, id, MoneyKind::income, world::value_or(b.draw, actor.income, 0.0) - derived.withheld[a]);
    book.add(id, {}, MoneyKind::overhead, world::value_or(b.draw, actor.overhead, 0.0));
    book.add(id, {}, MoneyKind::sanction_bite, model::bite_on(b.s, b.draw, w, id));
    book.add(id, {}, MoneyKind::lever_cost, derived.lever_cost[a]);
    double holding = 0.0;
    for (std::size_t on = 0; on < b.s.actors.size(); ++on) {
      const double level = w.sanction[a * b.s.actors.size() + on];
      if (level > 0.0) holding += model::sanction_cost(b.s, b.draw, id, level);
    }
    book.add(id, {}, MoneyKind::sanction_cost, holding);
  }
  for (std::size_t f = 0; f < b.s.forces.size(); ++f) {
    const auto kind = b.s.forces[f].sponsor ? MoneyKind::deployment : MoneyKind::war;
    book.add(b.s.forces[f].actor, {}, kind, model::force_cost(b.s, b.draw, core::ForceId::at(f), w.men[f]));
  }
  for (const auto& payment : derived.payments) book.add(payment.from, payment.to, payment.kind, payment.amount);
}

/// Receipts from outside are always paid: the world outside is large.
void receive(const Book& book, std::vector<double>& stock, world::EventSink& out) {
  for (std::size_t kind = 0; kind < kKinds; ++kind) {
    const Columns owed = book.owed(static_cast<MoneyKind>(kind), book.actors);
    for (std::size_t to = owed.first; to < owed.last && to < book.actors; ++to) {
      const double amount = book.at(static_cast<MoneyKind>(kind), book.actors, to);
      if (amount <= 0.0) continue;
      out.emit(world::MoneyMoved{{}, book.actor(to), static_cast<MoneyKind>(kind), amount});
      stock[to] += amount;
    }
  }
}

/// Pays one kind of duty of every actor from what it had before this kind; receipts count for the next kind.
void settle(const Book& book, MoneyKind kind, Scratch& scratch, world::EventSink& out) {
  if (!book.uses(kind)) return;
  scratch.arriving.assign(book.actors, 0.0);
  bool moved = false;
  for (std::size_t from = 0; from < book.actors; ++from) {
    const Columns owed = book.owed(kind, from);
    if (!owed.any()) continue;
    double due = 0.0;
    for (std::size_t to = owed.first; to < owed.last; ++to) due += book.at(kind, from, to);
    if (due <= 0.0) continue;
    const double share = due <= scratch.stock[from] ? 1.0 : scratch.stock[from] / due;
    for (std::size_t to = owed.first; to < owed.last; ++to) {
      const double amount = std::min(book.at(kind, from, to) * share, scratch.stock[from]);
      if (amount <= 0.0) continue;
      out.emit(world::MoneyMoved{book.actor(from), book.actor(to), kind, amount});
      scratch.stock[from] -= amount;
      if (to >= book.actors) continue;
      scratch.arriving[to] += amount;
      moved = true;
    }
    if (share >= 1.0) continue;
    out.emit(world::Unpaid{book.actor(from), kind, due * (1.0 - share)});
    if (kind == MoneyKind::war || kind == MoneyKind::deployment)
      scratch.unpaid_war[from * 2 + (kind == MoneyKind::deployment ? 1 : 0)] = 1.0 - share;
  }
  for (std::size_t to = 0; moved && to < book.actors; ++to) scratch.stock[to] += scratch.arriving[to];
}

/// Men who are not paid drift away.
void desert(const Base& b, const World& w, const Scratch& scratch, world::EventSink& out) {
  if (b.p.desertion <= 0.0) return;
  for (std::size_t f = 0; f < b.s.forces.size(); ++f) {
    const auto& force = b.s.forces[f];
    if (!force.actor.valid() || w.men[f] <= 0.0 || world::value_or(b.draw, force.cost, 0.0) <= 0.0) continue;
    const double unpaid = scratch.unpaid_war[force.actor.index() * 2 + (force.sponsor ? 1 : 0)];
    if (unpaid > 0.0)
      out.emit(world::ForceChanged{core::ForceId::at(f), -w.men[f] * b.p.desertion * unpaid, 0.0, 0.0,
                                   world::Cause::desertion});
  }
}

}  // namespace

void emit_flows(const Base& b, const World& w, const world::Derived& derived, Scratch& scratch, world::EventSink& out) {
  emit_output(b, w, scratch, out);
  const Book book{scratch.book, scratch.booked, scratch.booked_rows, b.s.actors.size()};
  book.clear();
  book_assets(b, w, derived, scratch, book);
  book_standing(b, w, derived, book);
  scratch.stock = w.stock;
  scratch.unpaid_war.assign(b.s.actors.size() * 2, 0.0);
  receive(book, scratch.stock, out);
  for (const MoneyKind kind : kDutyOrder) settle(book, kind, scratch, out);
  desert(b, w, scratch, out);
}

}  // namespace entente::models::rents

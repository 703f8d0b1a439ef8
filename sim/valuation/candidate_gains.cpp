// SPDX-License-Identifier: Apache-2.0
// What packages are worth within a search: answers by joint position of the issues that move the ground, static parts drawn
// together once, and a package as the sum of both. As exact as ProjectedPreference::gains.
#include <algorithm>
#include <cstring>

#include "core/rng.hpp"
#include "valuation/candidates.hpp"

namespace entente::valuation {
namespace {

constexpr std::size_t kSlots = 2048;  // of a hash table; twice what a search can meet

/// Positions as words. How they lie in these depends on the machine; nothing but places in a hash table follows from it.
using Words = std::array<std::uint64_t, 2>;
Words words_of(const std::array<std::int8_t, world::kMaxIssues>& at) {
  static_assert(sizeof(at) >= 8 && sizeof(at) <= sizeof(Words));
  Words out{};
  std::memcpy(out.data(), at.data(), sizeof(at));
  return out;
}
std::size_t slot_of(const Words& words) { return core::mix64(words[0] ^ core::mix64(words[1])) % kSlots; }

}  // namespace

void CandidateSearch::start(core::TrackId track) {
  id_ = track;
  value_ = &p_.tracks_[track.index()];
  track_ = &p_.s_.tracks[track.index()];
  met_.clear();
  met_slot_.assign(kSlots, -1);
  combo_slot_.assign(kSlots, -1);
  combos_met_ = 0;
  last_ = nullptr;
  quo_ = {};
  quo_.count = static_cast<std::int8_t>(track_->issues.size());
  for (std::size_t i = 0; i < track_->issues.size(); ++i) {
    const auto& issue = p_.s_.issues[track_->issues[i].index()];
    const auto at = std::find(issue.grid.begin(), issue.grid.end(), issue.status_quo);
    quo_.at[i] = static_cast<std::int8_t>(at == issue.grid.end() ? 0 : at - issue.grid.begin());
  }
  for (std::size_t i = 0; i < track_->parties.size(); ++i) {
    reservation_[i] = p_.d_[track_->parties[i].reservation];
    first_[i + 1] = first_[i] + p_.utility_.columns(track_->parties[i].actor);
  }
  drawn_ = (first_[track_->parties.size()] + core::kLanes - 1) / core::kLanes * core::kLanes;
  split();
  price_statics();
  price_received();
}

/// Issues any of whose positions move a driver now are dynamic; these and those that move anything else are open; the rest
/// stay at the status quo.
void CandidateSearch::split() {
  for (auto* list : {&dynamic_, &open_, &against_}) list->clear();
  for (std::size_t i = 0; i < track_->issues.size(); ++i) {
    bool dynamic = false, matters = false;
    for (const auto& term : value_->terms[i]) {
      dynamic = dynamic || term.stance.any || term.stance.monitor != 0.0;
      matters = matters || term.matters;
    }
    if (dynamic) dynamic_.push_back(i);
    if (dynamic || matters) open_.push_back(i);
    if (matters && p_.rival_[track_->issues[i].index()]) against_.push_back(i);
  }
  std::array<std::int8_t, world::kMaxIssues> mask{};
  for (const std::size_t i : dynamic_) mask[i] = -1;
  dynamic_mask_ = words_of(mask);
}

/// Static parts of positions: multiples of blocks.
void CandidateSearch::price_statics() {
  position_.resize(std::max(position_.size(), track_->issues.size()));
  blocks_.clear();
  flat_.clear();
  along_.clear();
  for (const std::size_t i : open_) {
    position_[i].assign(value_->terms[i].size(), {});
    for (std::size_t g = 0; g < value_->terms[i].size(); ++g) {
      const auto& term = value_->terms[i][g];
      if (term.like >= 0) position_[i][g] = {block_of(i, term.like), term.factor};
    }
  }
}

/// The place of a block, drawn together into the parties' columns when first met; -1 if it is worth nothing to them.
int CandidateSearch::block_of(std::size_t issue, int like) {
  for (std::size_t b = blocks_.size(); b-- > 0 && blocks_[b].issue == issue;) {
    if (blocks_[b].like == like) return static_cast<int>(b);
  }
  const auto& fixed = value_->terms[issue][static_cast<std::size_t>(like)].fixed;
  Block block{issue, like};
  bool any = false;
  const auto each = [&](auto&& use) {
    for (std::size_t party = 0; party < track_->parties.size(); ++party) {
      const core::ActorId actor = track_->parties[party].actor;
      for (const std::int32_t row : fixed.rows(p_.space_.judge_index[actor.index()])) {
        const auto k = static_cast<std::size_t>(row % kMaxAttributes);
        use(row, first_[party] + p_.utility_.column(actor, k), value_->runs[issue] * p_.utility_.per_unit(actor, k));
      }
    }
  };
  each([&](std::int32_t row, std::size_t, double) {
    any = true;
    block.varies = block.varies || fixed.flat[static_cast<std::size_t>(row)] == 0;
  });
  if (!any) return -1;
  const std::size_t paths = value_->response.paths;
  std::vector<double>& all = block.varies ? along_ : flat_;
  block.at = all.size();
  all.resize(all.size() + first_[track_->parties.size()] * (block.varies ? paths : 1), 0.0);
  each([&](std::int32_t row, std::size_t column, double unit) {
    const double* along = fixed.along(row);
    if (!block.varies) {
      flat_[block.at + column] += unit * *along;
      return;
    }
    double* out = &along_[block.at + column * paths];
    for (std::size_t path = 0; path < paths; ++path) out[path] += unit * along[path];
  });
  blocks_.push_back(block);
  return static_cast<int>(blocks_.size()) - 1;
}

/// Means of all blocks under an answer.
void CandidateSearch::weigh_blocks(const Response& response, std::vector<double>& worth) const {
  const std::size_t drawn = first_[track_->parties.size()];
  worth.resize(blocks_.size() * drawn_);
  double* out = worth.data();
  for (const Block& block : blocks_) {
    for (std::size_t k = 0; k < drawn; ++k)
      out[k] = block.varies ? response.mean(&along_[block.at + k * response.paths]) : flat_[block.at + k];
    for (std::size_t k = drawn; k < drawn_; ++k) out[k] = 0.0;
    out += drawn_;
  }
}

/// Adds the static parts of all positions of a package to the parties' columns.
void CandidateSearch::add_static(const std::vector<double>& worth, const world::Package& package, Drawn& sum) const {
  for (const std::size_t i : open_) {
    const Position& position = position_[i][static_cast<std::size_t>(package.at[i])];
    if (position.block < 0) continue;
    const double* of = &worth[static_cast<std::size_t>(position.block) * drawn_];
    const core::Pack factor = core::all(position.factor);
    for (std::size_t k = 0; k < drawn_; k += core::kLanes)
      core::store(core::load(&sum[k]) + factor * core::load(of + k), &sum[k]);
  }
}

/// Which axes' actors are granted something by the other parties, so that breaking a cap would lose it. Elsewhere what
/// breaking costs does not depend on the package.
void CandidateSearch::price_received() {
  weigh_blocks(value_->response, worth_of_base_);
  for (std::size_t x = 0; x < p_.space_.grid.size(); ++x) {
    const auto& axis = p_.space_.grid[x];
    receiver_[x] = track_->parties.size();
    if (axis.kind != scenario::AxisKind::force_men || !axis.decision) continue;
    const core::ActorId actor = p_.s_.decisions[axis.decision.index()].actor;
    const auto is = [actor](const scenario::Party& party) { return party.actor == actor; };
    const auto party = std::find_if(track_->parties.begin(), track_->parties.end(), is);
    const bool any =
        std::any_of(blocks_.begin(), blocks_.end(), [&](const Block& block) { return granter(block.issue) != actor; });
    if (any) receiver_[x] = static_cast<std::size_t>(party - track_->parties.begin());
  }
}

core::ActorId CandidateSearch::granter(std::size_t issue) const {
  return p_.s_.issues[track_->issues[issue].index()].granter;
}

/// What the other parties grant one, on the paths of the base.
double CandidateSearch::received(std::size_t party, const world::Package& package) const {
  const core::ActorId actor = track_->parties[party].actor;
  const std::size_t columns = p_.utility_.columns(actor);
  Columns sum{};
  for (const std::size_t i : open_) {
    const Position& position = position_[i][static_cast<std::size_t>(package.at[i])];
    if (position.block < 0 || granter(i) == actor) continue;
    const double* of = &worth_of_base_[static_cast<std::size_t>(position.block) * drawn_ + first_[party]];
    for (std::size_t c = 0; c < columns; ++c) sum[c] += position.factor * of[c];
  }
  return p_.utility_.drawn(actor, sum.data());
}

CandidateSearch::Combo& CandidateSearch::combo_of(const world::Package& package) {
  Words key = words_of(package.at);
  for (std::size_t w = 0; w < key.size(); ++w) key[w] &= dynamic_mask_[w];
  if (last_ != nullptr && last_->key == key) return *last_;
  std::size_t slot = slot_of(key);
  for (; combo_slot_[slot] >= 0; slot = (slot + 1) % kSlots) {
    Combo& known = combos_[static_cast<std::size_t>(combo_slot_[slot])];
    if (known.key == key) return *(last_ = &known);
  }
  combo_slot_[slot] = static_cast<std::int32_t>(combos_met_);
  if (combos_met_ == combos_.size()) combos_.emplace_back();
  Combo& combo = combos_[combos_met_];
  combo.key = key;
  combo.package = quo_;
  for (const std::size_t i : dynamic_) combo.package.at[i] = package.at[i];
  combo.capped = false;
  combo.contingent.clear();
  make(combo);
  ++combos_met_;
  return *(last_ = &combo);
}

/// ProjectedPreference::contingent_gain, asked once for the same terms against rivals under the same answer.
const CandidateSearch::Gains& CandidateSearch::contingent(Combo& of, const world::Package& package) {
  for (const auto& known : of.contingent) {
    const world::Package& terms = known.first;
    if (std::all_of(against_.begin(), against_.end(), [&](std::size_t i) { return terms.at[i] == package.at[i]; }))
      return known.second;
  }
  world::Package alone = quo_;
  for (const std::size_t i : against_) alone.at[i] = package.at[i];
  Gains gain{};
  for (std::size_t i = 0; i < track_->parties.size(); ++i)
    gain[i] = p_.contingent_gain(id_, alone, track_->parties[i].actor, of.response);
  of.contingent.emplace_back(alone, gain);
  return of.contingent.back().second;
}

void CandidateSearch::make(Combo& combo) const {
  bool moved = false;
  combo.stance = p_.package_stance(id_, combo.package, moved);
  const auto end = combos_.begin() + static_cast<std::ptrdiff_t>(combos_met_);
  const auto met =
      std::find_if(combos_.begin(), end, [&](const Combo& other) { return other.stance.like(combo.stance); });
  if (!moved) {
    combo.response = value_->response;
  } else if (met != end) {  // they differ in who watches, which moves nobody
    combo.response = met->response;
  } else {
    p_.reaction_.respond(p_.present_, combo.stance, combo.response);
    ++p_.packages_;
  }
  for (std::size_t x = 0; x < p_.space_.grid.size(); ++x) {
    for (const std::size_t i : dynamic_) {
      const auto& term = value_->terms[i][static_cast<std::size_t>(combo.package.at[i])].stance;
      combo.capped = combo.capped || (receives(x) && term.cap[x] < kFree);  // else no more is at stake
    }
  }
  if (combo.capped) {
    combo.lost = p_.lost_by_breach(id_, combo.package);
    return;
  }
  combo.base[drawn_ - 1] = 0.0;  // beyond the last column
  for (std::size_t party = 0; party < track_->parties.size(); ++party)
    p_.drawn_path(id_, combo.stance, combo.response, track_->parties[party].actor, &combo.base[first_[party]]);
  weigh_blocks(combo.response, combo.worth);
}

/// Index of a package among those met, scored when first met.
std::size_t CandidateSearch::score(const world::Package& package) {
  std::size_t slot = slot_of(words_of(package.at));
  for (; met_slot_[slot] >= 0; slot = (slot + 1) % kSlots) {
    const auto index = static_cast<std::size_t>(met_slot_[slot]);
    if (met_[index].package == package) return index;
  }
  met_slot_[slot] = static_cast<std::int32_t>(met_.size());
  model::Candidate c{package, {}};
  Combo& combo = combo_of(package);
  if (combo.capped) {
    gain_of_capped(combo, c);
  } else {
    gain_of_free(combo, c);
  }
  met_.push_back(c);
  return met_.size() - 1;
}

void CandidateSearch::gain_of_free(Combo& combo, model::Candidate& c) {
  const std::size_t parties = track_->parties.size();
  Drawn sum;
  for (std::size_t k = 0; k < drawn_; ++k) sum[k] = combo.base[k];
  add_static(combo.worth, c.package, sum);
  for (std::size_t i = 0; i < parties; ++i) c.gain[i] = p_.utility_.drawn(track_->parties[i].actor, &sum[first_[i]]);
  if (against_.empty()) return;
  const Gains& more = contingent(combo, c.package);
  for (std::size_t i = 0; i < parties; ++i) c.gain[i] += more[i];
}

/// Where a term caps a driver, the answer depends on what the other side grants: the answer's last steps are made again.
void CandidateSearch::gain_of_capped(const Combo& combo, model::Candidate& c) {
  Stance stance = combo.stance;
  for (std::size_t x = 0; x < p_.space_.grid.size(); ++x) {
    if (!receives(x) || stance.cap[x] > kFree) continue;
    const std::size_t party = receiver_[x];
    const double price = p_.penalty(combo.lost, track_->parties[party].actor, received(party, c.package));
    stance.penalty[x] = std::max(value_->base.penalty[x], price);
  }
  again_ = combo.response;
  p_.reaction_.respond_again(p_.present_, stance, again_);
  weigh_blocks(again_, worth_again_);
  const std::size_t parties = track_->parties.size();
  Drawn sum;
  sum[drawn_ - 1] = 0.0;  // beyond the last column
  for (std::size_t i = 0; i < parties; ++i)
    p_.drawn_path(id_, stance, again_, track_->parties[i].actor, &sum[first_[i]]);
  add_static(worth_again_, c.package, sum);
  for (std::size_t i = 0; i < parties; ++i) {
    c.gain[i] = p_.utility_.drawn(track_->parties[i].actor, &sum[first_[i]]);
    if (!against_.empty()) c.gain[i] += p_.contingent_gain(id_, c.package, track_->parties[i].actor, again_);
  }
}

}  // namespace entente::valuation

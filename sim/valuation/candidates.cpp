// SPDX-License-Identifier: Apache-2.0
// The search behind ProjectedPreference::candidates.
#include "valuation/candidates.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/pareto.hpp"
#include "core/rng.hpp"

namespace entente::valuation {
namespace {

constexpr double kAside = 0.02;         // weight of the others while one party's best is sought
constexpr double kAlike = 0.001;        // difference of gains that nobody tells
constexpr std::size_t kSlots = 2048;    // of a hash table; twice what a search can meet
constexpr std::size_t kMostMet = 1000;  // packages one search scores
constexpr int kSweeps = 3;              // of a climb; a climb from where an earlier one ended takes one

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

/// Issues any of whose positions move a driver now are dynamic; those that move anything else are static; the rest stay.
void CandidateSearch::split() {
  for (auto* list : {&dynamic_, &static_, &open_, &against_}) list->clear();
  for (std::size_t i = 0; i < track_->issues.size(); ++i) {
    bool dynamic = false, matters = false;
    for (const auto& term : value_->terms[i]) {
      dynamic = dynamic || term.stance.any || term.stance.monitor != 0.0;
      matters = matters || term.matters;
    }
    if (dynamic) {
      dynamic_.push_back(i);
    } else if (matters) {
      static_.push_back(i);
    }
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
  for (const auto& [terms, gain] : of.contingent) {
    if (std::all_of(against_.begin(), against_.end(), [&](std::size_t i) { return terms.at[i] == package.at[i]; }))
      return gain;
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

double CandidateSearch::value(const Goal& goal, const Gains& gain) const {
  double sum = 0.0, product = 1.0, least = 1e300;
  for (std::size_t i = 0; i < track_->parties.size(); ++i) {
    const double surplus = (gain[i] - reservation_[i]) / scale_[i];
    sum += goal.weight[i] * surplus;
    product *= std::max(0.0, surplus);
    least = std::min(least, surplus);
  }
  if (!goal.product) return sum;
  return least > 0.0 ? product : least;
}

/// Best single moves, issue after issue, until none helps.
std::size_t CandidateSearch::climb(const Goal& goal, std::size_t from, int sweeps) {
  std::size_t here = from;
  double best = value(goal, here);
  for (int sweep = 0; sweep < sweeps; ++sweep) {
    const std::size_t before = here;
    for (const std::size_t i : open_) {
      world::Package trial = met_[here].package;
      const std::int8_t stands = trial.at[i];
      for (std::size_t g = 0; g < value_->terms[i].size() && met_.size() < kMostMet; ++g) {
        trial.at[i] = static_cast<std::int8_t>(g);
        if (trial.at[i] == stands) continue;
        const std::size_t there = score(trial);
        const double v = value(goal, there);
        if (v > best) {
          best = v;
          here = there;
        }
      }
    }
    if (here == before) break;
  }
  return here;
}

/// The few packages met that come nearest to a goal.
std::vector<std::size_t> CandidateSearch::nearest(const Goal& goal) const {
  constexpr std::size_t kFew = 4;
  std::vector<std::size_t> out;
  std::array<double, kFew> worth{};  // of those in `out`, falling; of equals the first met comes first
  for (std::size_t m = 0; m < met_.size(); ++m) {
    const double v = value(goal, m);
    std::size_t place = out.size();
    while (place > 0 && v > worth[place - 1]) --place;
    if (place == kFew) continue;
    if (out.size() == kFew) out.pop_back();
    out.insert(out.begin() + static_cast<std::ptrdiff_t>(place), m);
    for (std::size_t k = out.size() - 1; k > place; --k) worth[k] = worth[k - 1];
    worth[place] = v;
  }
  return out;
}

/// The best package that differs in two issues: what each side gives for what it gets. Where the two moves are worth what they
/// are worth one by one, that is known already; the few pairs that promise most by that are scored.
std::size_t CandidateSearch::best_pair(const Goal& goal, std::size_t from) {
  constexpr std::size_t kFew = 16;
  auto& moves = moves_;
  moves.clear();
  for (const std::size_t i : open_) {
    world::Package trial = met_[from].package;
    const std::int8_t stands = trial.at[i];
    for (std::size_t g = 0; g < value_->terms[i].size() && met_.size() < kMostMet; ++g) {
      trial.at[i] = static_cast<std::int8_t>(g);
      if (trial.at[i] != stands) moves.push_back({i, score(trial)});
    }
  }
  auto& pairs = pairs_;
  pairs.clear();
  Gains gain{};
  for (std::size_t a = 0; a < moves.size(); ++a) {
    for (std::size_t b = a + 1; b < moves.size(); ++b) {
      if (moves[a].issue == moves[b].issue) continue;
      for (std::size_t i = 0; i < track_->parties.size(); ++i)
        gain[i] = met_[moves[a].met].gain[i] + met_[moves[b].met].gain[i] - met_[from].gain[i];
      pairs.push_back({value(goal, gain), a, b});
    }
  }
  const auto few = pairs.begin() + static_cast<std::ptrdiff_t>(std::min(kFew, pairs.size()));
  std::partial_sort(pairs.begin(), few, pairs.end(), [](const Pair& x, const Pair& y) {
    if (x.promise != y.promise) return x.promise > y.promise;
    return x.first != y.first ? x.first < y.first : x.second < y.second;
  });
  std::size_t best = from;
  for (auto pair = pairs.begin(); pair != few && met_.size() < kMostMet; ++pair) {
    world::Package trial = met_[moves[pair->first].met].package;
    const std::size_t other = moves[pair->second].issue;
    trial.at[other] = met_[moves[pair->second].met].package.at[other];
    const std::size_t there = score(trial);
    if (value(goal, there) > value(goal, best)) best = there;
  }
  return best;
}

/// From one summit to the next, one issue at a time, those first that help the goal most.
void CandidateSearch::walk(std::size_t from, std::size_t to, const Goal& towards) {
  world::Package at = met_[from].package;
  const world::Package end = met_[to].package;
  auto& left = left_;
  left.clear();
  for (const std::size_t i : open_) {
    if (at.at[i] != end.at[i]) left.push_back(i);
  }
  while (left.size() > 1 && met_.size() < kMostMet) {
    double best = -1e300;
    std::size_t which = 0;
    for (std::size_t k = 0; k < left.size(); ++k) {
      world::Package trial = at;
      trial.at[left[k]] = end.at[left[k]];
      const double v = value(towards, score(trial));
      if (v > best) {
        best = v;
        which = k;
      }
    }
    at.at[left[which]] = end.at[left[which]];
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(which));
  }
}

/// Each party's best, then sums in between, then the product of surpluses: in an order in which neighbours are alike.
void CandidateSearch::set_goals() {
  const std::size_t parties = track_->parties.size();
  goals_.clear();
  const auto blend = [&](std::size_t a, std::size_t b, double share) {
    Goal goal;
    for (std::size_t i = 0; i < parties; ++i) goal.weight[i] = kAside;
    goal.weight[a] += 1.0 - share;
    goal.weight[b] += share;
    goals_.push_back(goal);
  };
  for (std::size_t a = 0; a + 1 < parties; ++a) {
    for (const double share : {0.0, 0.35, 0.65, 1.0}) blend(a, a + 1, share);
  }
  Goal product;
  product.product = true;
  goals_.push_back(product);
}

/// The frontier of what was met, but for the status quo. Of texts that are worth the same to everybody within kAlike the one
/// met first stays, and whatever is best for somebody.
void CandidateSearch::keep_frontier(std::vector<model::Candidate>& out) {
  const std::size_t parties = track_->parties.size();
  gain_.resize(met_.size() * parties);
  for (std::size_t m = 0; m < met_.size(); ++m) {
    for (std::size_t i = 0; i < parties; ++i) gain_[m * parties + i] = met_[m].gain[i];
  }
  const auto frontier = core::pareto_frontier(gain_, parties);
  Gains best;
  best.fill(-1e300);
  for (const auto m : frontier) {
    for (std::size_t i = 0; i < parties; ++i) best[i] = std::max(best[i], met_[m].gain[i]);
  }
  out.clear();
  for (const auto m : frontier) {
    const Gains& gain = met_[m].gain;
    bool stays = false;
    for (std::size_t i = 0; i < parties; ++i) stays = stays || gain[i] == best[i];
    const auto alike = [&](const model::Candidate& other) {
      bool all = true;
      for (std::size_t i = 0; i < parties; ++i) all = all && std::abs(gain[i] - other.gain[i]) <= kAlike;
      return all;
    };
    if (!stays && std::any_of(out.begin(), out.end(), alike)) continue;
    if (!(met_[m].package == quo_)) out.push_back(met_[m]);
  }
}

/// From the best met so far for all: where nothing suits everybody, the surroundings of the two summits that come nearest, if
/// thorough of every summit, are looked at before saying so; then, where pairs are tried, those of the few packages that come
/// nearest.
std::size_t CandidateSearch::find_zone(const Goal& product, const std::vector<std::size_t>& summits, std::size_t from,
                                       SearchCare care) {
  const auto offer = [&](std::size_t index) {
    if (value(product, index) > value(product, from)) from = index;
  };
  for (std::size_t m = 0; m < met_.size(); ++m) offer(m);
  constexpr std::size_t kNearest = 2;
  auto& order = order_;
  order.assign(summits.begin(), summits.end());
  if (care != SearchCare::thorough) {
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return value(product, a) > value(product, b); });
    order.resize(std::min(kNearest, order.size()));
  }
  for (const std::size_t summit : order) {
    if (value(product, from) <= 0.0) offer(climb(product, summit, kSweeps));
  }
  const bool pairs = care == SearchCare::thorough || care == SearchCare::expected;
  if (!pairs || value(product, from) > 0.0) return from;
  for (const std::size_t near : nearest(product)) {
    if (value(product, from) <= 0.0) offer(climb(product, best_pair(product, near), kSweeps));
  }
  return from;
}

/// A party's best package gives the unit in which its gains are weighed against the others'.
void CandidateSearch::find_units(std::size_t first, std::size_t start, const world::Package& last) {
  const bool known = last.count == quo_.count;
  for (std::size_t i = 0; i < track_->parties.size(); ++i) {
    Goal own;
    own.weight.fill(kAside);
    own.weight[i] += 1.0;
    const std::size_t best = i == 0 ? first : climb(own, known ? score(last) : start, known ? 1 : kSweeps);
    scale_[i] = std::max(1e-6, met_[best].gain[i] - reservation_[i]);
  }
}

void CandidateSearch::rescore(std::vector<model::Candidate>& found) {
  for (model::Candidate& candidate : found) candidate.gain = met_[score(candidate.package)].gain;
}

void CandidateSearch::run(std::vector<model::Candidate>& out, std::vector<world::Package>& summits, SearchCare care) {
  scale_.fill(1.0);
  set_goals();
  const std::vector<Goal>& list = goals_;
  const std::size_t start = score(quo_);
  summits.resize(list.size());
  auto& top = top_;
  top.clear();
  for (std::size_t g = 0; g < list.size(); ++g) {
    std::size_t from = top.empty() ? start : top.back();
    const auto offer = [&](std::size_t index) {
      if (value(list[g], index) > value(list[g], from)) from = index;
    };
    offer(start);
    const bool known = summits[g].count == quo_.count;
    if (known) offer(score(summits[g]));
    if (only_expected(care) && !list[g].product) {
      top.push_back(from);
      continue;
    }
    if (list[g].product) from = find_zone(list[g], top, from, care);
    top.push_back(climb(list[g], from, known ? 1 : kSweeps));
    if (g == 0) find_units(top[0], start, summits[list.size() - 2]);
    summits[g] = met_[top[g]].package;
  }
  for (std::size_t g = 0; !only_expected(care) && g + 2 < top.size(); ++g) walk(top[g], top[g + 1], list[g + 1]);
  keep_frontier(out);
}

}  // namespace entente::valuation

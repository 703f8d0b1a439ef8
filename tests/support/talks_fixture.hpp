// SPDX-License-Identifier: Apache-2.0
// Hand-made talks for tests: a small scenario with one track, packages with tabled gains, and a session played to its end.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/ports.hpp"
#include "model/registry.hpp"
#include "scenario/scenario.hpp"
#include "world/event.hpp"

namespace entente::test {

/// A scenario under construction: numbers are fixed params, so one draw holds them all.
struct Book {
  scenario::Scenario scenario;
  std::vector<double> values;

  scenario::Num num(double value);
  [[nodiscard]] scenario::Draw draw() const { return scenario::Draw(values); }
  core::ActorId actor(const std::string& id);
  /// A track with these parties; every rate zero until set.
  core::TrackId track(const std::string& id, const std::vector<core::ActorId>& parties);
  /// An issue of the track on this grid; status quo is the first position unless said.
  core::IssueId issue(core::TrackId track, const std::string& id, core::ActorId granter, core::ActorId receiver,
                      std::vector<double> grid, double status_quo = 0.0);
};

/// Packages are rows of a table: row k is the package with position k on the one issue. `estimate` is added to the first
/// party's gains in candidates only, to test that signatures go by exact gains.
class TablePreference final : public model::Preference {
 public:
  explicit TablePreference(std::vector<std::array<double, world::kMaxParties>> rows, double estimate = 0.0)
      : rows_(std::move(rows)), estimate_(estimate) {}
  void refresh(const world::World&, const world::Derived&, const model::Ledger&) override {}
  void candidates(core::TrackId track, std::vector<model::Candidate>& out) override;
  void gains(core::TrackId track, const world::Package& package, std::span<double> gain) const override;
  void gain_by_attribute(core::TrackId, const world::Package&, core::ActorId, std::span<double> out) const override;
  void lever_values(core::DecisionId, std::span<double> utility) const override;
  void lever_by_attribute(core::DecisionId, int, std::span<double> out) const override;
  [[nodiscard]] double believed_hazard(core::TrackId) const override { return 0.0; }
  [[nodiscard]] double outsider_gain(core::TrackId, const world::Package& package, core::ActorId) const override {
    const auto at = static_cast<std::size_t>(package.at[0]);
    return at < outsider.size() ? outsider[at] : 0.0;
  }
  void compliance(core::TrackId, core::IssueId, core::ActorId, double& keep, double& break_,
                  world::Reasons&) const override;

  double keep = 0.0, break_ = 0.0;  // without rows: what a text is worth, and what without its term
  std::vector<double> outsider;     // per row: what it is worth to a mediator

 private:
  std::vector<std::array<double, world::kMaxParties>> rows_;
  double estimate_;
};

/// A party's strategy by the keys of its parts; "" takes the standard part.
struct Manner {
  std::string offering, acceptance, belief;
  std::vector<std::pair<std::string, double>> offering_params, acceptance_params, belief_params;
};

/// Talks of 2..4 parties over one issue whose positions are the rows of a table.
struct Talks {
  std::size_t parties = 2;
  std::vector<std::array<double, world::kMaxParties>> rows;
  std::vector<double> reservation, concession, discount;  // per party; empty: 0, 1, 1
  double deadline = 12.0, rounds = 1.0, breakdown = 0.0, estimate = 0.0;
  std::vector<std::pair<std::string, double>> params;  // of the protocol
  std::vector<std::string> names;                      // of the parties; empty: a, b, c, d
  std::vector<Manner> manners;         // per party; empty: the protocol's own rule, or the standard parts
  std::vector<double> votes, signals;  // per party; empty: 1 and 0
  std::vector<bool> veto;              // per party; empty: none
  std::vector<double> mediator;        // per row: what it is worth to the mediator
  double attention = 1.0;              // of the mediator
  std::size_t granter = 0;             // party that grants the one issue
  bool prepare = false;                // tables are built once for all months
};

/// The shipped models, registered once.
[[nodiscard]] const model::Registry& shipped_models();

struct Played {
  std::vector<world::Event> events;     // of the whole session
  std::vector<std::size_t> by_month;    // number of events each month
  const world::Signed* deal = nullptr;  // points into events
  const world::TalksEnded* end = nullptr;
  int months = 0;  // months played
};

/// Opens a session in month 1 and plays it month by month until a deal, an end, or `most` months.
[[nodiscard]] std::shared_ptr<const Played> play(const model::Family<model::Protocol>& family, const Talks& talks,
                                                 std::uint64_t seed, int most = 120);

/// A pie of 101 positions: position k gives first(k/100) to the first party and second(k/100) to the second.
[[nodiscard]] std::vector<std::array<double, world::kMaxParties>> pie(const std::function<double(double)>& first,
                                                                      const std::function<double(double)>& second);

}  // namespace entente::test

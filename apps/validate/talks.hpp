// SPDX-License-Identifier: Apache-2.0
// What the page of talks asks of one case (talks.toml beside it, so that no id stands in code), and the stories it is told
// from: every text of a run from the opening of its talks to its end, month by month.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "apps/validate/bench.hpp"
#include "apps/validate/context.hpp"
#include "apps/validate/ensembles.hpp"

namespace entente::validate {

/// Positions by issue, as a package is written.
using Terms = std::vector<std::pair<std::string, double>>;

struct TalksArguments {
  struct Schedule {
    std::string id, title, overlay;
  };
  struct Ablation {
    std::string id, what, overlay, path;  ///< an overlay, or a path and its value
    double value = 0.0;
  };
  // a counter-offer: what it is meant to move, and how it is taken away
  std::string counter_issue, counter_absent, counter_worthless, counter_track;
  // a term that waits for a withdrawal
  std::string economics_overlay, economics_issue, economics_force;
  double economics_share = 0.9;
  Terms economics_terms;
  std::vector<std::pair<std::string, std::string>> economics_variants;  ///< title, overlay (may be empty)
  // orders of steps
  std::string sequence_track, sequence_note, sequence_slow, sequence_base, sequence_full, simultaneous;
  Terms sequence_terms, sequence_alone;  ///< the text; its parts without what makes it suit both
  std::vector<std::string> sequence_parts;
  std::vector<Schedule> schedules;
  std::vector<double> sequence_bars;  ///< ascending; the last is judged
  std::vector<std::string> one_sided;
  double sequence_points = 0.1;
  int sequence_months = 12;
  std::vector<double> sequence_followed;  ///< months after which the lead is told too, ascending
  // pressure on one actor and another track
  std::string pressure_overlay, pressure_base, pressure_track;
  // rights x security
  Terms rights, security;
  std::vector<Ablation> ablations;
  /// One change and one figure that must answer.
  struct Sign {
    std::string what, base, overlay, path, figure, of, note;
    double factor = 1.0;
  };
  std::vector<Sign> signs;
  // time to force
  std::string no_conditions, at_once, waiting, waiting_track;
};

/// Reads case_folder/talks.toml. Throws BadArguments with what is missing.
[[nodiscard]] TalksArguments read_talks(const std::string& case_folder, const scenario::FileSource& files);

/// One text of a run.
struct TextStory {
  core::TrackId track;
  world::Package package;
  int opened = -1, signed_at = -1, force = -1, ended = -1;  ///< months; -1: never
  world::Cause cause = world::Cause::none;                  ///< of its end
  std::vector<std::array<double, world::kMaxIssues>>
      delivered;  ///< at the end of each month since it entered into force
};

struct TalksStory {
  std::vector<TextStory> texts;               ///< in the order of signature
  std::vector<std::vector<double>> left;      ///< [month][force]: share of the men of as_of that has left
  std::vector<double> offers, own_offers;     ///< per issue: offers with it moved; and those made by its granter
  std::vector<std::vector<double>> believed;  ///< [month][track]: chance within a year that others give it
  std::vector<double> reopened;               ///< per track: sessions opened again without a text between
  std::vector<int> opened;                    ///< per track: month of the first opening, -1 never
  /// The latest text of a track, or null.
  [[nodiscard]] const TextStory* latest(core::TrackId track) const;
  /// The first text of a track, or null.
  [[nodiscard]] const TextStory* first(core::TrackId track) const;
};

/// [run], in key order, as play_ensemble.
[[nodiscard]] std::vector<TalksStory> tell_ensemble(const Context& context, const scenario::Scenario& scenario);

/// A text that is in force from as_of on, whoever would have signed it.
struct ImposedText {
  int ended = -1;                                                ///< month in which it collapsed; -1: it did not
  std::vector<int> seen, unseen;                                 ///< obligations not kept, by month
  std::vector<std::array<double, world::kMaxIssues>> delivered;  ///< at the end of each month
  std::vector<std::vector<double>> left;                         ///< [month][force]
};
/// [run], in key order: the first `months` of each history with the text imposed.
[[nodiscard]] std::vector<ImposedText> impose(const Context& context, const scenario::Scenario& scenario,
                                              core::TrackId track, const Terms& terms, int months);

[[nodiscard]] core::TrackId find_track(const scenario::Scenario& scenario, const std::string& id);
[[nodiscard]] core::ForceId find_force(const scenario::Scenario& scenario, const std::string& id);
/// Positions of a package; throws for a position that is not on the grid.
[[nodiscard]] Positions positions_of(const scenario::Scenario& scenario, const Terms& terms);
/// The case with overlays joined by "+", some of them empty.
[[nodiscard]] scenario::Scenario variant(const Context& context, const std::vector<std::string>& overlays);

/// Paired difference of one figure of each run, over the runs in which both have one.
[[nodiscard]] Paired compare_where(const std::vector<std::optional<double>>& first,
                                   const std::vector<std::optional<double>>& second, std::size_t& pairs);
[[nodiscard]] Paired compare_all(const std::vector<double>& first, const std::vector<double>& second);
/// "-0.012 (-0.034 to +0.010)"
[[nodiscard]] std::string with_interval(const Paired& paired, int digits = 3);

// Sections, in files of their own.
void counter_section(const Context& context, const TalksArguments& talks, const std::vector<TalksStory>& base,
                     Page& page);
void economics_section(const Context& context, const TalksArguments& talks, Page& page);
void sequence_section(const Context& context, const TalksArguments& talks, Page& page);
void pressure_section(const Context& context, const TalksArguments& talks, Page& page);
void delivery_section(const Context& context, const std::vector<TalksStory>& base, Page& page);
void stages_section(const Context& c, Page& page);
void package_section(const Context& context, const TalksArguments& talks, Page& page);
void signs_section(const Context& context, const TalksArguments& talks, const std::vector<TalksStory>& base,
                   Page& page);
void delay_section(const Context& context, const TalksArguments& talks, const std::vector<TalksStory>& base,
                   Page& page);

}  // namespace entente::validate

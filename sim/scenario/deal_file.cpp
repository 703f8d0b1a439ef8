// SPDX-License-Identifier: Apache-2.0
// Deal files: [deal] track, title, at, schema; [terms] issue = position.
#include "scenario/deal_file.hpp"

#include <algorithm>
#include <cmath>

#include "core/text.hpp"
#include "scenario/context.hpp"
#include "scenario/reader.hpp"

namespace entente::scenario {
namespace {

const std::vector<std::string> kParts{"deal", "terms"};
const std::vector<std::string> kKeys{"at", "schema", "title", "track"};

std::string position_text(const Issue& issue, std::size_t at) {
  return at < issue.position_names.size() ? "\"" + issue.position_names[at] + "\""
                                          : core::format_number(issue.grid[at]);
}

class DealReader {
 public:
  DealReader(const Scenario& scenario, core::Diagnostics& diagnostics) : s_(scenario), diags_(diagnostics) {}

  std::optional<DealFile> read(const Value& root) {
    const std::size_t before = diags_.error_count();
    for (const Member& member : root.members) {
      if (std::find(kParts.begin(), kParts.end(), member.key) == kParts.end())
        error("E110", member.key_place, "unknown key \"" + member.key + "\"" + did_you_mean(member.key, kParts));
    }
    head(root);
    terms(root);
    if (diags_.error_count() > before) return std::nullopt;
    const auto& order = s_.tracks[deal_.track.index()].issues;
    std::stable_sort(deal_.terms.begin(), deal_.terms.end(), [&](const DealTerm& a, const DealTerm& b) {
      return std::find(order.begin(), order.end(), a.issue) < std::find(order.begin(), order.end(), b.issue);
    });
    return std::move(deal_);
  }

 private:
  void error(const char* code, const core::Place& place, const std::string& message) {
    diags_.error(code, place, message);
  }
  bool expect(const Value& value, bool good, const std::string& what) {
    if (!good) error("E201", value.place, "expected " + what + ", got " + std::string(kind_words(value.kind)));
    return good;
  }

  void head(const Value& root) {
    const Value* deal = root.find("deal");
    if (deal == nullptr) {
      error("E111", root.place, "required key \"deal.track\" is missing: [deal] track = \"...\" names the talks");
      return;
    }
    if (!expect(*deal, deal->is_table(), "a table")) return;
    for (const Member& member : deal->members) {
      if (std::find(kKeys.begin(), kKeys.end(), member.key) == kKeys.end())
        error("E110", member.key_place, "unknown key \"deal." + member.key + "\"" + did_you_mean(member.key, kKeys));
    }
    if (const Value* title = deal->find("title"); title != nullptr && expect(*title, title->is_text(), "text"))
      deal_.title = title->text;
    if (const Value* version = deal->find("schema"); version != nullptr && version->text != kDealSchemaName)
      error("E109", version->place, "this program reads deals of schema \"" + std::string(kDealSchemaName) + "\"");
    track(*deal);
    if (const Value* at = deal->find("at")) month(*at);
  }

  void track(const Value& deal) {
    const Value* named = deal.find("track");
    if (named == nullptr) {
      error("E111", deal.place, "required key \"deal.track\" is missing");
      return;
    }
    if (!expect(*named, named->is_text(), "the id of a track")) return;
    std::vector<std::string> ids;
    for (const Track& track : s_.tracks) ids.push_back(track.id);
    const auto it = std::find(ids.begin(), ids.end(), named->text);
    if (it == ids.end()) {
      const std::string near = did_you_mean(named->text, ids);
      error("E301", named->place,
            "there is no track \"" + named->text + "\"" + (near.empty() ? "; tracks: " + core::join(ids, ", ") : near));
      return;
    }
    deal_.track = core::TrackId::at(static_cast<std::size_t>(it - ids.begin()));
    if (s_.tracks[deal_.track.index()].parties.size() < 2)
      error("E409", named->place, "track \"" + named->text + "\" has fewer than two parties here");
  }

  void month(const Value& at) {
    std::optional<core::Date> date;
    if (at.kind == ValueKind::date) {
      date = at.date;
    } else if (expect(at, at.is_text(), "a month such as \"2025-03\"")) {
      if (at.text.size() == 7) date = core::parse_date(at.text);
      if (!date) error("E220", at.place, "\"" + at.text + "\" is not a month; expected \"YYYY-MM\"");
    }
    if (!date) return;
    deal_.month = run_month(s_, *date);
    if (!deal_.month)
      error("E223", at.place,
            core::to_month_string(*date) + " lies outside the run, which has the months " +
                core::to_month_string(s_.as_of) + " to " +
                core::to_month_string(core::add_months({s_.as_of.year, s_.as_of.month, 1}, s_.months)));
  }

  void terms(const Value& root) {
    const Value* terms = root.find("terms");
    if (terms == nullptr) {
      error("E111", root.place, "the table [terms] is missing: issue = position, one line each");
      return;
    }
    if (!expect(*terms, terms->is_table(), "a table")) return;
    for (const Member& member : terms->members) term(member);
  }

  void term(const Member& member) {
    std::vector<std::string> own, ids;
    for (const Issue& issue : s_.issues) {
      ids.push_back(issue.id);
      if (deal_.track.valid() && issue.track == deal_.track) own.push_back(issue.id);
    }
    const auto it = std::find(ids.begin(), ids.end(), member.key);
    if (it == ids.end()) {
      const std::string near = did_you_mean(member.key, own.empty() ? ids : own);
      const bool head_key = std::find(kKeys.begin(), kKeys.end(), member.key) != kKeys.end();
      error("E301", member.key_place,
            "there is no issue \"" + member.key + "\"" +
                (head_key        ? "; \"" + member.key + "\" belongs under [deal]"
                 : !near.empty() ? near
                                 : "; issues here: " + core::join(own.empty() ? ids : own, ", ")));
      return;
    }
    const Issue& issue = s_.issues[static_cast<std::size_t>(it - ids.begin())];
    if (deal_.track.valid() && issue.track != deal_.track) {
      error("E436", member.key_place,
            "issue \"" + issue.id + "\" is talked about on track \"" + s_.tracks[issue.track.index()].id +
                "\", not on \"" + s_.tracks[deal_.track.index()].id + "\"" + did_you_mean(member.key, own));
      return;
    }
    if (const auto at = position(issue, member.value))
      deal_.terms.push_back({core::IssueId::at(static_cast<std::size_t>(it - ids.begin())), *at});
  }

  std::optional<std::size_t> position(const Issue& issue, const Value& value) {
    if (value.is_text()) return by_name(issue, value);
    double x = value.number;
    if (value.kind == ValueKind::boolean && issue.kind == IssueKind::toggle) {
      x = value.boolean ? 1.0 : 0.0;
    } else if (!expect(value, value.is_number(),
                       issue.kind == IssueKind::toggle ? "true, false, 0 or 1" : "a number")) {
      return std::nullopt;
    }
    if (!std::isfinite(x)) {
      error("E211", value.place, "number is not finite");
      return std::nullopt;
    }
    const double span = issue.grid.back() - issue.grid.front();
    for (std::size_t k = 0; k < issue.grid.size(); ++k) {
      if (std::fabs(issue.grid[k] - x) <= 1e-9 * span) return k;
    }
    error("E222", value.place,
          "\"" + issue.id + "\" has no position " + core::format_number(x) + "; " + nearest_positions(issue, x));
    return std::nullopt;
  }

  std::optional<std::size_t> by_name(const Issue& issue, const Value& value) {
    const auto& names = issue.position_names;
    const auto it = std::find(names.begin(), names.end(), value.text);
    if (it != names.end()) return static_cast<std::size_t>(it - names.begin());
    if (names.empty()) {
      expect(value, false, "a number (the positions of \"" + issue.id + "\" have no names)");
    } else {
      error("E222", value.place,
            "\"" + issue.id + "\" has no position \"" + value.text + "\"" + did_you_mean(value.text, names) +
                "; positions: " + core::join(names, ", "));
    }
    return std::nullopt;
  }

  static std::string nearest_positions(const Issue& issue, double x) {
    const auto above = std::lower_bound(issue.grid.begin(), issue.grid.end(), x);
    const auto k = static_cast<std::size_t>(above - issue.grid.begin());
    const std::string range =
        " (positions from " + position_text(issue, 0) + " to " + position_text(issue, issue.grid.size() - 1) + ")";
    if (k == 0) return "the nearest is " + position_text(issue, 0) + range;
    if (k == issue.grid.size()) return "the nearest is " + position_text(issue, k - 1) + range;
    return "the nearest are " + position_text(issue, k - 1) + " and " + position_text(issue, k) + range;
  }

  const Scenario& s_;
  core::Diagnostics& diags_;
  DealFile deal_;
};

}  // namespace

std::optional<std::int32_t> run_month(const Scenario& s, const core::Date& date) {
  const std::int32_t month = (date.year - s.as_of.year) * 12 + date.month - s.as_of.month;
  if (month < 0 || month > s.months) return std::nullopt;
  return month;
}

std::optional<DealFile> read_deal(const std::string& path, const Scenario& scenario, const FileSource& files,
                                  core::Diagnostics& diagnostics) {
  const auto text = read_text(path, files, core::Place{path, 1, 1}, diagnostics);
  if (!text) return std::nullopt;
  const auto root = parse_toml(path, *text, diagnostics);
  if (!root) return std::nullopt;
  auto deal = deal_of(*root, scenario, diagnostics);
  diagnostics.sort();
  return deal;
}

std::optional<DealFile> deal_of(const Value& root, const Scenario& scenario, core::Diagnostics& diagnostics) {
  return DealReader(scenario, diagnostics).read(root);
}

}  // namespace entente::scenario

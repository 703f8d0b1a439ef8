// SPDX-License-Identifier: Apache-2.0
// Writing and reading results.sqlite. WAL while it grows; one plain file when finished.
#include "apps/native/results_store.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

#include "apps/native/cause_text.hpp"
#include "apps/native/results_schema.hpp"
#include "apps/native/sqlite.hpp"
#include "ensemble/record_bytes.hpp"

namespace entente::native {
namespace {

constexpr const char* kFormat = "entente-results/1";

struct TrackNames {
  std::string id;
  std::vector<std::string> issues;
  std::vector<std::vector<double>> grids;
};

struct Writer {
  explicit Writer(Database& database)
      : run(database, "INSERT OR REPLACE INTO run VALUES(?,?,?,?,?,?,?,?,?)"),
        outcome(database, "INSERT OR REPLACE INTO outcome VALUES(?,?,?,?,?)"),
        deal(database, "INSERT OR REPLACE INTO deal VALUES(?,?,?,?,?,?,?,?,?)"),
        term(database, "INSERT OR REPLACE INTO term VALUES(?,?,?,?,?)") {}
  Statement run, outcome, deal, term;
};

void put_meta(Database& database, const std::string& key, const std::string& value) {
  Statement(database, "INSERT OR REPLACE INTO meta VALUES(?,?)").bind(1, key).bind(2, value).run();
}

std::map<std::string, std::string> read_pairs(Database& database, const char* sql) {
  std::map<std::string, std::string> out;
  Statement statement(database, sql);
  while (statement.step()) {
    out[statement.text(0)] = statement.text(1);
  }
  return out;
}

std::uint64_t to_u64(const std::map<std::string, std::string>& meta, const std::string& key, const std::string& path) {
  const auto found = meta.find(key);
  if (found != meta.end() && !found->second.empty() && found->second.size() <= 20 &&
      found->second.find_first_not_of("0123456789") == std::string::npos) {
    try {
      return std::stoull(found->second);
    } catch (const std::out_of_range&) {
      // falls through to the error below
    }
  }
  throw StoreError(StoreFault::not_results, path + ": its table meta has no number '" + key + "'");
}

StoreHeader read_header(Database& database) {
  const auto meta = read_pairs(database, "SELECT key, value FROM meta");
  const auto text = [&](const std::string& key) {
    const auto found = meta.find(key);
    return found == meta.end() ? std::string() : found->second;
  };
  const auto small = [&](const std::string& key) {
    return static_cast<std::uint32_t>(to_u64(meta, key, database.path()));
  };
  StoreHeader header;
  header.case_path = text("case");
  header.engine_version = text("engine_version");
  header.scenario_digest = text("scenario_digest");
  header.scenario_id = text("scenario_id");
  header.title = text("title");
  header.purpose = text("purpose");
  header.as_of = text("as_of");
  header.plan = {to_u64(meta, "seed", database.path()), small("draws"), small("replications")};
  header.no_deal_plan = {header.plan.seed, small("no_deal_draws"), 1};
  header.files = read_pairs(database, "SELECT path, text FROM input_file");
  if (!ensemble::is_valid(header.plan)) {
    throw StoreError(StoreFault::not_results, database.path() + ": its table meta plans no possible number of runs");
  }
  return header;
}

void write_header(Database& database, const StoreHeader& header) {
  put_meta(database, "format", kFormat);
  put_meta(database, "case", header.case_path);
  put_meta(database, "engine_version", header.engine_version);
  put_meta(database, "scenario_digest", header.scenario_digest);
  put_meta(database, "scenario_id", header.scenario_id);
  put_meta(database, "title", header.title);
  put_meta(database, "purpose", header.purpose);
  put_meta(database, "as_of", header.as_of);
  put_meta(database, "seed", std::to_string(header.plan.seed));
  put_meta(database, "draws", std::to_string(header.plan.draws));
  put_meta(database, "replications", std::to_string(header.plan.replications));
  put_meta(database, "no_deal_draws", std::to_string(header.no_deal_plan.draws));
  for (const auto& [path, text] : header.files) {
    Statement(database, "INSERT INTO input_file VALUES(?,?)").bind(1, path).bind(2, text).run();
  }
}

void check_format(Database& database) {
  // A folder of another program, or the remains of a file: say so instead of failing on a missing table.
  if (database.integer("PRAGMA application_id") != kApplicationId) {
    throw StoreError(StoreFault::not_results, database.path() + ": not a results file of Entente");
  }
  const std::int64_t version = database.integer("PRAGMA user_version");
  if (version != kResultsVersion) {
    throw StoreError(StoreFault::not_results, database.path() + ": results format " + std::to_string(version) +
                                                  ", this program reads " + std::to_string(kResultsVersion));
  }
}

std::optional<std::uint64_t> hex_half(const std::string& text, std::size_t at) {
  std::uint64_t value = 0;
  for (std::size_t i = at; i < at + 16; ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) {
      return std::nullopt;
    }
    value = (value << 4) | static_cast<std::uint64_t>(digit);
  }
  return value;
}

void bind_month(Statement& statement, int at, std::int16_t month) {
  if (month < 0) {
    statement.bind_null(at);
  } else {
    statement.bind(at, std::int64_t{month});
  }
}

}  // namespace

struct ResultsStore::Impl {
  Impl(const std::string& path, Database::Mode mode) : database(path, mode) {}

  void name(const scenario::Scenario& scenario);
  void begin_writing();
  void add_deal(std::int64_t arm, std::int64_t index, std::int64_t number, const run::DealRecord& deal);

  Database database;
  StoreHeader header;
  std::vector<std::string> outcomes;
  std::vector<TrackNames> tracks;
  std::optional<Writer> writer;
  std::uint64_t batch = 500;
  std::uint64_t in_batch = 0;
};

void ResultsStore::Impl::name(const scenario::Scenario& scenario) {
  for (const auto& outcome : scenario.outcomes) {
    outcomes.push_back(outcome.id);
  }
  for (const auto& track : scenario.tracks) {
    TrackNames names;
    names.id = track.id;
    for (const core::IssueId issue : track.issues) {
      names.issues.push_back(scenario.issues[issue.index()].id);
      names.grids.push_back(scenario.issues[issue.index()].grid);
    }
    tracks.push_back(std::move(names));
  }
}

void ResultsStore::Impl::begin_writing() {
  // A file system without shared memory refuses WAL and keeps its own mode, which is slower and as safe.
  database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
  writer.emplace(database);
}

void ResultsStore::Impl::add_deal(std::int64_t arm, std::int64_t index, std::int64_t number,
                                  const run::DealRecord& deal) {
  const bool named = deal.track.valid() && deal.track.index() < tracks.size();
  const TrackNames unknown;
  const TrackNames& track = named ? tracks[deal.track.index()] : unknown;
  Statement& row = writer->deal;
  row.bind(1, arm).bind(2, index).bind(3, number).bind(4, track.id);
  row.bind(5, std::int64_t{deal.signed_month});
  bind_month(row, 6, deal.force_month);
  bind_month(row, 7, deal.ended_month);
  if (deal.ended == world::Cause::none) {
    row.bind_null(8);
  } else {
    row.bind(8, cause_text(deal.ended));
  }
  row.bind(9, deal.delivered).run();
  const std::size_t count =
      std::min(track.issues.size(), static_cast<std::size_t>(std::max<int>(0, deal.package.count)));
  for (std::size_t i = 0; i < count && i < deal.package.at.size(); ++i) {
    const int position = deal.package.at[i];
    if (position >= 0 && static_cast<std::size_t>(position) < track.grids[i].size()) {
      writer->term.bind(1, arm).bind(2, index).bind(3, number).bind(4, track.issues[i]);
      writer->term.bind(5, track.grids[i][static_cast<std::size_t>(position)]).run();
    }
  }
}

ResultsStore::ResultsStore(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ResultsStore::ResultsStore(ResultsStore&&) noexcept = default;
ResultsStore& ResultsStore::operator=(ResultsStore&&) noexcept = default;
ResultsStore::~ResultsStore() {
  if (impl_ && impl_->in_batch > 0) {
    try {
      flush();
    } catch (const StoreError&) {
      // The caller is already leaving; what could not be written is run again by whoever resumes.
    }
  }
}

ResultsStore ResultsStore::create(const std::string& path, const StoreHeader& header,
                                  const scenario::Scenario& scenario) {
  auto impl = std::make_unique<Impl>(path, Database::Mode::create);
  if (impl->database.integer("SELECT count(*) FROM sqlite_master") != 0) {
    throw StoreError(StoreFault::cannot_create, path + ": exists already");
  }
  // One transaction: a program killed in it leaves a blank file, which is_blank() knows, and never half a store.
  impl->database.execute(("BEGIN; PRAGMA application_id = " + std::to_string(kApplicationId)).c_str());
  impl->database.execute(kCreateTables);
  write_header(impl->database, header);
  impl->database.execute(("PRAGMA user_version = " + std::to_string(kResultsVersion) + "; COMMIT").c_str());
  impl->header = header;
  impl->name(scenario);
  impl->begin_writing();
  return ResultsStore(std::move(impl));
}

bool ResultsStore::is_blank(const std::string& path) {
  Database database(path, Database::Mode::write);  // rolls back what a killed program left half done
  const std::int64_t tables = database.integer("SELECT count(*) FROM sqlite_master");
  const std::int64_t owner = database.integer("PRAGMA application_id");
  return tables == 0 && (owner == 0 || owner == kApplicationId);
}

ResultsStore ResultsStore::open(const std::string& path) {
  auto impl = std::make_unique<Impl>(path, Database::Mode::read);
  check_format(impl->database);
  impl->header = read_header(impl->database);
  return ResultsStore(std::move(impl));
}

ResultsStore ResultsStore::open_to_write(const std::string& path, const scenario::Scenario& scenario) {
  auto impl = std::make_unique<Impl>(path, Database::Mode::write);
  check_format(impl->database);
  impl->header = read_header(impl->database);
  impl->name(scenario);
  impl->begin_writing();
  return ResultsStore(std::move(impl));
}

const StoreHeader& ResultsStore::header() const { return impl_->header; }

void ResultsStore::set_plans(const ensemble::Plan& plan, const ensemble::Plan& no_deal_plan) {
  flush();
  impl_->header.plan = plan;
  impl_->header.no_deal_plan = no_deal_plan;
  put_meta(impl_->database, "draws", std::to_string(plan.draws));
  put_meta(impl_->database, "no_deal_draws", std::to_string(no_deal_plan.draws));
}

void ResultsStore::set_batch(std::uint64_t runs) { impl_->batch = std::max<std::uint64_t>(1, runs); }

void ResultsStore::add(Arm arm, std::uint64_t index, const run::RunRecord& record) {
  Impl& impl = *impl_;
  if (impl.in_batch == 0) {
    impl.database.execute("BEGIN");
  }
  ++impl.in_batch;
  const auto a = static_cast<std::int64_t>(arm);
  const auto i = static_cast<std::int64_t>(index);
  Statement& row = impl.writer->run;
  row.bind(1, a).bind(2, i).bind(3, std::int64_t{record.key.draw}).bind(4, std::int64_t{record.key.replication});
  row.bind(5, ensemble::digest_hex(record.digest));
  if (record.failure.empty()) {
    row.bind_null(6);
  } else {
    row.bind(6, record.failure);
  }
  row.bind(7, record.deaths).bind(8, record.displaced).bind_blob(9, ensemble::to_bytes(record)).run();
  for (std::size_t k = 0; k < record.outcomes.size() && k < impl.outcomes.size(); ++k) {
    Statement& outcome = impl.writer->outcome;
    outcome.bind(1, a).bind(2, i).bind(3, impl.outcomes[k]).bind(4, record.outcomes[k].value);
    bind_month(outcome, 5, record.outcomes[k].month);
    outcome.run();
  }
  for (std::size_t k = 0; k < record.deals.size(); ++k) {
    impl.add_deal(a, i, static_cast<std::int64_t>(k), record.deals[k]);
  }
  if (impl.in_batch >= impl.batch) {
    flush();
  }
}

void ResultsStore::flush() {
  if (impl_->in_batch > 0) {
    impl_->in_batch = 0;
    impl_->database.execute("COMMIT");
  }
}

void ResultsStore::finish() {
  flush();
  impl_->writer.reset();
  impl_->database.execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;");
}

std::uint64_t ResultsStore::for_each(Arm arm,
                                     const std::function<void(std::uint64_t, const run::RunRecord&)>& use) const {
  std::uint64_t damaged = 0;
  Statement rows(impl_->database, "SELECT run, record FROM run WHERE arm = ? ORDER BY run");
  rows.bind(1, static_cast<std::int64_t>(arm));
  while (rows.step()) {
    const auto record = ensemble::from_bytes(rows.blob(1));
    if (record) {
      use(static_cast<std::uint64_t>(rows.integer(0)), *record);
    } else {
      ++damaged;
    }
  }
  return damaged;
}

std::vector<ensemble::RunDigest> ResultsStore::digests(Arm arm) const {
  std::vector<ensemble::RunDigest> out;
  Statement rows(impl_->database, "SELECT run, draw, replication, digest, failure FROM run WHERE arm = ? ORDER BY run");
  rows.bind(1, static_cast<std::int64_t>(arm));
  while (rows.step()) {
    ensemble::RunDigest run;
    run.index = static_cast<std::uint64_t>(rows.integer(0));
    run.draw = static_cast<std::uint32_t>(rows.integer(1));
    run.replication = static_cast<std::uint32_t>(rows.integer(2));
    const std::string hex = rows.text(3);
    const auto first = hex_half(hex, 0);
    const auto second = hex_half(hex, 16);
    if (!first || !second) {
      throw StoreError(StoreFault::failed,
                       impl_->database.path() + ": run " + std::to_string(run.index) + " has no readable digest");
    }
    run.value = {*first, *second};
    run.failed = !rows.is_null(4);
    out.push_back(run);
  }
  return out;
}

}  // namespace entente::native

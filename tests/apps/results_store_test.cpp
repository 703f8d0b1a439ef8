// SPDX-License-Identifier: Apache-2.0
// The results file: what goes in comes out, it can be gone on with, and what is not ours is refused in words.
#include "apps/native/results_store.hpp"

#include <set>

#include "apps/native/cause_text.hpp"
#include "apps/native/sqlite.hpp"
#include "ensemble/record_bytes.hpp"
#include "support/catch.hpp"
#include "support/fake_runs.hpp"
#include "support/temp_folder.hpp"

using namespace entente;
using native::Arm;
using native::ResultsStore;
using native::StoreError;
using native::StoreFault;

namespace {

scenario::Scenario two_outcomes_one_track() {
  scenario::Scenario s;
  s.id = "two_towns";
  s.outcomes.resize(2);
  s.outcomes[0].id = "signed_by_summer";
  s.outcomes[1].id = "index_at_end";
  s.issues.resize(2);
  s.issues[0].id = "first";
  s.issues[0].grid = {0.0, 0.25, 0.5, 0.75, 1.0};
  s.issues[1].id = "second";
  s.issues[1].grid = {0.0, 1.0};
  s.tracks.resize(1);
  s.tracks[0].id = "talks";
  s.tracks[0].issues = {core::IssueId::at(0), core::IssueId::at(1)};
  return s;
}

native::StoreHeader header_of(const scenario::Scenario& s) {
  native::StoreHeader header;
  header.case_path = "two_towns+other";
  header.files = {{"two_towns/scenario.toml", "id = 'two_towns'\n"}, {"two_towns/overlays/other.toml", "x = 'é'\n"}};
  header.engine_version = "0.1.0";
  header.scenario_digest = "00ff";
  header.scenario_id = s.id;
  header.title = "Two \"towns\"";
  header.purpose = "teaching";
  header.as_of = "2020-01-01";
  header.plan = {18'000'000'000'000'000'000ull, 30, 1};
  header.no_deal_plan = {18'000'000'000'000'000'000ull, 10, 1};
  return header;
}

StoreFault fault_of(const std::string& path) {
  try {
    (void)ResultsStore::open(path);
  } catch (const StoreError& error) {
    CHECK_THAT(error.what(), Catch::Contains(path));
    return error.fault();
  }
  FAIL("opened " << path);
  return StoreFault::failed;
}

}  // namespace

TEST_CASE("runs and header come back from the file") {
  const test::TempFolder folder;
  const std::string path = folder / "results.sqlite";
  const auto scenario = two_outcomes_one_track();
  std::map<std::uint64_t, run::RunRecord> written;
  {
    auto store = ResultsStore::create(path, header_of(scenario), scenario);
    store.set_batch(7);
    for (std::uint64_t i = 30; i > 0; --i) {
      auto record = test::fake_run(ensemble::key_at(store.header().plan, i - 1));
      record.failure = i == 4 ? "stuck" : "";
      store.add(Arm::main, i - 1, record);
      written[i - 1] = record;
    }
    store.add(Arm::no_deal, 3, test::fake_run({1, 3, 0}));
    store.finish();
  }
  CHECK_FALSE(std::filesystem::exists(path + "-wal"));
  const auto store = ResultsStore::open(path);
  const auto expected = header_of(scenario);
  CHECK(store.header().files == expected.files);
  CHECK(store.header().case_path == expected.case_path);
  CHECK(store.header().plan == expected.plan);
  CHECK(store.header().no_deal_plan == expected.no_deal_plan);
  CHECK(store.header().title == expected.title);
  std::uint64_t next = 0;
  CHECK(store.for_each(Arm::main, [&](std::uint64_t index, const run::RunRecord& record) {
    CHECK(index == next++);
    CHECK(ensemble::to_bytes(record) == ensemble::to_bytes(written.at(index)));
  }) == 0);
  CHECK(next == 30);
  const auto digests = store.digests(Arm::main);
  REQUIRE(digests.size() == 30);
  CHECK(digests[3].failed);
  CHECK_FALSE(digests[4].failed);
  for (const auto& run : digests) {
    CHECK(run.value == written.at(run.index).digest);
  }
  CHECK(store.digests(Arm::no_deal).size() == 1);
}

TEST_CASE("a file whose program was killed before its first word is blank, and a store is not") {
  const test::TempFolder folder;
  const std::string path = folder / "results.sqlite";
  const auto scenario = two_outcomes_one_track();
  test::write_file(path, "");
  CHECK(ResultsStore::is_blank(path));
  { auto store = ResultsStore::create(path, header_of(scenario), scenario); }
  CHECK_FALSE(ResultsStore::is_blank(path));
  test::write_file(folder / "noise", std::string(4096, 'x'));
  CHECK_THROWS_AS(ResultsStore::is_blank(folder / "noise"), StoreError);
}

TEST_CASE("deals stand in the file with their terms in units of the issue") {
  const test::TempFolder folder;
  const std::string path = folder / "results.sqlite";
  const auto scenario = two_outcomes_one_track();
  {
    auto store = ResultsStore::create(path, header_of(scenario), scenario);
    auto record = test::fake_run({1, 0, 0});
    record.deals.resize(1);
    record.deals[0].track = core::TrackId::at(0);
    record.deals[0].package.count = 2;
    record.deals[0].package.at[0] = 3;
    record.deals[0].package.at[1] = 1;
    record.deals[0].signed_month = 5;
    record.deals[0].ended_month = 9;
    record.deals[0].ended = world::Cause::refused_ratification;
    store.add(Arm::main, 0, record);
    store.finish();
  }
  native::Database database(path, native::Database::Mode::read);
  native::Statement deal(database, "SELECT track, signed_month, force_month, ended_month, ended_by FROM deal");
  REQUIRE(deal.step());
  CHECK(deal.text(0) == "talks");
  CHECK(deal.integer(1) == 5);
  CHECK(deal.is_null(2));
  CHECK(deal.integer(3) == 9);
  CHECK(deal.text(4) == "refused ratification");
  native::Statement term(database, "SELECT issue, position FROM term ORDER BY issue");
  REQUIRE(term.step());
  CHECK(term.text(0) == "first");
  CHECK(term.real(1) == 0.75);
  REQUIRE(term.step());
  CHECK(term.real(1) == 1.0);
  CHECK_FALSE(term.step());
  CHECK(database.integer("PRAGMA application_id") == 0x454E5431);
  CHECK(database.integer("PRAGMA user_version") == 1);
}

TEST_CASE("a store can be added to, and a damaged run is counted and replaced") {
  const test::TempFolder folder;
  const std::string path = folder / "results.sqlite";
  const auto scenario = two_outcomes_one_track();
  {
    auto store = ResultsStore::create(path, header_of(scenario), scenario);
    store.add(Arm::main, 0, test::fake_run({1, 0, 0}));
    store.add(Arm::main, 1, test::fake_run({1, 1, 0}));
    // Left without finish(): as after a kill between batches, but what was added is written by the destructor.
  }
  {
    native::Database database(path, native::Database::Mode::write);
    database.execute("UPDATE run SET record = substr(record, 1, 20) WHERE run = 1");
  }
  auto store = ResultsStore::open_to_write(path, scenario);
  std::set<std::uint64_t> good;
  CHECK(store.for_each(Arm::main, [&](std::uint64_t index, const run::RunRecord&) { good.insert(index); }) == 1);
  CHECK(good == std::set<std::uint64_t>{0});
  store.set_plans({18'000'000'000'000'000'000ull, 40, 1}, {18'000'000'000'000'000'000ull, 12, 1});
  store.add(Arm::main, 1, test::fake_run({1, 1, 0}));
  store.finish();
  const auto again = ResultsStore::open(path);
  CHECK(again.for_each(Arm::main, [](std::uint64_t, const run::RunRecord&) {}) == 0);
  CHECK(again.header().plan.draws == 40);
  CHECK(again.digests(Arm::main).size() == 2);
}

TEST_CASE("a second store is not made over a first") {
  const test::TempFolder folder;
  const auto scenario = two_outcomes_one_track();
  { auto store = ResultsStore::create(folder / "results.sqlite", header_of(scenario), scenario); }
  CHECK_THROWS_AS(ResultsStore::create(folder / "results.sqlite", header_of(scenario), scenario), StoreError);
}

TEST_CASE("what is not a results file is refused and told apart") {
  const test::TempFolder folder;
  CHECK(fault_of(folder / "none.sqlite") == StoreFault::cannot_create);
  test::write_file(folder / "text.sqlite", std::string(5000, 'x'));
  CHECK(fault_of(folder / "text.sqlite") == StoreFault::not_results);
  test::write_file(folder / "empty.sqlite", "");
  CHECK(fault_of(folder / "empty.sqlite") == StoreFault::not_results);
  {
    native::Database other(folder / "other.sqlite", native::Database::Mode::create);
    other.execute("CREATE TABLE meta(key TEXT, value TEXT)");
  }
  CHECK(fault_of(folder / "other.sqlite") == StoreFault::not_results);
  {
    native::Database newer(folder / "newer.sqlite", native::Database::Mode::create);
    newer.execute(
        "PRAGMA application_id = 1162761265; PRAGMA user_version = 2; CREATE TABLE meta(key TEXT, value TEXT)");
  }
  CHECK(fault_of(folder / "newer.sqlite") == StoreFault::not_results);
}

TEST_CASE("a store that cannot be made says so") {
  const test::TempFolder folder;
  const auto scenario = two_outcomes_one_track();
  try {
    (void)ResultsStore::create(folder / "no/such/folder.sqlite", header_of(scenario), scenario);
    FAIL("created");
  } catch (const StoreError& error) {
    CHECK(error.fault() == StoreFault::cannot_create);
  }
}

TEST_CASE("every cause has its own word") {
  std::set<std::string> words;
  for (int cause = 0; cause <= static_cast<int>(world::Cause::advance); ++cause) {
    words.insert(std::string(native::cause_text(static_cast<world::Cause>(cause))));
  }
  CHECK(words.size() == static_cast<std::size_t>(world::Cause::advance) + 1);
  CHECK(words.count("unknown") == 0);
}

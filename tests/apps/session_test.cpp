// SPDX-License-Identifier: Apache-2.0
// The façade without files, threads or store: parity with the programs' parts, documents that match their documentation.
#include "apps/session/session.hpp"

#include <nlohmann/json.hpp>

#include <set>

#include "apps/native/thread_executor.hpp"
#include "apps/session/findings.hpp"
#include "apps/session/inquiry.hpp"
#include "apps/session/words.hpp"
#include "ensemble/record_bytes.hpp"
#include "ensemble/result_digest.hpp"
#include "support/catch.hpp"
#include "support/paths.hpp"
#include "support/small_world.hpp"
#include "support/temp_folder.hpp"

using namespace entente;
using nlohmann::json;

namespace {

scenario::MemoryFiles small_files(const test::SmallWorldOptions& options = {}) {
  scenario::MemoryFiles files;
  test::SmallWorldOptions small = options;
  small.months = 5;
  small.nodes = 2;
  // A move names the overlay, so the case cannot be read without knowing that it is there.
  small.extra =
      "\n[moves.longer]\noutcome = \"killed\"\noverlay = \"longer\"\nsign = 1\nwhy = \"more months, more deaths\"\n";
  files.put("case/scenario.toml", test::small_world_toml(small));
  files.put("case/overlays/longer.toml",
            "overlay = \"1\"\ntitle = \"Longer\"\nwhy = \"more\"\nsrc = [\"judgement\"]\n[run]\nmonths = 6\n");
  return files;
}

session::RunSource source_of(const ensemble::MemorySink& main, const ensemble::MemorySink& no_deal) {
  return [&](ensemble::Arm arm, const std::function<void(std::uint64_t, const run::RunRecord&)>& use) {
    for (const auto& [index, record] : (arm == ensemble::Arm::main ? main : no_deal).records()) {
      use(index, record);
    }
  };
}

struct Made {
  session::Case loaded;
  ensemble::MemorySink main, no_deal;
  std::shared_ptr<const session::Findings> findings;
};

std::unique_ptr<Made> make(const session::Session& session, const ensemble::Plan& plan, ensemble::Executor& executor) {
  auto made = std::make_unique<Made>();
  made->loaded = session::load(session, "case", small_files());
  INFO(core::render_all(made->loaded.diagnostics()));
  REQUIRE(made->loaded.ok());
  const auto request = session::request_all(plan);
  const auto status = session::run(session, made->loaded, request, executor, made->main, made->no_deal);
  REQUIRE_FALSE(status.cancelled);
  made->findings = session::analyse(made->loaded, plan, source_of(made->main, made->no_deal));
  return made;
}

/// Field names that docs/run-json.md shows in backquotes.
std::set<std::string> documented_words() {
  const std::string text = test::read_file(test::source_dir() + "/docs/run-json.md");
  std::set<std::string> out;
  std::size_t at = 0;
  while ((at = text.find('`', at)) != std::string::npos) {
    const std::size_t end = text.find('`', at + 1);
    if (end == std::string::npos) {
      break;
    }
    out.insert(text.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return out;
}

}  // namespace

TEST_CASE("runs of the façade do not fail and give the same document on one thread and on four") {
  const session::Session session;
  ensemble::SerialExecutor serial;
  native::ThreadExecutor threads(4);
  const ensemble::Plan plan{7, 6, 2};
  const auto a = make(session, plan, serial);
  const auto b = make(session, plan, threads);
  for (const auto& failed : a->findings->failures) {
    CHECK(failed.cause.empty());
  }
  CHECK(a->findings->failed == 0);
  CHECK(a->findings->made == 12);
  CHECK(session::result_document(a->loaded, *a->findings) == session::result_document(b->loaded, *b->findings));
  CHECK(session::result_text(a->loaded, *a->findings) == session::result_text(b->loaded, *b->findings));
  ensemble::DigestSink digest;
  for (const auto& [index, record] : a->main.records()) {
    digest.accept(index, record);
  }
  CHECK(a->findings->result_digest == digest.hex());
}

TEST_CASE("every field of run.json is documented and the documented core is there") {
  const session::Session session;
  ensemble::SerialExecutor serial;
  const auto made = make(session, {7, 4, 1}, serial);
  const auto document = json::parse(session::result_document(made->loaded, *made->findings));
  const auto words = documented_words();
  const auto check_words = [&](const json& object) {
    for (const auto& [key, value] : object.items()) {
      INFO(key);
      CHECK(words.count(key) == 1);
    }
  };
  check_words(document);
  for (const char* list : {"outcomes", "deals", "effective_inputs", "sources"}) {
    INFO(list);
    REQUIRE(document.at(list).size() > 0);
    check_words(document.at(list).at(0));
  }
  for (const char* key :
       {"scenario", "title", "purpose", "as_of", "not_for", "scenario_digest", "seed", "runs", "failed",
        "engine_version", "effective_inputs", "outcomes", "deals", "harm", "result_digest"}) {
    CHECK(document.contains(key));
  }
  CHECK(document.at("schema") == "entente-run/1");
  CHECK(document.at("complete") == true);
  CHECK(document.at("no_deal_runs") == 4);
  for (const auto& outcome : document.at("outcomes")) {
    CHECK(outcome.contains(outcome.at("type") == "binary" ? "frequency" : "value"));
    CHECK(outcome.at("lo").get<double>() <= outcome.at("hi").get<double>());
    CHECK(outcome.at("n") == 4);
    CHECK(outcome.at("baselines").size() > 0);
  }
  check_words(document.at("harm"));
}

TEST_CASE("the baseline without talks has the same draws and no deal in any history") {
  const session::Session session;
  ensemble::SerialExecutor serial;
  const auto made = make(session, {7, 8, 1}, serial);
  REQUIRE(made->no_deal.records().size() == 8);
  for (const auto& [index, record] : made->no_deal.records()) {
    CHECK(record.failure.empty());
    CHECK(record.deals.empty());
    REQUIRE_FALSE(record.trace.empty());
    CHECK(record.trace[0].control == made->main.records().at(index).trace[0].control);
  }
}

TEST_CASE("explaining a run replays exactly that run") {
  const session::Session session;
  ensemble::SerialExecutor serial;
  const ensemble::Plan plan{7, 3, 2};
  const auto made = make(session, plan, serial);
  for (const auto& [index, record] : made->main.records()) {
    const auto told = session::explain(session, made->loaded, ensemble::key_at(plan, index));
    CHECK(told.record.digest == record.digest);
    CHECK_FALSE(told.record.events.empty());
    CHECK_FALSE(session::story_text(made->loaded, told).empty());
    const auto story = json::parse(session::story_json(made->loaded, told));
    CHECK(story.at("lines").size() == told.story.lines.size());
  }
}

TEST_CASE("the records of real runs survive the store's bytes") {
  const session::Session session;
  ensemble::SerialExecutor serial;
  const auto made = make(session, {7, 3, 1}, serial);
  for (const auto& [index, record] : made->main.records()) {
    const std::string bytes = ensemble::to_bytes(record);
    const auto back = ensemble::from_bytes(bytes);
    REQUIRE(back.has_value());
    CHECK(ensemble::to_bytes(*back) == bytes);
  }
}

TEST_CASE("a cancelled run makes nothing more and says so") {
  const session::Session session;
  ensemble::SerialExecutor serial;
  const auto loaded = session::load(session, "case", small_files());
  REQUIRE(loaded.ok());
  core::CancelSource cancel;
  cancel.cancel();
  auto request = session::request_all({7, 3, 1});
  request.cancel = cancel.token();
  ensemble::MemorySink main, no_deal;
  const auto status = session::run(session, loaded, request, serial, main, no_deal);
  CHECK(status.cancelled);
  CHECK(status.done == 0);
  const auto findings = session::analyse(loaded, request.plan, source_of(main, no_deal));
  const auto document = json::parse(session::result_document(loaded, *findings));
  CHECK(document.at("complete") == false);
  CHECK(document.at("outcomes").at(0).at("n") == 0);
}

TEST_CASE("progress counts both ensembles and ends at their sum") {
  const session::Session session;
  ensemble::SerialExecutor serial;
  const auto loaded = session::load(session, "case", small_files());
  auto request = session::request_all({7, 20, 1});
  request.no_deal_draws = 2;
  request.no_deal_pending = {0, 1};
  std::vector<ensemble::Progress> seen;
  request.progress = [&](const ensemble::Progress& progress) { seen.push_back(progress); };
  ensemble::MemorySink main, no_deal;
  (void)session::run(session, loaded, request, serial, main, no_deal);
  REQUIRE(seen.size() == 3);
  CHECK(seen[0].done == 16);
  CHECK(seen[0].total == 22);
  CHECK(seen.back().done == 22);
}

TEST_CASE("a case that cannot be read has diagnostics and no scenario, and strict counts warnings") {
  const session::Session session;
  scenario::MemoryFiles files;
  files.put("case/scenario.toml", "schema = 3");
  const auto bad = session::load(session, "case", files);
  CHECK_FALSE(bad.ok());
  CHECK_FALSE(session::check(bad, false));
  CHECK(json::parse(session::check_json(bad, false)).at("errors").get<int>() > 0);
  const auto good = session::load(session, "case", small_files());
  CHECK(session::check(good, false));
  CHECK(session::check(good, true) == (good.diagnostics().warning_count() == 0));
}

TEST_CASE("a loaded case carries the files that make it again") {
  const session::Session session;
  const auto first = session::load(session, "case+longer", small_files());
  REQUIRE(first.ok());
  CHECK(first.files.size() == 2);
  const auto again = session::load(session, "case+longer", scenario::MemoryFiles(first.files));
  REQUIRE(again.ok());
  CHECK(again.scenario().digest == first.scenario().digest);
  CHECK(again.scenario().months == 6);
}

TEST_CASE("two cases differ in what the overlay changed and nowhere else") {
  const session::Session session;
  const auto files = small_files();
  const auto base = session::load(session, "case", files);
  const auto longer = session::load(session, "case+longer", files);
  CHECK(session::difference(base, base).empty());
  const auto found = session::difference(base, longer);
  REQUIRE(found.size() == 1);
  CHECK(found[0].path == "run.months");
  CHECK(found[0].before == "5");
  CHECK(found[0].after == "6");
}

TEST_CASE("every listed entry can be explained") {
  const session::Session session;
  for (const auto what : {session::Listing::models, session::Listing::effects, session::Listing::keys,
                          session::Listing::conditions, session::Listing::diagnostics}) {
    const auto entries = session::list(session, what);
    CHECK(entries.size() > 3);
    for (const auto& entry : entries) {
      INFO(entry.key);
      const auto text = session::explain_key(session, what, entry.key);
      REQUIRE(text.has_value());
      CHECK_FALSE(text->empty());
    }
    CHECK_FALSE(session::explain_key(session, what, "no such thing").has_value());
  }
  // Whoever meets a word in a scenario file need not know which table it stands in.
  for (const char* word : {"signed", "for", "sanction", "by", "run.months"}) {
    INFO(word);
    CHECK(session::explain_key(session, session::Listing::keys, word).has_value());
  }
}

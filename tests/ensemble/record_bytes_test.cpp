// SPDX-License-Identifier: Apache-2.0
// A stored run is the run: bytes and back without loss, and damaged bytes are refused, never trusted.
#include "ensemble/record_bytes.hpp"

#include <rapidcheck.h>

#include <cmath>

#include "ensemble/byte_stream.hpp"
#include "support/catch.hpp"
#include "support/fake_runs.hpp"

using namespace entente;

namespace {

bool same(const run::RunRecord& a, const run::RunRecord& b) { return ensemble::to_bytes(a) == ensemble::to_bytes(b); }

}  // namespace

TEST_CASE("a record comes back from its bytes field by field") {
  for (std::uint32_t draw = 0; draw < 40; ++draw) {
    run::RunRecord record = test::fake_run({99, draw, draw % 3});
    record.failure = draw % 5 == 0 ? "stopped\nhere" : "";
    const auto back = ensemble::from_bytes(ensemble::to_bytes(record));
    REQUIRE(back.has_value());
    CHECK(same(record, *back));
    CHECK(back->key == record.key);
    CHECK(back->digest == record.digest);
    CHECK(back->failure == record.failure);
    CHECK(back->work.events == record.work.events);
    CHECK(back->refusals == record.refusals);
    CHECK(back->defections == record.defections);
    CHECK(back->captures == record.captures);
    REQUIRE(back->outcomes.size() == 2);
    CHECK(back->outcomes[1].value == record.outcomes[1].value);
    CHECK(back->outcomes[0].month == record.outcomes[0].month);
    REQUIRE(back->deals.size() == record.deals.size());
    for (std::size_t i = 0; i < record.deals.size(); ++i) {
      CHECK(back->deals[i].track == record.deals[i].track);
      CHECK(back->deals[i].package == record.deals[i].package);
      CHECK(back->deals[i].ended == record.deals[i].ended);
      CHECK(back->deals[i].gain == record.deals[i].gain);
      CHECK(back->deals[i].delivered == record.deals[i].delivered);
    }
    REQUIRE(back->trace.size() == record.trace.size());
    for (std::size_t m = 0; m < record.trace.size(); ++m) {
      CHECK(back->trace[m].control == record.trace[m].control);
      CHECK(back->trace[m].deaths == record.trace[m].deaths);
      CHECK(std::signbit(back->trace[m].displaced));
      CHECK(back->trace[m].price == record.trace[m].price);
      CHECK(back->trace[m].men == record.trace[m].men);
      CHECK(back->trace[m].lever == record.trace[m].lever);
      CHECK(back->trace[m].deal == record.trace[m].deal);
      CHECK(back->trace[m].stock == record.trace[m].stock);
      CHECK(back->trace[m].people == record.trace[m].people);
    }
  }
}

TEST_CASE("an empty record and one with tables of changing size come back") {
  CHECK(ensemble::from_bytes(ensemble::to_bytes(run::RunRecord{})).has_value());
  run::RunRecord record = test::fake_run({1, 2, 0});
  record.trace[2].price = {1.0F, 2.0F, 3.0F};
  record.trace[3].price = {};
  const auto back = ensemble::from_bytes(ensemble::to_bytes(record));
  REQUIRE(back.has_value());
  CHECK(back->trace[2].price == record.trace[2].price);
  CHECK(back->trace[3].price.empty());
  CHECK(back->trace[4].price == record.trace[4].price);
}

TEST_CASE("cut bytes are refused at every length") {
  const std::string bytes = ensemble::to_bytes(test::fake_run({1, 1, 0}));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CHECK_FALSE(ensemble::from_bytes(std::string_view(bytes).substr(0, size)).has_value());
  }
  CHECK_FALSE(ensemble::from_bytes(bytes + "x").has_value());
}

TEST_CASE("bytes of another format are refused") {
  std::string bytes = ensemble::to_bytes(test::fake_run({1, 1, 0}));
  bytes[0] = static_cast<char>(ensemble::kRecordFormat + 1);
  CHECK_FALSE(ensemble::from_bytes(bytes).has_value());
}

TEST_CASE("any bytes are read without a crash and without asking for huge memory") {
  CHECK(rc::check([](const std::string& noise) {
    const auto record = ensemble::from_bytes(std::string(1, static_cast<char>(ensemble::kRecordFormat)) + noise);
    // In brackets of its own, because the macro takes a bare || apart and evaluates both sides.
    RC_ASSERT((!record.has_value() || record->outcomes.size() <= 256 * noise.size()));
  }));
}

TEST_CASE("shortening runs of zeros loses nothing and shortens what is mostly zeros") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& values) {
    std::string bytes;
    for (const std::uint8_t value : values) {
      bytes.append(value % 2 == 0 ? static_cast<std::size_t>(value) : 1,
                   value % 2 == 0 ? '\0' : static_cast<char>(value));
    }
    bool whole = false;
    RC_ASSERT(ensemble::restore_zeros(ensemble::shorten_zeros(bytes), whole) == bytes);
    RC_ASSERT(whole);
  }));
  CHECK(ensemble::shorten_zeros(std::string(1000, '\0')).size() == 8);
}

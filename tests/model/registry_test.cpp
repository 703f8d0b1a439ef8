// SPDX-License-Identifier: Apache-2.0
// Parameters as models read them, and what happens to names nobody declared.
#include <stdexcept>

#include "model/param.hpp"
#include "model/politics.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "support/catch.hpp"
#include "support/talks_fixture.hpp"

using namespace entente;

TEST_CASE("a parameter that the file is silent about has its default, in canonical units") {
  const std::vector<scenario::ParamSpec> specs{
      model::param("reach", core::Unit::km, 150.0, 80.0, 300.0, 1.0, 1000.0, "a length"),
      model::param("rate", core::Unit::per_week, 1.0, 0.5, 2.0, 0.0, 9.0, "a rate")};
  test::Book book;
  const scenario::Num reach = book.num(200.0);
  const model::ParamValues values(specs, {{"reach", reach}}, book.draw());
  CHECK(values["reach"] == 200.0);
  CHECK(values["rate"] == Approx(core::to_canonical(1.0, core::Unit::per_week)));
  CHECK(values["rate"] > 4.0);  // a month has more than four weeks
}

TEST_CASE("undeclared parameters are misuse, not silence") {
  test::Book book;
  const auto number = book.num(1.0);
  const auto draw = book.draw();
  CHECK_THROWS_AS(model::ParamValues({}, {{"nobody_knows", number}}, draw), std::invalid_argument);
  const model::ParamValues none({}, {}, draw);
  CHECK_THROWS_AS(none["nobody_knows"], std::logic_error);
}

TEST_CASE("a model key that nobody registered is refused by name") {
  const model::Registry empty;
  test::Book book;
  book.scenario.conflict.key = "atlantis";
  CHECK_THROWS_WITH(model::make_models(empty, book.scenario, book.draw()), Catch::Contains("atlantis"));
}

TEST_CASE("the catalog lists every registered model with its parameters") {
  model::Registry registry;
  models::register_all(registry);
  const scenario::ModelCatalog catalog = registry.catalog();
  const auto* found = catalog.find(scenario::Port::protocol, "alternating_offers");
  REQUIRE(found != nullptr);
  CHECK(found->find("offer_precision") != nullptr);
  CHECK(catalog.of(scenario::Port::policy).size() == registry.policy.size());
}

TEST_CASE("every parameter of a model or of politics has a default inside its range, a range and a text") {
  model::Registry registry;
  models::register_all(registry);
  std::vector<scenario::ParamSpec> specs = model::politics_params();
  const scenario::ModelCatalog catalog = registry.catalog();
  for (const auto& port : catalog.ports) {
    for (const scenario::ModelInfo& info : port) specs.insert(specs.end(), info.params.begin(), info.params.end());
  }
  for (const scenario::ParamSpec& spec : specs) {
    INFO(spec.key);
    CHECK_FALSE(spec.doc.empty());
    CHECK(spec.fallback.lo <= spec.fallback.v);
    CHECK(spec.fallback.v <= spec.fallback.hi);
    CHECK(spec.min <= spec.fallback.lo);
    CHECK(spec.fallback.hi <= spec.max);
    CHECK(spec.fallback.unit == spec.unit);
  }
}

TEST_CASE("politics parameters come from the scenario where it gives them") {
  test::Book book;
  CHECK(model::politics_values(book.scenario, book.draw()).suspension_limit == 3.0);
  book.scenario.politics.params.emplace_back("suspension_limit", book.num(5.0));
  CHECK(model::politics_values(book.scenario, book.draw()).suspension_limit == 5.0);
}

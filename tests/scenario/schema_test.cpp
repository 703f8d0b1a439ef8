// SPDX-License-Identifier: Apache-2.0
// The tables that document the format are complete and consistent with themselves.
#include "scenario/schema.hpp"

#include <set>

#include "scenario/codes.hpp"
#include "scenario/effect_table.hpp"
#include "scenario/explain.hpp"
#include "scenario/expr_parser.hpp"
#include "support/catch.hpp"

using namespace entente;
using scenario::FieldType;

TEST_CASE("every key has a documentation, one row, and a default inside its own range") {
  std::set<std::string> paths;
  for (const scenario::Field& field : scenario::schema().fields()) {
    INFO(field.path);
    CHECK_FALSE(field.doc.empty());
    CHECK(paths.insert(field.path).second);
    CHECK(scenario::schema().find(field.path) == &field);
    if (!field.fallback) continue;
    CHECK(field.fallback->lo >= field.min);
    CHECK(field.fallback->hi <= field.max);
    CHECK(field.fallback->v >= field.fallback->lo);
    CHECK(field.fallback->v <= field.fallback->hi);
    CHECK_FALSE(field.required);
  }
}

TEST_CASE("every reference of the schema is to a kind that exists") {
  for (const scenario::Field& field : scenario::schema().fields()) {
    INFO(field.path);
    if (field.type == FieldType::ref || field.type == FieldType::ref_list)
      CHECK(scenario::schema().kind(field.of) != nullptr);
    if (!field.key_of.empty()) CHECK(scenario::schema().kind(field.key_of) != nullptr);
  }
  for (const scenario::EffectKey& key : scenario::effect_keys()) {
    INFO(key.key);
    if (!key.kind.empty()) CHECK(scenario::schema().kind(key.kind) != nullptr);
  }
}

TEST_CASE("the table of operations stands in the order of its enumeration") {
  for (std::size_t i = 0; i < scenario::all_ops().size(); ++i) {
    CHECK(static_cast<std::size_t>(scenario::all_ops()[i].op) == i);
    CHECK(&scenario::op_info(scenario::all_ops()[i].op) == &scenario::all_ops()[i]);
  }
  CHECK(scenario::all_ops().size() == static_cast<std::size_t>(scenario::Op::intelligence) + 1);
}

TEST_CASE("concrete paths find their row") {
  const auto& s = scenario::schema();
  REQUIRE(s.find("actors.anyone.stock") != nullptr);
  CHECK(s.find("actors.anyone.stock")->path == "actors.*.stock");
  CHECK(s.find("actors.anyone.bite.3")->path == "actors.*.bite");
  CHECK(s.find("tracks.t.reservation.a")->unit == core::Unit::index);
  CHECK(s.find("actors.anyone.nothing") == nullptr);
  CHECK(s.find("nothing") == nullptr);
}

TEST_CASE("explanations answer for keys, tables, operations, atoms, and suggest for the rest") {
  CHECK(scenario::explain_key("actors.x.stock").find("MUSD") != std::string::npos);
  CHECK(scenario::explain_key("actors.*").find("policy_horizon") != std::string::npos);
  CHECK(scenario::explain_key("sanction").find("needs: from on") != std::string::npos);
  CHECK(scenario::explain_key("withdrawn").find("share") != std::string::npos);
  CHECK(scenario::explain_key("effects").find("realign") != std::string::npos);
  CHECK(scenario::explain_key("sanctoin").find("sanction") != std::string::npos);
  CHECK(scenario::explain_key("").find("no key") != std::string::npos);
}

TEST_CASE("the reference page holds every key, unit, operation, atom and code") {
  const std::string page = scenario::schema_markdown();
  for (const scenario::Field& field : scenario::schema().fields())
    CHECK(page.find("`" + field.path + "`") != std::string::npos);
  for (const std::string& unit : core::all_unit_names()) CHECK(page.find("| " + unit + " |") != std::string::npos);
  for (const scenario::OpInfo& op : scenario::all_ops())
    CHECK(page.find("| " + std::string(op.key) + " |") != std::string::npos);
  for (const scenario::CodeInfo& code : scenario::all_codes())
    CHECK(page.find("| " + std::string(code.code) + " |") != std::string::npos);
  CHECK(page == scenario::schema_markdown());
}

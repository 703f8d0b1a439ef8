// SPDX-License-Identifier: Apache-2.0
// The unit table, conversions and draws from quantities.
#include "core/quantity.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "support/catch.hpp"

using namespace entente::core;

namespace {

Quantity range(Shape shape, double v, double lo, double hi) {
  Quantity q = fixed_quantity(v, Unit::index);
  q.shape = shape;
  q.lo = lo;
  q.hi = hi;
  return q;
}

}  // namespace

TEST_CASE("every unit name reads back as its unit, is unique and documented") {
  std::set<std::string> seen;
  for (const std::string& name : all_unit_names()) {
    const auto unit = parse_unit(name);
    REQUIRE(unit.has_value());
    CHECK(unit_name(*unit) == name);
    CHECK(!unit_doc(*unit).empty());
    seen.insert(name);
  }
  CHECK(seen.size() == all_unit_names().size());
  CHECK(seen.count("MUSD/month") == 1);
  CHECK(!parse_unit("MUSD/mo").has_value());
  CHECK(!parse_unit("").has_value());
}

TEST_CASE("the canonical unit of a dimension belongs to it and has factor one") {
  for (const std::string& name : all_unit_names()) {
    const Unit canonical = canonical_unit(dimension(*parse_unit(name)));
    CHECK(dimension(canonical) == dimension(*parse_unit(name)));
    CHECK(to_canonical(3.5, canonical) == 3.5);
    CHECK(!dimension_name(dimension(canonical)).empty());
  }
}

TEST_CASE("conversions use the troy ounce, twelve months and a mean month") {
  CHECK(to_canonical(1.0, Unit::koz_per_yr) == Approx(0.0311034768));
  CHECK(to_canonical(2000.0, Unit::usd_per_oz) == Approx(64301493.0).epsilon(1e-6));
  CHECK(to_canonical(5.0, Unit::kt_per_month) == Approx(60000.0));
  CHECK(to_canonical(700.0, Unit::kg_per_yr) == Approx(0.7));
  CHECK(to_canonical(250.0, Unit::people_k) == 250000.0);
  CHECK(to_canonical(3e6, Unit::usd) == Approx(3.0));
  CHECK(to_canonical(365.25, Unit::day) == Approx(12.0));
  CHECK(to_canonical(7.0, Unit::per_week) == Approx(30.4375));
}

TEST_CASE("value times flow does not depend on the units in which gold is written") {
  const double in_ounces = to_canonical(2900.0, Unit::usd_per_oz) * to_canonical(1.0, Unit::koz_per_yr);
  CHECK(in_ounces == Approx(2900.0 * 1000.0));
}

TEST_CASE("conversions compose and undo each other within a dimension, and nowhere else") {
  for (const std::string& a : all_unit_names()) {
    for (const std::string& b : all_unit_names()) {
      const Unit from = *parse_unit(a);
      const Unit to = *parse_unit(b);
      const auto there = convert(7.25, from, to);
      CHECK(there.has_value() == (dimension(from) == dimension(to)));
      if (there) {
        CHECK(*convert(*there, to, from) == Approx(7.25));
        CHECK(to_canonical(*there, to) == Approx(to_canonical(7.25, from)));
      }
    }
  }
}

TEST_CASE("the cost of one person is not a budget") {
  CHECK(!convert(1.0, Unit::usd_per_month, Unit::musd_per_month).has_value());
}

TEST_CASE("a canonical quantity converts value, bounds and levels together") {
  Quantity q = range(Shape::levels, 2.0, 1.0, 3.0);
  q.unit = Unit::kt_per_month;
  q.values = {1.0, 2.0};
  const Quantity c = canonical(q);
  CHECK(c.unit == Unit::t_per_yr);
  CHECK(c.v == Approx(24000.0));
  CHECK(c.lo == Approx(12000.0));
  CHECK(c.hi == Approx(36000.0));
  CHECK(c.values[1] == Approx(24000.0));
  CHECK(draw(c, 0.2) == Approx(to_canonical(draw(q, 0.2), q.unit)));
}

TEST_CASE("shape names read back") {
  CHECK(all_shape_names().size() == 5);
  for (const std::string& name : all_shape_names()) {
    CHECK(shape_name(*parse_shape(name)) == name);
  }
  CHECK(!parse_shape("normal").has_value());
}

TEST_CASE("draws of every ranged shape rise with u and stay in the hard bounds") {
  for (const Shape shape : {Shape::triangular, Shape::uniform, Shape::lognormal}) {
    const Quantity q = range(shape, 3.0, 1.5, 5.0);
    double last = q.lo;
    for (int i = 0; i < 1000; ++i) {
      const double x = draw(q, (i + 0.5) / 1000);
      CHECK(x >= last);
      CHECK(x <= q.hi);
      last = x;
    }
    CHECK(draw(q, 1e-15) == Approx(q.lo).epsilon(1e-6));
    CHECK(draw(q, 1 - 1e-15) == Approx(q.hi).epsilon(1e-6));
    CHECK(is_uncertain(q));
  }
}

TEST_CASE("the median of a lognormal draw is v, and the split of a triangular draw is its mode") {
  CHECK(draw(range(Shape::lognormal, 3.0, 1.0, 20.0), 0.5) == Approx(3.0));
  CHECK(draw(range(Shape::triangular, 3.0, 1.0, 5.0), 0.5) == Approx(3.0));
}

TEST_CASE("a fixed quantity gives its value for every u and is not uncertain") {
  const Quantity q = fixed_quantity(4.0, Unit::km);
  CHECK(draw(q, 0.01) == 4.0);
  CHECK(draw(q, 0.99) == 4.0);
  CHECK(!is_uncertain(q));
  CHECK(!is_uncertain(range(Shape::triangular, 2.0, 2.0, 2.0)));
}

TEST_CASE("levels are drawn by weight, and uncertain only when they differ") {
  Quantity q = range(Shape::levels, 1.0, 0.0, 2.0);
  q.values = {0.0, 1.0, 2.0};
  q.weights = {1.0, 0.0, 1.0};
  CHECK(draw(q, 0.49) == 0.0);
  CHECK(draw(q, 0.51) == 2.0);
  CHECK(is_uncertain(q));
  q.values = {1.0, 1.0};
  CHECK(!is_uncertain(q));
  q.values.clear();
  CHECK(draw(q, 0.3) == 1.0);
}

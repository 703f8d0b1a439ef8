// SPDX-License-Identifier: Apache-2.0
// The generator against its authors' known answers, and the laws of keyed streams.
#include "core/rng.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/detmath.hpp"
#include "support/catch.hpp"

using namespace entente::core;

namespace {

using Words = std::array<std::uint32_t, 4>;

/// Correlation of two series of uniforms, in units of its standard error under independence.
template <class A, class B>
double correlation_score(A first, B second, std::uint32_t count) {
  double sum = 0.0;
  for (std::uint32_t i = 0; i < count; ++i) {
    sum += (first(i) - 0.5) * (second(i) - 0.5);
  }
  return sum * 12.0 / std::sqrt(static_cast<double>(count));
}

}  // namespace

TEST_CASE("Philox4x32-10 gives the published answers") {
  CHECK(philox4x32_10({0, 0, 0, 0}, {0, 0}) == Words{0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u});
  constexpr std::uint32_t kOnes = 0xffffffffu;
  CHECK(philox4x32_10({kOnes, kOnes, kOnes, kOnes}, {kOnes, kOnes}) ==
        Words{0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu});
  CHECK(philox4x32_10({0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u}, {0xa4093822u, 0x299f31d0u}) ==
        Words{0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u});
}

TEST_CASE("the counter puts entity, step, draw, replication, purpose and n where the layout says") {
  const Streams streams(0, 7, 5);
  const std::uint64_t key = mix64(0x9E3779B97F4A7C15u);
  const std::uint64_t entity = 0x1122334455667788u;
  const auto words =
      philox4x32_10({0x55667788u, 9u, 7u, (5u << 20) | (static_cast<std::uint32_t>(Purpose::accept) << 12) | 3u},
                    {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32) ^ 0x11223344u});
  CHECK(streams.bits(entity, 9, Purpose::accept, 3) == ((std::uint64_t{words[1]} << 32) | words[0]));
}

TEST_CASE("many uniforms at once are the uniforms one by one") {
  const Streams streams(11, 7, 5);
  std::vector<std::uint64_t> entity;
  for (std::size_t count = 0; count < 12; ++count) {
    std::vector<double> out(count + 1, -1.0);
    streams.uniforms(entity.data(), count, 0xFFFFFFFFu, Purpose::release, 4095, out.data());
    for (std::size_t k = 0; k < count; ++k)
      CHECK(out[k] == streams.uniform(entity[k], 0xFFFFFFFFu, Purpose::release, 4095));
    CHECK(out[count] == -1.0);
    entity.push_back(entity_hash("node_" + std::to_string(count)));
  }
}

TEST_CASE("entity hashes of different ids differ and do not depend on anything else") {
  std::set<std::uint64_t> seen;
  for (int i = 0; i < 20000; ++i) {
    seen.insert(entity_hash("node_" + std::to_string(i)));
  }
  CHECK(seen.size() == 20000);
  CHECK(entity_hash("goma") == entity_hash(std::string("go") + "ma"));
  CHECK(entity_hash("") == mix64(0xCBF29CE484222325u));
}

TEST_CASE("changing any one of the keys changes the draw") {
  const std::uint64_t a = entity_hash("a");
  const double base = Streams(1, 2, 3).uniform(a, 4, Purpose::offer, 5);
  CHECK(base == Streams(1, 2, 3).uniform(a, 4, Purpose::offer, 5));
  CHECK(base != Streams(2, 2, 3).uniform(a, 4, Purpose::offer, 5));
  CHECK(base != Streams(1, 3, 3).uniform(a, 4, Purpose::offer, 5));
  CHECK(base != Streams(1, 2, 4).uniform(a, 4, Purpose::offer, 5));
  CHECK(base != Streams(1, 2, 3).uniform(entity_hash("b"), 4, Purpose::offer, 5));
  CHECK(base != Streams(1, 2, 3).uniform(a, 5, Purpose::offer, 5));
  CHECK(base != Streams(1, 2, 3).uniform(a, 4, Purpose::accept, 5));
  CHECK(base != Streams(1, 2, 3).uniform(a, 4, Purpose::offer, 6));
}

TEST_CASE("ids whose hashes agree in one half still have different streams") {
  const Streams streams(1, 0, 0);
  CHECK(streams.bits(0x0000000100000002u, 0, Purpose::other) != streams.bits(0x0000000300000002u, 0, Purpose::other));
  CHECK(streams.bits(0x0000000100000002u, 0, Purpose::other) != streams.bits(0x0000000100000003u, 0, Purpose::other));
}

TEST_CASE("uniforms are strictly inside the unit interval with the moments and spread of a uniform") {
  const Streams streams(42, 0, 0);
  constexpr std::uint32_t kCount = 400000;
  double sum = 0.0, squares = 0.0;
  std::vector<int> cells(256, 0);
  bool inside = true;
  for (std::uint32_t i = 0; i < kCount; ++i) {
    const double u = streams.uniform(99, i, Purpose::other);
    inside = inside && u > 0.0 && u < 1.0;
    sum += u;
    squares += u * u;
    ++cells[static_cast<std::size_t>(u * 256)];
  }
  CHECK(inside);
  CHECK(std::fabs(sum / kCount - 0.5) < 4.5 * std::sqrt(1.0 / 12 / kCount));
  CHECK(std::fabs(squares / kCount - 1.0 / 3) < 4.5 * std::sqrt(4.0 / 45 / kCount));
  double chi2 = 0.0;
  for (const int cell : cells) {
    const double expected = kCount / 256.0;
    chi2 += (cell - expected) * (cell - expected) / expected;
  }
  CHECK(std::fabs(chi2 - 255.0) < 4.5 * std::sqrt(2 * 255.0));
}

TEST_CASE("streams of other entities, steps, draws, replications and children are uncorrelated") {
  const Streams streams(42, 3, 1);
  const Streams other_draw(42, 4, 1);
  const Streams other_replication(42, 3, 2);
  const Streams child = streams.child(0);
  constexpr std::uint32_t kCount = 100000;
  const auto base = [&](std::uint32_t i) { return streams.uniform(1, i, Purpose::other); };
  const auto score = [&](auto second) { return std::fabs(correlation_score(base, second, kCount)); };
  CHECK(score([&](std::uint32_t i) { return streams.uniform(2, i, Purpose::other); }) < 4.5);
  CHECK(score([&](std::uint32_t i) { return streams.uniform(1, i + 1, Purpose::other); }) < 4.5);
  CHECK(score([&](std::uint32_t i) { return streams.uniform(1, i, Purpose::other, 1); }) < 4.5);
  CHECK(score([&](std::uint32_t i) { return streams.uniform(1, i, Purpose::mode); }) < 4.5);
  CHECK(score([&](std::uint32_t i) { return other_draw.uniform(1, i, Purpose::other); }) < 4.5);
  CHECK(score([&](std::uint32_t i) { return other_replication.uniform(1, i, Purpose::other); }) < 4.5);
  CHECK(score([&](std::uint32_t i) { return child.uniform(1, i, Purpose::other); }) < 4.5);
}

TEST_CASE("a child is reproducible, differs from its parent and siblings, and keeps draw and replication") {
  const Streams parent(5, 6, 7);
  const auto first = [](const Streams& s) { return s.bits(1, 2, Purpose::projection); };
  CHECK(first(parent.child(3)) == first(Streams(5, 6, 7).child(3)));
  std::set<std::uint64_t> seen{first(parent)};
  for (std::uint32_t path = 0; path < 1000; ++path) {
    seen.insert(first(parent.child(path)));
  }
  CHECK(seen.size() == 1001);
  CHECK(first(parent.child(0).child(1)) != first(parent.child(1).child(0)));
  CHECK(parent.child(3).draw() == 6);
  CHECK(parent.child(3).replication() == 7);
}

TEST_CASE("normals are the quantile of the same uniform, with the moments of a normal") {
  const Streams streams(8, 0, 0);
  constexpr std::uint32_t kCount = 200000;
  double sum = 0.0, squares = 0.0, fourths = 0.0;
  for (std::uint32_t i = 0; i < kCount; ++i) {
    const double z = streams.normal(4, i, Purpose::other);
    sum += z;
    squares += z * z;
    fourths += z * z * z * z;
  }
  CHECK(streams.normal(4, 17, Purpose::other) == entente::det::normal_quantile(streams.uniform(4, 17, Purpose::other)));
  CHECK(std::fabs(sum / kCount) < 4.5 / std::sqrt(kCount));
  CHECK(std::fabs(squares / kCount - 1.0) < 4.5 * std::sqrt(2.0 / kCount));
  CHECK(std::fabs(fourths / kCount - 3.0) < 4.5 * std::sqrt(96.0 / kCount));
}

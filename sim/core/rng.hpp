// SPDX-License-Identifier: Apache-2.0
// Random numbers without state: every draw is a function of seed, entity name, step, draw, replication, purpose, n.
// No order, partition or thread changes a value; adding an entity shifts nobody's luck.
// Generator: Philox4x32-10, Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace entente::core {

/// The Philox4x32-10 bijection of a 128-bit counter under a 64-bit key; words are least significant first.
[[nodiscard]] constexpr std::array<std::uint32_t, 4> philox4x32_10(std::array<std::uint32_t, 4> counter,
                                                                   std::array<std::uint32_t, 2> key) noexcept {
  // Scalars rather than the arrays: compilers keep them in registers.
  std::uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
  std::uint32_t k0 = key[0], k1 = key[1];
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t p0 = std::uint64_t{0xD2511F53u} * c0;
    const std::uint64_t p1 = std::uint64_t{0xCD9E8D57u} * c2;
    c0 = static_cast<std::uint32_t>(p1 >> 32) ^ c1 ^ k0;
    c1 = static_cast<std::uint32_t>(p1);
    c2 = static_cast<std::uint32_t>(p0 >> 32) ^ c3 ^ k1;
    c3 = static_cast<std::uint32_t>(p0);
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  return {c0, c1, c2, c3};
}

/// A bijective 64-bit mixer (Stafford's variant 13 of the murmur finaliser).
[[nodiscard]] constexpr std::uint64_t mix64(std::uint64_t x) noexcept {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

/// Hash of an entity's id text: FNV-1a 64, then mix64. Compute once at compile of the scenario, not per draw.
[[nodiscard]] constexpr std::uint64_t entity_hash(std::string_view id) noexcept {
  std::uint64_t h = 0xCBF29CE484222325u;
  for (const char c : id) {
    h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  }
  return mix64(h);
}

/// What a draw is for. Append only: a changed number changes every result that uses it.
enum class Purpose : std::uint8_t {
  parameter = 0,
  price_shock = 1,
  shock = 2,
  lever_revision = 3,
  lever_choice = 4,
  mode = 5,
  attack_time = 6,
  attack_target = 7,
  attack_result = 8,
  rout = 9,
  release = 10,
  skirmish = 11,
  casualties = 12,
  offer = 13,
  accept = 14,
  breakdown = 15,
  ratify = 16,
  delivery = 17,
  comply = 18,
  detect = 19,
  truce = 20,
  attention = 21,
  belief = 22,
  projection = 23,
  production = 24,
  displacement = 25,
  sanction = 26,
  aid = 27,
  renegotiate = 28,
  design = 29,
  bootstrap = 30,
  other = 255
};

/// The streams of one run. A value type of 16 bytes; copies are equal; safe to share between threads.
///
/// Layout of the counter: word 0 = low half of the entity hash; word 1 = step; word 2 = draw;
/// word 3 = replication (12 bits) | purpose (8 bits) | n (12 bits). Key = mixed seed, its upper word combined
/// with the high half of the entity hash. So two draws share bits only if all of these agree.
/// Limits: draw < 2^32, step < 2^32, replication < 4096, n < 4096; higher bits are dropped.
class Streams {
 public:
  constexpr Streams(std::uint64_t seed, std::uint32_t draw, std::uint32_t replication) noexcept
      : key_(mix64(seed + 0x9E3779B97F4A7C15u)), draw_(draw), replication_(replication & 0xFFFu) {}

  /// 64 random bits.
  [[nodiscard]] constexpr std::uint64_t bits(std::uint64_t entity, std::uint32_t step, Purpose purpose,
                                             std::uint32_t n = 0) const noexcept {
    const auto words = philox4x32_10({static_cast<std::uint32_t>(entity), step, draw_, tail(purpose, n)},
                                     {static_cast<std::uint32_t>(key_), static_cast<std::uint32_t>(key_ >> 32) ^
                                                                            static_cast<std::uint32_t>(entity >> 32)});
    return (std::uint64_t{words[1]} << 32) | words[0];
  }

  /// Uniform in the open interval (0,1): the midpoints of 2^52 equal cells, so neither 0 nor 1 can occur and
  /// u and 1-u are equally likely.
  [[nodiscard]] constexpr double uniform(std::uint64_t entity, std::uint32_t step, Purpose purpose,
                                         std::uint32_t n = 0) const noexcept {
    return unit(bits(entity, step, purpose, n));
  }

  /// out[k] = uniform(entity[k], step, purpose, n): many at once, for less.
  void uniforms(const std::uint64_t* entity, std::size_t count, std::uint32_t step, Purpose purpose, std::uint32_t n,
                double* out) const noexcept;

  /// Standard normal by inversion of the same uniform, hence monotone in it.
  [[nodiscard]] double normal(std::uint64_t entity, std::uint32_t step, Purpose purpose,
                              std::uint32_t n = 0) const noexcept;

  /// An independent family with the same draw and replication, keyed by `path`: projection paths that several
  /// alternatives share under common random numbers. child(a) equals child(a), and differs from the parent.
  [[nodiscard]] Streams child(std::uint32_t path) const noexcept;

  [[nodiscard]] constexpr std::uint32_t draw() const noexcept { return draw_; }
  [[nodiscard]] constexpr std::uint32_t replication() const noexcept { return replication_; }

 private:
  [[nodiscard]] constexpr std::uint32_t tail(Purpose purpose, std::uint32_t n) const noexcept {
    return (replication_ << 20) | (static_cast<std::uint32_t>(purpose) << 12) | (n & 0xFFFu);
  }
  [[nodiscard]] static constexpr double unit(std::uint64_t bits) noexcept {
    return (static_cast<double>(bits >> 12) + 0.5) * 0x1p-52;
  }

  std::uint64_t key_;
  std::uint32_t draw_;
  std::uint32_t replication_;
};

}  // namespace entente::core

// SPDX-License-Identifier: Apache-2.0
// Block and final mixing of MurmurHash3_x64_128, restated from its public definition (A. Appleby 2011).
#include "core/digest.hpp"

#include <cstring>

namespace entente::core {
namespace {

constexpr std::uint64_t kC1 = 0x87C37B91114253D5u;
constexpr std::uint64_t kC2 = 0x4CF5AD432745937Fu;

constexpr std::uint64_t rotate(std::uint64_t x, int by) noexcept { return (x << by) | (x >> (64 - by)); }

constexpr std::uint64_t finish(std::uint64_t x) noexcept {
  x = (x ^ (x >> 33)) * 0xFF51AFD7ED558CCDu;
  x = (x ^ (x >> 33)) * 0xC4CEB9FE1A85EC53u;
  return x ^ (x >> 33);
}

/// Up to eight bytes, the first the least significant.
std::uint64_t load(const unsigned char* from, unsigned size) noexcept {
  std::uint64_t value = 0;
  if (std::endian::native == std::endian::little && size == 8) {
    std::memcpy(&value, from, 8);
  } else {
    for (unsigned i = 0; i < size; ++i) value |= std::uint64_t{from[i]} << (8 * i);
  }
  return value;
}

constexpr std::uint64_t spread_low(std::uint64_t word) noexcept { return rotate(word * kC1, 31) * kC2; }
constexpr std::uint64_t spread_high(std::uint64_t word) noexcept { return rotate(word * kC2, 33) * kC1; }

}  // namespace

inline void Digest::mix(std::uint64_t low, std::uint64_t high) noexcept {
  h1_ = (rotate(h1_ ^ spread_low(low), 27) + h2_) * 5 + 0x52DCE729u;
  h2_ = (rotate(h2_ ^ spread_high(high), 31) + h1_) * 5 + 0x38495AB5u;
}

void Digest::mix_block() noexcept {
  mix(load(block_.data(), 8), load(block_.data() + 8, 8));
  std::memcpy(block_.data(), block_.data() + 16, 8);  // what the last value left over
}

void Digest::bytes(const void* data, std::size_t size) noexcept {
  const auto* byte = static_cast<const unsigned char*>(data);
  for (; size >= 8; size -= 8, byte += 8) {
    push(load(byte, 8), 8);
  }
  if (size > 0) {
    push(load(byte, static_cast<unsigned>(size)), static_cast<unsigned>(size));
  }
}

void Digest::words(const std::uint64_t* word, std::size_t count) noexcept {
  if ((length_ & 7u) != 0) {
    for (std::size_t k = 0; k < count; ++k) push(word[k], 8);
    return;
  }
  std::size_t k = 0;
  if (count > 0 && (length_ & 15u) != 0) push(word[k++], 8);  // now at the beginning of a block
  const std::size_t first = k;
  for (; k + 2 <= count; k += 2) mix(word[k], word[k + 1]);
  length_ += 8 * (k - first);
  if (k < count) push(word[k], 8);
}

void Digest::text(std::string_view value) noexcept {
  u32(static_cast<std::uint32_t>(value.size()));
  bytes(value.data(), value.size());
}

void Digest::digest(const Digest& other) noexcept {
  const auto halves = other.value();
  u64(halves.first);
  u64(halves.second);
  u64(other.length_);
}

std::pair<std::uint64_t, std::uint64_t> Digest::value() const noexcept {
  // A zero word spreads to zero, so the tail needs no cases.
  const unsigned used = static_cast<unsigned>(length_ & 15u);
  const std::uint64_t low = load(block_.data(), used < 8 ? used : 8);
  const std::uint64_t high = used > 8 ? load(block_.data() + 8, used - 8) : 0;
  std::uint64_t a = h1_ ^ spread_low(low);
  std::uint64_t b = h2_ ^ spread_high(high);
  a ^= length_;
  b ^= length_;
  a += b;
  b += a;
  a = finish(a);
  b = finish(b);
  a += b;
  b += a;
  return {a, b};
}

std::string Digest::hex() const {
  constexpr char kDigits[] = "0123456789abcdef";
  const auto halves = value();
  std::string out;
  out.reserve(32);
  for (const std::uint64_t half : {halves.first, halves.second}) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      out += kDigits[(half >> shift) & 15u];
    }
  }
  return out;
}

}  // namespace entente::core

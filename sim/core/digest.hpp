// SPDX-License-Identifier: Apache-2.0
// A streaming 128-bit hash over canonical little-endian bytes, the same on every host. Depends on order.
// It detects change, it does not resist an adversary. Function: MurmurHash3_x64_128 with seed 0 (Appleby 2011).
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace entente::core {

/// Feed values, then read hex() or value(); reading does not end the stream.
class Digest {
 public:
  /// Raw bytes, without a length.
  void bytes(const void* data, std::size_t size) noexcept;
  void u8(std::uint8_t value) noexcept { push(value, 1); }
  void u32(std::uint32_t value) noexcept { push(value, 4); }
  void u64(std::uint64_t value) noexcept { push(value, 8); }
  void i64(std::int64_t value) noexcept { push(static_cast<std::uint64_t>(value), 8); }
  void boolean(bool value) noexcept { push(value ? 1 : 0, 1); }
  /// The bits of the double as they are hashed: -0 counts as 0 and every NaN as the same NaN.
  [[nodiscard]] static std::uint64_t canonical(double value) noexcept {
    if (value != value) return 0x7FF8000000000000u;
    std::uint64_t bits = 0;
    if (value != 0.0) std::memcpy(&bits, &value, sizeof bits);
    return bits;
  }
  /// The 8 bytes of the canonical double.
  void f64(double value) noexcept { push(canonical(value), 8); }
  /// The same as u64() for each of the words, and faster.
  void words(const std::uint64_t* word, std::size_t count) noexcept;
  /// Length as u32, then the bytes, so that ("ab","c") and ("a","bc") differ.
  void text(std::string_view value) noexcept;
  /// Absorbs another digest's value and length; for joining per-run digests in run order.
  void digest(const Digest& other) noexcept;

  /// Both 64-bit halves.
  [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> value() const noexcept;
  /// 32 lower-case hexadecimal digits: first half, then second half.
  [[nodiscard]] std::string hex() const;

  friend bool operator==(const Digest& a, const Digest& b) noexcept { return a.value() == b.value(); }

 private:
  /// The low `size` bytes of a value whose other bytes are 0; size 1 to 8.
  void push(std::uint64_t value, unsigned size) noexcept {
    const unsigned used = static_cast<unsigned>(length_ & 15u);
    length_ += size;
    store(value, block_.data() + used);
    if (used + size >= 16) mix_block();
  }
  /// Eight bytes, least significant first.
  static void store(std::uint64_t value, unsigned char* to) noexcept {
    if constexpr (std::endian::native == std::endian::little) {
      std::memcpy(to, &value, sizeof value);
    } else {
      for (unsigned i = 0; i < 8; ++i) to[i] = static_cast<unsigned char>(value >> (8 * i));
    }
  }
  void mix(std::uint64_t low, std::uint64_t high) noexcept;
  void mix_block() noexcept;

  std::uint64_t h1_ = 0;
  std::uint64_t h2_ = 0;
  std::array<unsigned char, 24> block_{};  // what has not been mixed yet, and room for the value that fills it
  std::uint64_t length_ = 0;
};

}  // namespace entente::core

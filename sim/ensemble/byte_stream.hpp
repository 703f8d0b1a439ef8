// SPDX-License-Identifier: Apache-2.0
// A growing buffer of little-endian values and its reader, which checks every bound and remembers failure.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace entente::ensemble {

class ByteWriter {
 public:
  void u8(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
  void u64(std::uint64_t value) { little_endian(value, 8); }
  /// Seven bits a byte, least significant first: small numbers are short.
  void count(std::uint64_t value) {
    while (value >= 0x80u) {
      u8(static_cast<std::uint8_t>(value | 0x80u));
      value >>= 7;
    }
    u8(static_cast<std::uint8_t>(value));
  }
  /// Signed: 0, -1, 1, -2 ... become 0, 1, 2, 3 ...
  void integer(std::int64_t value) {
    count((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void f64(double value) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    u64(bits);
  }
  /// The bits of value that differ from `before`: zero bytes where nothing changed.
  void f32_change(float value, float before) {
    little_endian(std::uint64_t{bits_of(value)} ^ std::uint64_t{bits_of(before)}, 4);
  }
  void text(std::string_view value) {
    count(value.size());
    bytes_.append(value);
  }
  [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }

  static std::uint32_t bits_of(float value) noexcept {
    std::uint32_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    return bits;
  }

 private:
  void little_endian(std::uint64_t value, int size) {
    for (int i = 0; i < size; ++i) {
      u8(static_cast<std::uint8_t>(value >> (8 * i)));
    }
  }
  std::string bytes_;
};

/// Reads what ByteWriter wrote. After the first failure every read gives zero and ok() is false.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] bool ok() const noexcept { return ok_; }
  [[nodiscard]] bool at_end() const noexcept { return at_ == bytes_.size(); }
  void fail() noexcept { ok_ = false; }

  std::uint8_t u8() {
    if (!ok_ || at_ >= bytes_.size()) {
      ok_ = false;
      return 0;
    }
    return static_cast<std::uint8_t>(bytes_[at_++]);
  }
  std::uint64_t u64() { return little_endian(8); }
  std::uint64_t count() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const std::uint8_t byte = u8();
      value |= std::uint64_t{byte & 0x7Fu} << shift;
      if ((byte & 0x80u) == 0) {
        return value;
      }
    }
    ok_ = false;
    return 0;
  }
  /// A count of things that each take at least one byte, so that damaged bytes cannot ask for huge memory.
  std::uint64_t length() {
    const std::uint64_t value = count();
    if (value > bytes_.size() - at_) {
      ok_ = false;
      return 0;
    }
    return value;
  }
  std::int64_t integer() {
    const std::uint64_t value = count();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1u);
  }
  double f64() {
    const std::uint64_t bits = u64();
    double value = 0.0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }
  float f32_change(float before) {
    const std::uint32_t bits = static_cast<std::uint32_t>(little_endian(4)) ^ ByteWriter::bits_of(before);
    float value = 0.0F;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }
  std::string text() {
    const std::uint64_t size = length();
    if (!ok_) {
      return {};
    }
    std::string out(bytes_.substr(at_, static_cast<std::size_t>(size)));
    at_ += static_cast<std::size_t>(size);
    return out;
  }

 private:
  std::uint64_t little_endian(int size) {
    std::uint64_t value = 0;
    for (int i = 0; i < size; ++i) {
      value |= std::uint64_t{u8()} << (8 * i);
    }
    return value;
  }
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

/// Runs of zero bytes as (0, length - 1): a record's months differ little, so most bytes are zero.
[[nodiscard]] std::string shorten_zeros(std::string_view bytes);
/// The inverse; fails (ok = false) on a cut run.
[[nodiscard]] std::string restore_zeros(std::string_view bytes, bool& ok);

}  // namespace entente::ensemble

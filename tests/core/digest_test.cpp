// SPDX-License-Identifier: Apache-2.0
// The digest against published answers of MurmurHash3_x64_128, and the laws its users rely on.
#include "core/digest.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "support/catch.hpp"

using entente::core::Digest;

namespace {

std::string of_bytes(const std::string& text) {
  Digest digest;
  digest.bytes(text.data(), text.size());
  return digest.hex();
}

std::string of_double(double x) {
  Digest digest;
  digest.f64(x);
  return digest.hex();
}

}  // namespace

TEST_CASE("raw bytes give the published answers of MurmurHash3 x64 128 with seed 0") {
  CHECK(of_bytes("") == "00000000000000000000000000000000");
  CHECK(of_bytes("hello") == "cbd8a7b341bd9b025b1e906a48ae1d19");
  CHECK(of_bytes("hello, world") == "342fac623a5ebc8e4cdcbc079642414d");
  CHECK(of_bytes("19 Jan 2038 at 3:14:07 AM") == "b89e5988b737affc664fc2950231b2cb");
  CHECK(of_bytes("The quick brown fox jumps over the lazy dog.") == "cd99481f9ee902c9695da1a38987b6e7");
}

TEST_CASE("cutting a byte string anywhere does not change its digest") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& data, const std::vector<std::uint8_t>& cuts) {
    Digest whole;
    whole.bytes(data.data(), data.size());
    Digest parts;
    std::size_t at = 0;
    for (const std::uint8_t cut : cuts) {
      const std::size_t size = std::min<std::size_t>(cut % 20, data.size() - at);
      parts.bytes(data.data() + at, size);
      at += size;
    }
    parts.bytes(data.data() + at, data.size() - at);
    RC_ASSERT(whole.value() == parts.value());
  }));
}

TEST_CASE("integers are their little-endian bytes") {
  Digest numbers;
  numbers.u8(0x01);
  numbers.u32(0x05040302u);
  numbers.u64(0x0d0c0b0a09080706u);
  numbers.i64(-2);
  numbers.boolean(true);
  CHECK(numbers.hex() == of_bytes(std::string("\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d") +
                                  "\xfe\xff\xff\xff\xff\xff\xff\xff\x01"));
}

TEST_CASE("negative zero counts as zero, and all NaNs are one") {
  CHECK(of_double(-0.0) == of_double(0.0));
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(of_double(nan) == of_double(-nan));
  CHECK(of_double(nan) == of_double(std::numeric_limits<double>::signaling_NaN()));
  CHECK(of_double(1.0) == of_bytes(std::string("\0\0\0\0\0\0\xf0\x3f", 8)));
  CHECK(of_double(1.0) != of_double(std::nextafter(1.0, 2.0)));
}

TEST_CASE("texts are delimited, and order matters") {
  const auto of_two = [](const char* a, const char* b) {
    Digest digest;
    digest.text(a);
    digest.text(b);
    return digest.hex();
  };
  CHECK(of_two("ab", "c") != of_two("a", "bc"));
  CHECK(of_two("a", "b") != of_two("b", "a"));
  CHECK(of_two("", "a") != of_two("a", ""));
}

TEST_CASE("a text is its length and its bytes, however long it is and wherever it begins") {
  const std::string letters = "abcdefghijklmnopqrstuvwxyz0123456789";
  for (unsigned before = 0; before < 16; ++before) {
    for (std::size_t size = 0; size <= letters.size(); ++size) {
      Digest text, bytes;
      for (unsigned i = 0; i < before; ++i) {
        text.u8(static_cast<std::uint8_t>(i));
        bytes.u8(static_cast<std::uint8_t>(i));
      }
      text.text(std::string_view(letters).substr(0, size));
      bytes.u32(static_cast<std::uint32_t>(size));
      for (std::size_t i = 0; i < size; ++i) bytes.u8(static_cast<std::uint8_t>(letters[i]));
      CHECK(text == bytes);
    }
  }
}

TEST_CASE("words at once are the words one by one, wherever they begin") {
  const std::vector<std::uint64_t> word = {0x0123456789ABCDEFu, 2, 0, ~std::uint64_t{0}, 5, 6, 7};
  for (unsigned before = 0; before < 17; ++before) {
    for (std::size_t count = 0; count <= word.size(); ++count) {
      Digest together, single;
      for (unsigned i = 0; i < before; ++i) {
        together.u8(static_cast<std::uint8_t>(i));
        single.u8(static_cast<std::uint8_t>(i));
      }
      together.words(word.data(), count);
      for (std::size_t i = 0; i < count; ++i) single.u64(word[i]);
      together.u8(9);
      single.u8(9);
      CHECK(together == single);
    }
  }
}

TEST_CASE("reading does not end the stream") {
  Digest read, unread;
  for (std::uint64_t i = 0; i < 50; ++i) {
    read.u64(i);
    unread.u64(i);
    (void)read.hex();
  }
  CHECK(read == unread);
}

TEST_CASE("joined digests depend on their order and on each part") {
  Digest a, b;
  a.u8(1);
  b.u8(2);
  const auto join = [](const Digest& first, const Digest& second) {
    Digest all;
    all.digest(first);
    all.digest(second);
    return all.hex();
  };
  CHECK(join(a, b) != join(b, a));
  CHECK(join(a, a) != join(a, b));
}

TEST_CASE("flipping any single bit of a long record changes the digest") {
  std::string record(100, 'x');
  std::set<std::string> seen{of_bytes(record)};
  for (std::size_t i = 0; i < record.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = record;
      changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
      seen.insert(of_bytes(changed));
    }
  }
  CHECK(seen.size() == 801);
}

// SPDX-License-Identifier: Apache-2.0
// Small text helpers. Numbers go through snprintf with enough digits, whose result the C library must round correctly;
// the decimal point is then made a point, so a process locale changes nothing.
#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

namespace entente::core {
namespace {

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

template <class Text>
std::optional<std::string> nearest_of(std::string_view name, std::span<const Text> candidates) {
  const std::string wanted = lowered(name);
  std::size_t best = std::clamp<std::size_t>(name.size() / 3, 1, 4) + 1;
  std::optional<std::string> found;
  for (const Text& candidate : candidates) {
    const std::size_t distance = edit_distance(wanted, lowered(candidate));
    if (distance < best) {
      best = distance;
      found = std::string(candidate);
    }
  }
  return found;
}

template <class Text>
std::string join_of(std::span<const Text> parts, std::string_view separator) {
  std::string out;
  bool first = true;
  for (const Text& part : parts) {
    if (!first) {
      out += separator;
    }
    first = false;
    out += part;
  }
  return out;
}

/// "nan", "inf", "-inf"; empty for finite values.
std::string non_finite(double value) {
  if (value != value) {
    return "nan";
  }
  if (std::isinf(value)) {
    return value < 0 ? "-inf" : "inf";
  }
  return {};
}

/// printf with a precision; `format` is "%.*g" or "%.*f".
std::string printed(const char* format, int precision, double value) {
  std::array<char, 400> buffer{};  // the longest: 309 digits, point, 17 decimals
  const int size = std::snprintf(buffer.data(), buffer.size(), format, precision, value);
  return std::string(buffer.data(), static_cast<std::size_t>(std::max(size, 0)));
}

std::string with_point(std::string number) {
  std::replace(number.begin(), number.end(), ',', '.');
  return number;
}

/// Length of the well-formed UTF-8 sequence at the start of `rest`; 0 when there is none.
std::size_t utf8_length(std::string_view rest) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(rest[i]); };
  const auto follows = [&](std::size_t i, unsigned lo, unsigned hi) {
    return i < rest.size() && byte(i) >= lo && byte(i) <= hi;
  };
  const unsigned b = byte(0);
  if (b < 0x80) {
    return 1;
  }
  if (b >= 0xC2 && b <= 0xDF) {
    return follows(1, 0x80, 0xBF) ? 2 : 0;
  }
  if (b >= 0xE0 && b <= 0xEF) {
    const unsigned lo = b == 0xE0 ? 0xA0 : 0x80;
    const unsigned hi = b == 0xED ? 0x9F : 0xBF;
    return follows(1, lo, hi) && follows(2, 0x80, 0xBF) ? 3 : 0;
  }
  if (b >= 0xF0 && b <= 0xF4) {
    const unsigned lo = b == 0xF0 ? 0x90 : 0x80;
    const unsigned hi = b == 0xF4 ? 0x8F : 0xBF;
    return follows(1, lo, hi) && follows(2, 0x80, 0xBF) && follows(3, 0x80, 0xBF) ? 4 : 0;
  }
  return 0;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> before_last(width), last(width), row(width);
  for (std::size_t j = 0; j < width; ++j) {
    row[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last.swap(last);
    last.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j < width; ++j) {
      const std::size_t replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replace});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
  }
  return row[b.size()];
}

std::optional<std::string> nearest(std::string_view name, std::span<const std::string> candidates) {
  return nearest_of(name, candidates);
}

std::optional<std::string> nearest(std::string_view name, std::span<const std::string_view> candidates) {
  return nearest_of(name, candidates);
}

std::string join(std::span<const std::string> parts, std::string_view separator) { return join_of(parts, separator); }

std::string join(std::span<const std::string_view> parts, std::string_view separator) {
  return join_of(parts, separator);
}

std::string format_number(double value) {
  if (const std::string special = non_finite(value); !special.empty()) {
    return special;
  }
  if (value == 0.0) {
    return "0";
  }
  std::string out;
  for (int precision = 15; precision <= 17; ++precision) {
    out = printed("%.*g", precision, value);
    if (std::strtod(out.c_str(), nullptr) == value) {
      break;
    }
  }
  return with_point(std::move(out));
}

std::string format_fixed(double value, int digits) {
  if (const std::string special = non_finite(value); !special.empty()) {
    return special;
  }
  std::string out = with_point(printed("%.*f", std::clamp(digits, 0, 17), value));
  if (out[0] == '-' && out.find_first_of("123456789") == std::string::npos) {
    out.erase(0, 1);
  }
  return out;
}

std::string format_grouped(double value, int digits) {
  std::string out = format_fixed(value, digits);
  const std::size_t start = out[0] == '-' ? 1 : 0;
  const std::size_t point = std::min(out.find('.'), out.size());
  if (!std::isfinite(value)) {
    return out;
  }
  for (std::size_t at = point; at > start + 3;) {
    at -= 3;
    out.insert(at, 1, ',');
  }
  return out;
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

bool is_utf8(std::string_view bytes) noexcept {
  while (!bytes.empty()) {
    const std::size_t length = utf8_length(bytes);
    if (length == 0) {
      return false;
    }
    bytes.remove_prefix(length);
  }
  return true;
}

}  // namespace entente::core

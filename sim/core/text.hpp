// SPDX-License-Identifier: Apache-2.0
// Small text helpers with the same bytes on every platform: nearest name, number formatting, escaping, UTF-8 check.
// Edit distance: optimal string alignment (Damerau 1964, Levenshtein 1966).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace entente::core {

/// Edits between two byte strings: insert, delete, replace, swap of neighbours.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate closest to `name`, ignoring ASCII case, if it is within a third of the name's length (at least 1,
/// at most 4 edits); the earlier candidate wins a tie. Nothing when all are too far.
[[nodiscard]] std::optional<std::string> nearest(std::string_view name, std::span<const std::string> candidates);
[[nodiscard]] std::optional<std::string> nearest(std::string_view name, std::span<const std::string_view> candidates);

/// The parts with `separator` between them.
[[nodiscard]] std::string join(std::span<const std::string> parts, std::string_view separator);
[[nodiscard]] std::string join(std::span<const std::string_view> parts, std::string_view separator);

/// Shortest of 15, 16 or 17 significant digits that reads back as the same double; "nan", "inf", "-inf"; -0 as "0".
[[nodiscard]] std::string format_number(double value);

/// Fixed-point with `digits` (0..17) decimals; a result that rounds to zero carries no minus sign.
[[nodiscard]] std::string format_fixed(double value, int digits);

/// Fixed-point with a comma between groups of three digits: 1204.5 with 1 digit is "1,204.5".
[[nodiscard]] std::string format_grouped(double value, int digits);

/// Text safe inside HTML elements and quoted attributes.
[[nodiscard]] std::string escape_html(std::string_view text);

/// True for well-formed UTF-8 (no overlong forms, surrogates or values above U+10FFFF).
[[nodiscard]] bool is_utf8(std::string_view bytes) noexcept;

}  // namespace entente::core

// SPDX-License-Identifier: Apache-2.0
// Collecting, ordering and rendering diagnostics.
#include "core/diagnostic.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace entente::core {
namespace {

auto key(const Diagnostic& d) { return std::tie(d.place.file, d.place.line, d.place.col, d.code, d.message); }

std::size_t count(const std::vector<Diagnostic>& items, Severity severity) noexcept {
  return static_cast<std::size_t>(
      std::count_if(items.begin(), items.end(), [severity](const Diagnostic& d) { return d.severity == severity; }));
}

}  // namespace

std::string render(const Diagnostic& diagnostic) {
  const Place& place = diagnostic.place;
  return place.file + ":" + std::to_string(place.line) + ":" + std::to_string(place.col) + "  " + diagnostic.code +
         "  " + diagnostic.message;
}

void Diagnostics::add(Diagnostic diagnostic) { items_.push_back(std::move(diagnostic)); }

void Diagnostics::error(std::string code, Place place, std::string message) {
  add({Severity::error, std::move(code), std::move(place), std::move(message)});
}

void Diagnostics::warning(std::string code, Place place, std::string message) {
  add({Severity::warning, std::move(code), std::move(place), std::move(message)});
}

void Diagnostics::append(const Diagnostics& other) {
  // By index and with reserved room, so that a collection may be appended to itself.
  const std::size_t size = other.items_.size();
  items_.reserve(items_.size() + size);
  for (std::size_t i = 0; i < size; ++i) {
    items_.push_back(other.items_[i]);
  }
}

void Diagnostics::sort() {
  std::stable_sort(items_.begin(), items_.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
}

std::size_t Diagnostics::error_count() const noexcept { return count(items_, Severity::error); }
std::size_t Diagnostics::warning_count() const noexcept { return count(items_, Severity::warning); }

std::string render_all(const Diagnostics& diagnostics, std::size_t limit) {
  const std::size_t total = diagnostics.items().size();
  std::size_t errors_left = std::min(limit, diagnostics.error_count());
  std::size_t warnings_left = std::min(limit, total) - errors_left;
  if (diagnostics.warning_count() < warnings_left) {
    warnings_left = diagnostics.warning_count();
  }
  std::string out;
  std::size_t shown = 0;
  for (const Diagnostic& d : diagnostics.items()) {
    std::size_t& left = d.severity == Severity::error ? errors_left : warnings_left;
    if (left == 0) {
      continue;
    }
    --left;
    ++shown;
    out += render(d) + "\n";
  }
  if (shown < total) {
    out += "... and " + std::to_string(total - shown) + " more\n";
  }
  return out;
}

}  // namespace entente::core

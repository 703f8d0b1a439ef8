// SPDX-License-Identifier: Apache-2.0
// The façade's questions about inputs: where a value comes from, what there is to choose from, how two cases differ.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "apps/session/session.hpp"

namespace entente::session {

enum class Listing { models, effects, keys, conditions, diagnostics };

/// One entry of a listing.
struct Entry {
  std::string group;  ///< port of a model, part of the scenario, kind of a diagnostic; may be empty
  std::string key;
  std::string text;  ///< one line
};

/// 7. Where a value of the case comes from: text, or nothing when there is no such path (then `nearest` may help).
struct Why {
  bool found = false;
  std::string text;
  std::string nearest;
  std::string parent;  ///< the longest beginning of the path that exists
};
[[nodiscard]] Why why(const Case& loaded, const std::string& path);

/// 8. What there is to choose from, and the explanation of one key (nothing when there is none of that name).
[[nodiscard]] std::vector<Entry> list(const Session& session, Listing what);
[[nodiscard]] std::optional<std::string> explain_key(const Session& session, Listing what, const std::string& key);
[[nodiscard]] std::string list_json(const std::vector<Entry>& entries);

/// One input that differs between two cases; an empty text means that it is not there.
struct Difference {
  std::string path;
  std::string before;
  std::string after;
};
[[nodiscard]] std::vector<Difference> difference(const Case& before, const Case& after);
[[nodiscard]] std::string difference_json(const std::vector<Difference>& differences);

}  // namespace entente::session

// SPDX-License-Identifier: Apache-2.0
// Packages written by hand with the signs and orders expected of their worth, and what is noted of those that came out
// otherwise: packages.toml and packages_notes.toml beside the case. Nothing is valued here.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "scenario/deal_file.hpp"

namespace entente::validate {

struct HandMade {
  std::string id, why;
  scenario::DealFile deal;
  std::vector<std::pair<core::ActorId, char>> signs;  ///< '+', '-', '0', in the order of the file
};

/// The actor's gains of `more`, added up, are larger than those of `less`.
struct Order {
  std::string id, why;
  core::ActorId actor;
  std::vector<std::size_t> more, less;  ///< places in HandMadeList::packages
};

struct HandMadeList {
  std::vector<HandMade> packages;
  std::vector<Order> orders;
  std::map<std::string, std::string> notes;  ///< "PACKAGE.ACTOR" or "ORDER": why it came out otherwise
  std::map<std::string, std::string> terms;  ///< by issue: why projected and sampled worth differ
};

/// Reads both files of the case; no packages.toml gives an empty list. Throws std::runtime_error with every problem.
[[nodiscard]] HandMadeList read_packages(const std::string& case_folder, const scenario::Scenario& scenario,
                                         const scenario::FileSource& files);

}  // namespace entente::validate

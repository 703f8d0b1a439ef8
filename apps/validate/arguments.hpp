// SPDX-License-Identifier: Apache-2.0
// What the validation pages ask of one case: which issues and parameters play the parts of the laws. Read from the file
// validation.toml beside the case, so that no id stands in code.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenario/file_source.hpp"

namespace entente::validate {

struct Arguments {
  // issues of one track; its granter of rights sells, its receiver buys
  std::string held_rights;  ///< a right in ground that the other side holds
  std::string safe_rights;  ///< a right in ground that nobody fights over
  std::string aid, pledge;  ///< the two levers of the buyer
  // parameters (paths, with * for any segment)
  std::string force_channel, release_channel, reactions;
  std::string bite, relief, rent;
  std::string rent_overlay;  ///< overlay under which the rent's series is measured, or none
  std::vector<double> bite_factors, relief_values, rent_factors;
  double least_share = 0.01;  ///< increment of both levers over the worth of the safe right
  /// Other inputs under which that size is printed as well, with what it stands for.
  struct Otherwise {
    std::string what, overlay, path;  ///< an overlay, or a path and its value
    double value = 0.0;
  };
  std::vector<Otherwise> otherwise;
  // a counter-offer and the overlay that makes it worthless
  std::string counter_issue, counter_overlay;
  // outcomes that may answer their two moves weakly, with the reason
  std::map<std::string, std::string> weak;
};

/// Reads case_folder/validation.toml. Throws BadArguments with what is missing or unreadable.
[[nodiscard]] Arguments read_arguments(const std::string& case_folder, const scenario::FileSource& files);

}  // namespace entente::validate

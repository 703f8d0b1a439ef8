// SPDX-License-Identifier: Apache-2.0
// What can go wrong with a results file, told apart by what the user can do about it.
#pragma once

#include <stdexcept>
#include <string>

namespace entente::native {

enum class StoreFault {
  cannot_create,  ///< the file cannot be made there
  not_results,    ///< a file that is not ours, or of another format version
  failed          ///< reading or writing failed
};

class StoreError : public std::runtime_error {
 public:
  StoreError(StoreFault fault, const std::string& what) : std::runtime_error(what), fault_(fault) {}
  [[nodiscard]] StoreFault fault() const noexcept { return fault_; }

 private:
  StoreFault fault_;
};

}  // namespace entente::native

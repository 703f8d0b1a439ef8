// SPDX-License-Identifier: Apache-2.0
// Restoring run-key order.
#include "ensemble/sink.hpp"

namespace entente::ensemble {

void OrderedSink::accept(std::uint64_t index, const run::RunRecord& record) {
  if (at_ >= expected_.size() || expected_[static_cast<std::size_t>(at_)] != index) {
    held_.emplace(index, record);
    return;
  }
  next_.accept(index, record);
  ++at_;
  while (at_ < expected_.size()) {
    const auto found = held_.find(expected_[static_cast<std::size_t>(at_)]);
    if (found == held_.end()) {
      return;
    }
    next_.accept(found->first, found->second);
    held_.erase(found);
    ++at_;
  }
}

void OrderedSink::drain() {
  for (const auto& [index, record] : held_) {
    next_.accept(index, record);
  }
  held_.clear();
  at_ = expected_.size();
}

}  // namespace entente::ensemble

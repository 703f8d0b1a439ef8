// SPDX-License-Identifier: Apache-2.0
// A file source that remembers every file it handed out or named in a listing, so that results can carry the very texts
// they came from, and reading those texts again finds the same names.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenario/file_source.hpp"

namespace entente::session {

class RecordingFiles final : public scenario::FileSource {
 public:
  /// `from` must outlive this.
  explicit RecordingFiles(const scenario::FileSource& from) : from_(from) {}

  [[nodiscard]] std::optional<std::string> read(const std::string& path) const override {
    std::optional<std::string> text = from_.read(path);
    if (text) {
      read_[path] = *text;
    }
    return text;
  }
  [[nodiscard]] std::vector<std::string> list(const std::string& folder) const override {
    std::vector<std::string> names = from_.list(folder);
    for (const std::string& name : names) {
      if (name.size() > 5 && name.compare(name.size() - 5, 5, ".toml") == 0) {
        (void)read(folder.empty() ? name : folder + "/" + name);
      }
    }
    return names;
  }
  [[nodiscard]] const std::map<std::string, std::string>& files() const { return read_; }

 private:
  const scenario::FileSource& from_;
  mutable std::map<std::string, std::string> read_;  // reading is logically constant; a case is loaded by one thread
};

}  // namespace entente::session

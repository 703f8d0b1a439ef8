// SPDX-License-Identifier: Apache-2.0
// Where the reader gets its files from: the disk, or texts held in memory (tests, a browser, programmatic overlays).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace entente::scenario {

/// Files larger than this are refused.
inline constexpr std::uint64_t kMaxFileBytes = 16ull * 1024 * 1024;

class FileSource {
 public:
  virtual ~FileSource() = default;
  /// The bytes of a file, at most kMaxFileBytes + 1 of them; nothing when it cannot be read.
  [[nodiscard]] virtual std::optional<std::string> read(const std::string& path) const = 0;
  /// Names (not paths) of the files in a folder, sorted; empty when there is no such folder.
  [[nodiscard]] virtual std::vector<std::string> list(const std::string& folder) const = 0;
};

/// Files held in memory, by path with '/' separators.
class MemoryFiles final : public FileSource {
 public:
  MemoryFiles() = default;
  explicit MemoryFiles(std::map<std::string, std::string> files) : files_(std::move(files)) {}
  void put(const std::string& path, std::string text) { files_[path] = std::move(text); }
  [[nodiscard]] std::optional<std::string> read(const std::string& path) const override;
  [[nodiscard]] std::vector<std::string> list(const std::string& folder) const override;

 private:
  std::map<std::string, std::string> files_;
};

/// Files on disk.
class DiskFiles final : public FileSource {
 public:
  [[nodiscard]] std::optional<std::string> read(const std::string& path) const override;
  [[nodiscard]] std::vector<std::string> list(const std::string& folder) const override;
};

/// Folder part of a path ("" when there is none), and a path relative to a folder with "." and ".." resolved.
[[nodiscard]] std::string folder_of(const std::string& path);
[[nodiscard]] std::string resolve_path(const std::string& folder, const std::string& path);

}  // namespace entente::scenario

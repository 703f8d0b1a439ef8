// SPDX-License-Identifier: Apache-2.0
// Reading files from memory and disk; the only place of the scenario room that opens a file.
#include "scenario/file_source.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "core/text.hpp"
#include "scenario/spec.hpp"

namespace entente::scenario {

std::optional<std::string> MemoryFiles::read(const std::string& path) const {
  const auto it = files_.find(path);
  if (it == files_.end()) return std::nullopt;
  return it->second.substr(0, kMaxFileBytes + 1);
}

std::vector<std::string> MemoryFiles::list(const std::string& folder) const {
  std::vector<std::string> names;
  for (const auto& [path, text] : files_) {
    if (folder_of(path) == folder) names.push_back(path.substr(folder.empty() ? 0 : folder.size() + 1));
  }
  return names;
}

std::optional<std::string> DiskFiles::read(const std::string& path) const {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::string text;
  std::string block(64 * 1024, '\0');
  while (text.size() <= kMaxFileBytes) {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    if (in.gcount() <= 0) break;
    text.append(block.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad()) return std::nullopt;
  if (text.size() > kMaxFileBytes) text.resize(kMaxFileBytes + 1);
  return text;
}

std::vector<std::string> DiskFiles::list(const std::string& folder) const {
  std::vector<std::string> names;
  std::error_code error;
  const std::filesystem::directory_iterator end;
  for (std::filesystem::directory_iterator it(folder.empty() ? "." : folder, error); !error && it != end;
       it.increment(error)) {
    names.push_back(it->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return "";
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::string resolve_path(const std::string& folder, const std::string& path) {
  if (!path.empty() && path.front() == '/') return path;
  std::vector<std::string> parts;
  const bool absolute = !folder.empty() && folder.front() == '/';
  std::string whole = folder.empty() ? path : folder + "/" + path;
  std::size_t start = 0;
  while (start <= whole.size()) {
    const std::size_t slash = std::min(whole.find('/', start), whole.size());
    const std::string part = whole.substr(start, slash - start);
    start = slash + 1;
    if (part.empty() || part == ".") continue;
    if (part == ".." && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else {
      parts.push_back(part);
    }
  }
  return (absolute ? "/" : "") + core::join(parts, "/");
}

}  // namespace entente::scenario

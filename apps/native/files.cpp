// SPDX-License-Identifier: Apache-2.0
// std::filesystem behind the few operations the programs need.
#include "apps/native/files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace fs = std::filesystem;

namespace entente::native {
namespace {

/// "path/name" and "+a+b"; a '+' counts after the last '/' only.
struct Named {
  std::string base, overlays;
};

Named split(const std::string& named) {
  const std::size_t slash = named.rfind('/');
  const std::size_t plus = named.find('+', slash == std::string::npos ? 0 : slash + 1);
  if (plus == std::string::npos) {
    return {named, ""};
  }
  return {named.substr(0, plus), named.substr(plus)};
}

bool holds_case(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored) || fs::is_regular_file(path / "scenario.toml", ignored);
}

}  // namespace

void write_whole(const std::string& path, const std::string& text) {
  const std::string temporary = path + ".part";
  {
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    if (!out) {
      throw FileError(FileFault::cannot_create, "cannot create " + path);
    }
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    if (!out) {
      std::error_code ignored;
      fs::remove(temporary, ignored);
      throw FileError(FileFault::failed, "cannot write " + path);
    }
  }
  std::error_code error;
  fs::rename(temporary, path, error);
  if (error) {
    throw FileError(FileFault::failed, "cannot write " + path + ": " + error.message());
  }
}

bool exists(const std::string& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

bool is_folder(const std::string& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

bool is_vacant(const std::string& folder) {
  std::error_code error;
  const auto status = fs::status(folder, error);
  if (!fs::exists(status)) {
    return true;
  }
  return fs::is_directory(status) && fs::is_empty(folder, error) && !error;
}

void make_folder(const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error || !fs::is_directory(folder, error)) {
    throw FileError(FileFault::cannot_create,
                    "cannot create the folder " + folder + (error ? ": " + error.message() : std::string()));
  }
}

void copy_folder(const std::string& from, const std::string& to) {
  if (exists(to)) {
    throw FileError(FileFault::cannot_create, to + " exists already");
  }
  std::error_code error;
  const fs::path parent = fs::path(to).parent_path();
  if (!parent.empty()) {
    make_folder(parent.string());
  }
  fs::copy(from, to, fs::copy_options::recursive, error);
  if (error) {
    throw FileError(FileFault::cannot_create, "cannot copy " + from + " to " + to + ": " + error.message());
  }
}

void copy_case(const std::string& from, const std::string& to) {
  copy_folder(from, to);
  const std::string file = (fs::path(to) / "scenario.toml").string();
  std::ifstream in(file, std::ios::binary);
  std::string out, line;
  bool moved = false;
  while (std::getline(in, line)) {
    const std::size_t first = line.find('"'), last = line.rfind('"');
    if (!moved && line.rfind("extends", 0) == 0 && first < last) {
      const fs::path parent = line.substr(first + 1, last - first - 1);
      if (parent.is_relative()) {
        std::error_code error;
        const fs::path there = fs::relative(fs::path(from) / parent, to, error);
        if (!error && !there.empty()) {
          line.replace(first + 1, last - first - 1, there.generic_string());
        }
      }
      moved = true;
    }
    out += line + (in.eof() ? "" : "\n");
  }
  if (moved) {
    write_whole(file, out);
  }
}

std::vector<std::string> case_roots(const std::string& program) {
  std::vector<std::string> roots{"scenarios"};
  std::error_code error;
  fs::path self = fs::read_symlink("/proc/self/exe", error);
  if (error) {
    self = fs::absolute(program, error);
  }
  if (!self.empty()) {
    roots.push_back((self.parent_path().parent_path() / "share" / "entente" / "scenarios").string());
  }
  return roots;
}

bool case_exists(const std::string& path) { return holds_case(split(path).base); }

std::string find_case(const std::string& named, const std::vector<std::string>& roots) {
  if (case_exists(named)) {
    return named;
  }
  const Named parts = split(named);
  if (parts.base.empty() || fs::path(parts.base).is_absolute()) {
    return named;
  }
  for (const std::string& root : roots) {
    const fs::path candidate = fs::path(root) / parts.base;
    if (holds_case(candidate)) {
      return candidate.string() + parts.overlays;
    }
  }
  return named;
}

std::vector<std::string> known_cases(const std::string& named, const std::vector<std::string>& roots) {
  std::vector<std::string> out;
  const auto collect = [&](const fs::path& folder, const std::string& prefix) {
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
      if (holds_case(it->path()) && fs::is_directory(it->path(), error)) {
        out.push_back(prefix + it->path().filename().string());
      }
    }
  };
  for (const std::string& root : roots) {
    collect(root, "");
  }
  const fs::path parent = fs::path(split(named).base).parent_path();
  if (!parent.empty()) {
    collect(parent, parent.string() + "/");
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace entente::native

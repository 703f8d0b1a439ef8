// SPDX-License-Identifier: Apache-2.0
// Files and folders of the programs: results folders that are never overwritten unasked, whole-or-nothing text files,
// finding a case by name, copying a case.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace entente::native {

enum class FileFault { cannot_create, failed };

class FileError : public std::runtime_error {
 public:
  FileError(FileFault fault, const std::string& what) : std::runtime_error(what), fault_(fault) {}
  [[nodiscard]] FileFault fault() const noexcept { return fault_; }

 private:
  FileFault fault_;
};

/// Writes a file so that a reader sees the old content or all of the new (a temporary name, then a rename).
void write_whole(const std::string& path, const std::string& text);

[[nodiscard]] bool exists(const std::string& path);
[[nodiscard]] bool is_folder(const std::string& path);
/// True for a missing folder or one without entries.
[[nodiscard]] bool is_vacant(const std::string& folder);
/// Makes the folder with its parents; throws cannot_create.
void make_folder(const std::string& folder);
/// Copies a folder with everything in it to a new place; throws cannot_create when that exists.
void copy_folder(const std::string& from, const std::string& to);
/// copy_folder for a case; a copy that extends a file outside its folder goes on extending that same file.
void copy_case(const std::string& from, const std::string& to);

/// Folders that may hold cases by name: "scenarios" here, and those installed beside the program.
[[nodiscard]] std::vector<std::string> case_roots(const std::string& program);

/// A case as the user named it ("mycase", "path/to/mycase+overlay") as a path that exists: as given, else below a root.
/// Unchanged when nothing is found.
[[nodiscard]] std::string find_case(const std::string& named, const std::vector<std::string>& roots);

/// True when find_case found something.
[[nodiscard]] bool case_exists(const std::string& path);

/// Names of cases below the roots, and beside the path given; for suggestions.
[[nodiscard]] std::vector<std::string> known_cases(const std::string& named, const std::vector<std::string>& roots);

}  // namespace entente::native

// SPDX-License-Identifier: Apache-2.0
// What every verb gets: the façade's session, where cases are looked for, and hints that name only verbs that exist.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "apps/cli/verb.hpp"
#include "apps/session/session.hpp"

namespace entente::cli {

class Program {
 public:
  explicit Program(std::string path);

  [[nodiscard]] const session::Session& session() const { return session_; }
  [[nodiscard]] const std::vector<std::string>& case_roots() const { return roots_; }

  /// Adds a verb; its callback must call choose(). The parent owns it.
  Verb add_verb(CLI::App& parent, const std::string& name, const std::string& doc, const std::string& examples);
  /// The work of the verb that was given; returns an exit code.
  void choose(std::function<int()> work) { work_ = std::move(work); }
  [[nodiscard]] const std::function<int()>& work() const { return work_; }
  [[nodiscard]] const std::vector<std::string>& verbs() const { return verbs_; }

  /// "next: entente VERB REST" on standard error, if there is such a verb; nothing otherwise.
  void hint(const std::string& why, const std::string& verb, const std::string& rest) const;

 private:
  session::Session session_;
  std::vector<std::string> roots_;
  std::vector<std::string> verbs_;
  std::function<int()> work_;
};

/// The verbs. Each adds its options to the parent.
void add_run(CLI::App& parent, Program& program);
void add_value(CLI::App& parent, Program& program);
void add_check(CLI::App& parent, Program& program);
void add_why(CLI::App& parent, Program& program);
void add_list(CLI::App& parent, Program& program);
void add_explain(CLI::App& parent, Program& program);
void add_report(CLI::App& parent, Program& program);
void add_new(CLI::App& parent, Program& program);
void add_diff(CLI::App& parent, Program& program);
void add_verify(CLI::App& parent, Program& program);
void add_solutions(CLI::App& parent, Program& program);
void add_negotiate(CLI::App& parent, Program& program);

}  // namespace entente::cli

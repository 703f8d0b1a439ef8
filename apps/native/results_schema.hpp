// SPDX-License-Identifier: Apache-2.0
// The tables of results.sqlite. Documented for users in docs/run-json.md; a change of meaning raises kResultsVersion.
#pragma once

#include <cstdint>

namespace entente::native {

inline constexpr std::int64_t kApplicationId = 0x454E5431;  // "ENT1", marks the file as ours
inline constexpr std::int64_t kResultsVersion = 1;          // user_version

inline constexpr const char* kCreateTables = R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE input_file(path TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE run(
  arm INTEGER NOT NULL, run INTEGER NOT NULL, draw INTEGER NOT NULL, replication INTEGER NOT NULL,
  digest TEXT NOT NULL, failure TEXT, deaths REAL NOT NULL, displaced REAL NOT NULL, record BLOB NOT NULL,
  PRIMARY KEY(arm, run));
CREATE TABLE outcome(
  arm INTEGER NOT NULL, run INTEGER NOT NULL, outcome TEXT NOT NULL, value REAL, month INTEGER,
  PRIMARY KEY(arm, run, outcome)) WITHOUT ROWID;
CREATE TABLE deal(
  arm INTEGER NOT NULL, run INTEGER NOT NULL, deal INTEGER NOT NULL, track TEXT NOT NULL, signed_month INTEGER NOT NULL,
  force_month INTEGER, ended_month INTEGER, ended_by TEXT, delivered REAL NOT NULL,
  PRIMARY KEY(arm, run, deal)) WITHOUT ROWID;
CREATE TABLE term(
  arm INTEGER NOT NULL, run INTEGER NOT NULL, deal INTEGER NOT NULL, issue TEXT NOT NULL, position REAL NOT NULL,
  PRIMARY KEY(arm, run, deal, issue)) WITHOUT ROWID;
)sql";

}  // namespace entente::native

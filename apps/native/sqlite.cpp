// SPDX-License-Identifier: Apache-2.0
// Calls of the SQLite C interface with their errors made exceptions.
#include "apps/native/sqlite.hpp"

#include <sqlite3.h>

#include "apps/native/store_error.hpp"

namespace entente::native {
namespace {

[[noreturn]] void fail(const std::string& path, sqlite3* database, int code) {
  const StoreFault fault = (code & 0xFF) == SQLITE_CANTOPEN ? StoreFault::cannot_create
                           : (code & 0xFF) == SQLITE_NOTADB || (code & 0xFF) == SQLITE_CORRUPT ? StoreFault::not_results
                                                                                               : StoreFault::failed;
  const char* text = database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code);
  throw StoreError(fault, path + ": " + text);
}

int open_flags(Database::Mode mode) {
  switch (mode) {
    case Database::Mode::create: return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX;
    case Database::Mode::write: return SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX;
    case Database::Mode::read: return SQLITE_OPEN_READONLY | SQLITE_OPEN_FULLMUTEX;
  }
  return SQLITE_OPEN_READONLY;
}

}  // namespace

void Database::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }
void Statement::Close::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Database::Database(const std::string& path, Mode mode) : path_(path) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, open_flags(mode), nullptr);
  database_.reset(handle);
  if (code != SQLITE_OK) {
    fail(path_, handle, code);
  }
  sqlite3_busy_timeout(handle, 5000);
}

void Database::execute(const char* sql) {
  const int code = sqlite3_exec(raw(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) {
    fail(path_, raw(), code);
  }
}

std::int64_t Database::integer(const char* sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.integer(0) : 0;
}

Statement::Statement(Database& database, const char* sql) : database_(&database) {
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v2(database.raw(), sql, -1, &handle, nullptr);
  statement_.reset(handle);
  check(code);
}

void Statement::check(int code) const {
  if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE) {
    fail(database_->path(), database_->raw(), code);
  }
}

Statement& Statement::bind(int at, std::int64_t value) {
  check(sqlite3_bind_int64(statement_.get(), at, value));
  return *this;
}
Statement& Statement::bind(int at, double value) {
  check(sqlite3_bind_double(statement_.get(), at, value));
  return *this;
}
Statement& Statement::bind(int at, std::string_view value) {
  check(sqlite3_bind_text64(statement_.get(), at, value.data() != nullptr ? value.data() : "", value.size(),
                            SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}
Statement& Statement::bind_blob(int at, std::string_view value) {
  check(sqlite3_bind_blob64(statement_.get(), at, value.data(), value.size(), SQLITE_TRANSIENT));
  return *this;
}
Statement& Statement::bind_null(int at) {
  check(sqlite3_bind_null(statement_.get(), at));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_.get());
  check(code);
  return code == SQLITE_ROW;
}

void Statement::run() {
  step();
  reset();
}

void Statement::reset() { check(sqlite3_reset(statement_.get())); }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }
bool Statement::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }

std::string Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  return data == nullptr ? std::string()
                         : std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

std::string Statement::blob(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  return data == nullptr ? std::string()
                         : std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

}  // namespace entente::native

// SPDX-License-Identifier: Apache-2.0
// CSV rows to entities: splitting with positions, header against schema, cells by the type their column wants.
#include "scenario/csv_table.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <map>

#include "core/text.hpp"
#include "scenario/schema.hpp"

namespace entente::scenario {

namespace {

struct Cell {
  std::string text;
  int col = 1;
};

/// What a column feeds: a plain key, or one part of a quantity.
struct Column {
  std::string key;
  std::string part;  // "" or v, lo, hi, unit, ...
  const Field* field = nullptr;
};

const std::vector<std::string>& quantity_parts() {
  static const std::vector<std::string> kParts = {"v",   "lo",  "hi",   "unit", "shape",
                                                  "src", "ped", "corr", "why",  "hindsight"};
  return kParts;
}

int width(const std::string& text) {  // characters, as columns count
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::vector<Cell> split_row(const std::string& line) {
  std::vector<Cell> cells;
  std::size_t at = 0;
  int col = 1;
  while (true) {
    Cell cell;
    cell.col = col;
    const std::size_t start = at;
    if (at < line.size() && line[at] == '"') {
      for (++at; at < line.size(); ++at) {
        if (line[at] != '"') {
          cell.text += line[at];
        } else if (at + 1 < line.size() && line[at + 1] == '"') {
          cell.text += line[++at];
        } else {
          break;
        }
      }
      at = std::min(line.find(',', at), line.size());
    } else {
      at = std::min(line.find(',', at), line.size());
      cell.text = trimmed(line.substr(start, at - start));
    }
    col += width(line.substr(start, at - start)) + 1;
    cells.push_back(std::move(cell));
    if (at >= line.size()) return cells;
    ++at;
  }
}

class TableReader {
 public:
  TableReader(const std::string& path, const std::string& prefix, Value& into, core::Diagnostics& diagnostics)
      : path_(path), prefix_(prefix), into_(into), diagnostics_(diagnostics) {}

  void read(const std::string& text) {
    std::size_t start = 0;
    for (int line = 1; start < text.size(); ++line) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      std::string row = text.substr(start, end - start);
      start = end + 1;
      if (!row.empty() && row.back() == '\r') row.pop_back();
      if (line == 1 && row.rfind("\xEF\xBB\xBF", 0) == 0) row.erase(0, 3);
      if (trimmed(row).empty()) continue;
      if (row[0] == '#') {
        read_comment(row);
      } else if (columns_.empty()) {
        if (!read_header(row, line)) return;
      } else {
        read_row(row, line);
      }
    }
    if (columns_.empty()) diagnostics_.error("E116", place(1, 1), "table has no header row");
  }

 private:
  [[nodiscard]] core::Place place(int line, int col) const { return core::Place{path_, line, col}; }

  void read_comment(const std::string& row) {
    const auto mark = row.find("defaults:");
    if (mark == std::string::npos) return;
    std::string rest = row.substr(mark + 9);
    std::size_t at = 0;
    while (at < rest.size()) {
      const std::size_t first = rest.find_first_not_of(" \t,", at);
      if (first == std::string::npos) break;
      const std::size_t end = std::min(rest.find_first_of(" \t,", first), rest.size());
      const std::string word = rest.substr(first, end - first);
      if (const auto equal = word.find('='); equal != std::string::npos) {
        defaults_[word.substr(0, equal)] = word.substr(equal + 1);
      }
      at = end;
    }
  }

  [[nodiscard]] bool resolve(const std::string& name, Column& column) const {
    const SchemaNode* kind = schema().root().child(prefix_);
    const SchemaNode* row = kind != nullptr ? kind->any.get() : nullptr;
    if (row == nullptr) return false;
    const auto exact = row->children.find(name);
    if (exact != row->children.end() && exact->second->field != nullptr) {
      column = Column{name, "", exact->second->field};
      return exact->second->field->type != FieldType::quantity;
    }
    const auto bar = name.rfind('_');
    if (bar == std::string::npos) return false;
    const std::string base = name.substr(0, bar);
    const std::string part = name.substr(bar + 1);
    const auto it = row->children.find(base);
    if (it == row->children.end() || it->second->field == nullptr) return false;
    column = Column{base, part, it->second->field};
    const auto& parts = quantity_parts();
    return it->second->field->type == FieldType::quantity && std::find(parts.begin(), parts.end(), part) != parts.end();
  }

  [[nodiscard]] std::vector<std::string> valid_names() const {
    std::vector<std::string> names = {"id"};
    const SchemaNode* kind = schema().root().child(prefix_);
    for (const auto& [name, node] : kind->any->children) {
      if (node->field != nullptr && node->field->type == FieldType::quantity) {
        for (const std::string& part : quantity_parts()) names.push_back(name + "_" + part);
      } else {
        names.push_back(name);
      }
    }
    return names;
  }

  bool read_header(const std::string& row, int line) {
    bool good = true;
    std::vector<std::string> seen;
    for (const Cell& cell : split_row(row)) {
      Column column;
      if (cell.text.empty() || std::find(seen.begin(), seen.end(), cell.text) != seen.end()) {
        diagnostics_.error("E116", place(line, cell.col),
                           cell.text.empty() ? "column without a name" : "column \"" + cell.text + "\" stands twice");
        good = false;
      } else if (cell.text == "id") {
        column.key = "id";
      } else if (!resolve(cell.text, column)) {
        const auto names = valid_names();
        const auto close = core::nearest(cell.text, names);
        diagnostics_.error(
            "E110", place(line, cell.col),
            "unknown column \"" + cell.text + "\"" + (close ? "; did you mean \"" + *close + "\"?" : ""));
      }
      seen.push_back(cell.text);
      columns_.push_back(column);
    }
    return good;
  }

  void read_row(const std::string& row, int line) {
    const std::vector<Cell> cells = split_row(row);
    if (cells.size() != columns_.size()) {
      diagnostics_.error(
          "E114", place(line, 1),
          "row has " + std::to_string(cells.size()) + " cells, the header " + std::to_string(columns_.size()));
      return;
    }
    Value entity;
    entity.place = place(line, 1);
    std::string id;
    core::Place id_place = entity.place;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (columns_[i].key == "id") {
        id = cells[i].text;
        id_place = place(line, cells[i].col);
      } else if (columns_[i].field != nullptr && !cells[i].text.empty()) {
        add_cell(entity, columns_[i], cells[i].text, place(line, cells[i].col));
      }
    }
    fill_defaults(entity);
    if (id.empty()) id = made_up_id(entity);
    if (id.empty()) {
      diagnostics_.error("E111", entity.place, "row has no id");
    } else if (const Value* other = into_.find(id)) {
      diagnostics_.error(
          "E113", id_place,
          "\"" + id + "\" is defined twice; first at " + other->place.file + ":" + std::to_string(other->place.line));
    } else {
      into_.add(id, id_place, std::move(entity));
    }
  }

  /// Edges and holdings may go without an id: it is made of what they join.
  [[nodiscard]] std::string made_up_id(const Value& entity) const {
    const auto text = [&](const char* key) {
      const Value* value = entity.find(key);
      return value != nullptr ? value->text : std::string();
    };
    if (prefix_ == "edges" && !text("a").empty()) return text("a") + "_" + text("b");
    if (prefix_ == "holdings" && !text("asset").empty()) {
      return text("asset") + "_" + text("holder") + "_" + text("kind");
    }
    return "";
  }

  void add_cell(Value& entity, const Column& column, const std::string& text, const core::Place& at) {
    if (column.part.empty()) {
      entity.add(column.key, at, typed(text, column.field->type, at));
      return;
    }
    Value* quantity = entity.find(column.key);
    if (quantity == nullptr) {
      Value table;
      table.place = at;
      quantity = &entity.add(column.key, at, std::move(table));
    }
    quantity->add(column.part, at, typed_part(text, column.part, at));
  }

  /// Defaults fill only quantities that have a value in this row, and plain cells that are empty.
  void fill_defaults(Value& entity) {
    for (const auto& [name, text] : defaults_) {
      Column column;
      if (!resolve(name, column)) continue;
      if (column.part.empty()) {
        if (entity.find(column.key) == nullptr) add_cell(entity, column, text, entity.place);
      } else if (Value* quantity = entity.find(column.key);
                 quantity != nullptr && quantity->find(column.part) == nullptr) {
        quantity->add(column.part, quantity->place, typed_part(text, column.part, quantity->place));
      }
    }
  }

  Value typed_part(const std::string& text, const std::string& part, const core::Place& at) {
    if (part == "v" || part == "lo" || part == "hi" || part == "ped") return typed(text, FieldType::number, at);
    if (part == "src") return typed(text, FieldType::text_list, at);
    if (part == "hindsight") return typed(text, FieldType::boolean, at);
    return typed(text, FieldType::text, at);
  }

  /// Marks a value whose error is told already, so that later checks pass over it.
  static Value reported(Value value) {
    value.kind = ValueKind::other;
    value.text.clear();
    return value;
  }

  Value typed(const std::string& text, FieldType type, const core::Place& at) {
    Value value;
    value.place = at;
    value.kind = ValueKind::text;
    value.text = text;
    switch (type) {
      case FieldType::number:
      case FieldType::count: {
        char* end = nullptr;
        const double number = std::strtod(text.c_str(), &end);
        if (end == text.c_str() || *end != '\0') {
          diagnostics_.error("E219", at, "cell \"" + text + "\" is not a number");
          return reported(std::move(value));
        }
        const bool whole = number == std::floor(number) && std::fabs(number) < 1e15;
        value.kind = whole ? ValueKind::integer : ValueKind::real;
        value.number = number;
        value.integer = whole ? static_cast<std::int64_t>(number) : 0;
        break;
      }
      case FieldType::boolean:
        if (text != "true" && text != "false") {
          diagnostics_.error("E219", at, "cell \"" + text + "\" is neither true nor false");
          return reported(std::move(value));
        }
        value.kind = ValueKind::boolean;
        value.boolean = text == "true";
        break;
      case FieldType::text_list:
      case FieldType::ref_list:
      case FieldType::source_list: {
        value.kind = ValueKind::array;
        std::size_t start = 0;
        while (start <= text.size()) {
          const std::size_t end = std::min(text.find(';', start), text.size());
          value.items.push_back(typed(trimmed(text.substr(start, end - start)), FieldType::text, at));
          start = end + 1;
        }
        break;
      }
      default: break;
    }
    return value;
  }

  const std::string& path_;
  const std::string& prefix_;
  Value& into_;
  core::Diagnostics& diagnostics_;
  std::vector<Column> columns_;
  std::map<std::string, std::string> defaults_;
};

}  // namespace

void read_csv_table(const std::string& path, const std::string& text, const std::string& prefix, Value& into,
                    core::Diagnostics& diagnostics) {
  TableReader(path, prefix, into, diagnostics).read(text);
}

}  // namespace entente::scenario

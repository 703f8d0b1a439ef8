// SPDX-License-Identifier: Apache-2.0
// Reading and merging the files of a case.
#include "scenario/assemble.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "scenario/csv_table.hpp"
#include "scenario/merge.hpp"
#include "scenario/reader.hpp"
#include "scenario/schema.hpp"
#include "scenario/walk.hpp"

namespace entente::scenario {

namespace {

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

class Assembler {
 public:
  Assembler(const FileSource& files, core::Diagnostics& diagnostics) : files_(files), diagnostics_(diagnostics) {}

  std::optional<Assembled> run(const std::string& case_path, const std::vector<TextOverlay>& extra) {
    const CasePath parts = split_case_path(case_path);
    std::vector<std::string> stack;
    std::optional<Value> document = load_file(parts.file, core::Place{parts.file, 1, 1}, stack);
    const std::string folder = resolve_path(folder_of(parts.file), "overlays");
    list_overlays(folder);
    for (const std::string& name : parts.overlays) lay_named(document, folder, name, parts.file);
    for (const TextOverlay& overlay : extra) {
      if (text_is_usable(overlay.name, overlay.text, diagnostics_)) lay_text(document, overlay.name, overlay.text);
    }
    if (!document || !worth_checking()) return std::nullopt;
    sort_members(*document);
    out_.removed = remove_absent(*document, diagnostics_);
    out_.document = std::move(*document);
    return std::move(out_);
  }

 private:
  /// A file that could not be read or split makes every further finding noise; a bad cell or double id does not.
  [[nodiscard]] bool worth_checking() const {
    const auto& items = diagnostics_.items();
    return std::none_of(items.begin(), items.end(), [](const core::Diagnostic& item) {
      return item.code < "E110" || item.code == "E114" || item.code == "E115" || item.code == "E116";
    });
  }

  void list_overlays(const std::string& folder) {
    for (const std::string& name : files_.list(folder)) {
      if (ends_with(name, ".toml")) out_.overlay_names.push_back(name.substr(0, name.size() - 5));
    }
  }

  std::optional<Value> load_file(const std::string& path, const core::Place& asked_at,
                                 std::vector<std::string>& stack) {
    if (std::find(stack.begin(), stack.end(), path) != stack.end()) {
      diagnostics_.error("E107", asked_at,
                         "extends goes round in a circle: " + core::join(stack, " > ") + " > " + path);
      return std::nullopt;
    }
    const std::optional<std::string> text = read_text(path, files_, asked_at, diagnostics_);
    if (!text) return std::nullopt;
    out_.files.push_back(path);
    std::optional<Value> document = parse_toml(path, *text, diagnostics_);
    if (!document || !version_is_supported(*document)) return std::nullopt;
    read_tables(path, *document);
    const Value* parent = document->find("extends");
    if (parent == nullptr || !parent->is_text()) return document;
    stack.push_back(path);
    const std::string parent_path = resolve_path(folder_of(path), parent->text);
    std::optional<Value> base = load_file(parent_path, parent->place, stack);
    stack.pop_back();
    if (!base) return std::nullopt;
    base->erase("extends");
    return merged(std::move(*base), *document);
  }

  bool version_is_supported(const Value& document) {
    const Value* version = document.find("schema");
    if (version == nullptr || !version->is_text() || version->text == kSchemaName) return true;
    diagnostics_.error(
        "E109", version->place,
        "schema \"" + version->text + "\" is not supported; this program reads \"" + std::string(kSchemaName) + "\"");
    return false;
  }

  void read_tables(const std::string& path, Value& document) {
    const Value* tables = document.find("tables");
    if (tables == nullptr || !tables->is_table()) return;
    const std::vector<Member> rows = tables->members;  // a copy: the document grows below
    for (const Member& member : rows) {
      if (schema().find("tables." + member.key) == nullptr || !member.value.is_text()) continue;
      const std::string table_path = resolve_path(folder_of(path), member.value.text);
      const std::optional<std::string> text = read_text(table_path, files_, member.value.place, diagnostics_);
      if (!text) continue;
      out_.files.push_back(table_path);
      Value* into = document.find(member.key);
      if (into == nullptr) {
        Value table;
        table.place = core::Place{table_path, 1, 1};
        into = &document.add(member.key, table.place, table);
      }
      if (into->is_table()) read_csv_table(table_path, *text, member.key, *into, diagnostics_);
    }
  }

  void lay_named(std::optional<Value>& document, const std::string& folder, const std::string& name,
                 const std::string& main_file) {
    if (name.find('=') != std::string::npos) return swap_model(document, name, main_file);
    const std::string path = resolve_path(folder, name + ".toml");
    const auto& names = out_.overlay_names;
    if (std::find(names.begin(), names.end(), name) == names.end() && !files_.read(path)) {
      const auto close = core::nearest(name, names);
      diagnostics_.error("E108", core::Place{main_file, 1, 1},
                         "there is no overlay \"" + name + "\" in " + folder +
                             " (overlays are sought in the case's own folder only)" +
                             (close ? "; did you mean \"" + *close + "\"?" : ""));
      return;
    }
    const std::optional<std::string> text = read_text(path, files_, core::Place{path, 1, 1}, diagnostics_);
    if (text) lay_text(document, path, *text);
  }

  /// "port=key": the same case with another model. Whether the key exists is checked with everything else.
  void swap_model(std::optional<Value>& document, const std::string& name, const std::string& main_file) {
    const std::size_t sign = name.find('=');
    const ModelSwap swap{name.substr(0, sign), name.substr(sign + 1)};
    const std::vector<std::string> ports{"conflict", "economy", "policy", "preference"};
    if (std::find(ports.begin(), ports.end(), swap.port) == ports.end()) {
      diagnostics_.error(
          "E108", core::Place{main_file, 1, 1},
          "no model can be put in place of \"" + swap.port + "\" (known: " + core::join(ports, ", ") + ")");
      return;
    }
    if (!document) return;
    const core::Place place{name, 1, 1};
    const Value* models = document->find("models");
    const Value* present = models != nullptr ? models->find(swap.port) : nullptr;
    if (present != nullptr && present->is_text() && present->text == swap.key) return;
    Value key;
    key.kind = ValueKind::text;
    key.place = place;
    key.text = swap.key;
    Value table, overlay;
    table.place = overlay.place = place;
    table.add(swap.port, place, key);
    overlay.add("models", place, table);
    set_why(overlay, "another model in place of the case's own");
    document = merged(std::move(*document), overlay);
    out_.swaps.push_back(swap);
  }

  void lay_text(std::optional<Value>& document, const std::string& path, const std::string& text) {
    out_.files.push_back(path);
    std::optional<Value> overlay = parse_toml(path, text, diagnostics_);
    if (!overlay) return;
    const Value* mark = overlay->find("overlay");
    const Value* title = overlay->find("title");
    const Value* why = overlay->find("why");
    const bool declared = mark != nullptr && mark->is_text() && mark->text == "1" && title != nullptr &&
                          title->is_text() && why != nullptr && why->is_text();
    if (!declared) {
      diagnostics_.error("E115", mark != nullptr ? mark->place : core::Place{path, 1, 1},
                         "an overlay starts with overlay = \"1\", title and why");
      return;
    }
    const std::string reason = why->text;
    if (const Value* src = overlay->find("src")) out_.overlay_sources.push_back(*src);
    for (const char* key : {"overlay", "title", "why", "src"}) overlay->erase(key);
    read_tables(path, *overlay);
    set_why(*overlay, reason);
    if (document) document = merged(std::move(*document), *overlay);
  }

  const FileSource& files_;
  core::Diagnostics& diagnostics_;
  Assembled out_;
};

}  // namespace

CasePath split_case_path(const std::string& case_path) {
  CasePath out;
  const auto slash = case_path.rfind('/');
  const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
  std::size_t plus = std::min(case_path.find('+', name), case_path.size());
  out.file = case_path.substr(0, plus);
  while (out.file.size() > 1 && out.file.back() == '/') out.file.pop_back();
  if (!ends_with(out.file, ".toml")) out.file = resolve_path(out.file, "scenario.toml");
  while (plus < case_path.size()) {
    const std::size_t next = std::min(case_path.find('+', plus + 1), case_path.size());
    out.overlays.push_back(case_path.substr(plus + 1, next - plus - 1));
    plus = next;
  }
  return out;
}

std::optional<Assembled> assemble(const std::string& case_path, const std::vector<TextOverlay>& extra,
                                  const FileSource& files, core::Diagnostics& diagnostics) {
  return Assembler(files, diagnostics).run(case_path, extra);
}

}  // namespace entente::scenario

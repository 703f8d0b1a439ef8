// SPDX-License-Identifier: Apache-2.0
// Reading through the scenario reader's parser; terms are checked as those of any deal file.
#include "apps/validate/packages.hpp"

#include <stdexcept>

#include "core/diagnostic.hpp"
#include "scenario/reader.hpp"
#include "scenario/spec.hpp"

namespace entente::validate {
namespace {

using scenario::Value;

class PackageReader {
 public:
  PackageReader(const scenario::Scenario& scenario, HandMadeList& out) : s_(scenario), out_(out) {}

  void packages(const Value& root) {
    schema(root, "entente-packages/1");
    if (const Value* table = root.find("packages")) {
      for (const auto& member : table->members) package(member);
    }
    if (const Value* table = root.find("orders")) {
      for (const auto& member : table->members) order(member);
    }
  }

  void notes(const Value& root) {
    schema(root, "entente-packages-notes/1");
    for (const auto& member : root.members) {
      if (member.key == "schema") continue;
      const bool sign = member.key == "signs", term = member.key == "terms";
      if (!sign && !term && member.key != "orders")
        fault(member.key_place, "expected [signs.PACKAGE], [orders] or [terms]");
      for (const auto& part : member.value.members) {
        if (!sign) {
          (term ? out_.terms : out_.notes)[part.key] = part.value.text;
          continue;
        }
        for (const auto& note : part.value.members) out_.notes[part.key + "." + note.key] = note.value.text;
      }
    }
  }

  core::Diagnostics diagnostics;

 private:
  void fault(const core::Place& place, const std::string& text) { diagnostics.error("E201", place, text); }

  void schema(const Value& root, const std::string& name) {
    const Value* schema = root.find("schema");
    if (schema == nullptr || schema->text != name)
      diagnostics.error("E109", root.place, "expected schema = \"" + name + "\"");
  }

  static std::string text(const Value& table, const char* key) {
    const Value* value = table.find(key);
    return value != nullptr ? value->text : std::string();
  }

  core::ActorId actor(const core::Place& place, const std::string& id) {
    for (std::size_t a = 0; a < s_.actors.size(); ++a) {
      if (s_.actors[a].id == id && !s_.actors[a].attributes.empty()) return core::ActorId::at(a);
    }
    diagnostics.error("E301", place, "no actor \"" + id + "\" counts anything here");
    return {};
  }

  void package(const scenario::Member& member) {
    Value root, deal;
    deal.place = member.value.place;
    if (const Value* track = member.value.find("track")) deal.add("track", track->place, *track);
    root.add("deal", member.key_place, deal);
    if (const Value* terms = member.value.find("terms")) root.add("terms", terms->place, *terms);
    const auto read = scenario::deal_of(root, s_, diagnostics);
    if (!read) return;
    HandMade out{member.key, text(member.value, "why"), *read, {}};
    if (const Value* signs = member.value.find("signs")) {
      for (const auto& sign : signs->members) {
        const bool known = sign.value.text == "+" || sign.value.text == "-" || sign.value.text == "0";
        if (!known) fault(sign.value.place, "a sign is \"+\", \"-\" or \"0\"");
        out.signs.emplace_back(actor(sign.key_place, sign.key), known ? sign.value.text[0] : '0');
      }
    }
    out_.packages.push_back(std::move(out));
  }

  std::vector<std::size_t> places(const Value& table, const char* key) {
    std::vector<std::size_t> out;
    const Value* list = table.find(key);
    if (list == nullptr) return out;
    for (const Value& item : list->items) {
      std::size_t at = 0;
      while (at < out_.packages.size() && out_.packages[at].id != item.text) ++at;
      if (at == out_.packages.size()) {
        diagnostics.error("E301", item.place, "there is no package \"" + item.text + "\"");
      } else {
        out.push_back(at);
      }
    }
    return out;
  }

  void order(const scenario::Member& member) {
    Order out{member.key, text(member.value, "why"), actor(member.value.place, text(member.value, "actor")),
              places(member.value, "more"), places(member.value, "less")};
    if (out.more.empty() || out.less.empty()) fault(member.value.place, "an order needs packages in more and in less");
    out_.orders.push_back(std::move(out));
  }

  const scenario::Scenario& s_;
  HandMadeList& out_;
};

}  // namespace

HandMadeList read_packages(const std::string& case_folder, const scenario::Scenario& scenario,
                           const scenario::FileSource& files) {
  HandMadeList out;
  PackageReader reader(scenario, out);
  const auto read = [&](const std::string& path) -> std::optional<Value> {
    const auto text = files.read(path);
    return text ? scenario::parse_toml(path, *text, reader.diagnostics) : std::nullopt;
  };
  if (const auto root = read(case_folder + "/packages.toml")) reader.packages(*root);
  if (const auto root = read(case_folder + "/packages_notes.toml")) reader.notes(*root);
  if (reader.diagnostics.has_errors()) throw std::runtime_error(core::render_all(reader.diagnostics));
  return out;
}

}  // namespace entente::validate

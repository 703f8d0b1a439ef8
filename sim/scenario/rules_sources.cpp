// SPDX-License-Identifier: Apache-2.0
// Cross-rules on sources and dates, and on what is declared but never used.
#include "scenario/compile_parts.hpp"

namespace entente::scenario {

namespace {

void check_dates(Context& context) {
  const Value* as_of = context.doc.find("as_of");
  if (as_of == nullptr || as_of->kind != ValueKind::date) return;
  for (const Source& source : context.s.sources) {
    if (!source.date || !(context.s.as_of < *source.date)) continue;
    const Value* table = at_path(context.doc, "sources." + source.id);
    context.error("E501", table != nullptr ? place_of(*table, "date") : context.doc.place,
                  "source \"" + source.id + "\" is dated " + core::to_string(*source.date) + ", after as_of " +
                      core::to_string(context.s.as_of));
  }
}

void check_overlay_sources(Context& context) {
  std::vector<std::string> ids;
  for (const Source& source : context.s.sources) ids.push_back(source.id);
  const auto check = [&](const Value& name) {
    for (const std::string& id : ids) {
      if (name.is_text() && name.text == id) {
        context.used_sources.insert(id);
        return;
      }
    }
    context.error("E302", name.place, "source " + brief(name) + " is not declared" + did_you_mean(name.text, ids));
  };
  for (const Value& src : context.assembled.overlay_sources) {
    if (src.is_text()) check(src);
    for (const Value& item : src.items) check(item);
  }
}

void check_used(Context& context) {
  for (const Member& member : entities_of(context, "sources")) {
    if (member.key == "judgement" || context.used_sources.count(member.key) > 0) continue;
    context.warning("W601", member.key_place, "source \"" + member.key + "\" is not used");
  }
  for (const char* kind : {"zone", "group"}) {
    for (const Member& member : entities_of(context, std::string(kind) + "s")) {
      if (context.used_names.count(std::string(kind) + "/" + member.key) > 0) continue;
      context.warning("W603", member.key_place, std::string(kind) + " \"" + member.key + "\" is not used");
    }
  }
}

}  // namespace

void check_source_rules(Context& context) {
  check_dates(context);
  check_overlay_sources(context);
}

void warn_of_unused(Context& context) { check_used(context); }

}  // namespace entente::scenario

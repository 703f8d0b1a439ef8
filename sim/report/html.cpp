// SPDX-License-Identifier: Apache-2.0
// The frame of the report: stamp, limits, contents, sections in order, stories, reproduction, footer.
#include "report/html.hpp"

#include "core/date.hpp"
#include "core/text.hpp"
#include "report/markup.hpp"
#include "report/sections.hpp"
#include "report/words.hpp"

namespace entente::report {
namespace {

std::string purpose_words(const std::string& purpose) {
  if (purpose == "prediction")
    return "It asks to be judged by what happens. Until its record on resolved cases is shown, read its frequencies as "
           "properties of the model.";
  if (purpose == "explanation")
    return "It offers one possible mechanism behind what was seen. It does not say what will happen.";
  if (purpose == "teaching")
    return "It is made for learning how such talks work. Its numbers are not a judgement on the world.";
  return "It shows how the parts could act on each other. It is not a forecast.";
}

std::string stamp(const Page& page) {
  const auto item = [](std::string_view name, const std::string& value) {
    return value.empty() ? std::string()
                         : "<span>" + text(name) + " <b style=\"text-transform:none;letter-spacing:0\">" + text(value) +
                               "</b></span>";
  };
  return "<div class=\"stamp\"><b>" + text(page.s.purpose.empty() ? "no purpose stated" : page.s.purpose) + "</b>" +
         item("as of", core::to_string(page.s.as_of)) +
         item("histories", core::format_grouped(static_cast<double>(page.sum.n), 0)) +
         item("draws", core::format_grouped(static_cast<double>(page.sum.draws), 0)) +
         item("seed", std::to_string(page.in.seed)) + item("engine", page.in.engine_version) +
         item("scenario", page.s.digest.substr(0, 12)) + "</div>\n";
}

std::string contents() {
  static constexpr const char* kSections[][2] = {{"answer", "What the simulated histories say"},
                                                 {"inputs", "Which inputs the outcomes move with"},
                                                 {"refusals", "Who refuses what"},
                                                 {"deals", "Texts that are signed, and their terms"},
                                                 {"timeline", "Month by month"},
                                                 {"places", "Places by month"},
                                                 {"stories", "Histories told"},
                                                 {"harm", "Harm to civilians"},
                                                 {"register", "Register of assumptions"},
                                                 {"reproduce", "Make it again, cite it"}};
  std::string out = "<nav aria-label=\"Contents\"><ol>";
  for (const auto& section : kSections)
    out += "<li><a href=\"#" + std::string(section[0]) + "\">" + section[1] + "</a></li>";
  return out + "</ol></nav>\n";
}

std::string short_month(const scenario::Scenario& s, int month) {
  const std::string name = month_name(s, month);
  return name.substr(0, 3) + name.substr(name.find(' '));
}

std::string told_title(analysis::ToldRun::Why why) {
  switch (why) {
    case analysis::ToldRun::Why::typical: return "A typical history: the one nearest to the middle of all outcomes";
    case analysis::ToldRun::Why::surprising: return "An unusual history: the one furthest from the middle";
    default: return "The history with most deaths";
  }
}

std::string told(const Page& page, const ToldStory& one) {
  std::string out = "<article class=\"story\"><h3>" + text(told_title(one.run.why)) + "</h3>\n" +
                    paragraph(one.story.opening, "note");
  std::int32_t month = -1;
  bool open = false;
  for (const StoryLine& line : one.story.brief) {
    const std::int32_t at = line.kind == StoryKind::outcome ? -2 : line.month;
    if (at != month || !open) {
      if (open) out += "</ul>\n";
      out += "<h4>" + text(at == -2 ? "How it ended" : month_name(page.s, line.month)) + "</h4><ul>";
      open = true;
      month = at;
    }
    out += "<li>" + text(line.text) + "</li>";
  }
  if (open) out += "</ul>\n";
  const std::size_t left =
      one.story.lines.size() > one.story.brief.size() ? one.story.lines.size() - one.story.brief.size() : 0;
  if (left > 0)
    out += paragraph(
        "The full story of this history has " + std::to_string(left) + " more lines: draw " +
            std::to_string(one.run.key.draw) + ", repetition " + std::to_string(one.run.key.replication) +
            (one.run_number >= 0 ? "; entente explain RESULTS --run " + std::to_string(one.run_number) : "") + ".",
        "note");
  return out + "</article>\n";
}

}  // namespace

std::string not_for(const Page& page) {
  if (page.s.not_for.empty()) return {};
  std::string out = "<div class=\"notfor\"><strong>Not for:</strong><ul>";
  for (const std::string& one : page.s.not_for) out += "<li>" + text(one) + "</li>";
  return out + "</ul></div>\n";
}

std::string section_stories(const Page& page) {
  std::string out = "<section id=\"stories\"><h2>7. Histories told</h2>\n";
  if (page.in.stories.empty()) return out + paragraph("No history was replayed for this report.") + "</section>\n";
  out += paragraph("Chosen by rule, not by hand. They are single histories out of " +
                   core::format_grouped(static_cast<double>(page.sum.n), 0) +
                   ": examples of how events can follow from each other.");
  for (const ToldStory& one : page.in.stories) out += told(page, one);
  return out + "</section>\n";
}

std::string section_reproduce(const Page& page) {
  std::string out = "<section id=\"reproduce\"><h2>10. Make it again, cite it</h2>\n";
  if (!page.in.command.empty())
    out += paragraph("One command makes the same histories, on any machine and with any number of threads:") +
           "<pre><code>" + text(page.in.command) + "</code></pre>\n";
  const auto item = [](std::string_view name, const std::string& value) {
    return value.empty() ? std::string() : "<dt>" + text(name) + "</dt><dd>" + text(value) + "</dd>";
  };
  out += "<dl>" + item("Scenario", page.s.id) + item("Digest of the inputs", page.s.digest) +
         item("Digest of the results", page.in.result_digest) + item("Seed", std::to_string(page.in.seed)) +
         item("Histories",
              core::format_grouped(static_cast<double>(page.sum.n), 0) +
                  (page.sum.failed > 0 ? ", and " + std::to_string(page.sum.failed) + " that failed and count nowhere"
                                       : "")) +
         item("Engine", "Entente " + page.in.engine_version) +
         item("Models", "conflict " + page.s.conflict.key + ", economy " + page.s.economy.key + ", policy " +
                            page.s.policy.key + ", preference " + page.s.preference.key) +
         item("Licence", "Program: Apache-2.0. The scenario's data carry the licence stated in its own folder.") +
         item("Cite as", "Entente " + page.in.engine_version + ", scenario " + page.s.id + " as of " +
                             core::to_string(page.s.as_of) + ", seed " + std::to_string(page.in.seed) + ", " +
                             std::to_string(page.sum.n) + " histories, inputs " + page.s.digest +
                             (page.in.result_digest.empty() ? "" : ", results " + page.in.result_digest) + ".") +
         "</dl>\n";
  out += "<h3>Words</h3><dl>" + item("History", "One run of the model from the date of the case to its end.") +
         item("Draw", "One choice of all uncertain inputs within their ranges.") +
         item("Place", "A town or district as a dot; who holds it is a share from nothing to all.") +
         item("Text", "An agreement between the parties of talks.") +
         item("Worth",
              "How much better an actor finds something than no change, on its own scale: in points: 1,000 is about "
              "the largest change it thinks possible in all it cares about. Armed groups are shown in bands.") +
         item("Median", "The middle history: half lie below, half above.") +
         item("95 % range", "Where the number would lie in 95 in 100 repetitions with other luck and other draws.") +
         "</dl>\n";
  return out + "</section>\n";
}

std::string html(const ReportInput& in) {
  Page page{in, *in.scenario, *in.summary, {}};
  for (std::size_t m = 0; m < page.sum.timeline.size(); ++m)
    page.month_labels.push_back(short_month(page.s, static_cast<int>(m)));
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\">"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><meta "
      "name=\"referrer\" content=\"no-referrer\">"
      "<title>" +
      text(page.s.title) + " - Entente</title>\n<style>" + style_sheet() +
      "</style></head>\n<body>\n<a class=\"skip\" href=\"#answer\">To the answers</a>\n<header>\n";
  out += stamp(page) + "<h1>" + text(page.s.title) + "</h1>\n";
  out += paragraph("Purpose: " + (page.s.purpose.empty() ? std::string("not stated") : page.s.purpose) + ". " +
                   purpose_words(page.s.purpose) + " All that follows holds under the assumptions of section 9.");
  out += not_for(page) + contents() + "</header>\n<main>\n";
  if (page.sum.n == 0) out += paragraph("No history has been finished, so there is nothing to show.");
  if (page.sum.n > 0 && page.sum.n < 100)
    out += paragraph("Only " + std::to_string(page.sum.n) + " histories: every number below is rough.", "notfor");
  out += section_answer(page) + section_inputs(page) + section_refusals(page) + section_deals(page) +
         section_timeline(page) + section_places(page) + section_stories(page) + section_harm(page) +
         section_register(page) + section_reproduce(page);
  out += "</main>\n<footer>" + not_for(page) + stamp(page) + "</footer>\n</body></html>\n";
  return out;
}

}  // namespace entente::report

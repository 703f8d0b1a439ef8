// SPDX-License-Identifier: Apache-2.0
#include "report/html.hpp"

#include <cctype>
#include <map>
#include <set>
#include <vector>

#include "core/text.hpp"
#include "report/charts.hpp"
#include "support/catch.hpp"
#include "support/small_ensemble.hpp"

using namespace entente;

namespace {

std::string page(const test::SmallEnsemble& e, const scenario::Scenario& s, bool stories = true) {
  const auto sum = analysis::summarise(test::fold_of(e));
  report::ReportInput in;
  in.scenario = &s;
  in.summary = &sum;
  in.seed = s.seed;
  in.engine_version = "9.9.9";
  in.result_digest = "0123456789abcdef";
  in.command = "entente run case -n 30 -o \"out & more\"";
  if (stories) {
    for (const auto& told : sum.told) {
      in.stories.push_back({told, report::story(s, e.draw(told.key.draw), e.records[told.key.draw])});
    }
  }
  return report::html(in);
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

/// First fault of nesting, or nothing: every element is closed in order.
std::string nesting_fault(const std::string& html) {
  static const std::set<std::string> kVoid = {"meta", "br", "wbr", "!DOCTYPE"};
  std::vector<std::string> open;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const std::size_t end = html.find('>', at);
    if (end == std::string::npos) return "unfinished tag";
    const bool closing = html[at + 1] == '/';
    std::size_t stop = at + 1 + (closing ? 1 : 0);
    std::string name;
    while (stop < end && (std::isalnum(static_cast<unsigned char>(html[stop])) || html[stop] == '!'))
      name += html[stop++];
    if (kVoid.count(name) > 0 || html[end - 1] == '/') continue;
    if (!closing) {
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return "</" + name + "> closes " + (open.empty() ? "nothing" : open.back());
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : "<" + open.back() + "> stays open";
}

}  // namespace

TEST_CASE("the report is one well-formed file without scripts or network") {
  const auto& e = test::small_ensemble();
  const std::string html = page(e, e.scenario);
  CHECK(nesting_fault(html) == "");
  CHECK(html.size() < 3'000'000);
  CHECK(core::is_utf8(html));
  for (const char* banned : {"<script", "javascript:", "@import", "src=\"", "<link", "url(http", "onload", "<iframe"}) {
    INFO(banned);
    CHECK(count(html, banned) == 0);
  }
}

TEST_CASE("equal inputs give equal bytes") {
  const auto& e = test::small_ensemble();
  CHECK(page(e, e.scenario) == page(e, e.scenario));
}

TEST_CASE("all sections stand, harm always, limits at top and bottom") {
  const auto& e = test::small_ensemble();
  const std::string html = page(e, e.scenario);
  for (const char* id :
       {"answer", "inputs", "refusals", "deals", "timeline", "places", "stories", "harm", "register", "reproduce"}) {
    INFO(id);
    CHECK(count(html, std::string("<section id=\"") + id + "\"") == 1);
  }
  CHECK(count(html, "Anything but tests.") == 2);
  CHECK(count(html, "teaching") >= 2);
  CHECK(count(html, "9.9.9") >= 2);
  CHECK(html.find("out &amp; more") != std::string::npos);
  CHECK(html.find("people are killed in the fighting") != std::string::npos);
}

TEST_CASE("every picture has a title and a description, and no id stands twice") {
  const auto& e = test::small_ensemble();
  const std::string html = page(e, e.scenario);
  CHECK(count(html, "<svg") > 10);
  CHECK(count(html, "<svg") == count(html, "<desc "));
  CHECK(count(html, "<svg") == count(html, "role=\"img\""));
  std::set<std::string> seen;
  for (std::size_t at = html.find(" id=\""); at != std::string::npos; at = html.find(" id=\"", at + 1)) {
    const std::string id = html.substr(at + 5, html.find('"', at + 5) - at - 5);
    INFO(id);
    CHECK(seen.insert(id).second);
  }
}

TEST_CASE("nothing is said to be certain") {
  const auto& e = test::small_ensemble();
  const std::string html = page(e, e.scenario);
  CHECK(count(html, ">0 of ") == 0);
  CHECK(count(html, ">100 in 100") == 0);
  CHECK(report::dots_of_share("a", "t", 0.001).find("1 of 50") != std::string::npos);
  CHECK(report::dots_of_share("a", "t", 0.999).find("49 of 50") != std::string::npos);
}

TEST_CASE("text of a hostile scenario stays text") {
  const auto& e = test::small_ensemble();
  scenario::Scenario s = e.scenario;
  const std::string evil = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>&";
  s.title = s.id = s.purpose = s.digest = evil;
  s.not_for = {evil};
  for (auto& x : s.actors) x.name = evil;
  for (auto& x : s.coalitions) x.name = evil;
  for (auto& x : s.nodes) x.name = evil;
  for (auto& x : s.forces) x.name = evil;
  for (auto& x : s.fronts) x.name = evil;
  for (auto& x : s.zones) x.name = evil;
  for (auto& x : s.minerals) x.name = evil;
  for (auto& x : s.tracks) x.title = evil;
  for (auto& x : s.issues) x.title = evil;
  for (auto& x : s.decisions) {
    x.title = evil;
    for (auto& name : x.level_names) name = evil;
  }
  for (auto& x : s.shocks) x.title = evil;
  for (auto& x : s.outcomes) x.title = x.rule = x.unit = evil;
  for (auto& x : s.params) {
    x.path = evil;
    x.quantity.why = evil;
  }
  for (auto& x : s.sources) {
    x.id = x.what = x.tier = evil;
    x.url = "javascript:alert(1)";
  }
  const std::string html = page(e, s);
  CHECK(count(html, "<script") == 0);
  CHECK(count(html, "<img") == 0);
  CHECK(count(html, "javascript:") == 0);
  CHECK(count(html, "&lt;script&gt;") > 20);
  CHECK(nesting_fault(html) == "");
}

TEST_CASE("a report on nothing says so") {
  const auto& e = test::small_ensemble();
  const auto sum = analysis::summarise(analysis::Fold(e.scenario));
  report::ReportInput in;
  in.scenario = &e.scenario;
  in.summary = &sum;
  const std::string html = report::html(in);
  CHECK(nesting_fault(html) == "");
  CHECK(html.find("No history has been finished") != std::string::npos);
  CHECK(html.find("nan") == std::string::npos);
}

TEST_CASE("sources link only to the web") {
  const auto& e = test::small_ensemble();
  scenario::Scenario s = e.scenario;
  scenario::Source source;
  source.id = "paper";
  source.what = "A paper";
  source.url = "https://example.org/?a=1&b=\"2\"";
  s.sources.push_back(source);
  const std::string html = page(e, s, false);
  CHECK(html.find("href=\"https://example.org/?a=1&amp;b=&quot;2&quot;\"") != std::string::npos);
}

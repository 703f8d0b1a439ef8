// SPDX-License-Identifier: Apache-2.0
// The digest of a scenario follows what can change a result, and nothing else.
#include <algorithm>
#include <random>

#include "scenario/load.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace entente;

namespace {

/// The text's tables in another order; top-level keys stay first.
std::string shuffled(const std::string& text, unsigned seed) {
  std::vector<std::string> parts(1);
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string line = text.substr(start, end - start) + "\n";
    start = end + 1;
    if (line[0] == '[') parts.emplace_back();
    parts.back() += line;
  }
  std::mt19937 order(seed);
  for (std::size_t i = parts.size() - 1; i > 1; --i) std::swap(parts[i], parts[1 + order() % i]);
  std::string out;
  for (const std::string& part : parts) out += part;
  return out;
}

std::string digest_with(const std::string& overlay) {
  const auto result = test::load_text(test::small_world_toml(), {},
                                      {{"o", "overlay = \"1\"\ntitle = \"T\"\nwhy = \"test\"\n" + overlay}});
  INFO(core::render_all(result.diagnostics));
  REQUIRE(result.scenario);
  return result.scenario->digest;
}

}  // namespace

TEST_CASE("the order of tables in a file changes neither digest nor draw") {
  const std::string text = test::small_world_toml();
  const auto first = test::load_text(text);
  REQUIRE(first.scenario);
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const auto other = test::load_text(shuffled(text, seed));
    INFO(core::render_all(other.diagnostics));
    REQUIRE(other.scenario);
    CHECK(other.scenario->digest == first.scenario->digest);
    CHECK(scenario::make_draw(*other.scenario, 9, 4).values() == scenario::make_draw(*first.scenario, 9, 4).values());
  }
}

TEST_CASE("words do not change the digest, numbers and structure do") {
  const std::string same = digest_with("");
  CHECK(digest_with("[actors.patron]\nname = \"Another name\"\n") == same);
  CHECK(digest_with("[forces.army]\nmen = { why = \"another reason\" }\n") == same);
  CHECK(digest_with("[forces.army]\nmen = { hi = 4900 }\n") != same);
  CHECK(same.size() == 32);
}

TEST_CASE("each of many small changes gives a digest of its own") {
  const std::vector<std::string> changes = {
      "",
      "[run]\nmonths = 11\n[outcomes.deal]\nby = \"2020-10\"\n[outcomes.peace_text]\nby = "
      "\"2020-10\"\n[outcomes.killed]\nat = \"2020-10\"\n[outcomes.rebel_people]\nat = \"2020-10\"\n",
      "[run]\nseed = 8\n",
      "[forces.army]\nmen = { lo = 3100 }\n",
      "[nodes.n1]\nmajor = 0.6\n",
      "[edges.n1_n2]\ntroops = false\n",
      "[issues.offtake]\ngrid = 0.1\n",
      "[tracks.bargain]\nopens = \"month() > 1\"\n",
      "[tracks.bargain]\nopens = \"month() > 2\"\n",
      "[tracks.bargain]\nparties = [\"government\", \"patron\"]\n",
      "[actors.rebel]\nbloc = \"x\"\n",
      "[models]\nconflict = \"other\"\n",
      "[price_correlation]\npairs = [[\"red\", \"grey\", 0.5]]\n",
      "[actors.rebel.attributes.cash]\ncurve = \"saturating\"\n"};
  std::vector<std::string> digests;
  for (const std::string& change : changes) digests.push_back(digest_with(change));
  std::sort(digests.begin(), digests.end());
  CHECK(std::adjacent_find(digests.begin(), digests.end()) == digests.end());
}

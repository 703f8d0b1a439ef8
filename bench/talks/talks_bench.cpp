// SPDX-License-Identifier: Apache-2.0
// Pure negotiation, repeated: solution concepts of five parties over 100,000 outcomes, and sessions of 100 rounds. Prints
// what was found, so that nothing is optimised away; bench/talks/instructions takes differences between repeats.
// usage: entente_bench_talks additive|opposed|lotteries|session|small|own_rule [REPEATS]
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "analysis/solutions.hpp"
#include "analysis/solutions_mixed.hpp"
#include "apps/session/session.hpp"
#include "core/rng.hpp"
#include "run/session.hpp"
#include "scenario/file_source.hpp"

using namespace entente;

namespace {

constexpr std::size_t kParties = 5;

/// Five issues of ten positions: 100,000 outcomes. opposed: on every issue the parties' utilities sum to one, so that every
/// outcome is efficient; else every utility is drawn on its own.
std::vector<double> domain(bool opposed) {
  const core::Streams luck(7, 0, 0);
  double worth[5][10][kParties];
  std::uint32_t n = 0;
  for (auto& issue : worth) {
    for (auto& position : issue) {
      double sum = 0.0;
      for (double& u : position) {
        const double x = luck.uniform(n / 4096, 0, core::Purpose::design, n % 4096);
        ++n;
        u = opposed ? -std::log(x) : x;
        sum += u;
      }
      for (double& u : position) u /= opposed ? sum : 5.0;
    }
  }
  std::vector<double> table;
  for (int k = 0; k < 100000; ++k) {
    for (std::size_t p = 0; p < kParties; ++p) {
      double sum = 0.0;
      for (int issue = 0, rest = k; issue < 5; ++issue, rest /= 10) sum += worth[issue][rest % 10][p];
      table.push_back(sum);
    }
  }
  return table;
}

/// Two parties, issues with this many positions, a hundred rounds in which both come down with time.
std::string talks(int positions, bool named) {
  std::string text =
      "schema = \"entente-scenario/1\"\nid = \"bench\"\ntitle = \"Bench\"\npurpose = \"teaching\"\nas_of = 2020-01-15\n"
      "not_for = [\"Anything but measuring.\"]\n[run]\nstart = \"2020-01\"\n[models]\npreference = \"additive\"\n"
      "[actors.a]\nname = \"A\"\nkind = \"state\"\n[actors.b]\nname = \"B\"\nkind = \"state\"\n";
  const auto fixed = [](const std::string& v, const std::string& unit) {
    return "{ v = " + v + ", unit = \"" + unit + "\", shape = \"fixed\", src = [\"judgement\"], why = \"bench\" }";
  };
  text += "[tracks.t]\ntitle = \"T\"\nparties = [\"a\", \"b\"]\nprotocol = \"alternating_offers\"\ndeadline = " +
          fixed("1", "month") + "\nrounds_per_month = " + fixed("100", "index") +
          "\nbreakdown = " + fixed("0", "share") + "\nconcession = { a = " + fixed("4", "index") +
          ", b = " + fixed("4", "index") + " }\n";
  for (const char* party : {"a", "b"}) {
    if (named)
      text += std::string("[tracks.t.strategy.") + party +
              "]\noffering = \"time_dependent\"\nacceptance = \"next\"\nbelief = \"informed\"\n";
  }
  for (const char* issue : {"x", "y"}) {
    text += std::string("[issues.") + issue + "]\ntrack = \"t\"\ntitle = \"I\"\nkind = \"quantity\"\nrange = [0, " +
            std::to_string(positions - 1) + "]\ngrid = 1\ncurve = { a = \"rising\", b = \"falling\" }\npower = { a = " +
            (issue[0] == 'x' ? "0.6, b = 1.3" : "1.2, b = 0.7") + " }\n";
  }
  return text;
}

int sessions(int positions, int repeats, bool once, bool named) {
  const session::Session session;
  const scenario::MemoryFiles files(std::map<std::string, std::string>{{"bench.toml", talks(positions, named)}});
  const session::Case loaded = session::load(session, "bench.toml", files);
  if (!loaded.ok()) {
    std::cerr << core::render_all(loaded.diagnostics());
    return 70;
  }
  const scenario::Scenario& s = loaded.scenario();
  const core::TrackId track = core::TrackId::at(0);
  int offers = 0, agreed = 0;
  const scenario::Draw draw = scenario::make_draw(s, 1, -1);
  run::SessionTable table(s, session.registry(), track, draw);
  for (int k = 0; k < repeats; ++k) {
    const run::RunKey key{1, static_cast<std::uint32_t>(k), 0};
    const run::SessionRecord record =
        once ? table.play(key) : run::SessionTable(s, session.registry(), track, draw).play(key);
    offers += record.offers;
    agreed += record.agreed ? 1 : 0;
  }
  std::cout << "| sessions, offers, agreements | " << repeats << ", " << offers << ", " << agreed << " |\n";
  return 0;
}

int concepts(bool opposed, bool lotteries, int repeats) {
  const std::vector<double> table = domain(opposed);
  double sum = 0.0;
  std::size_t frontier = 0;
  const auto start = std::chrono::steady_clock::now();
  for (int k = 0; k < repeats; ++k) {
    if (lotteries) {
      const auto found = analysis::solve_mixed(analysis::best_of_table(table, kParties), kParties, {});
      for (const auto& choice : found.choices) sum += choice.value;
    } else {
      const auto found = analysis::solve(table, kParties, {});
      for (const auto& choice : found.choices) sum += choice.value;
      frontier = found.frontier.size();
    }
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  std::cout << "| efficient outcomes | " << frontier << " |\n| sum of the rules' values | " << sum / repeats
            << " |\n| seconds | " << seconds.count() / repeats << " |\n";
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "";
  const int repeats = argc > 2 ? std::atoi(argv[2]) : 1;
  if (repeats > 0 && mode == "additive") return concepts(false, false, repeats);
  if (repeats > 0 && mode == "opposed") return concepts(true, false, repeats);
  if (repeats > 0 && mode == "lotteries") return concepts(true, true, repeats);
  if (repeats > 0 && mode == "session") return sessions(100, repeats, true, true);
  if (repeats > 0 && mode == "small") return sessions(10, repeats, false, true);
  if (repeats > 0 && mode == "own_rule") return sessions(100, repeats, true, false);
  std::cerr << "usage: entente_bench_talks additive|opposed|lotteries|session|small|own_rule [REPEATS]\n";
  return 64;
}

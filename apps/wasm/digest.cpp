// SPDX-License-Identifier: Apache-2.0
// Runs a case on the façade alone, on one thread, and prints the digest of its results: the same line natively and, compiled
// for WebAssembly, under node. It stores nothing and folds nothing.
// usage: entente_digest CASE RUNS
#include <cstdint>
#include <cstdlib>
#include <iostream>

#include "apps/session/session.hpp"
#include "core/diagnostic.hpp"
#include "ensemble/executor.hpp"
#include "ensemble/result_digest.hpp"
#include "scenario/file_source.hpp"

using namespace entente;

namespace {

int usage() {
  std::cerr << "usage: entente_digest CASE RUNS\n";
  return 64;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return usage();
  const auto runs = static_cast<std::uint32_t>(std::strtoul(argv[2], nullptr, 10));
  if (runs == 0) return usage();

  const session::Session session;
  const scenario::DiskFiles files;
  const session::Case loaded = session::load(session, argv[1], files);
  if (!loaded.ok()) {
    std::cerr << core::render_all(loaded.diagnostics());
    return 65;
  }
  session::RunRequest request;
  request.plan = {loaded.scenario().seed, runs, 1};
  request.pending = ensemble::all_runs(request.plan);
  ensemble::SerialExecutor executor;
  ensemble::DigestSink digest;
  ensemble::DigestSink no_deal;
  const auto status = session::run(session, loaded, request, executor, digest, no_deal);
  if (status.failed > 0) std::cerr << status.failed << " of " << runs << " runs failed\n";
  std::cout << digest.hex() << '\n';
  return status.failed > 0 ? 70 : 0;
}

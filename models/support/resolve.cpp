// SPDX-License-Identifier: Apache-2.0
// Worth to others and settling points; see the header.
#include "models/support/resolve.hpp"

#include <algorithm>

#include "core/detmath.hpp"

namespace entente::models {

void true_worth(const model::Seat& seat, std::size_t other, std::span<double> out) {
  const model::SessionView& session = *seat.session;
  const double reservation = session.reservation[other];
  double best = reservation;
  for (const model::Candidate& candidate : session.candidates) best = std::max(best, candidate.gain[other]);
  const double range = std::max(best - reservation, 1e-12);
  for (std::size_t c = 0; c < out.size(); ++c) out[c] = (session.candidates[c].gain[other] - reservation) / range;
}

std::int32_t bargaining_solution(const model::Seat& seat) {
  Party4 weight{};
  double total = 0.0;
  for (std::size_t i = 0; i < seat.patiences.size(); ++i) {
    weight[i] = 1.0 / (-det::log(seat.patiences[i]) + 1e-9);
    total += weight[i];
  }
  for (double& w : weight) w /= total;
  return find_zone(seat.session->candidates, seat.session->reservation,
                   std::span<const double>(weight.data(), seat.patiences.size()))
      .at;
}

double least_wanted(double resolve, double time, double exponent) {
  const double conceded = det::pow(std::min(1.0, std::max(0.0, time)), std::max(exponent, 0.01));
  return 1.0 - (1.0 - resolve) * conceded;
}

}  // namespace entente::models

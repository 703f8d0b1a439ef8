// SPDX-License-Identifier: Apache-2.0
// Words for causes; the compiler's warning about a switch keeps the list complete.
#include "apps/native/cause_text.hpp"

namespace entente::native {

std::string_view cause_text(world::Cause cause) noexcept {
  switch (cause) {
    case world::Cause::none: return "none";
    case world::Cause::capture: return "capture";
    case world::Cause::rout: return "rout";
    case world::Cause::release: return "release";
    case world::Cause::handover: return "handover";
    case world::Cause::realign: return "realign";
    case world::Cause::loss: return "loss";
    case world::Cause::recruit: return "recruit";
    case world::Cause::trained: return "trained";
    case world::Cause::deployed: return "deployed";
    case world::Cause::withdrawn: return "withdrawn";
    case world::Cause::desertion: return "desertion";
    case world::Cause::integrated: return "integrated";
    case world::Cause::insecurity: return "insecurity";
    case world::Cause::restart: return "restart";
    case world::Cause::invested: return "invested";
    case world::Cause::lever: return "lever";
    case world::Cause::deal: return "deal";
    case world::Cause::shock: return "shock";
    case world::Cause::decay: return "decay";
    case world::Cause::jump: return "jump";
    case world::Cause::deadline: return "deadline";
    case world::Cause::breakdown: return "breakdown";
    case world::Cause::walkaway: return "walkaway";
    case world::Cause::breach: return "breach";
    case world::Cause::refused_ratification: return "refused ratification";
    case world::Cause::replaced: return "replaced";
    case world::Cause::capture_event: return "capture event";
    case world::Cause::recovery: return "recovery";
    case world::Cause::opening: return "opening";
    case world::Cause::lapse: return "lapse";
    case world::Cause::advance: return "advance";
  }
  return "unknown";
}

}  // namespace entente::native

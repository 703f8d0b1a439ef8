// SPDX-License-Identifier: Apache-2.0
// Run-length coding of zero bytes.
#include "ensemble/byte_stream.hpp"

namespace entente::ensemble {

std::string shorten_zeros(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size();) {
    if (bytes[i] != 0) {
      out.push_back(bytes[i++]);
      continue;
    }
    std::size_t run = 1;
    while (run < 256 && i + run < bytes.size() && bytes[i + run] == 0) {
      ++run;
    }
    out.push_back(0);
    out.push_back(static_cast<char>(static_cast<unsigned char>(run - 1)));
    i += run;
  }
  return out;
}

std::string restore_zeros(std::string_view bytes, bool& ok) {
  std::string out;
  ok = true;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] != 0) {
      out.push_back(bytes[i]);
      continue;
    }
    if (++i >= bytes.size()) {
      ok = false;
      return out;
    }
    out.append(static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])) + 1, '\0');
  }
  return out;
}

}  // namespace entente::ensemble

// SPDX-License-Identifier: Apache-2.0
// The small value types of the core: ids, results, cancel tokens.
#include <string>
#include <type_traits>

#include "core/cancel.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "support/catch.hpp"

using namespace entente::core;

TEST_CASE("an id is invalid until given a position, and ordered by it") {
  CHECK(!ActorId{}.valid());
  CHECK(!ActorId{});
  CHECK(ActorId{0}.valid());
  CHECK(ActorId::at(3) == ActorId{3});
  CHECK(ActorId{2} < ActorId{3});
  CHECK(ActorId{4}.index() == 4);
}

TEST_CASE("ids of different kinds do not mix") {
  CHECK(!std::is_convertible_v<ActorId, NodeId>);
  CHECK(!std::is_convertible_v<int, ActorId>);
  CHECK(!std::is_convertible_v<ActorId, bool>);
}

TEST_CASE("a result holds either a value or an error") {
  const auto half = [](int x) -> Result<int, std::string> {
    if (x % 2 != 0) {
      return Failure{std::string("odd")};
    }
    return x / 2;
  };
  CHECK(half(8).ok());
  CHECK(*half(8) == 4);
  CHECK(!half(7));
  CHECK(half(7).error() == "odd");
  CHECK(half(7).value_or(-1) == -1);
  CHECK_THROWS(half(7).value());
}

TEST_CASE("a token sees its source's cancel and reset, and a default token sees nothing") {
  CancelSource source;
  const CancelToken token = source.token();
  CHECK(!token.requested());
  source.cancel();
  CHECK(token.requested());
  CHECK(!CancelToken{}.requested());
  source.reset();
  CHECK(!token.requested());
}

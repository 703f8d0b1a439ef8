// SPDX-License-Identifier: Apache-2.0
// spdlog behind the Log class.
#include "apps/native/log.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_color_sinks.h>

#include <cstdlib>
#include <memory>
#include <string>

namespace entente::native {
namespace {

spdlog::level::level_enum spd_level(LogLevel level) {
  switch (level) {
    case LogLevel::quiet: return spdlog::level::err;
    case LogLevel::normal: return spdlog::level::info;
    case LogLevel::verbose: return spdlog::level::debug;
  }
  return spdlog::level::info;
}

}  // namespace

struct Log::Impl {
  explicit Impl(spdlog::color_mode mode)
      : logger("entente", std::make_shared<spdlog::sinks::stderr_color_sink_mt>(mode)) {}
  spdlog::logger logger;
};

Log::Log(LogLevel level) {
  const char* no_color = std::getenv("NO_COLOR");
  const bool plain = no_color != nullptr && *no_color != '\0';
  impl_ = std::make_unique<Impl>(plain ? spdlog::color_mode::never : spdlog::color_mode::automatic);
  impl_->logger.set_level(spd_level(level));
  impl_->logger.set_pattern("entente: %^%v%$");
}

Log::~Log() = default;

void Log::detail(std::string_view text) { impl_->logger.debug("{}", std::string(text)); }
void Log::info(std::string_view text) { impl_->logger.info("{}", std::string(text)); }
void Log::warning(std::string_view text) { impl_->logger.warn("{}", "warning: " + std::string(text)); }
void Log::error(std::string_view text) { impl_->logger.error("{}", std::string(text)); }

}  // namespace entente::native

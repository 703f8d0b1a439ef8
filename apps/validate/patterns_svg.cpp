// SPDX-License-Identifier: Apache-2.0
// Drawing.
#include "apps/validate/patterns_svg.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace entente::validate {
namespace {

constexpr double kWidth = 640.0, kHeight = 320.0, kLeft = 60.0, kRight = 20.0, kTop = 40.0, kBottom = 50.0;
const char* const kColours[] = {"#1b6ca8", "#c8553d", "#3a7d44", "#7b4b94"};

std::string fixed(double x) { return core::format_fixed(x, 1); }

std::string text(double x, double y, const std::string& words, const std::string& anchor,
                 const std::string& more = "") {
  return "<text x=\"" + fixed(x) + "\" y=\"" + fixed(y) + "\" text-anchor=\"" + anchor + "\"" + more + ">" + words +
         "</text>\n";
}

std::string line(double x1, double y1, double x2, double y2, const std::string& colour) {
  return "<line x1=\"" + fixed(x1) + "\" y1=\"" + fixed(y1) + "\" x2=\"" + fixed(x2) + "\" y2=\"" + fixed(y2) +
         "\" stroke=\"" + colour + "\"/>\n";
}

struct Frame {
  double x_lo, x_hi, y_hi;
  [[nodiscard]] double x(double v) const { return kLeft + (v - x_lo) / (x_hi - x_lo) * (kWidth - kLeft - kRight); }
  [[nodiscard]] double y(double v) const { return kHeight - kBottom - v / y_hi * (kHeight - kTop - kBottom); }
};

std::string open(const std::string& title, const std::string& x_label, const std::string& y_label, const Frame& f) {
  std::string out =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 320\" font-family=\"sans-serif\" font-size=\"12\">\n"
      "<title>" +
      title + "</title>\n<rect width=\"640\" height=\"320\" fill=\"#ffffff\"/>\n";
  out += text(kLeft, 20, title, "start", " font-size=\"14\"");
  out += line(kLeft, f.y(0), kWidth - kRight, f.y(0), "#444444") + line(kLeft, f.y(0), kLeft, f.y(f.y_hi), "#444444");
  for (int i = 0; i <= 4; ++i) {
    const double v = f.y_hi * i / 4.0;
    out += text(kLeft - 6, f.y(v) + 4, core::format_fixed(v, f.y_hi < 4.0 ? 2 : 0), "end");
    const double u = f.x_lo + (f.x_hi - f.x_lo) * i / 4.0;
    out += text(f.x(u), f.y(0) + 16, core::format_fixed(u, f.x_hi - f.x_lo < 4.0 ? 2 : 0), "middle");
  }
  out += text((kLeft + kWidth - kRight) / 2, kHeight - 12, x_label, "middle");
  out += text(14, kTop - 8, y_label, "start");
  return out;
}

}  // namespace

std::string curves_svg(const std::string& title, const std::string& x_label, const std::string& y_label,
                       const std::vector<Curve>& curves) {
  Frame f{0.0, 1e-9, 1e-9};
  for (const Curve& c : curves) {
    for (const double v : c.x) f = {std::min(f.x_lo, v), std::max(f.x_hi, v), f.y_hi};
    for (const double v : c.y) f.y_hi = std::max(f.y_hi, v);
  }
  std::string out = open(title, x_label, y_label, f);
  for (std::size_t i = 0; i < curves.size(); ++i) {
    const std::string colour = kColours[i % 4];
    std::string points;
    for (std::size_t k = 0; k < curves[i].x.size(); ++k) {
      const std::string at = fixed(f.x(curves[i].x[k])) + "," + fixed(f.y(curves[i].y[k]));
      points += (k == 0 ? "" : " ") + at;
      out += "<circle cx=\"" + fixed(f.x(curves[i].x[k])) + "\" cy=\"" + fixed(f.y(curves[i].y[k])) +
             "\" r=\"3\" fill=\"" + colour + "\"/>\n";
    }
    out += "<polyline points=\"" + points + "\" fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"2\"/>\n";
    out +=
        text(kWidth - kRight, kTop + 14.0 * static_cast<double>(i), curves[i].name, "end", " fill=\"" + colour + "\"");
  }
  return out + "</svg>\n";
}

std::string counts_svg(const std::string& title, const std::string& x_label, const std::vector<int>& values,
                       double mark) {
  const int most = values.empty() ? 1 : std::max(1, *std::max_element(values.begin(), values.end()));
  std::vector<double> count(static_cast<std::size_t>(most) + 1, 0.0);
  for (const int v : values) count[static_cast<std::size_t>(std::max(0, v))] += 1.0;
  const Frame f{-0.5, std::max(mark, static_cast<double>(most)) + 0.5, *std::max_element(count.begin(), count.end())};
  std::string out = open(title, x_label, "runs", {f.x_lo, f.x_hi, f.y_hi});
  for (std::size_t v = 0; v < count.size(); ++v) {
    const double left = f.x(static_cast<double>(v) - 0.4), right = f.x(static_cast<double>(v) + 0.4);
    out += "<rect x=\"" + fixed(left) + "\" y=\"" + fixed(f.y(count[v])) + "\" width=\"" + fixed(right - left) +
           "\" height=\"" + fixed(f.y(0) - f.y(count[v])) + "\" fill=\"" + kColours[0] + "\"/>\n";
  }
  if (mark >= 0.0)
    out += line(f.x(mark), f.y(0), f.x(mark), f.y(f.y_hi), kColours[1]) + text(f.x(mark), kTop, "observed", "middle");
  return out + "</svg>\n";
}

}  // namespace entente::validate

// SPDX-License-Identifier: Apache-2.0
// Recursive descent over the expression grammar, building the node list and its types in one pass.
#include "scenario/expr_parser.hpp"

#include <cmath>
#include <cstdlib>

#include "core/text.hpp"
#include "scenario/expr_atoms.hpp"

namespace entente::scenario {

namespace {

constexpr int kDeepest = 64;  // nested parentheses and operators; deeper text is refused, not followed

struct Part {
  std::int32_t node = -1;
  ExprType type = ExprType::truth;
  std::size_t at = 0;  // offset in the text, for messages
};

class Parser {
 public:
  Parser(const std::string& text, const core::Place& place, const ExprNames& names, std::int32_t& slots,
         core::Diagnostics& diagnostics)
      : text_(text), place_(place), names_(names), slots_(slots), diagnostics_(diagnostics) {}

  std::optional<Expr> run(ExprType wanted) {
    const Part whole = parse_or();
    skip_space();
    if (good_ && at_ < text_.size()) fail("E217", at_, "unexpected \"" + text_.substr(at_) + "\"");
    need(whole, wanted, "the expression");
    if (!good_) return std::nullopt;
    expr_.root = whole.node;
    expr_.text = text_;
    return std::move(expr_);
  }

 private:
  void fail(const char* code, std::size_t at, const std::string& message) {
    if (good_) {
      core::Place place = place_;
      place.col += 1 + static_cast<int>(at);
      diagnostics_.error(code, place, message);
    }
    good_ = false;
  }

  void need(const Part& part, ExprType wanted, const std::string& what) {
    if (!good_ || part.type == wanted) return;
    fail("E218", part.at,
         what + (wanted == ExprType::truth ? " must be true or false (compare the number with something)"
                                           : " must be a number, not a condition"));
  }

  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
      ++at_;
  }

  static bool starts_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
  static bool digit(char c) { return c >= '0' && c <= '9'; }

  /// The word that stands here, without taking it.
  std::string peek_word() {
    skip_space();
    std::size_t end = at_;
    if (end < text_.size() && starts_word(text_[end])) {
      while (end < text_.size() && (starts_word(text_[end]) || digit(text_[end]))) ++end;
    }
    return text_.substr(at_, end - at_);
  }

  bool take_word(const char* word) {
    if (peek_word() != word) return false;
    at_ += std::string_view(word).size();
    return true;
  }

  bool take(char c) {
    skip_space();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  [[nodiscard]] bool next_is(char c) {
    skip_space();
    return at_ < text_.size() && text_[at_] == c;
  }

  void expect(char c) {
    if (good_ && !take(c)) {
      fail("E217", at_,
           std::string("expected \"") + c + "\"" +
               (at_ < text_.size() ? " before \"" + text_.substr(at_) + "\"" : " at the end"));
    }
  }

  std::int32_t add(ExprNode node) {
    expr_.nodes.push_back(node);
    return static_cast<std::int32_t>(expr_.nodes.size()) - 1;
  }

  Part constant(double value, ExprType type, std::size_t at) {
    ExprNode node;
    node.value = value;
    return Part{add(node), type, at};
  }

  Part combine(ExprKind kind, const Part& lhs, const Part& rhs, ExprType type) {
    ExprNode node;
    node.kind = kind;
    node.lhs = lhs.node;
    node.rhs = rhs.node;
    return Part{add(node), type, lhs.at};
  }

  Part parse_or() {
    if (++depth_ > kDeepest) fail("E217", at_, "expression is nested too deeply");
    if (!good_) return Part{};
    Part lhs = parse_and();
    while (good_ && take_word("or")) {
      const Part rhs = parse_and();
      need(lhs, ExprType::truth, "left side of \"or\"");
      need(rhs, ExprType::truth, "right side of \"or\"");
      lhs = combine(ExprKind::logical_or, lhs, rhs, ExprType::truth);
    }
    --depth_;
    return lhs;
  }

  Part parse_and() {
    Part lhs = parse_not();
    while (good_ && take_word("and")) {
      const Part rhs = parse_not();
      need(lhs, ExprType::truth, "left side of \"and\"");
      need(rhs, ExprType::truth, "right side of \"and\"");
      lhs = combine(ExprKind::logical_and, lhs, rhs, ExprType::truth);
    }
    return lhs;
  }

  Part parse_not() {
    skip_space();
    const std::size_t at = at_;
    if (!take_word("not")) return parse_comparison();
    if (++depth_ > kDeepest) fail("E217", at_, "expression is nested too deeply");
    const Part inner = good_ ? parse_not() : Part{};
    --depth_;
    need(inner, ExprType::truth, "what follows \"not\"");
    Part out = combine(ExprKind::logical_not, inner, Part{}, ExprType::truth);
    out.at = at;
    return out;
  }

  std::optional<Compare> take_compare() {
    static const struct {
      const char* sign;
      Compare compare;
    } kSigns[] = {{"<=", Compare::le}, {">=", Compare::ge}, {"==", Compare::eq},
                  {"!=", Compare::ne}, {"<", Compare::lt},  {">", Compare::gt}};
    skip_space();
    for (const auto& entry : kSigns) {
      const std::string_view sign = entry.sign;
      if (text_.compare(at_, sign.size(), sign) == 0) {
        at_ += sign.size();
        return entry.compare;
      }
    }
    return std::nullopt;
  }

  Part parse_comparison() {
    const Part lhs = parse_sum();
    if (!good_) return lhs;
    const std::optional<Compare> compare = take_compare();
    if (!compare) return lhs;
    const Part rhs = parse_sum();
    need(lhs, ExprType::number, "left side of the comparison");
    need(rhs, ExprType::number, "right side of the comparison");
    const Part out = combine(ExprKind::compare, lhs, rhs, ExprType::truth);
    expr_.nodes.back().compare = *compare;
    skip_space();
    const std::size_t at = at_;
    if (good_ && take_compare()) fail("E217", at, "comparisons do not chain; join them with \"and\"");
    return out;
  }

  Part parse_sum() {
    Part lhs = parse_product();
    while (good_) {
      const bool plus = take('+');
      if (!plus && !take('-')) break;
      const Part rhs = parse_product();
      need(lhs, ExprType::number, "left side of the sum");
      need(rhs, ExprType::number, "right side of the sum");
      lhs = combine(plus ? ExprKind::add : ExprKind::subtract, lhs, rhs, ExprType::number);
    }
    return lhs;
  }

  Part parse_product() {
    Part lhs = parse_primary();
    while (good_ && take('*')) {
      const Part rhs = parse_primary();
      need(lhs, ExprType::number, "left side of the product");
      need(rhs, ExprType::number, "right side of the product");
      lhs = combine(ExprKind::multiply, lhs, rhs, ExprType::number);
    }
    return lhs;
  }

  Part parse_primary() {
    skip_space();
    const std::size_t at = at_;
    if (take('(')) {
      Part inner = parse_or();
      expect(')');
      inner.at = at;
      return inner;
    }
    if (at_ < text_.size() && (digit(text_[at_]) || text_[at_] == '-' || text_[at_] == '.')) return parse_number();
    const std::string word = peek_word();
    if (word.empty()) {
      fail("E217", at, at < text_.size() ? "unexpected \"" + text_.substr(at) + "\"" : "expression ends too early");
      return Part{};
    }
    at_ += word.size();
    if (word == "free") return constant(0.0, ExprType::number, at);
    if (word == "quota") return constant(1.0, ExprType::number, at);
    if (word == "ban") return constant(2.0, ExprType::number, at);
    if (word == "true" || word == "false") return constant(word == "true" ? 1.0 : 0.0, ExprType::truth, at);
    if (word == "ever" || word == "for") return parse_temporal(word, at);
    return parse_atom(word, at);
  }

  Part parse_number() {
    const std::size_t at = at_;
    const char* start = text_.c_str() + at_;
    char* end = nullptr;
    const double value = std::strtod(start, &end);
    if (end == start || !std::isfinite(value)) {
      fail("E217", at, "malformed number");
      return Part{};
    }
    at_ += static_cast<std::size_t>(end - start);
    return constant(value, ExprType::number, at);
  }

  /// A whole number of months written as such.
  double parse_months() {
    skip_space();
    const std::size_t at = at_;
    const Part part = parse_number();
    if (!good_) return 0.0;
    const double months = expr_.nodes[static_cast<std::size_t>(part.node)].value;
    expr_.nodes.pop_back();
    if (months < 1.0 || months > 1200.0 || months != std::floor(months)) {
      fail("E217", at, "expected a whole number of months, at least 1");
    }
    return months;
  }

  Part parse_temporal(const std::string& word, std::size_t at) {
    expect('(');
    const Part inner = good_ ? parse_or() : Part{};
    need(inner, ExprType::truth, "what \"" + word + "\" watches");
    ExprNode node;
    node.kind = word == "ever" ? ExprKind::ever : ExprKind::held_for;
    node.lhs = inner.node;
    if (word == "for") {
      expect(',');
      if (good_) node.value = parse_months();
    }
    expect(')');
    node.slot = slots_++;
    return Part{add(node), ExprType::truth, at};
  }

  Part parse_atom(const std::string& word, std::size_t at) {
    const AtomInfo* info = nullptr;
    std::vector<std::string> known = {"ever", "for"};
    for (const AtomInfo& atom : all_atoms()) {
      if (atom.name == word) info = &atom;
      known.emplace_back(atom.name);
    }
    if (info == nullptr) {
      const auto close = core::nearest(word, known);
      fail("E307", at, "unknown name \"" + word + "\"" + (close ? "; did you mean \"" + *close + "\"?" : ""));
      return Part{};
    }
    ExprNode node;
    node.kind = ExprKind::atom;
    node.atom = info->atom;
    bool absent = false;
    expect('(');
    std::string first;
    for (int i = 0; i < 2 && good_ && !info->args[i].empty(); ++i) {
      if (i == 1 && info->may_stop && !next_is(',')) break;
      if (i == 1) expect(',');
      if (good_ && info->args[i] == "months") {
        node.value = parse_months();
      } else if (good_) {
        absent = parse_argument(info->args[i], first, node, i) || absent;
      }
    }
    expect(')');
    const ExprType type = info->truth ? ExprType::truth : ExprType::number;
    return absent ? constant(0.0, type, at) : Part{add(node), type, at};
  }

  /// Resolves one id; true when it is absent. `first` carries the first argument's text to the second.
  bool parse_argument(std::string_view kind, std::string& first, ExprNode& node, int position) {
    skip_space();
    const std::size_t at = at_;
    const std::string word = peek_word();
    if (word.empty()) {
      fail("E217", at, "expected the id of a " + std::string(kind));
      return false;
    }
    at_ += word.size();
    std::string id = word;
    if (kind == "decision") {
      if (names_.absent("actor", first)) return true;
      id = first + "." + word;
    }
    if (position == 0) first = word;
    std::int32_t& out = node.arg[position];
    if (kind == "side") return resolve_side(id, at, out);
    out = names_.index(kind, id);
    if (out < 0 && names_.absent(kind, id)) return true;
    if (out < 0) {
      unknown(kind, id, at);
    } else if (kind == "issue" && node.arg[0] >= 0 && names_.track_of_issue(out) != node.arg[0]) {
      fail("E307", at, "issue \"" + id + "\" does not belong to track \"" + first + "\"");
    }
    return false;
  }

  void unknown(std::string_view kind, const std::string& id, std::size_t at) {
    const auto close = core::nearest(id, names_.candidates(kind));
    fail("E307", at,
         "there is no " + std::string(kind == "decision" ? "lever" : kind) + " \"" + id + "\"" +
             (close ? "; did you mean \"" + *close + "\"?" : ""));
  }

  bool resolve_side(const std::string& id, std::size_t at, std::int32_t& out) {
    out = names_.index("coalition", id);
    if (out >= 0) return false;
    const std::int32_t actor = names_.index("actor", id);
    if (actor >= 0) {
      out = names_.coalition_of_actor(actor);
      if (out < 0) fail("E311", at, "actor \"" + id + "\" belongs to no coalition");
      return false;
    }
    if (names_.absent("actor", id)) return true;
    unknown("coalition", id, at);
    return false;
  }

  const std::string& text_;
  const core::Place& place_;
  const ExprNames& names_;
  std::int32_t& slots_;
  core::Diagnostics& diagnostics_;
  Expr expr_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool good_ = true;
};

}  // namespace

std::optional<Expr> parse_expression(const std::string& text, ExprType wanted, const core::Place& place,
                                     const ExprNames& names, std::int32_t& slots, core::Diagnostics& diagnostics) {
  return Parser(text, place, names, slots, diagnostics).run(wanted);
}

}  // namespace entente::scenario

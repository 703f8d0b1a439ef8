// SPDX-License-Identifier: Apache-2.0
// Writes the small scenario. Every number is invented for the tests.
#include "support/small_world.hpp"

#include <stdexcept>

#include "core/text.hpp"

namespace entente::test {

namespace {

class Writer {
 public:
  explicit Writer(const SmallWorldOptions& options) : o_(options) {}

  std::string run() {
    head();
    sides();
    ground();
    economy();
    actors();
    if (has_tracks()) talks();
    questions();
    return out_ + o_.extra;
  }

 private:
  [[nodiscard]] bool has_sponsor() const { return o_.sponsor && !o_.symmetric; }
  [[nodiscard]] bool has_patron() const { return !o_.symmetric; }
  [[nodiscard]] bool has_tracks() const { return o_.tracks > 0 && !o_.symmetric; }

  [[nodiscard]] std::string id(const std::string& name) const { return o_.prefix + name; }
  [[nodiscard]] std::string quoted(const std::string& name) const { return "\"" + id(name) + "\""; }

  /// A quantity with a spread of `width` (a share of v) unless the world is certain.
  [[nodiscard]] std::string q(double v, const std::string& unit, double width = 0.2, double low = -1e9,
                              double high = 1e9) const {
    std::string text =
        "{ v = " + core::format_number(v) + ", unit = \"" + unit + "\", src = [\"judgement\"], why = \"test\", ";
    const double spread = width * (v < 0 ? -v : v);
    if (!o_.uncertain || spread == 0.0) return text + "shape = \"fixed\" }";
    const double lo = v - spread < low ? low : v - spread;
    const double hi = v + spread > high ? high : v + spread;
    return text + "lo = " + core::format_number(lo) + ", hi = " + core::format_number(hi) + " }";
  }
  [[nodiscard]] std::string share(double v, double width = 0.2) const { return q(v, "share", width, 0, 1); }

  void line(const std::string& text) { out_ += text + "\n"; }

  void head() {
    line("schema = \"entente-scenario/1\"\nid = \"small_world\"\ntitle = \"Small world\"\npurpose = \"teaching\"");
    line("as_of = 2020-01-01\nnot_for = [\"Anything but tests.\"]");
    line("[run]\nstart = \"2020-01\"\nmonths = " + std::to_string(o_.months) + "\nseed = " + std::to_string(o_.seed));
    line("[models]\nconflict = \"" + o_.conflict + "\"\neconomy = \"" + o_.economy + "\"\npolicy = \"" + o_.policy +
         "\"\npreference = \"" + o_.preference + "\"");
  }

  void sides() {
    for (const char* name : {"state_side", "rebel_side", "unaligned"}) {
      line("[coalitions." + id(name) + "]\nname = \"" + name + "\"");
      if (std::string(name) == "unaligned") line("unaligned = true");
    }
    line("[fronts." + id("line") + "]\nname = \"Line\"");
    const auto code = [&](const std::string& name, const std::string& side) {
      line("[control_codes." + id(name) + "]\nshare = { " + id(side) + " = " + share(0.95, 0.04) + ", " +
           id("unaligned") + " = " + share(0.05, 0.5) + " }");
    };
    code("s", "state_side");
    code("r", "rebel_side");
    line("[control_codes." + id("x") + "]\nshare = { " + id("unaligned") +
         " = { v = 1, unit = \"share\", shape = \"fixed\", src = [\"judgement\"], why = \"outside\" } }");
  }

  void node(const std::string& name, int position, const std::string& control, bool on_front, bool outside,
            double people) {
    line("[nodes." + id(name) + "]\nname = \"" + name + "\"\nlat = 0.0\nlon = " + core::format_number(0.1 * position));
    line("population = " + q(people, "people_k") + "\ncontrol = " + quoted(control));
    line("terrain = " + q(1.2, "index", 0.1, 1.0) + "\nstatus = " + q(on_front ? 1.0 : 0.0, "MUSD/month"));
    line("major = " + std::string(on_front ? "0.5" : "0.0"));
    if (on_front) line("front = " + quoted("line"));
    if (outside) line("outside = true");
  }

  void edge(const std::string& a, const std::string& b, double km) {
    line("[edges." + id(a + "_" + b) + "]\na = " + quoted(a) + "\nb = " + quoted(b) + "\ntype = \"road\"");
    line("km = " + q(km, "km"));
  }

  [[nodiscard]] static std::string chain(int i) { return "n" + std::to_string(i); }

  void ground() {
    const int n = o_.nodes;
    node("home", 0, "x", false, true, 0);
    node("abroad", n + 1, "x", false, true, 0);
    node("pit", -1, "s", false, false, 50);
    for (int i = 1; i <= n; ++i) node(chain(i), i, i <= n / 2 ? "s" : "r", true, false, 100);
    edge("home", "pit", 100);
    edge("home", chain(1), 50);
    for (int i = 1; i < n; ++i) edge(chain(i), chain(i + 1), 50);
    edge(chain(n), "abroad", 50);
    std::string held;
    for (int i = n / 2 + 1; i <= n; ++i) held += (held.empty() ? "" : ", ") + quoted(chain(i));
    line("[zones." + id("border") + "]\nname = \"Border\"\nnodes = [" + held + "]");
  }

  void asset(const std::string& name, const std::string& at, const std::string& mineral, double output,
             const std::string& sink) {
    line("[assets." + id(name) + "]\nname = \"" + name + "\"\nnode = " + quoted(at) + "\nmineral = " + quoted(mineral));
    line("output = " + q(output, "t/yr") + "\nlicit_sink = " + quoted(sink));
    line("illicit_sink = " + quoted(at == "pit" ? "home" : "abroad"));
  }

  void holding(const std::string& asset_name, const std::string& holder, const std::string& kind, double part) {
    line("[holdings." + id(asset_name + "_" + kind) + "]\nasset = " + quoted(asset_name) +
         "\nholder = " + quoted(holder) + "\nkind = \"" + kind + "\"\nshare = " + share(part, 0.0));
  }

  void economy() {
    line("[minerals." + id("red") + "]\nname = \"Red\"\nprice = " + q(9000, "USD/t") + "\nsmuggled = " + share(0.1));
    line("[minerals." + id("grey") + "]\nname = \"Grey\"\nprice = " + q(30000, "USD/t") + "\nsmuggled = " + share(0.3));
    line("[price_correlation]\npairs = [[" + quoted("red") + ", " + quoted("grey") + ", 0.4]]");
    const std::string last = chain(o_.nodes);
    if (!o_.symmetric) asset("pit_red", "pit", "red", 100000, "home");
    asset("near_grey", chain(1), "grey", 1000, "home");
    asset("far_grey", last, "grey", 1000, o_.symmetric ? "abroad" : "home");
    line("[holders." + id("state_firm") + "]\nname = \"State firm\"\nbloc = \"" + id("south") +
         "\"\nactor = " + quoted("government"));
    if (!o_.symmetric) {
      holding("pit_red", "state_firm", "equity", 0.4);
      holding("pit_red", "state_firm", "offtake", 0.4);
      line("[groups." + id("held") + "]\nname = \"Held\"\nassets = [" + quoted("far_grey") + "]");
      line("[groups." + id("pits") + "]\nname = \"Pits\"\nassets = [" + quoted("pit_red") + "]");
    }
  }

  void actor(const std::string& name, const std::string& kind, const std::string& side, const std::string& bloc) {
    line("[actors." + id(name) + "]\nname = \"" + name + "\"\nkind = \"" + kind + "\"");
    if (!side.empty()) line("coalition = " + quoted(side));
    if (!bloc.empty()) line("bloc = \"" + id(bloc) + "\"");
    line("stock = " + q(100, "MUSD") + "\nincome = " + q(30, "MUSD/month") + "\noverhead = " + q(20, "MUSD/month"));
    line("discount = " + share(0.99, 0.005) + "\nhorizon = " + q(36, "month") + "\npolicy_horizon = " + q(18, "month"));
    line("delivery = " + share(o_.delivery) + "\nbelieved_delivery = " + share(o_.delivery));
    line("relief_credibility = " + share(o_.relief));
  }

  void attribute(const std::string& owner, const std::string& name, const std::string& measure,
                 const std::string& sense, double weight, const std::string& scale, const std::string& more = "") {
    line("[actors." + id(owner) + ".attributes." + name + "]\nmeasure = \"" + measure + "\"\nsense = \"" + sense +
         "\"");
    line("weight = " + share(weight) + "\nscale = " + scale);
    if (!more.empty()) line(more);
  }

  void lever(const std::string& owner, const std::string& name, const std::string& levels, double initial,
             const std::string& effect) {
    if (!o_.levers) return;
    line("[actors." + id(owner) + ".decisions." + name + "]\ntitle = \"" + name + "\"\nlevels = " + levels +
         "\ninitial = " + core::format_number(initial) + "\nreview = " + q(0.3, "1/month") + "\neffects = [" + effect +
         "]");
  }

  void force(const std::string& name, const std::string& owner, double men, double quality, const std::string& base,
             bool lent) {
    line("[forces." + id(name) + "]\nname = \"" + name + "\"\nactor = " + quoted(owner) +
         "\nmen = " + q(men, "person"));
    line("quality = " + q(quality, "index") + "\ncohesion = " + share(0.7) + "\ncost = " + q(500, "USD/month"));
    line("recruit = " + q(0.02, "1/month") + "\nbases = [" + quoted(base) + "]");
    if (lent) line("sponsor = true\ncoalition = " + quoted("rebel_side"));
  }

  void warring(const std::string& name, const std::string& side, const std::string& kind) {
    actor(name, kind, side, name == "government" ? "south" : "");
    attribute(name, "territory", "population", "more", 0.5, q(200, "people_k"), "coalition = " + quoted(side));
    attribute(name, "cash", "cash", "more", 0.4, q(20, "MUSD/month"));
    attribute(name, "standing", "audience", "more", 0.1, q(10, "index"));
    lever(name, "posture", "[0, 0.5, 0.9]", 0, "{ op = \"posture\", coalition = " + quoted(side) + " }");
  }

  void actors() {
    warring("government", "state_side", o_.symmetric ? "armed_group" : "state");
    warring("rebel", "rebel_side", "armed_group");
    const double men = o_.government_men;
    const double quality = o_.government_quality;
    force("army", "government", men, quality, "home", false);
    force("fighters", "rebel", o_.symmetric ? men : o_.rebel_men, o_.symmetric ? quality : o_.rebel_quality, "abroad",
          false);
    if (has_patron()) patron();
    if (has_sponsor()) sponsor();
  }

  void patron() {
    actor("patron", "state", "", "west");
    line("bite = [" + q(0, "MUSD/month") + ", " + q(o_.pledge_bite * 0.3, "MUSD/month") + ", " +
         q(o_.pledge_bite, "MUSD/month") + "]");
    line("sanction_cost = [" + q(0, "MUSD/month") + ", " + q(0.5, "MUSD/month") + ", " + q(1.5, "MUSD/month") + "]");
    attribute("patron", "supply", "supply", "more", 0.7, q(30, "MUSD/month"),
              "criticality = { " + id("red") + " = 1.0, " + id("grey") + " = 1.0 }");
    attribute("patron", "cash", "cash", "more", 0.2, q(30, "MUSD/month"));
    attribute("patron", "lives", "deaths", "less", 0.1, q(100, "person"), "attended = true");
    if (has_sponsor()) {
      lever("patron", "press", "[0, 1, 2]", 0,
            "{ op = \"sanction\", on = " + quoted("sponsor") + ", force = " + quoted("lent") + " }");
    }
  }

  void sponsor() {
    actor("sponsor", "state", "", "");
    attribute("sponsor", "cash", "cash", "more", 0.5, q(10, "MUSD/month"));
    attribute("sponsor", "buffer", "zone", "more", 0.4, share(0.5),
              "coalition = " + quoted("rebel_side") + "\nzone = " + quoted("border"));
    attribute("sponsor", "standing", "sanctioned", "less", 0.1, q(2, "level"));
    force("lent", "sponsor", o_.sponsor_men, o_.sponsor_quality, "abroad", true);
    const double half = o_.sponsor_men / 2;
    lever("sponsor", "support", "[0, " + core::format_number(half) + ", " + core::format_number(o_.sponsor_men) + "]",
          o_.sponsor_men, "{ op = \"deploy\", force = " + quoted("lent") + " }");
  }

  void track(const std::string& name, const std::string& a, const std::string& b) {
    line("[tracks." + id(name) + "]\ntitle = \"" + name + "\"\nparties = [" + quoted(a) + ", " + quoted(b) +
         "]\nprotocol = \"" + o_.protocol + "\"");
    line("deadline = " + q(12, "month") + "\nbreakdown = " + share(0.02) + "\nconvene = " + q(0.5, "1/month") +
         "\nmonitor = " + share(0.1) + "\nhazard = " + q(0.05, "1/month"));
    line("reservation = { " + id(a) + " = " + q(0.01, "index") + ", " + id(b) + " = " + q(0.01, "index") + " }");
    line("concession = { " + id(a) + " = " + q(0.6, "index") + ", " + id(b) + " = " + q(0.6, "index") + " }");
  }

  void issue(const std::string& name, const std::string& on, const std::string& kind, const std::string& grants,
             const std::string& to, const std::string& range, const std::string& effects) {
    line("[issues." + id(name) + "]\ntrack = " + quoted(on) + "\ntitle = \"" + name + "\"\nkind = \"" + kind +
         "\"\ngrants = " + quoted(grants) + "\nto = " + quoted(to) + "\n" + range + "\neffects = [" + effects + "]");
  }

  void talks() {
    track("bargain", "patron", "government");
    issue("offtake", "bargain", "share", "government", "patron", "range = [0.0, 0.4]\ngrid = 0.2",
          "{ op = \"set_share\", group = " + quoted("pits") + ", kind = \"offtake\", of = \"granter\" }");
    issue("aid", "bargain", "quantity", "patron", "government", "range = [0.0, 4.0]\ngrid = 2.0\nunit = \"MUSD/month\"",
          "{ op = \"pay\" }");
    if (o_.rights) {
      issue("rights", "bargain", "share", "government", "patron", "range = [0.0, 1.0]\ngrid = 0.5",
            "{ op = \"set_share\", group = " + quoted("held") + ", kind = \"rights\" }");
    }
    if (o_.security) {
      issue("training", "bargain", "quantity", "patron", "government",
            "range = [0.0, 2.0]\ngrid = 1.0\nunit = \"battalion\"",
            "{ op = \"train\", force = " + quoted("army") + ", scale = " + q(500, "person") +
                ", lag = " + q(6, "month") + " }");
      if (has_sponsor()) {
        issue("pledge", "bargain", "level", "patron", "government", "range = [0.0, 2.0]",
              "{ op = \"sanction\", on = " + quoted("sponsor") + ", force = " + quoted("lent") + " }");
      }
    }
    if (o_.tracks < 2) return;
    const std::string other = has_sponsor() ? "sponsor" : "rebel";
    track("peace", "government", other);
    issue("pullback", "peace", "share", other, "government", "range = [0.0, 1.0]\ngrid = 0.5",
          "{ op = \"withdraw\", force = " + quoted(has_sponsor() ? "lent" : "fighters") + ", lag = " + q(3, "month") +
              " }");
    issue("truce", "peace", "toggle", other, "government", "",
          "{ op = \"ceasefire\", coalition = " + quoted("rebel_side") +
              " }, { op = \"ceasefire\", coalition = " + quoted("state_side") + " }");
    issue("fee", "peace", "quantity", "government", other, "range = [0.0, 2.0]\ngrid = 1.0\nunit = \"MUSD/month\"",
          "{ op = \"pay\" }");
  }

  void outcome(const std::string& name, const std::string& rule, const std::string& more) {
    line("[outcomes." + id(name) + "]\ntitle = \"" + name + "\"\nrule = \"" + rule + "\"\n" + more);
  }

  void questions() {
    const int last = o_.months;
    const std::string month = core::to_month_string(core::add_months(core::Date{2020, 1, 1}, last));
    line("[projection]\nmonths = " + q(24, "month", 0.0) + "\nstep = " + q(3, "month", 0.0));
    const auto axis = [&](const std::string& name, const std::string& body) {
      line("[projection.axes." + name + "]\n" + body);
    };
    if (has_sponsor()) {
      axis("support", "kind = \"force_men\"\nforce = " + quoted("lent") + "\nlevels = [0, " +
                          core::format_number(o_.sponsor_men / 2) + ", " + core::format_number(o_.sponsor_men) + "]" +
                          (o_.levers ? "\ndecision = \"" + id("sponsor") + ".support\"" : ""));
    }
    axis("restraint", "kind = \"restraint\"\ncoalition = " + quoted("rebel_side") + "\nlevels = [0, 0.9]" +
                          (o_.levers ? "\ndecision = \"" + id("rebel") + ".posture\"" : ""));
    if (!o_.symmetric) {
      axis("strength", "kind = \"strength\"\nforce = " + quoted("army") + "\nlevels = [0, 1000]\nmode = \"linear\"");
      axis("pressure",
           "kind = \"pressure\"\ncoalition = " + quoted("rebel_side") + "\nlevels = [0, 20]\nmode = \"linear\"");
    }
    if (has_tracks()) {
      outcome("deal", "signed", "when = \"signed(" + id("bargain") + ")\"\nby = \"" + month + "\"");
      if (o_.tracks > 1)
        outcome("peace_text", "signed", "when = \"signed(" + id("peace") + ")\"\nby = \"" + month + "\"");
    }
    outcome("rebel_people", "people",
            "type = \"continuous\"\nvalue = \"people(" + id("rebel_side") + ")\"\nat = \"" + month +
                "\"\nunit = \"people_k\"");
    outcome("killed", "deaths",
            "type = \"continuous\"\nvalue = \"deaths()\"\nat = \"" + month + "\"\nharm = true\nunit = \"person\"");
  }

  const SmallWorldOptions& o_;
  std::string out_;
};

}  // namespace

std::string small_world_toml(const SmallWorldOptions& options) { return Writer(options).run(); }

scenario::LoadResult load_text(const std::string& text, const scenario::ModelCatalog& catalog,
                               const std::vector<scenario::TextOverlay>& overlays) {
  scenario::MemoryFiles files;
  files.put("case/scenario.toml", text);
  return scenario::load("case", files, catalog, overlays);
}

scenario::Scenario small_world(const SmallWorldOptions& options, const scenario::ModelCatalog& catalog) {
  scenario::LoadResult result = load_text(small_world_toml(options), catalog);
  if (!result.scenario) throw std::runtime_error(core::render_all(result.diagnostics));
  return std::move(*result.scenario);
}

}  // namespace entente::test

// SPDX-License-Identifier: Apache-2.0
// The style sheet: light, one column of text, two of cards where there is room, A4 when printed, system fonts only.
#include "report/markup.hpp"

namespace entente::report {

std::string style_sheet() {
  return R"css(
:root{--ink:#1c2126;--soft:#56606a;--rule:#d5dade;--back:#fff;--panel:#f6f7f8;--mark:#274b6d}
*{box-sizing:border-box}
html{background:var(--back);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
body{max-width:68rem;margin:0 auto;padding:1rem 1.25rem 4rem}
a{color:var(--mark)}
a.skip{position:absolute;left:-999rem}
a.skip:focus{left:1rem;top:.5rem;background:#fff;padding:.25rem .5rem}
h1{font-size:1.7rem;line-height:1.2;margin:.6rem 0 .4rem}
h2{font-size:1.3rem;margin:2.6rem 0 .5rem;padding-top:.7rem;border-top:2px solid var(--ink)}
h3{font-size:1.02rem;margin:1.4rem 0 .3rem}
p{margin:.4rem 0;max-width:46rem}
.stamp{display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;padding:.5rem .8rem;border:1px solid var(--ink);font-size:.86rem}
.stamp b{letter-spacing:.05em;text-transform:uppercase}
code{font:.86em/1.4 ui-monospace,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
pre{background:var(--panel);border:1px solid var(--rule);padding:.6rem .8rem;white-space:pre-wrap;overflow-wrap:anywhere}
.note{color:var(--soft);font-size:.88rem}
.notfor{background:var(--panel);border-left:4px solid var(--ink);padding:.5rem .9rem;margin:.9rem 0}
.notfor ul{margin:.2rem 0;padding-left:1.2rem}
nav ol{columns:2;margin:.3rem 0;padding-left:1.4rem;font-size:.92rem}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr));gap:.9rem;margin:.8rem 0}
.card{border:1px solid var(--rule);padding:.7rem .9rem;break-inside:avoid;display:flex;flex-direction:column}
.card h3{margin:0 0 .2rem}
.card .answer{font-size:1.04rem;margin:.1rem 0}
.card .answer strong{font-size:1.12rem}
.card ul{list-style:none;margin:.35rem 0 0;padding:0;font-size:.85rem}
.card li{display:flex;justify-content:space-between;gap:.8rem;border-top:1px dotted var(--rule);padding:.1rem 0}
.card li span:last-child{text-align:right}
.card .note{margin:.3rem 0 0}
.row{display:flex;flex-wrap:wrap;gap:1rem 1.6rem;align-items:flex-start}
svg.chart{max-width:100%;height:auto;font:11px system-ui,"Liberation Sans",sans-serif;fill:var(--ink);display:block}
figure{margin:.8rem 0;break-inside:avoid}
figcaption{font-size:.88rem;color:var(--soft);max-width:46rem}
.scroll{overflow-x:auto;margin:.6rem 0}
table{border-collapse:collapse;font-size:.86rem;line-height:1.35}
caption{text-align:left;font-weight:600;padding:.2rem 0;max-width:46rem}
th,td{border-bottom:1px solid var(--rule);padding:.22rem .55rem;text-align:left;vertical-align:top}
thead th{border-bottom:1.5px solid var(--ink);font-weight:600}
tbody th{font-weight:400}
td code,th code{overflow-wrap:break-word}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
details{margin:.5rem 0}
summary{cursor:pointer;color:var(--mark)}
.key{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;font-size:.86rem;margin:.3rem 0}
.key i{display:inline-block;width:.85em;height:.85em;margin-right:.35em;vertical-align:-.08em;border:1px solid rgba(0,0,0,.25)}
.story h4{margin:.8rem 0 .1rem;font-size:.93rem}
.story ul{margin:.1rem 0;padding-left:1.1rem}
.story li{margin:.15rem 0;max-width:50rem}
.refuse td span{display:block;color:var(--soft);font-size:.82rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;font-size:.92rem}
dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
footer{margin-top:3rem;border-top:2px solid var(--ink);padding-top:.6rem;font-size:.88rem}
@media (max-width:34rem){nav ol{columns:1}dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}.cards{grid-template-columns:1fr}}
@page{size:A4;margin:14mm 13mm}
@media print{html{font-size:9.5pt}body{max-width:none;padding:0}nav,a.skip{display:none}h2{break-after:avoid}h3{break-after:avoid}
.cards{grid-template-columns:1fr 1fr}.scroll{overflow:visible}table{font-size:7.6pt;width:100%}tr{break-inside:avoid}
details::details-content{content-visibility:visible;display:block}svg *{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
)css";
}

}  // namespace entente::report

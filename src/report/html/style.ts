/** System fonts only, Korean among them; both colour schemes; print. */
export const STYLE = `
:root{--paper:#fff;--ink:#1b1f24;--soft:#555e68;--rule:#d5d9de;--faint:#f4f5f7;--link:#17507f;--actor:#a5301a;--actor-soft:#e2a698;--all:#7b8a9a;--covered:#8fb0a0;--good:#1d6a42;--bad:#a5301a;--warn:#7a5200;--mark:#fdf3d7;--edge:#1b1f2433;
--text:system-ui,-apple-system,"Segoe UI","Noto Sans",Pretendard,"Apple SD Gothic Neo","Malgun Gothic","Noto Sans KR","Noto Sans CJK KR",sans-serif;
--head:"Iowan Old Style","Palatino Linotype",Palatino,Georgia,"Noto Serif KR","Noto Serif CJK KR",AppleMyungjo,Batang,serif;
--code:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","D2Coding",monospace}
@media (prefers-color-scheme:dark){:root{--paper:#15181c;--ink:#e6e8eb;--soft:#a4acb5;--rule:#343a41;--faint:#1d2126;--link:#8fc1ec;--actor:#f0876d;--actor-soft:#7d4437;--all:#8797a8;--covered:#4f7564;--good:#7cc9a0;--bad:#f0876d;--warn:#e0b860;--mark:#3a3320;--edge:#000c}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:72rem;padding:0 1.5rem 6rem;background:var(--paper);color:var(--ink);font:16px/1.55 var(--text);word-break:keep-all;overflow-wrap:break-word}
body:has(#choose-ko:checked) [lang=en],body:has(#choose-en:checked) [lang=ko]{display:none}
h1,h2,h3{font-family:var(--head);font-weight:600;line-height:1.25;text-wrap:balance}
h1{font-size:2.1rem;margin:2.2rem 0 1.2rem}
h2{font-size:1.45rem;margin:0 0 1rem}
h3{font-size:1.1rem;margin:2rem 0 .6rem}
h4{font-size:.82rem;margin:.6rem 0 .2rem;color:var(--soft);font-weight:600}
p{margin:.4rem 0 .8rem}
a{color:var(--link)}
a.n{color:inherit;text-decoration:underline dotted var(--soft) 1px;text-underline-offset:3px;white-space:nowrap}
a.n:hover{text-decoration-style:solid;color:var(--link)}
a:focus-visible,[tabindex]:focus-visible,input:focus-visible+label{outline:2px solid var(--link);outline-offset:2px}
code{font:.86em/1.5 var(--code);overflow-wrap:anywhere}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.num,a.n,time,td.num{font-variant-numeric:tabular-nums}
.digest{font-size:.74rem;color:var(--soft);word-break:break-all}
.note,.meta,caption,figcaption{color:var(--soft);font-size:.9rem}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1.5rem;top:.5rem}
.languages{float:right;border:0;margin:1.4rem 0 0;padding:0;font-size:.88rem}
.languages legend{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.languages input{position:absolute;opacity:0}
.languages label{padding:.25rem .6rem;border:1px solid var(--rule);cursor:pointer}
.languages label:first-of-type{border-radius:4px 0 0 4px}
.languages label:last-of-type{border-radius:0 4px 4px 0;border-left:0}
.languages input:checked+label{background:var(--ink);color:var(--paper)}
header{border-bottom:3px double var(--rule);padding-bottom:1.2rem;margin-bottom:2rem}
header dl>div{min-width:0}
header dl{display:flex;flex-wrap:wrap;gap:.4rem 2rem;margin:0}
dt{color:var(--soft);font-size:.82rem}
dd{margin:0}
section{margin:0 0 3.2rem;padding-top:1.4rem;border-top:1px solid var(--rule)}
#summary{border:0;padding:0}
#summary h2{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.verdict{font:600 1.6rem/1.3 var(--head);border-left:6px solid var(--soft);padding:.2rem 0 .2rem 1rem;margin:0 0 1.4rem}
.verdict.confirmed{border-color:var(--bad)}
.verdict.likely,.verdict.possible{border-color:var(--warn)}
.verdict.no-evidence{border-color:var(--good)}
.summary{margin:0}
.summary>div{display:grid;grid-template-columns:10rem minmax(0,1fr);gap:1rem;padding:.5rem 0;border-top:1px solid var(--rule)}
.summary dt{font-size:.95rem}
details{margin:.2rem 0}
details dl>div{display:grid;grid-template-columns:9rem minmax(0,1fr);gap:1rem}
nav{margin:0 0 2.6rem}
nav h2{font-size:.82rem;font-family:var(--text);color:var(--soft);margin:0 0 .3rem}
nav ol{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;margin:0;padding:0;list-style:none}
.wide{overflow-x:auto;background:linear-gradient(90deg,var(--paper) 40%,transparent) 0/2.4rem 100% no-repeat local,linear-gradient(270deg,var(--paper) 40%,transparent) 100%/2.4rem 100% no-repeat local,linear-gradient(90deg,var(--edge),transparent) 0/.8rem 100% no-repeat scroll,linear-gradient(270deg,var(--edge),transparent) 100%/.8rem 100% no-repeat scroll}
table{position:relative;border-collapse:collapse;width:100%;margin:.4rem 0 1.4rem;font-size:.92rem}
caption{text-align:left;padding:0 0 .5rem;max-width:min(46rem,100vw - 3rem);text-wrap:pretty}
th,td{text-align:left;vertical-align:top;padding:.38rem 1.1rem .38rem 0;border-bottom:1px solid var(--rule)}
thead th{color:var(--soft);font-weight:600;font-size:.82rem;border-bottom:1px solid var(--ink);vertical-align:bottom}
tbody th,tfoot th{font-weight:400}
tbody th{min-width:6.5rem;overflow-wrap:anywhere}
tbody th>code{display:inline-block;min-width:13rem}
.long{min-width:13rem}
.reading,time{white-space:nowrap}
tfoot th,tfoot td{border-top:1px solid var(--ink);border-bottom:0;font-weight:600}
th.num,td.num{text-align:right}
th:last-child,td:last-child{padding-right:0}
.upper{color:var(--soft)}
.none{color:var(--soft)}
ul,ol{padding-left:1.2rem;margin:.3rem 0 1rem}
ul.plain{list-style:none;padding:0;margin:0}
td ul{margin:0}
.good{color:var(--good)}
.bad{color:var(--bad);font-weight:600}
.warning{border-left:4px solid var(--warn);padding:.3rem .8rem;background:var(--faint)}
.level,.outcome,.mark{white-space:nowrap}
.level.confirmed,.outcome.found{color:var(--bad);font-weight:600}
.level.likely,.level.possible,.mark.suggested,.mark.unmapped{color:var(--warn);font-weight:600}
.outcome.could-not-look{color:var(--warn)}
h3 .level{font:600 .85rem var(--text);margin-left:.5rem}
.vectors{list-style:none;padding:0;counter-reset:v}
.vectors>li{counter-increment:v;border-top:1px solid var(--rule);padding:.2rem 0 .6rem}
.vectors h3{margin:.8rem 0 .2rem}
.vectors h3::before{content:counter(v) ". ";color:var(--soft)}
.sides,.ranks{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:0 2rem}
.vectors ul{list-style:disc}
.id,.legend .item{display:inline-block}
.meter{width:110px;height:7px;vertical-align:middle;margin:0 .6rem}
.meter .track{fill:var(--rule)}
.meter .fill{fill:var(--actor)}
.ranked{list-style:none;padding:0;font-size:.9rem}
.ranked li{display:flex;justify-content:space-between;align-items:baseline;gap:1rem;border-bottom:1px solid var(--rule);padding:.15rem 0}
figure{margin:.6rem 0 1.6rem}
.chart{display:block;width:100%;min-width:46rem;height:auto}
.chart text{font:12px var(--text);fill:var(--soft);text-anchor:middle;font-variant-numeric:tabular-nums}
.chart .value,.chart .lane,.chart .zone{text-anchor:end}
.chart .lane{fill:var(--ink)}
.chart .lane.actor{fill:var(--actor);font-weight:600}
.chart .axis line{stroke:var(--rule);stroke-width:1}
.chart .grid{stroke:var(--rule);stroke-width:1}
.bars.actor{fill:var(--actor)}
.bars.everybody{fill:var(--all)}
.chart .panel-title{font-weight:600;fill:var(--ink);text-anchor:start}
.chart .panel-title.actor{fill:var(--actor)}
.chart .covered{fill:var(--covered)}
.chart .uncovered{fill:var(--paper)}
.chart .hatch{stroke:var(--warn);stroke-width:2.4}
.chart .gap{stroke:var(--warn);stroke-width:.6}
.phase.burst,.phase.pause{fill:var(--actor)}
.phase.probe{fill:var(--actor-soft);stroke:var(--actor);stroke-width:1}
.since line{stroke:var(--actor);stroke-width:1.2;stroke-dasharray:4 3}
.chart .since text{fill:var(--actor);font-weight:600;text-anchor:inherit}
.legend .item{margin-right:.9rem}
.key{display:inline-block;width:1.1rem;height:.7rem;margin-right:.35rem;vertical-align:baseline}
.key.covered{background:var(--covered)}
.key.hatched{border:1px solid var(--warn);background:repeating-linear-gradient(135deg,var(--warn) 0 2px,transparent 2px 5px)}
.key.probe{background:var(--actor-soft);border:1px solid var(--actor)}
.key.burst{background:var(--actor)}
.key.pause{height:2px;background:var(--actor);vertical-align:middle}
.key.since{width:0;border-left:2px dashed var(--actor);height:.9rem}
.certificate,.actor{padding:.2rem 0 1rem;border-top:1px solid var(--rule)}
.certificate h3,.actor h3{margin:.8rem 0 .4rem}
.certificate h3{font:600 1rem/1.4 var(--text)}
.certificate:target{background:var(--mark);box-shadow:0 0 0 .6rem var(--mark)}
.certificate dl{margin:0}
.certificate dl>div{display:grid;grid-template-columns:10rem minmax(0,1fr);gap:1rem;align-items:baseline}
.certificate dd{font-size:.92rem}
.certificate .result{font-weight:600}
pre{background:var(--faint);border:1px solid var(--rule);padding:.7rem .9rem;overflow:auto;max-height:24rem;white-space:pre-wrap;font-size:.86rem;line-height:1.5;word-break:normal}
@media (max-width:44rem){body{padding:0 1rem 4rem}caption{max-width:calc(100vw - 2rem)}h1{font-size:1.7rem;margin:1.2rem 0}.verdict{font-size:1.35rem}section{margin-bottom:2.2rem}.chart text{font-size:14px}th,td{padding-right:.8rem}.summary>div,.certificate dl>div{grid-template-columns:minmax(0,1fr);gap:0}.languages{float:none;margin-top:1rem}}
@media print{:root{--paper:#fff;--ink:#000;--soft:#444;--rule:#bbb;--faint:#fff;--link:#000}
body{max-width:none;padding:0;font-size:10pt}.languages,.skip,nav{display:none}
pre{max-height:none}.wide{overflow:visible;background:none}.long,tbody th,tbody th>code{min-width:0}table{font-size:8pt}thead th{font-size:7.5pt}th,td{padding-right:.5rem;overflow-wrap:anywhere}.reading,td time,td a.n,.level,.outcome,.mark{white-space:normal}.note,.meta,caption,figcaption{font-size:9pt}.chart{min-width:0}
h2,h3,thead{break-after:avoid}tr,figure,.certificate dl{break-inside:avoid}thead{display:table-header-group}
.bars,.phase,.key,.covered{print-color-adjust:exact;-webkit-print-color-adjust:exact}
@page{margin:18mm 16mm}}
`

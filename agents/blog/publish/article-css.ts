/** Readable on a phone, on paper, by day and by night. It refers to nothing outside the file. */
export const articleCss = `
:root{color-scheme:light dark;--ink:#1d232b;--soft:#59636f;--paper:#fff;--line:#dfe3e8;--link:var(--brand-link);--tint:#f4f6f8;--mark:#8a4b00;--mark-paper:#fff4e0}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ed;--soft:#a3adb8;--paper:#14181d;--line:#323a43;--link:var(--brand-link-dark);--tint:#1d232a;--mark:#ffc879;--mark-paper:#33260f}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.7 var(--body-font),system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%;overflow-wrap:break-word}
article{padding:0 0 5rem}
article>*{max-width:42rem;margin-inline:auto;padding-inline:1.25rem}
article>.hero{max-width:none;margin:0 0 3rem;padding:clamp(2rem,6vw,4.5rem) max(1.25rem,calc((100% - 42rem)/2 + 1.25rem));background:var(--ornament) right top/auto 66rem no-repeat,var(--hero);border-bottom:6px solid var(--accent);color:var(--hero-text)}
.hero>*{max-width:42rem}
.brand{display:flex;gap:.75rem;align-items:center;margin:0 0 clamp(1.75rem,5vw,3rem);font-weight:600;color:var(--hero-soft)}
.brand img{border-radius:.5rem}
.hero .about{color:var(--hero-soft)}
h1,h2,h3,h4,h5,h6{line-height:1.25;letter-spacing:-.012em;text-wrap:balance;break-after:avoid}
h1,h2,h3{font-family:var(--head-font),var(--body-font),system-ui,sans-serif}
h1{margin:0 0 1.25rem;font-weight:700;font-size:clamp(2rem,1.4rem + 2.6vw,2.75rem);line-height:1.12;letter-spacing:-.022em}
h2{margin:2.75rem 0 .75rem;font-size:1.5rem}
h3,h4,h5,h6{margin:2rem 0 .5rem;font-size:1.175rem}
p,ul,ol,blockquote,pre,table{margin:0 0 1.25rem}
p{orphans:3;widows:3;text-wrap:pretty}
.about{margin:0;font-size:.9375rem;color:var(--soft)}
a{color:var(--link);text-underline-offset:.18em}
li{margin:.35rem 0}
li>p{margin:0 0 .5rem}
.contains-task-list{padding-left:.25rem;list-style:none}
blockquote{margin-left:0;padding:.1rem 0 .1rem 1.25rem;border-left:4px solid var(--line);color:var(--soft)}
blockquote>:last-child{margin-bottom:0}
hr{margin:2.5rem 0;border:0;border-top:1px solid var(--line)}
code{padding:.12em .35em;border-radius:.3em;background:var(--tint);font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{padding:1rem;border-radius:.5rem;background:var(--tint);overflow-x:auto}
pre code{padding:0;background:none}
table{display:block;width:100%;overflow-x:auto;border-collapse:collapse;font-size:1rem}
th,td{padding:.5rem .75rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
sup{line-height:0;font-size:.72em}
sup a{padding:0 .1em;text-decoration:none;font-weight:600}
.disclaimers,.footnotes{margin-top:3rem;padding-top:1.25rem;border-top:1px solid var(--line);font-size:.9375rem;line-height:1.6;color:var(--soft)}
.footnotes h2{margin-top:0;font-size:1.125rem;color:var(--ink)}
.footnotes ol{padding-left:1.5rem}
:target{background:var(--tint)}
.draft{position:sticky;top:0;z-index:1;margin:0;padding:.6rem 1.25rem;background:var(--mark-paper);color:var(--mark);border-bottom:1px solid currentColor;font-size:.9375rem;text-align:center}
@page{margin:18mm}
@media (max-width:48rem){article>.hero{background-size:auto 22rem,auto;background-position:right -9rem top -2rem,0 0}}
@media print{.hero{print-color-adjust:exact;-webkit-print-color-adjust:exact}:root{color-scheme:light;--ink:#000;--soft:#333;--paper:#fff;--line:#bbb;--link:#000}body{font-size:11pt}article{padding:0}article>*{max-width:none}.draft{position:static}.data-footnote-backref{display:none}article>section a[href^="http"]::after{content:" (" attr(href) ")";font-size:.85em}}
`.trim();

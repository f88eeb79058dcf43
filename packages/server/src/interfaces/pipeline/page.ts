// The server's own few pages (docs, sandbox): plain HTML, one style sheet, readable by anything; a script where nothing else would do.

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

/** In the colours of the apps (`packages/ui/src/styles/tokens.css`), with the fonts of the machine. */
export const pageStyle = `
:root { color-scheme: light dark; font: 1.0625rem/1.55 system-ui, sans-serif; --paper: #fbfaf7; --sheet: #fff; --ink: #17211e; --ink-2: #43504b; --line: #e3dfd4; --edge: #7b867f; --action: #0b5d4e; --on-action: #fff; }
@media (prefers-color-scheme: dark) { :root { --paper: #121816; --sheet: #18201d; --ink: #f0ede5; --ink-2: #c2cac5; --line: #2f3935; --edge: #7f8b85; --action: #7fd1bc; --on-action: #06231c; } }
body { max-width: 72rem; margin: 0 auto; padding: 2rem 1rem 4rem; background: var(--paper); color: var(--ink); }
h1 { font-size: 2rem; line-height: 1.2; } h2 { font-size: 1.35rem; margin-top: 2.5rem; } main > p, dl, .steps { max-width: 44rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .6rem 1rem .6rem 0; border-bottom: 1px solid var(--line); vertical-align: top; font-size: .9rem; }
th { color: var(--ink-2); border-bottom-color: var(--edge); } td:last-child { min-width: 13rem; } td code { white-space: nowrap; }
.scroll { overflow-x: auto; } code, pre { font: .95em/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; background: var(--sheet); border: 1px solid var(--line); border-radius: .625rem; padding: .8rem 1rem; }
label { display: block; font-weight: 600; } pre[role="region"] { max-height: 70vh; overflow: auto; }
input, select, textarea, button { font: inherit; box-sizing: border-box; min-height: 2.75rem; padding: .4rem .8rem; max-width: 100%; color: inherit; background: var(--sheet); border: 1px solid var(--edge); border-radius: .625rem; }
textarea, .path { font: .95em/1.5 ui-monospace, monospace; } input, textarea, select { width: 100%; } textarea { display: block; resize: vertical; }
.short { width: auto; } button { font-weight: 600; padding: .4rem 1.5rem; background: var(--action); border-color: var(--action); color: var(--on-action); } [role="status"] { font-weight: 600; }
:focus-visible { outline: 3px solid var(--action); outline-offset: 2px; }
.steps li { margin-bottom: 1.1rem; } .steps li p, .steps li ul, .steps li li { margin: .15rem 0; } .stories { list-style: none; padding: 0; } .stories h2 { margin-bottom: .2rem; } .stories p { margin: .15rem 0; }
.buttons { display: flex; flex-wrap: wrap; gap: .6rem; } .held .state::before { content: "✓ "; } .failed .state { font-weight: 700; } .failed .state::before { content: "✗ "; } summary { min-height: 1.6rem; }
a { color: var(--action); text-underline-offset: .15em; } dt { margin-top: .6rem; } dd { margin: 0; }
`;

/** `body` is HTML: whoever calls escapes what comes from outside. */
export const page = (language: 'fr' | 'en', title: string, body: string): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><link rel="stylesheet" href="/docs/style.css"></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;

// The server's own few pages (docs, sandbox): plain HTML, one style sheet, readable by anything; a script where nothing else would do.

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

export const pageStyle = `
:root { color-scheme: light dark; font: 1.0625rem/1.55 system-ui, sans-serif; }
body { max-width: 58rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .5rem .6rem; border-bottom: 1px solid #8886; vertical-align: top; }
.scroll { overflow-x: auto; } code, pre { font: .95em ui-monospace, monospace; overflow-wrap: anywhere; } pre { white-space: pre-wrap; }
label { display: block; font-weight: 600; } pre[role="region"] { max-height: 70vh; overflow: auto; border-left: 2px solid #8886; padding-left: .8rem; }
input, select, textarea, button { font: inherit; box-sizing: border-box; min-height: 2.75rem; padding: .4rem .6rem; max-width: 100%; }
textarea, .path { font: .95em/1.5 ui-monospace, monospace; } input, textarea, select { width: 100%; } textarea { display: block; resize: vertical; }
.short { width: auto; } button { font-weight: 600; padding: .4rem 1.5rem; } [role="status"] { font-weight: 600; }
.steps li { margin-bottom: 1.1rem; } .steps li p, .steps li ul, .steps li li { margin: .15rem 0; } .stories { list-style: none; padding: 0; } .stories h2 { margin-bottom: .2rem; } .stories p { margin: .15rem 0; }
.buttons { display: flex; flex-wrap: wrap; gap: .6rem; } .held .state::before { content: "✓ "; } .failed .state { font-weight: 700; } .failed .state::before { content: "✗ "; } summary { min-height: 1.6rem; }
a { color: inherit; text-underline-offset: .15em; } dt { margin-top: .6rem; } dd { margin: 0; }
`;

/** `body` is HTML: whoever calls escapes what comes from outside. */
export const page = (language: 'fr' | 'en', title: string, body: string): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><link rel="stylesheet" href="/docs/style.css"></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;

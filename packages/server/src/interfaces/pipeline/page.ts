// The server's own few pages (docs, sandbox): plain HTML without script, one style sheet, readable by anything.

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

export const pageStyle = `
:root { color-scheme: light dark; font: 1.0625rem/1.55 system-ui, sans-serif; }
body { max-width: 58rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .5rem .6rem; border-bottom: 1px solid #8886; vertical-align: top; }
.scroll { overflow-x: auto; } code, pre { font: .95em ui-monospace, monospace; overflow-wrap: anywhere; } pre { white-space: pre-wrap; }
a { color: inherit; text-underline-offset: .15em; } dt { margin-top: .6rem; } dd { margin: 0; }
`;

/** `body` is HTML: whoever calls escapes what comes from outside. */
export const page = (language: 'fr' | 'en', title: string, body: string): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><link rel="stylesheet" href="/docs/style.css"></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;

// The few pages the provider shows without the patient app: an error, the end of a session. Plain HTML, no script, nothing remote.

import { signInPages, type Bilingual } from '@carnet/contract/wording';
import { createHash } from 'node:crypto';
import { languageOf } from './sign-in-refusal.ts';

export interface Page {
  readonly html: string;
  readonly contentSecurityPolicy: string;
}

const style = `:root{color-scheme:light dark}body{font:1.0625rem/1.6 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1.25rem}
h1{font-size:1.5rem;line-height:1.25}a,button{display:inline-block;padding:.6rem 1.1rem;border:2px solid;border-radius:.5rem;font:inherit;background:none;color:inherit;cursor:pointer;margin:.25rem .5rem .25rem 0}
:focus-visible{outline:3px solid;outline-offset:3px}`;
const contentSecurityPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escaped[sign]!);

type Words = (sentence: Bilingual) => string;

function page(acceptLanguage: string | undefined, sentences: { readonly title: Bilingual; readonly detail: Bilingual }, rest: (words: Words) => string): Page {
  const language = languageOf(acceptLanguage);
  const words: Words = (sentence) => escapeHtml(sentence[language]);
  const html = `<!DOCTYPE html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${words(sentences.title)} · Carnet</title><style>${style}</style></head>
<body><main><h1>${words(sentences.title)}</h1><p>${words(sentences.detail)}</p>${rest(words)}</main></body></html>`;
  return { html, contentSecurityPolicy };
}

export const errorPage = (acceptLanguage: string | undefined, code: string): Page =>
  page(
    acceptLanguage,
    signInPages.error,
    (words) => `<p><small>${escapeHtml(code)}</small></p><p><a href="/auth/login">${words(signInPages.startAgain)}</a></p>`,
  );

export const launchRefusedPage = (acceptLanguage: string | undefined): Page => page(acceptLanguage, signInPages.launchRefused, () => '');

/** `form` is the provider's own, with its token against forged requests. */
export const leavingPage = (acceptLanguage: string | undefined, form: string): Page =>
  page(
    acceptLanguage,
    signInPages.leaving,
    (words) =>
      `${form}<p><button form="op.logoutForm" type="submit" name="logout" value="yes">${words(signInPages.leave)}</button> <a href="/">${words(signInPages.stay)}</a></p>`,
  );

export const leftPage = (acceptLanguage: string | undefined): Page =>
  page(acceptLanguage, signInPages.left, (words) => `<p><a href="/">${words(signInPages.home)}</a></p>`);

// Whether bytes look like a CDA document, before any of it is parsed: what a door asks to choose how to read them.

import type { Finding } from '@carnet/domain/kernel';

/** Media types under which a CDA is sent. */
const cdaTypes = ['text/xml', 'application/xml', 'application/hl7-cda+xml', 'application/xslt+xml'];
export const claimsCda = (mimeType: string): boolean => cdaTypes.includes(mimeType);

const byteOrderMark = /^(?:\u00EF\u00BB\u00BF|\u00FF\u00FE|\u00FE\u00FF)/;
const rootTag = /^<(?:[A-Za-z_][\w.-]{0,40}:)?ClinicalDocument[\s>/]/;

/** Looks at the first 64 KiB only, past the instructions and comments they open with. UTF-16 is seen by leaving out its zero bytes. */
export function isCda(bytes: Uint8Array): boolean {
  let text = Buffer.from(bytes.subarray(0, 65_536)).toString('latin1').replaceAll('\0', '').replace(byteOrderMark, '').trimStart();
  for (;;) {
    const end = text.startsWith('<?') ? text.indexOf('?>') + 2 : text.startsWith('<!--') ? text.indexOf('-->', 4) + 3 : 0;
    if (end === 0) return rootTag.test(text);
    if (end < 4) return false;
    text = text.slice(end).trimStart();
  }
}

/**
 * The media type that is kept of what was declared (bare, lower-case), and what is wrong with it: `CONTENU_NON_CDA`, `TYPE_MIME_FAUX`.
 * Only a self-displaying CDA keeps a type of its own (docs/sources.md §2.1).
 */
export function typeOfContent(bytes: Uint8Array, declared: string): { readonly mimeType: string; readonly fault?: Pick<Finding, 'rule' | 'expected'> } {
  const cda = isCda(bytes);
  const claimed = claimsCda(declared);
  const mimeType = cda && declared !== 'application/xslt+xml' ? 'text/xml' : declared;
  if (cda === claimed) return { mimeType };
  return { mimeType, fault: claimed ? { rule: 'CONTENU_NON_CDA', expected: 'ClinicalDocument' } : { rule: 'TYPE_MIME_FAUX', expected: 'text/xml' } };
}

// The bytes an element stands for (XOP 1.0 §2.1): an `xop:Include` that names a part, or base64 in the text itself. Never both.

import { type Finding, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import type { XmlElement } from 'libxml2-wasm';
import { parseBase64 } from '../xml/base64.ts';
import { attribute, contentOf } from '../xml/tree.ts';
import { type Markup, element } from '../xml/write.ts';
import type { Parts } from './message.ts';
import { namespaces } from './namespaces.ts';

/** Findings are under `field`, the element's own name unless told. White space is folded: bodies are wrapped. */
export function bytesOf(holder: XmlElement, parts: Parts, field: string = holder.name): Parsed<Uint8Array> {
  const content = contentOf(holder);
  const include = content.find((one) => typeof one !== 'string');
  if (include === undefined) return parseBase64(content.join(''), field, 'folded');
  const others = content.filter((one) => one !== include && (typeof one !== 'string' || /[^\t\n\r ]/.test(one)));
  const isInclude = include.name === 'Include' && include.namespaceUri === namespaces.xop;
  if (!isInclude || others.length > 0 || contentOf(include).length > 0) return faulty(fault(field, 'XOP_FORME', include.name));
  const href = attribute(include, 'href') ?? '';
  const name = partNameOf(href);
  if (name === undefined) return faulty(fault(field, 'XOP_FORME', href));
  const bytes = parts.get(name);
  return bytes === undefined ? faulty(fault(field, 'XOP_PARTIE_ABSENTE', href)) : parsed(bytes);
}

const fault = (field: string, rule: string, given: string): Finding => ({ field, rule, given: given.slice(0, 200), expected: 'xop:Include href="cid:…"' });

/** RFC 2392: what follows `cid:` is a Content-ID, percent-encoded. */
function partNameOf(href: string): string | undefined {
  if (!/^cid:./i.test(href)) return undefined;
  try {
    return decodeURIComponent(href.slice(4));
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** What stands in the body of an answer for the part of this Content-ID. */
export const includeOf = (contentId: string): Markup =>
  element('xop:Include', { 'xmlns:xop': namespaces.xop, 'href': `cid:${encodeURIComponent(contentId).replaceAll('%40', '@')}` });

// From the bytes of an HTTP body to one SOAP 1.2 message: its parts, its addressing, its one body, the assertion where WS-Security puts it.
// Each element is found at one place by its path from the envelope, never by its name alone; whatever stands twice is refused.

import { type Finding, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import type { XmlDocument, XmlElement } from 'libxml2-wasm';
import { parseXml } from '../xml/parse.ts';
import type { XmlLimits } from '../xml/scan.ts';
import { type ContentType, multipartType, parseContentType, soapType, xopType } from './content-type.ts';
import { type Headers, readHeaders } from './headers.ts';
import { type EnvelopeParts, readEnvelope } from './envelope.ts';
import type { Misread, SoapMessage } from './message.ts';
import { namespaces, soap11 } from './namespaces.ts';
import { contentIdOf, readMultipart } from './multipart.ts';

/** The envelope alone. Documents within it in base64 count; those beside it in parts do not. */
export const envelopeLimits: XmlLimits = { bytes: 32 * 1024 * 1024, depth: 200, elements: 100_000, attributes: 300_000 };

export type SoapRead =
  /** Whoever gets it disposes of it: the message's elements live in it. */
  | { readonly ok: true; readonly message: SoapMessage; readonly document: XmlDocument }
  | { readonly ok: false; readonly misread: Misread; readonly messageId?: string };

const misread = (findings: readonly Finding[], more: Partial<Misread> = {}): { readonly ok: false; readonly misread: Misread } => ({
  ok: false,
  misread: { code: 'Sender', subcodes: [], ...more, findings },
});

/** `contentType`: the header of the HTTP request, as it came. */
export function readSoap(bytes: Uint8Array, contentType: string): SoapRead {
  const carried = carriedBy(bytes, contentType);
  if (!carried.ok) return misread(carried.findings);
  const { root, parts, actions, versions } = carried.value;
  const read = parseXml(root, envelopeLimits);
  if (!read.ok) return misread(read.findings);
  const document = read.value;
  const message = messageIn(document.root, parts, actions, versions);
  if (!message.ok) document.dispose();
  return message.ok ? { ok: true, message: message.message, document } : message;
}

function messageIn(
  root: XmlElement,
  parts: SoapMessage['parts'],
  actions: readonly string[],
  versions: readonly string[],
): { readonly ok: true; readonly message: SoapMessage } | Extract<SoapRead, { ok: false }> {
  const envelope = readEnvelope(root, versions);
  if (!('body' in envelope)) return { ok: false, misread: envelope };
  const headers = readHeaders(envelope.header);
  if (!headers.ok) return headers;
  return { ok: true, message: messageOf(envelope, headers.value, parts, actions) };
}

const messageOf = (
  { body }: EnvelopeParts,
  { action, messageId, to, assertion }: Headers,
  parts: SoapMessage['parts'],
  others: readonly string[],
): SoapMessage => ({
  actions: action === undefined ? others : [action, ...others],
  ...(messageId === undefined ? {} : { messageId }),
  ...(to === undefined ? {} : { to }),
  ...(assertion === undefined ? {} : { assertion }),
  body,
  parts,
});

interface Carried {
  readonly root: Uint8Array;
  readonly parts: SoapMessage['parts'];
  /** What HTTP and MIME say the action is, wherever they say it. */
  readonly actions: readonly string[];
  /** Programs put an envelope of SOAP 1.1 in a multipart that says SOAP 1.2, and the national DMP reads it. */
  readonly versions: readonly string[];
}

/** The actions a Content-Type names: its own, and that of its `start-info` or of the `type` of a root part. */
function actionsOf({ parameters }: ContentType): readonly string[] {
  const own = parameters.get('action');
  const inner = [parameters.get('start-info'), parameters.get('type')].map((one) => (one === undefined ? undefined : parseContentType(one)));
  return [own, ...inner.map((one) => one?.parameters.get('action'))].filter((one) => one !== undefined && one !== '') as readonly string[];
}

/** The action of a request before its body is read, where HTTP says one. */
export function announcedAction(contentType: string): string | undefined {
  const read = parseContentType(contentType);
  return read === undefined ? undefined : actionsOf(read)[0];
}

function carriedBy(bytes: Uint8Array, contentType: string): Parsed<Carried> {
  const outer = parseContentType(contentType);
  const wrongType = faulty({ field: 'Content-Type', rule: 'MEDIA_TYPE', given: contentType.slice(0, 200), expected: `${soapType} | ${multipartType}` });
  if (outer === undefined) return wrongType;
  if (outer.type === soapType) {
    const encoding = encodingFault(bytes, outer);
    return encoding === undefined ? parsed({ root: bytes, parts: new Map(), actions: actionsOf(outer), versions: [namespaces.env] }) : faulty(encoding);
  }
  if (outer.type !== multipartType) return wrongType;
  const type = parseContentType(outer.parameters.get('type') ?? xopType)?.type;
  if (type !== xopType) return faulty({ field: 'Content-Type', rule: 'MIME_RACINE', given: outer.parameters.get('type') ?? '', expected: xopType });
  const cut = readMultipart(bytes, outer.parameters.get('boundary'));
  if (!cut.ok) return cut;
  const start = contentIdOf(outer.parameters.get('start'));
  const root = start === undefined ? cut.value[0] : cut.value.find(({ contentId }) => contentId === start);
  const inner = root === undefined ? undefined : parseContentType(root.contentType ?? '');
  if (root === undefined || inner?.type !== xopType)
    return faulty({ field: 'multipart', rule: 'MIME_RACINE', given: root?.contentType ?? outer.parameters.get('start') ?? '', expected: xopType });
  const encoding = encodingFault(root.body, inner);
  if (encoding !== undefined) return faulty(encoding);
  const parts = new Map<string, Uint8Array>();
  for (const one of cut.value) if (one !== root && one.contentId !== undefined) parts.set(one.contentId, one.body);
  return parsed({ root: root.body, parts, actions: [...actionsOf(outer), ...actionsOf(inner)], versions: [namespaces.env, soap11] });
}

/** UTF-8, or UTF-16 with its mark (WS-I BP 2.0 R1012): what HTTP, the bytes and the XML declaration say must be the same. */
function encodingFault(bytes: Uint8Array, { parameters }: ContentType): Finding | undefined {
  const said = parameters.get('charset')?.toLowerCase();
  const declared = /^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([^"']{0,40})["']/
    .exec(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 600)).toString('latin1').replaceAll('\0', ''))?.[1]
    ?.toLowerCase();
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const admitted = isUtf16 ? /^utf-16(?:le|be)?$/ : /^(?:utf-?8|us-ascii)$/;
  const wrong = [said, declared].find((one) => one !== undefined && !admitted.test(one));
  return wrong === undefined ? undefined : { field: 'Content-Type', rule: 'SOAP_ENCODAGE', given: wrong, expected: isUtf16 ? 'utf-16' : 'utf-8' };
}

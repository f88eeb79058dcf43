// Answers as bytes: an envelope with its addressing, alone or as the root of a multipart/related with the documents beside it (MTOM), and
// faults (SOAP 1.2 part 1, §5.4). Parts are handed on as they are, never copied into one.

import { type Attributes, type Content, type Markup, element, fragment, text } from '../xml/write.ts';
import type { Misread, SoapAnswer, Subcode } from './message.ts';
import { addressing, namespaces, type Prefix } from './namespaces.ts';
import { multipartType, soapType, xopType } from './content-type.ts';

/** Of one answer: whom it answers, and what is drawn for it. */
export interface Addressed {
  /** Undefined: the question's id could not be read. */
  readonly relatesTo: string | undefined;
  /** `urn:uuid:…` */
  readonly messageId: string;
  /** Of the multipart, where it is one: drawn at random, so that no document can hold it. */
  readonly boundary: string;
}
export interface Written {
  readonly contentType: string;
  /** The body, in pieces. */
  readonly chunks: readonly Uint8Array[];
}

export interface Fault extends Misread {
  readonly reason: { readonly fr: string; readonly en: string };
  /** Beside what WS-Addressing asks for. */
  readonly detail: Markup;
}

const declared = (...prefixes: readonly Prefix[]): Attributes => Object.fromEntries(prefixes.map((prefix) => [`xmlns:${prefix}`, namespaces[prefix]]));

function envelope(action: string, { relatesTo, messageId }: Addressed, body: Markup, headers: Content = undefined): string {
  const markup = element(
    'env:Envelope',
    declared('env', 'wsa'),
    element(
      'env:Header',
      {},
      element('wsa:Action', {}, text(action)),
      element('wsa:MessageID', {}, text(messageId)),
      element('wsa:RelatesTo', {}, text(relatesTo ?? addressing.unspecified)),
      element('wsa:To', {}, text(addressing.anonymous)),
      headers,
    ),
    element('env:Body', {}, body),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${markup}`;
}

/** `asMultipart`: even when nothing is beside it (the answers of ITI-43). */
export function writeAnswer({ action, body, parts = new Map() }: SoapAnswer, addressed: Addressed, asMultipart = false): Written {
  const root = envelope(action, addressed, body);
  return asMultipart || parts.size > 0 ? multipart(root, action, addressed.boundary, parts) : alone(root, action);
}

export function writeFault(fault: Fault, addressed: Addressed, asMultipart = false): Written {
  const isAddressing = fault.subcodes.some((subcode) => subcode.startsWith('wsa:'));
  const action = isAddressing ? addressing.faultAction : addressing.soapFaultAction;
  const root = envelope(action, addressed, faultBody(fault), faultHeaders(fault));
  return asMultipart ? multipart(root, action, addressed.boundary, new Map()) : alone(root, action);
}

function faultHeaders({ code, notUnderstood }: Fault): Content {
  if (code === 'VersionMismatch') return element('env:Upgrade', {}, element('env:SupportedEnvelope', { qname: 'env:Envelope' }));
  return notUnderstood === undefined
    ? undefined
    : element('env:NotUnderstood', { 'xmlns:unknown': notUnderstood.namespace, 'qname': `unknown:${notUnderstood.name}` });
}

function faultBody({ code, subcodes, reason, detail, problem }: Fault): Markup {
  const nested = subcodes.reduceRight<Markup | undefined>(
    (inner, subcode) => element('env:Subcode', {}, element('env:Value', declared(prefixOf(subcode)), text(subcode)), inner),
    undefined,
  );
  return element(
    'env:Fault',
    {},
    element('env:Code', {}, element('env:Value', {}, text(`env:${code}`)), nested),
    element('env:Reason', {}, ...(['fr', 'en'] as const).map((language) => element('env:Text', { 'xml:lang': language }, text(reason[language])))),
    element('env:Detail', {}, problem === undefined ? undefined : problemMarkup(problem), detail),
  );
}

const prefixOf = (name: Subcode): Prefix => name.slice(0, name.indexOf(':')) as Prefix;

const problemMarkup = (problem: NonNullable<Misread['problem']>): Markup =>
  'action' in problem
    ? element('wsa:ProblemAction', {}, element('wsa:Action', {}, text(problem.action)))
    : element('wsa:ProblemHeaderQName', {}, text(problem.header));

const utf8 = (value: string): Uint8Array => Buffer.from(value, 'utf8');
/** Kept out of quotes and of header lines. */
const quoted = (value: string): string => `"${value.replaceAll(/[^\x20-\x7e]|["\\]/g, '')}"`;

const alone = (root: string, action: string): Written => ({ contentType: `${soapType}; charset=UTF-8; action=${quoted(action)}`, chunks: [utf8(root)] });

const rootId = 'root.message@carnet';
/** Of a document, as its sender declared it: anything else than a media type is bytes. */
const mediaType = /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}$/;

function multipart(root: string, action: string, boundary: string, parts: NonNullable<SoapAnswer['parts']>): Written {
  const head = (id: string, type: string): Uint8Array =>
    utf8(`--${boundary}\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <${id.replaceAll(/[^\x21-\x7e]|[<>]/g, '')}>\r\n\r\n`);
  const line = utf8('\r\n');
  const chunks = [head(rootId, `${xopType}; charset=UTF-8; type="${soapType}"`), utf8(root), line];
  for (const [id, { bytes, contentType }] of parts) chunks.push(head(id, mediaType.test(contentType) ? contentType : 'application/octet-stream'), bytes, line);
  chunks.push(utf8(`--${boundary}--\r\n`));
  const parameters = [`boundary=${quoted(boundary)}`, `type="${xopType}"`, `start="<${rootId}>"`, `start-info="${soapType}"`, `action=${quoted(action)}`];
  return { contentType: `${multipartType}; ${parameters.join('; ')}`, chunks };
}

/** Ours, in the detail of every fault: `children` of elements under the prefix `carnet`. */
export const carnetElement = (name: string, attributes: Attributes, ...children: readonly Content[]): Markup =>
  fragment(element(`carnet:${name}`, { ...declared('carnet'), ...attributes }, ...children));

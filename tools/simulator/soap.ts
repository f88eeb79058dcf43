// A message as a program of the national DMP sends it: SOAP 1.2 with WS-Addressing, the VIHF in wsse:Security, documents beside it by MTOM;
// and the answer taken apart, read by nothing of the server's own.

import { randomUUID } from 'node:crypto';
import { type Markup, type XmlElement, alreadyMarkup, contentOf, element, parseXml, text } from '@carnet/codecs/xml';
import { send } from '../deposit/send.ts';
import type { Sender } from './sender.ts';

export type ServiceName = 'patients' | 'habilitations' | 'registry' | 'repository';
export interface Attachment {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}
/** One element of an answer, read whole: its names without prefixes, its text without white space around it. */
export interface Tree {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Tree[];
  readonly text: string;
}
interface Fault {
  /** Local names, widest first: `Sender`, `DMPAccessDeniedByRightsService`. */
  readonly codes: readonly string[];
  /** In French when the server says it. */
  readonly reason: string;
  readonly detail: Tree | undefined;
}
export interface SoapReply {
  readonly status: number;
  readonly contentType: string;
  /** Undefined: what came back is no envelope; `raw` says what it is. */
  readonly envelope: Tree | undefined;
  /** The one child of Body. */
  readonly body: Tree | undefined;
  readonly fault: Fault | undefined;
  /** By Content-ID without brackets, as MTOM refers to them. */
  readonly parts: ReadonlyMap<string, Buffer>;
  readonly raw: Buffer;
  /** What went over the wire, for eyes: the envelopes, and a line per attachment. */
  readonly frames: { readonly request: string; readonly response: string };
}
export interface Message {
  readonly action: string;
  /** A signed VIHF, or whatever a test puts in its place; undefined: none. */
  readonly assertion: Markup | undefined;
  readonly body: Markup;
  /** By Content-ID; with any, the message is multipart (MTOM). The body refers to them by `includeOf`. */
  readonly attachments?: ReadonlyMap<string, Attachment>;
  readonly messageId?: string;
  /** More headers, already written. */
  readonly headers?: Markup;
}

const soap = 'http://www.w3.org/2003/05/soap-envelope';
const wsa = 'http://www.w3.org/2005/08/addressing';
const wsse = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';

/** Base of the services: `https://localhost:8443/si-dmp-server/v2/services`. */
export const serviceUrl = (base: string, service: ServiceName): string => `${base}/${service}`;

export const includeOf = (contentId: string): Markup =>
  element('xop:Include', { 'xmlns:xop': 'http://www.w3.org/2004/08/xop/include', 'href': `cid:${contentId}` });

export const envelopeOf = ({ action, assertion, body, messageId = `urn:uuid:${randomUUID()}`, headers }: Message, to: string): Markup =>
  alreadyMarkup(
    `<?xml version="1.0" encoding="UTF-8"?>\n${element(
      'soap:Envelope',
      { 'xmlns:soap': soap, 'xmlns:wsa': wsa },
      element(
        'soap:Header',
        {},
        element('wsa:Action', { 'soap:mustUnderstand': '1' }, text(action)),
        element('wsa:MessageID', {}, text(messageId)),
        element('wsa:To', {}, text(to)),
        element('wsa:ReplyTo', {}, element('wsa:Address', {}, text(`${wsa}/anonymous`))),
        headers,
        assertion === undefined ? undefined : element('wsse:Security', { 'xmlns:wsse': wsse }, assertion),
      ),
      element('soap:Body', {}, body),
    )}`,
  );

export interface Packed {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** The bytes and the Content-Type of a message: alone, or multipart/related as XOP asks for (W3C XOP 1.0 §4.1). */
export function pack(envelope: Markup, action: string, attachments: ReadonlyMap<string, Attachment> = new Map()): Packed {
  const root = Buffer.from(envelope, 'utf8');
  if (attachments.size === 0) return { contentType: `application/soap+xml; charset=UTF-8; action="${action}"`, bytes: root };
  const boundary = `uuid-${randomUUID()}`;
  const part = (id: string, contentType: string, bytes: Uint8Array): Buffer =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Type: ${contentType}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <${id}>\r\n\r\n`),
      bytes,
      Buffer.from('\r\n'),
    ]);
  return {
    contentType: `multipart/related; type="application/xop+xml"; boundary="${boundary}"; start="<root@simulateur>"; start-info="application/soap+xml"; action="${action}"`,
    bytes: Buffer.concat([
      part('root@simulateur', `application/xop+xml; charset=UTF-8; type="application/soap+xml; action=\\"${action}\\""`, root),
      ...[...attachments].map(([id, { bytes, contentType }]) => part(id, contentType, bytes)),
      Buffer.from(`--${boundary}--\r\n`),
    ]),
  };
}

/** Cut at the boundary; the root part first. */
function unpack(contentType: string, body: Buffer): { readonly root: Buffer; readonly parts: ReadonlyMap<string, Buffer> } {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
  if (!/^multipart\/related/i.test(contentType) || boundary === null) return { root: body, parts: new Map() };
  const mark = Buffer.from(`--${boundary[1] ?? boundary[2]}`);
  const found: [id: string, bytes: Buffer][] = [];
  for (let at = body.indexOf(mark); at !== -1;) {
    const next = body.indexOf(mark, at + mark.length);
    if (next === -1) break;
    const headersEnd = body.indexOf('\r\n\r\n', at);
    const id = /^content-id:\s*<?([^>\r\n]+)>?/im.exec(body.toString('latin1', at, headersEnd))?.[1] ?? '';
    found.push([id, body.subarray(headersEnd + 4, next - 2)]);
    at = next;
  }
  const start = /;\s*start="?<?([^">;]+)>?"?/i.exec(contentType)?.[1];
  const root = found.find(([id]) => id === start) ?? found[0];
  return { root: root?.[1] ?? Buffer.alloc(0), parts: new Map(found.filter((one) => one !== root)) };
}

function treeOf(node: XmlElement): Tree {
  const content = contentOf(node);
  return {
    name: node.name,
    namespace: node.namespaceUri,
    attributes: Object.fromEntries(node.attrs.map((one) => [one.name, one.value])),
    children: content.filter((one) => typeof one !== 'string').map(treeOf),
    text: content
      .filter((one) => typeof one === 'string')
      .join('')
      .trim(),
  };
}
export function readTree(xml: Uint8Array): Tree | undefined {
  const document = parseXml(xml);
  if (!document.ok) return undefined;
  using tree = document.value;
  return treeOf(tree.root);
}

/** Every element of this local name below, in document order. */
export const all = (tree: Tree | undefined, name: string): readonly Tree[] =>
  tree === undefined ? [] : tree.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
export const first = (tree: Tree | undefined, name: string): Tree | undefined => all(tree, name)[0];

const localName = (value: string): string => value.slice(value.indexOf(':') + 1);

function faultOf(body: Tree | undefined): Fault | undefined {
  if (body?.name !== 'Fault' || body.namespace !== soap) return undefined;
  const codes: string[] = [];
  for (let at: Tree | undefined = body.children.find(({ name }) => name === 'Code'); at !== undefined; at = at.children.find(({ name }) => name === 'Subcode'))
    codes.push(localName(at.children.find(({ name }) => name === 'Value')?.text ?? ''));
  const reasons = all(body, 'Text');
  return {
    codes,
    reason: (reasons.find(({ attributes }) => attributes['lang'] === 'fr') ?? reasons[0])?.text ?? '',
    detail: body.children.find(({ name }) => name === 'Detail'),
  };
}

const listed = (attachments: Iterable<readonly [string, Uint8Array]>): string =>
  [...attachments].map(([id, bytes]) => `\n[${id} : ${bytes.length} octets]`).join('');

/** Packed bytes as they are, over TLS with the sender's card. */
export async function sendPacked(url: string, tls: Pick<Sender, 'tls'>['tls'], packed: Packed, shown = ''): Promise<SoapReply> {
  const answer = await send({ method: 'POST', url, tls, headers: { 'content-type': packed.contentType }, body: packed.bytes });
  const contentType = String(answer.headers['content-type'] ?? '');
  const { root, parts } = unpack(contentType, answer.body);
  const envelope = readTree(root);
  const body = envelope?.children.find(({ name }) => name === 'Body')?.children[0];
  return {
    status: answer.status,
    contentType,
    envelope,
    body,
    fault: faultOf(body),
    parts,
    raw: answer.body,
    frames: { request: shown, response: `HTTP ${answer.status}\n${contentType}\n\n${root.toString('utf8')}${listed(parts)}` },
  };
}

export function sendSoap(url: string, sender: Pick<Sender, 'tls'>, message: Message): Promise<SoapReply> {
  const envelope = envelopeOf(message, url);
  const packed = pack(envelope, message.action, message.attachments);
  const shown = `POST ${url}\n${packed.contentType}\n\n${envelope}${listed([...(message.attachments ?? [])].map(([id, { bytes }]) => [id, bytes] as const))}`;
  return sendPacked(url, sender.tls, packed, shown);
}

// The header blocks of a message: WS-Addressing 1.0 (Core §3.2, SOAP binding §2), one `wsse:Security` and the assertion in it. Blocks for
// other roles are not ours; a block that must be understood and is not is a fault of its own. A message without any addressing is read: the
// example code of the national DMP sends none.

import type { XmlElement } from 'libxml2-wasm';
import { contentOf, elementsOf } from '../xml/tree.ts';
import type { Misread, Subcode } from './message.ts';
import { addressing, namespaces, soap11 } from './namespaces.ts';

export interface Headers {
  /** These two together, or neither. */
  readonly action: string | undefined;
  readonly messageId: string | undefined;
  readonly to: string | undefined;
  readonly assertion: XmlElement | undefined;
}
export type HeadersRead = { readonly ok: true; readonly value: Headers } | { readonly ok: false; readonly misread: Misread; readonly messageId?: string };

const addressingBlocks = ['Action', 'MessageID', 'To', 'ReplyTo', 'FaultTo', 'From', 'RelatesTo'];
/** Every one but RelatesTo stands once at most. */
const single = addressingBlocks.slice(0, -1);
/** SOAP 1.2 part 1, §2.2: those a final receiver acts in. */
const ours = ['', `${namespaces.env}/role/next`, `${namespaces.env}/role/ultimateReceiver`];
/** An IRI that somebody made; it is written back. */
const longestIri = 1_024;

export function readHeaders(header: XmlElement | undefined): HeadersRead {
  const blocks =
    header === undefined ? [] : elementsOf(header).filter((block) => ours.includes(envAttribute(block, 'role') ?? envAttribute(block, 'actor') ?? ''));
  const addressed = (name: string): readonly XmlElement[] => blocks.filter((block) => block.name === name && block.namespaceUri === namespaces.wsa);
  const [given] = addressed('MessageID').map(iriIn);
  const messageId = given !== undefined && isIri(given) ? given : undefined;
  const misread = faultOf(blocks, addressed, messageId);
  if (misread !== undefined) return { ok: false, misread, ...(messageId === undefined ? {} : { messageId }) };
  const [assertion] = blocks.filter(isSecurity).flatMap((security) => elementsOf(security).filter(isAssertion));
  const [action] = addressed('Action').map(iriIn);
  const [to] = addressed('To').map(iriIn);
  return { ok: true, value: { action, messageId, to, assertion } };
}

const isSecurity = (block: XmlElement): boolean => block.name === 'Security' && block.namespaceUri === namespaces.wsse;
const isAssertion = (element: XmlElement): boolean => element.name === 'Assertion' && element.namespaceUri === namespaces.saml;

/** Attributes of SOAP are in its namespace; one without is somebody else's. */
const envAttribute = (block: XmlElement, name: string): string | undefined =>
  block.attrs.find((one) => one.name === name && (one.namespaceUri === namespaces.env || one.namespaceUri === soap11))?.value;

/** Undefined: it holds an element. */
function iriIn(element: XmlElement): string | undefined {
  const content = contentOf(element);
  return content.every((one) => typeof one === 'string') ? content.join('').trim() : undefined;
}
const isIri = (value: string): boolean => value !== '' && value.length <= longestIri && !/\s/.test(value);

const fault = (block: string, rule: string, subcodes: readonly Subcode[], more: { readonly given?: string; readonly expected?: string } = {}): Misread => ({
  code: 'Sender',
  subcodes,
  findings: [
    {
      field: `Envelope/Header/${block}`,
      rule,
      ...(more.given === undefined ? {} : { given: more.given.slice(0, 200) }),
      ...(more.expected === undefined ? {} : { expected: more.expected }),
    },
  ],
  ...(addressingBlocks.includes(block) ? { problem: { header: `wsa:${block}` } } : {}),
});

function faultOf(blocks: readonly XmlElement[], addressed: (name: string) => readonly XmlElement[], messageId: string | undefined): Misread | undefined {
  const understood = notUnderstood(blocks);
  if (understood !== undefined) return understood;
  const twice = single.find((name) => addressed(name).length > 1);
  if (twice !== undefined) return fault(twice, 'WSA_REPETE', ['wsa:InvalidAddressingHeader', 'wsa:InvalidCardinality']);
  const isAddressed = addressingBlocks.some((name) => addressed(name).length > 0);
  for (const name of isAddressed ? ['Action', 'MessageID'] : []) {
    const [block] = addressed(name);
    if (block === undefined) return fault(name, 'WSA_ABSENT', ['wsa:MessageAddressingHeaderRequired']);
    const value = iriIn(block);
    if (value === undefined || !isIri(value)) return fault(name, 'WSA_FORME', ['wsa:InvalidAddressingHeader'], value === undefined ? {} : { given: value });
  }
  if (isAddressed && messageId === undefined) return fault('MessageID', 'WSA_FORME', ['wsa:InvalidAddressingHeader']);
  for (const name of ['ReplyTo', 'FaultTo']) {
    const [elsewhere] = addressed(name).map((block) => replyFault(name, block));
    if (elsewhere !== undefined) return elsewhere;
  }
  const securities = blocks.filter(isSecurity);
  const assertions = securities.flatMap((security) => elementsOf(security).filter(isAssertion));
  return securities.length > 1 || assertions.length > 1 ? fault('Security', 'WSS_REPETE', ['wsse:InvalidSecurity']) : undefined;
}

/** The answer goes where the question came from: elsewhere, a record would be sent to an address that somebody wrote in a message. */
function replyFault(name: string, block: XmlElement): Misread | undefined {
  const addresses = elementsOf(block).filter((one) => one.name === 'Address' && one.namespaceUri === namespaces.wsa);
  const address = addresses.length === 1 ? iriIn(addresses[0]!) : undefined;
  if (address === undefined) return fault(name, 'WSA_FORME', ['wsa:InvalidAddressingHeader', 'wsa:MissingAddressInEPR']);
  if (address === addressing.anonymous || address === addressing.none) return undefined;
  return fault(name, 'WSA_REPONSE', ['wsa:InvalidAddressingHeader', 'wsa:OnlyAnonymousAddressSupported'], { given: address, expected: addressing.anonymous });
}

/** SOAP 1.2 part 1, §5.2.3 and §5.4.8. */
function notUnderstood(blocks: readonly XmlElement[]): Misread | undefined {
  for (const block of blocks) {
    const must = envAttribute(block, 'mustUnderstand') ?? 'false';
    if (!/^(?:true|false|0|1)$/.test(must.trim())) return fault(block.name, 'SOAP_ENVELOPPE', [], { given: must, expected: 'true | false | 1 | 0' });
    const known = isSecurity(block) || (block.namespaceUri === namespaces.wsa && addressingBlocks.includes(block.name));
    if (known || /^(?:false|0)$/.test(must.trim())) continue;
    return {
      ...fault(block.name, 'SOAP_ENTETE_INCONNU', [], { given: `{${block.namespaceUri}}${block.name}` }),
      code: 'MustUnderstand',
      notUnderstood: { namespace: block.namespaceUri, name: block.name },
    };
  }
  return undefined;
}

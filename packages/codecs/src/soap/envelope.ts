// The envelope of SOAP 1.2 (part 1, §5): at most one header, one body with exactly one element, nothing else but white space and comments.

import { type XmlElement, XmlNode, XmlXPath } from 'libxml2-wasm';
import { contentOf, elementsOf } from '../xml/tree.ts';
import type { Misread } from './message.ts';
import { namespaces, soap11 } from './namespaces.ts';

export interface EnvelopeParts {
  readonly header: XmlElement | undefined;
  /** The one child of the body. */
  readonly body: XmlElement;
}

/** A message must not hold one (§5). */
const instructions = XmlXPath.compile('//processing-instruction()');
/** An assertion elsewhere than under `wsse:Security` is one that another reader might take instead. */
const assertions = XmlXPath.compile("//*[local-name()='Assertion' and namespace-uri()='urn:oasis:names:tc:SAML:2.0:assertion']");

const isBlank = (text: string): boolean => !/[^\t\n\r ]/.test(text);

const fault = (field: string, rule: string, more: Partial<Misread> & { readonly given?: string; readonly expected?: string } = {}): Misread => {
  const { given, expected, ...rest } = more;
  const finding = { field, rule, ...(given === undefined ? {} : { given: given.slice(0, 200) }), ...(expected === undefined ? {} : { expected }) };
  return { code: 'Sender', subcodes: [], ...rest, findings: [finding] };
};

/** `versions`: namespaces of the envelopes that are read. */
export function readEnvelope(root: XmlElement, versions: readonly string[]): EnvelopeParts | Misread {
  const isEnv = (element: XmlElement, name: string): boolean =>
    element.name === name && element.namespaceUri === root.namespaceUri && versions.includes(element.namespaceUri);
  if (root.name === 'Envelope' && !isEnv(root, 'Envelope'))
    return fault('Envelope', root.namespaceUri === soap11 ? 'SOAP_11' : 'SOAP_ENVELOPPE', {
      code: 'VersionMismatch',
      given: root.namespaceUri,
      expected: namespaces.env,
    });
  if (!isEnv(root, 'Envelope')) return fault('Envelope', 'SOAP_ENVELOPPE', { given: root.name, expected: 'env:Envelope' });
  if (root.get(instructions) instanceof XmlNode) return fault('Envelope', 'SOAP_INSTRUCTION');
  const children = elementsOf(root);
  const [first, second] = children;
  const header = first !== undefined && isEnv(first, 'Header') ? first : undefined;
  const body = header === undefined ? first : second;
  if (body === undefined || !isEnv(body, 'Body') || children.length !== (header === undefined ? 1 : 2))
    return fault('Envelope', 'SOAP_ENVELOPPE', { given: children.map(({ name }) => name).join(' '), expected: 'Header? Body' });
  for (const one of header === undefined ? [root, body] : [root, header, body])
    if (contentOf(one).some((content) => typeof content === 'string' && !isBlank(content))) return fault(pathOf(one), 'SOAP_ENVELOPPE');
  const bodies = elementsOf(body);
  if (bodies.length !== 1) return fault('Envelope/Body', 'SOAP_CORPS', { given: String(bodies.length), expected: '1' });
  if (root.find(assertions).length > 1) return fault('Envelope/Header/Security', 'WSS_REPETE', { subcodes: ['wsse:InvalidSecurity'] });
  return { header, body: bodies[0]! };
}

const pathOf = ({ name }: XmlElement): string => (name === 'Envelope' ? name : `Envelope/${name}`);

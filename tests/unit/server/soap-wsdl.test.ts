// The WSDL of each service: what is served is in it and the other way round, and what WS-I Basic Profile 2.0 asks that can be read from it. The
// schemas are given to libxml2, which refuses a bad one.

import { type XmlElement, attribute, elementsOf, parseXml } from '@carnet/codecs/xml';
import { bodyNamespaces, operationCalled, operations } from '@carnet/server/interfaces/soap/operations';
import { serviceNames, services } from '@carnet/server/interfaces/soap/services';
import { writeWsdl, writeXsd } from '@carnet/server/interfaces/soap/wsdl';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { describe, expect, test } from 'vitest';

const base = 'https://carnet.exemple/si-dmp-server/v2/services';
const wsam = 'http://www.w3.org/2007/05/addressing/metadata';

interface Element {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
}
const read = (node: XmlElement): Element => ({
  name: node.name,
  namespace: node.namespaceUri,
  attributes: Object.fromEntries(node.attrs.map((one) => [one.namespaceUri === '' ? one.name : `{${one.namespaceUri}}${one.name}`, one.value])),
  children: elementsOf(node).map(read),
});
function wsdl(service: (typeof serviceNames)[number]): Element {
  const parsed = parseXml(Buffer.from(writeWsdl(service, base)));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  using document = parsed.value;
  expect(attribute(document.root, 'targetNamespace')).toBe(`urn:carnet:soap:${service}`);
  return read(document.root);
}
const named = (from: Element, ...path: readonly string[]): readonly Element[] =>
  path.reduce<readonly Element[]>((found, name) => found.flatMap(({ children }) => children.filter((one) => one.name === name)), [from]);

describe('the operation a message calls', () => {
  const called = (service: (typeof serviceNames)[number], actions: readonly string[], body = 'x') => {
    const found = operationCalled(service, actions, body);
    return 'other' in found ? `not ${found.other}` : 'operation' in found ? found.operation.name : `unknown ${found.unknown}`;
  };
  const place = 'urn:si-dmp-habilitations:HabilitationsEndPoint';
  test.each([
    ['by its action', 'habilitations', [`${place}:setAuthorization`], 'setAuthorization'],
    ['by the soapAction of an older WSDL', 'habilitations', ['urn:hl7-org:v3:setAuthorization'], 'setAuthorization'],
    ['by both, in the envelope and in HTTP', 'habilitations', [`${place}:setAuthorization`, 'urn:hl7-org:v3:setAuthorization'], 'setAuthorization'],
    ['by the action of its answer', 'patients', ['urn:hl7-org:v3:PRPA_IN201308UV02'], 'PatientGetDemographics_PRPA_IN201307UV02'],
    [
      'by its name in MIME',
      'repository',
      ['urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b', 'DocumentRepository_ProvideAndRegisterDocumentSet-b'],
      'DocumentRepository_ProvideAndRegisterDocumentSet-b',
    ],
    ['by the name of its schema', 'registry', ['urn:ihe:iti:xds-b:2007:RegistryStoredQuery-b'], 'DocumentRegistry_RegistryStoredQuery'],
    [
      'two that differ',
      'habilitations',
      [`${place}:setAuthorization`, 'urn:hl7-org:v3:listAuthorizationByPatient'],
      'not urn:hl7-org:v3:listAuthorizationByPatient',
    ],
    ['two, one of nobody', 'habilitations', [`${place}:setAuthorization`, 'urn:x'], 'not urn:x'],
    ['of another service', 'registry', [`${place}:setAuthorization`], `unknown ${place}:setAuthorization`],
    ['a name every object has', 'registry', ['constructor'], 'unknown constructor'],
    ['by nothing', 'registry', [], 'unknown undefined'],
  ] as const)('%s', (_name, service, actions, expected) => expect(called(service, actions)).toBe(expected));
  test.each(serviceNames)('by the element in the body alone: %s', (service) => {
    for (const { input, name } of operations[service]) expect(called(service, [], input.slice(input.indexOf(':') + 1))).toBe(name);
  });
});

describe.each(serviceNames)('%s', (service) => {
  test('every action that is served is in its WSDL, and no other', () =>
    expect(operations[service].map(({ action }) => action).toSorted()).toEqual(Object.keys(services[service]).toSorted()));
  test('operations, messages and bindings are those of WS-I BP 2.0', () => {
    const root = wsdl(service);
    const messages = named(root, 'message');
    const ported = named(root, 'portType', 'operation');
    const bound = named(root, 'binding', 'operation');
    const names = operations[service].map(({ name }) => name);
    // R2304, R2718: operations have a name of their own, and the binding binds all of them.
    expect(new Set(names).size).toBe(names.length);
    expect(ported.map(({ attributes }) => attributes['name'])).toEqual(names);
    expect(bound.map(({ attributes }) => attributes['name'])).toEqual(names);
    // R2204, R2210: one part, an element.
    for (const { children } of messages)
      expect(children.map((part) => [part.name, part.attributes['element'] !== undefined, part.attributes['type']])).toEqual([['part', true, undefined]]);
    // R2710: no two operations take the same element: what is on the wire says which is meant.
    const partOf = (message: string | undefined): string =>
      messages.find(({ attributes }) => `tns:${attributes['name']}` === message)!.children[0]!.attributes['element']!;
    const signatures = ported.map((one) => partOf(named(one, 'input')[0]!.attributes['message']));
    expect(new Set(signatures).size).toBe(signatures.length);
    // WS-Addressing metadata §4.4.1: the action is said on every message, and the two ways to say it agree.
    for (const one of ported.flatMap(({ children }) => children)) {
      const action = one.attributes[`{${wsam}}Action`];
      expect(action).toMatch(/^urn:/);
      expect(one.attributes['{http://www.w3.org/2006/05/addressing/wsdl}Action']).toBe(action);
    }
    // R2701, R2702, R2705, R2706: SOAP over HTTP, document/literal throughout.
    const [style] = named(root, 'binding', 'binding');
    expect([style!.namespace, style!.attributes['style'], style!.attributes['transport']]).toEqual([
      'http://schemas.xmlsoap.org/wsdl/soap12/',
      'document',
      'http://schemas.xmlsoap.org/soap/http',
    ]);
    const bodies = [...named(root, 'binding', 'operation', 'input', 'body'), ...named(root, 'binding', 'operation', 'output', 'body')];
    expect(bodies).toHaveLength(2 * names.length);
    for (const { attributes } of bodies) expect(attributes).toEqual({ use: 'literal' });
    expect(named(root, 'service', 'port', 'address')[0]!.attributes['location']).toBe(`${base}/${service}`);
  });
  test('every element it names is declared in a schema it imports', () => {
    const root = wsdl(service);
    const imports = named(root, 'types', 'schema', 'import').map(({ attributes }) => attributes);
    for (const { namespace = '', schemaLocation } of imports) {
      const space = Object.entries(bodyNamespaces).find(([, uri]) => uri === namespace)![0];
      expect(schemaLocation).toBe(`${base}/${service}?xsd=${space}`);
      const schema = writeXsd(service, space)!;
      for (const element of named(root, 'message', 'part').map(({ attributes }) => attributes['element']!))
        if (element.startsWith(`${space}:`)) expect(schema).toContain(`<xsd:element name="${element.slice(space.length + 1)}"`);
      using document = XmlDocument.fromString(schema);
      using validator = XsdValidator.fromDoc(document);
      const [declared] = elementsOf(document.root).filter(({ name }) => name === 'element');
      using sample = XmlDocument.fromString(
        `<${declared!.attr('name')!.value} xmlns="${namespace}" version="1"><a xmlns="urn:x"/></${declared!.attr('name')!.value}>`,
      );
      expect(() => validator.validate(sample)).not.toThrow();
      using stranger = XmlDocument.fromString(`<Rien xmlns="${namespace}"/>`);
      expect(() => validator.validate(stranger)).toThrow();
    }
  });
  test('no other schema is served', () => expect(writeXsd(service, 'autre')).toBeUndefined());
});

test('a creation and a revision are answered inside the DMP’s own element', () =>
  expect(writeXsd('patients', 'gdp')).toContain('<xsd:element name="PRPA_IN201311UV02_Response" type="body:Body"/>'));

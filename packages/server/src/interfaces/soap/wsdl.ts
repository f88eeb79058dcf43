// The WSDL 1.1 of each service and the schemas it imports, made from the table of operations, so that neither can lag behind what is served.
// Document/literal over SOAP 1.2, the action on every message (WS-I BP 2.0). Bodies are declared by their root: what stands in them is said by
// their own standards (ebRS 3.0, IHE XDS.b, HL7 v3), and checked by Carnet when it reads them.

import { type Markup, element, text } from '@carnet/codecs/xml';
import { type BodyName, type BodyNamespace, type Operation, bodyNamespaces, operations } from './operations.ts';
import type { ServiceName } from './services.ts';

const wsdlNamespaces = {
  'xmlns:wsdl': 'http://schemas.xmlsoap.org/wsdl/',
  'xmlns:soap12': 'http://schemas.xmlsoap.org/wsdl/soap12/',
  'xmlns:xsd': 'http://www.w3.org/2001/XMLSchema',
  'xmlns:wsam': 'http://www.w3.org/2007/05/addressing/metadata',
  'xmlns:wsaw': 'http://www.w3.org/2006/05/addressing/wsdl',
} as const;

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const titles: Readonly<Record<ServiceName, string>> = {
  patients: 'Patients',
  habilitations: 'Habilitations',
  registry: 'DocumentRegistry',
  repository: 'DocumentRepository',
};

const spaceOf = (name: BodyName): BodyNamespace => name.slice(0, name.indexOf(':')) as BodyNamespace;
const localOf = (name: BodyName): string => name.slice(name.indexOf(':') + 1);
const bodiesOf = ({ input, output }: Operation): readonly BodyName[] => [input, output];
const spacesOf = (service: ServiceName): readonly BodyNamespace[] => [...new Set(operations[service].flatMap(bodiesOf).map(spaceOf))];

/** `baseUrl`: of the four services. */
export function writeWsdl(service: ServiceName, baseUrl: string): string {
  const [title, own] = [titles[service], operations[service]];
  const spaces = spacesOf(service);
  const imports = spaces.map((space) => element('xsd:import', { namespace: bodyNamespaces[space], schemaLocation: `${baseUrl}/${service}?xsd=${space}` }));
  const definitions = element(
    'wsdl:definitions',
    {
      'name': title,
      'targetNamespace': `urn:carnet:soap:${service}`,
      ...wsdlNamespaces,
      'xmlns:tns': `urn:carnet:soap:${service}`,
      ...Object.fromEntries(spaces.map((space) => [`xmlns:${space}`, bodyNamespaces[space]])),
    },
    element('wsdl:documentation', {}, text('Carnet. SOAP 1.2, WS-Addressing 1.0, VIHF dans wsse:Security, TLS mutuel.')),
    element('wsdl:types', {}, element('xsd:schema', {}, imports)),
    own.flatMap((one) => [message(`${one.name}_Message`, one.input), message(`${one.name}Response_Message`, one.output)]),
    element(
      'wsdl:portType',
      { name: `${title}_PortType` },
      own.map(({ name, action, answerAction }) =>
        element(
          'wsdl:operation',
          { name },
          element('wsdl:input', { 'message': `tns:${name}_Message`, 'wsam:Action': action, 'wsaw:Action': action }),
          element('wsdl:output', { 'message': `tns:${name}Response_Message`, 'wsam:Action': answerAction, 'wsaw:Action': answerAction }),
        ),
      ),
    ),
    element(
      'wsdl:binding',
      { name: `${title}_Binding`, type: `tns:${title}_PortType` },
      element('soap12:binding', { style: 'document', transport: 'http://schemas.xmlsoap.org/soap/http' }),
      element('wsaw:UsingAddressing', { 'wsdl:required': true }),
      own.map(({ name, action }) =>
        element(
          'wsdl:operation',
          { name },
          element('soap12:operation', { soapAction: action, soapActionRequired: false, style: 'document' }),
          element('wsdl:input', {}, element('soap12:body', { use: 'literal' })),
          element('wsdl:output', {}, element('soap12:body', { use: 'literal' })),
        ),
      ),
    ),
    element(
      'wsdl:service',
      { name: `${title}_Service` },
      element('wsdl:port', { name: `${title}_Port`, binding: `tns:${title}_Binding` }, element('soap12:address', { location: `${baseUrl}/${service}` })),
    ),
  );
  return `${declaration}${definitions}`;
}

const message = (name: string, body: BodyName): Markup => element('wsdl:message', { name }, element('wsdl:part', { name: 'body', element: body }));

/** Undefined: this service has no body of that namespace. */
export function writeXsd(service: ServiceName, space: string): string | undefined {
  const known = spacesOf(service).find((one) => one === space);
  if (known === undefined) return undefined;
  const declared = new Set(
    operations[service]
      .flatMap(bodiesOf)
      .filter((name) => spaceOf(name) === known)
      .map(localOf),
  );
  const schema = element(
    'xsd:schema',
    {
      'xmlns:xsd': wsdlNamespaces['xmlns:xsd'],
      'xmlns:body': bodyNamespaces[known],
      'targetNamespace': bodyNamespaces[known],
      'elementFormDefault': 'qualified',
    },
    [...declared].map((name) => element('xsd:element', { name, type: 'body:Body' })),
    element(
      'xsd:complexType',
      { name: 'Body' },
      element('xsd:sequence', {}, element('xsd:any', { minOccurs: 0, maxOccurs: 'unbounded', processContents: 'lax' })),
      element('xsd:anyAttribute', { processContents: 'lax' }),
    ),
  );
  return `${declaration}${schema}`;
}

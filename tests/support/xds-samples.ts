// Published XDS requests, which stay beside the project, and what has to change in each before a French record can take it: every change is a
// row with its reason. Whatever is not in the table goes as it was written by others.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type XmlElement, alreadyMarkup, element, type Markup, parseXml, text } from '@carnet/codecs/xml';
import { XmlC14NMode } from 'libxml2-wasm';

const folder = resolve(import.meta.dirname, '../../../shared/samples/xds');
export const xdsSamplesPresent = existsSync(folder);
const sampleText = (path: string): string => readFileSync(join(folder, path), 'utf8');
export const samplesIn = (path: string): readonly string[] =>
  xdsSamplesPresent
    ? readdirSync(join(folder, path))
        .toSorted()
        .map((name) => `${path}/${name}`)
    : [];

/** Everything a row may need to know. */
export interface Adapted {
  readonly patientCx: string;
  readonly authorXcn: string;
  readonly institutionXon: string;
  newUniqueId(): string;
  /** uniqueIds that are here to be fetched. */
  readonly documents: readonly string[];
  readonly repository: string;
  /** What `$name$` stands for in a plan of tests. */
  readonly placeholders: Readonly<Record<string, string>>;
}
type Change = readonly [why: string, apply: (request: XmlElement, adapted: Adapted) => void];

const find = (request: XmlElement, path: string): readonly XmlElement[] => request.find(path) as XmlElement[];
const named = (name: string): string => `*[local-name()='${name}']`;
const slotValues = (request: XmlElement, slot: string): readonly XmlElement[] =>
  find(request, `.//${named('Slot')}[@name='${slot}']/${named('ValueList')}/${named('Value')}`);
const identifiers = (request: XmlElement, schemes: readonly string[]): readonly XmlElement[] =>
  find(request, `.//${named('ExternalIdentifier')}`).filter((one) => schemes.includes(one.attr('identificationScheme')?.value ?? ''));
const write = (one: XmlElement, value: string): void => {
  for (const child of one.find('node()')) child.remove();
  one.addText(value);
};
const only = ([first, ...others]: readonly XmlElement[], value: string): void => {
  if (first !== undefined) write(first, value);
  for (const other of others) other.remove();
};
const perSlot = (request: XmlElement, slot: string, value: string): void => {
  for (const one of find(request, `.//${named('Slot')}[@name='${slot}']`)) only(find(one, `.//${named('Value')}`), value);
};

const patientSchemes = [
  'urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427',
  'urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446',
  'urn:uuid:f64ffdf0-4b97-4e06-b79f-a52b38ec2f8a',
];
const uniqueIdSchemes = [
  'urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab',
  'urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8',
  'urn:uuid:75df8f67-9973-4fbe-a900-df66cefecc5a',
];
const sourceIdScheme = 'urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832';
const authorSchemes = ['urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d', 'urn:uuid:a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d'];
/** By scheme: a code of the DMP's own list (J57, J66, J60, J61, J04, J08, J59). */
const frenchCodes: Readonly<Record<string, readonly [code: string, system: string]>> = {
  'urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a': ['10', '1.2.250.1.213.1.1.4.1'],
  'urn:uuid:f0306f51-975f-434e-a61c-c59651d33983': ['11488-4', '2.16.840.1.113883.6.1'],
  'urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d': ['urn:ihe:iti:xds-sd:text:2008', '1.3.6.1.4.1.19376.1.2.3'],
  'urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1': ['SA01', '1.2.250.1.71.4.2.4'],
  'urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead': ['ETABLISSEMENT', '1.2.250.1.213.1.1.4.9'],
  'urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f': ['N', '2.16.840.1.113883.5.25'],
  'urn:uuid:aa543740-bdda-424e-8c96-df4873be8500': ['07', '1.2.250.1.213.2.2'],
};

/** Of a submission. */
export const submissionChanges: readonly Change[] = [
  [
    'the patient: theirs is nobody here, and the French one is named by INS',
    (request, { patientCx }) => {
      for (const one of identifiers(request, patientSchemes)) one.setAttr('value', patientCx);
      perSlot(request, 'sourcePatientId', patientCx);
    },
  ],
  [
    'unique ids: theirs are placeholders, or were used by another test',
    (request, { newUniqueId }) => {
      for (const one of identifiers(request, uniqueIdSchemes)) one.setAttr('value', newUniqueId());
    },
  ],
  [
    'the sending system, where a plan leaves a placeholder',
    (request) => {
      for (const one of identifiers(request, [sourceIdScheme]))
        if (!/^[\d.]+$/.test(one.attr('value')?.value ?? '')) one.setAttr('value', '1.3.6.1.4.1.21367.4');
    },
  ],
  [
    'the author is the holder of the card, by national number (EX_2.1-1140), of one structure, with a specialty of J01; the others have no number',
    (request, { authorXcn, institutionXon }) => {
      for (const object of find(request, `.//${named('ExtrinsicObject')}|.//${named('RegistryPackage')}`)) {
        const authors = find(object, named('Classification')).filter((one) => authorSchemes.includes(one.attr('classificationScheme')?.value ?? ''));
        for (const one of authors.slice(0, -1)) one.remove();
      }
      perSlot(request, 'authorPerson', authorXcn);
      perSlot(request, 'authorInstitution', institutionXon);
      perSlot(request, 'authorSpecialty', 'G15_10/SM26^Médecine générale^1.2.250.1.213.1.1.4.5');
    },
  ],
  [
    'codes of the DMP’s own lists',
    (request) => {
      for (const one of find(request, `.//${named('Classification')}`)) {
        const [code, system] = frenchCodes[one.attr('classificationScheme')?.value ?? ''] ?? [];
        if (code === undefined) continue;
        one.setAttr('nodeRepresentation', code);
        only(slotValues(one, 'codingScheme'), system!);
      }
    },
  ],
  [
    'a document that the DMP takes: what is neither text nor a CDA is sent as text, and says nothing of a hash or a size that are not its own',
    (request) => {
      for (const one of find(request, `.//${named('ExtrinsicObject')}`)) {
        one.setAttr('mimeType', 'text/plain');
        for (const slot of find(one, `${named('Slot')}[@name='hash' or @name='size' or @name='repositoryUniqueId']`)) slot.remove();
      }
    },
  ],
];

/** Of a stored query. A patient that its author wrote wrong stays wrong. */
export const queryChanges: readonly Change[] = [
  [
    'the patient: theirs is nobody here',
    (request, { patientCx }) => {
      for (const slot of find(request, `.//${named('Slot')}[contains(@name, 'PatientId')]`))
        for (const value of find(slot, `.//${named('Value')}`)) {
          const [, opened, closed] = /^\s*('?)[^']*\^\^\^&[^']*&ISO(?:\^NH)?('?)\s*$/.exec(value.content) ?? [];
          if (opened !== undefined) write(value, `${opened}${patientCx}${closed}`);
        }
    },
  ],
];

/** Of a retrieve. */
export const retrieveChanges: readonly Change[] = [
  [
    'the documents and their repository: theirs are nowhere here; a repository called bad stays so',
    (request, { documents, repository }) => {
      for (const [index, one] of find(request, `.//${named('DocumentUniqueId')}`).entries()) write(one, documents[index]!);
      for (const one of find(request, `.//${named('RepositoryUniqueId')}`)) if (one.content !== 'bad') write(one, repository);
    },
  ],
];

/** Beside what is changed: what a French entry cannot do without. */
const legalAuthenticator = (xcn: string): Markup =>
  element(
    'fr:Slot',
    { 'xmlns:fr': 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0', 'name': 'legalAuthenticator' },
    element('fr:ValueList', {}, element('fr:Value', {}, text(xcn))),
  );

const requests = ['ProvideAndRegisterDocumentSetRequest', 'AdhocQueryRequest', 'RetrieveDocumentSetRequest', 'SubmitObjectsRequest'];

/** The request of a file, wherever it stands in it: canonical, so that it carries its own namespaces. Undefined: none. */
function requestIn(content: string): string | undefined {
  const start = content.search(/<\?xml|<[\w-]+:Envelope|<(?:[\w-]+:)?(?:ProvideAndRegister|AdhocQuery|RetrieveDocumentSet|SubmitObjects)\w*/);
  const end = content.search(
    /<\/(?:[\w-]+:)?(?:Envelope|ProvideAndRegisterDocumentSetRequest|AdhocQueryRequest|RetrieveDocumentSetRequest|SubmitObjectsRequest)>(?![^]*<\/(?:[\w-]+:)?(?:Envelope|ProvideAndRegisterDocumentSetRequest)>)/,
  );
  if (start === -1 || end === -1) return undefined;
  const read = parseXml(Buffer.from(content.slice(start, content.indexOf('>', end) + 1)));
  if (!read.ok) return undefined;
  using tree = read.value;
  const path = requests.map((name) => `//${named(name)}`);
  const found = path.map((one) => tree.root.get(one)).find((one) => one !== null) as XmlElement | undefined;
  return found?.canonicalizeToString({ mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 });
}

export interface Request {
  readonly name: string;
  readonly body: Markup;
}
/** `changes` made, placeholders filled. Documents, which the tool of the sample attaches, are text inside the message; `itsOwn`: those it has. */
export function adapt(path: string, changes: readonly Change[], adapted: Adapted, itsOwn = false): Request {
  const found = requestIn(sampleText(path));
  if (found === undefined) throw new Error(`${path} holds no request`);
  const filled = Object.entries(adapted.placeholders).reduce((all, [name, value]) => all.replaceAll(`$${name}$`, value.replaceAll('&', '&amp;')), found);
  const read = parseXml(Buffer.from(filled));
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  using tree = read.value;
  for (const [, apply] of changes) apply(tree.root, adapted);
  const { name } = tree.root;
  const ids = find(tree.root, `.//${named('ExtrinsicObject')}`).map((one) => one.attr('id')?.value ?? '');
  const said = find(tree.root, `.//${named('ExtrinsicObject')}[not(${named('Slot')}[@name='legalAuthenticator'])]`).map((one) => one.attr('id')?.value ?? '');
  if (!itsOwn) for (const holder of find(tree.root, `.//${named('Document')}`)) holder.remove();
  const markup = tree.root.canonicalizeToString({ mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 });
  const authenticated = markup.replaceAll(/<((?:[\w-]+:)?ExtrinsicObject)\b([^>]*)>/g, (tag, _name: string, attributes: string) =>
    said.includes(/\bid="([^"]*)"/.exec(attributes)?.[1] ?? '') ? `${tag}${legalAuthenticator(adapted.authorXcn)}` : tag,
  );
  const holders = itsOwn
    ? []
    : ids.map((id) => element('b:Document', { 'xmlns:b': 'urn:ihe:iti:xds-b:2007', id }, text(Buffer.from(`Document ${id}.`).toString('base64'))));
  const closing = authenticated.lastIndexOf('</');
  return {
    name,
    body: alreadyMarkup(name === requests[0] ? authenticated.slice(0, closing) + holders.join('') + authenticated.slice(closing) : authenticated),
  };
}

/**
 * A message of several parts as it was captured, its request adapted and an assertion put into its header. Lines end with CRLF again: the
 * repository it comes from keeps text with LF.
 */
export function adaptMultipart(path: string, adapted: Adapted, assertion: Markup): { readonly contentType: string; readonly bytes: Buffer } {
  const captured = sampleText(path);
  const security = element('w:Security', { 'xmlns:w': 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd' }, assertion);
  const { body } = adapt(path, submissionChanges, adapted, true);
  const message = captured
    .replace(/<\/([\w-]+):Header>/, (_end, prefix: string) => `${security}</${prefix}:Header>`)
    .replace(/<([\w-]+:)?ProvideAndRegisterDocumentSetRequest[^]*<\/\1ProvideAndRegisterDocumentSetRequest>/, () => body);
  const boundary = /^--(\S+)/m.exec(captured)?.[1] ?? '';
  return {
    contentType: `multipart/related; boundary="${boundary}"; type="application/xop+xml"; start-info="application/soap+xml"`,
    bytes: Buffer.from(message.replaceAll(/\r?\n/g, '\r\n')),
  };
}

// Re-addresses a document: another patient, another author, new identifiers, so that a published example can be deposited for somebody of the
// sandbox. The narrative is left as it is (it may still name the first patient); processing instructions, comments and everything else stay.
// Line ends become LF, as XML reads them. The result is read again before it is given out.

import { type Coded, type Institution, type UniqueId, oidOfUuid } from '@carnet/domain/document';
import { type IdentityTraits, type Ins, type PsIdNat, isInsOid, psIdNatOid, structIdNatOid } from '@carnet/domain/identity';
import { type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import type { XmlDocument, XmlElement } from 'libxml2-wasm';
import { parseXml } from '../xml/parse.ts';
import { attribute, elementsOf } from '../xml/tree.ts';
import { hl7, hl7Namespace } from './elements.ts';
import { parseCdaHeader } from './header.ts';

export interface NewAddress {
  readonly patient: { readonly ins: Ins; readonly traits: IdentityTraits };
  readonly author: { readonly id: PsIdNat; readonly familyName: string; readonly givenName: string; readonly specialty?: Coded };
  readonly institution?: Institution;
  /** Random UUIDs: each becomes an OID under 2.25 (ITU-T X.667). */
  readonly newId: () => string;
  /** The document it replaces, by its own new uniqueId; without it the copy replaces nothing. */
  readonly replaces?: UniqueId;
}

export function readdress(bytes: Uint8Array, address: NewAddress): Parsed<Uint8Array> {
  const tree = parseXml(bytes);
  if (!tree.ok) return tree;
  using document = tree.value;
  if (!hl7.is(document.root, 'ClinicalDocument'))
    return faulty({ field: 'document', rule: 'CDA_RACINE', given: document.root.name.slice(0, 64), expected: 'ClinicalDocument' });
  giveIds(document.root, address);
  givePatient(document, address.patient);
  giveAuthor(document.root, address);
  const out = serialized(document);
  const header = parseCdaHeader(out);
  return header.ok ? parsed(out) : header;
}

function serialized(document: XmlDocument): Uint8Array {
  const text = document.toString({ format: false }).replace(/^<\?xml[^>]*\?>\s*/, '');
  return new Uint8Array(Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`, 'utf8'));
}

/** `setAttr` would put the attribute in the element's default namespace, beside the one that is there: an existing one is changed in place. */
function setAttributes(element: XmlElement, values: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(values)) {
    const existing = element.attr(name);
    if (value === undefined) existing?.remove();
    else if (existing === null) element.setAttr(name, value);
    else existing.value = value;
  }
}

const clear = (element: XmlElement): void => {
  while (element.firstChild !== null) element.firstChild.remove();
};

/** A child of the same namespace, at the end. */
const add = (parent: XmlElement, name: string, text = ''): XmlElement => {
  const child = parent.addElement(name, parent.prefix === '' ? undefined : parent.prefix);
  if (text !== '') child.addText(text);
  return child;
};

function giveIds(root: XmlElement, { newId, replaces }: NewAddress): void {
  const fresh = (): Record<string, string | undefined> => ({ root: oidOfUuid(newId()), extension: undefined, nullFlavor: undefined });
  for (const name of ['id', 'setId']) for (const id of hl7.children(root, name)) setAttributes(id, fresh());
  for (const related of hl7.children(root, 'relatedDocument')) {
    const id = hl7.first(related, 'parentDocument', 'id');
    if (replaces === undefined || attribute(related, 'typeCode') !== 'RPLC' || id === undefined) related.remove();
    else {
      const [oid, extension] = replaces.split('^');
      setAttributes(id, { root: oid, extension });
      for (const setId of hl7.children(hl7.first(related, 'parentDocument'), 'setId')) setId.remove();
    }
  }
}

function givePatient(document: XmlDocument, { ins, traits }: NewAddress['patient']): void {
  const role = hl7.first(document.root, 'recordTarget', 'patientRole');
  if (role === undefined) return;
  const [first, ...others] = hl7.children(role, 'id');
  const former = hl7
    .children(role, 'id')
    .map((id) => attribute(id, 'extension'))
    .filter((extension): extension is string => extension !== undefined);
  if (first !== undefined) setAttributes(first, { root: ins.oid, extension: ins.matricule, nullFlavor: undefined });
  for (const other of others) other.remove();
  for (const id of document.find('//h:id', { h: hl7Namespace }) as XmlElement[])
    if (isInsOid(attribute(id, 'root') ?? '') && former.includes(attribute(id, 'extension') ?? ''))
      setAttributes(id, { root: ins.oid, extension: ins.matricule });
  for (const telecom of hl7.children(role, 'telecom'))
    if (attribute(telecom, 'value')?.endsWith('@patient.mssante.fr') === true) setAttributes(telecom, { value: `mailto:${ins.matricule}@patient.mssante.fr` });
  const patient = hl7.first(role, 'patient');
  if (patient !== undefined) giveTraits(patient, traits);
}

/** HL7 AdministrativeGender. */
const genders = { F: ['F', 'Féminin'], M: ['M', 'Masculin'], I: ['UN', 'Indifférencié'] } as const;

function giveTraits(patient: XmlElement, traits: IdentityTraits): void {
  const [name, ...otherNames] = hl7.children(patient, 'name');
  for (const other of otherNames) other.remove();
  if (name !== undefined) writePatientName(name, traits);
  const gender = hl7.first(patient, 'administrativeGenderCode');
  if (gender !== undefined)
    setAttributes(gender, { code: genders[traits.sexe][0], displayName: genders[traits.sexe][1], codeSystem: '2.16.840.1.113883.5.1', nullFlavor: undefined });
  const birthTime = hl7.first(patient, 'birthTime');
  if (birthTime !== undefined) setAttributes(birthTime, { value: traits.birthDate.replaceAll('-', ''), nullFlavor: undefined });
  const place = hl7.first(patient, 'birthplace', 'place') ?? addBirthplace(patient);
  clear(place);
  add(add(place, 'addr'), 'county', traits.birthPlaceCog);
}

/** In the schema's order: before `languageCommunication`, last otherwise. */
function addBirthplace(patient: XmlElement): XmlElement {
  const following = hl7.first(patient, 'languageCommunication');
  const prefix = patient.prefix === '' ? undefined : patient.prefix;
  const birthplace = following === undefined ? add(patient, 'birthplace') : following.prependElement('birthplace', prefix);
  return add(birthplace, 'place');
}

/** CI-SIS: birth name and first names, first of them again, then the names in use. */
function writePatientName(name: XmlElement, traits: IdentityTraits): void {
  const firstBirthName = traits.birthFirstNames.split(' ')[0]!;
  clear(name);
  setAttributes(name, { nullFlavor: undefined });
  setAttributes(add(name, 'family', traits.birthName), { qualifier: 'BR' });
  add(name, 'given', traits.birthFirstNames);
  setAttributes(add(name, 'given', firstBirthName), { qualifier: 'BR' });
  if (traits.usedName !== undefined) setAttributes(add(name, 'family', traits.usedName), { qualifier: 'CL' });
  if (traits.usedFirstName !== undefined) setAttributes(add(name, 'given', traits.usedFirstName), { qualifier: 'CL' });
}

/** The first person who wrote it becomes the author, and the one who answers for it too; devices stay. */
function giveAuthor(root: XmlElement, address: NewAddress): void {
  const written = hl7.children(root, 'author').map((author) => hl7.first(author, 'assignedAuthor'));
  const person = written.find((role) => hl7.first(role, 'assignedPerson') !== undefined);
  const signer = hl7.first(root, 'legalAuthenticator', 'assignedEntity');
  if (person !== undefined) giveRole(person, address);
  if (signer !== undefined) giveRole(signer, address);
  const custodian = hl7.first(root, 'custodian', 'assignedCustodian', 'representedCustodianOrganization');
  if (custodian !== undefined && address.institution !== undefined) giveInstitution(custodian, address.institution);
}

function giveRole(role: XmlElement, { author, institution }: NewAddress): void {
  const [id, ...others] = hl7.children(role, 'id');
  // A patient who answered for the document leaves with the address and telephone that were theirs.
  if (isInsOid(attribute(id, 'root') ?? '')) for (const name of ['addr', 'telecom']) for (const personal of hl7.children(role, name)) personal.remove();
  if (id !== undefined) setAttributes(id, { root: psIdNatOid, extension: author.id, nullFlavor: undefined });
  for (const other of others) other.remove();
  const code = hl7.first(role, 'code');
  if (code !== undefined && author.specialty !== undefined)
    setAttributes(code, {
      code: author.specialty.code,
      displayName: author.specialty.display,
      codeSystem: author.specialty.system,
      codeSystemName: undefined,
      nullFlavor: undefined,
    });
  const name = hl7.first(role, 'assignedPerson', 'name');
  if (name !== undefined) {
    clear(name);
    add(name, 'family', author.familyName);
    add(name, 'given', author.givenName);
  }
  const organization = hl7.first(role, 'representedOrganization');
  if (organization !== undefined && institution !== undefined) giveInstitution(organization, institution);
}

function giveInstitution(organization: XmlElement, institution: Institution): void {
  const [id, ...otherIds] = hl7.children(organization, 'id');
  for (const other of otherIds) other.remove();
  if (id !== undefined)
    setAttributes(
      id,
      institution.id === undefined
        ? { nullFlavor: 'UNK', root: undefined, extension: undefined }
        : { root: structIdNatOid, extension: institution.id, nullFlavor: undefined },
    );
  const [name, ...otherNames] = hl7.children(organization, 'name');
  for (const other of otherNames) other.remove();
  if (name === undefined) return;
  for (const child of elementsOf(name)) child.remove();
  clear(name);
  name.addText(institution.name);
}

// The VIHF a program of the national DMP writes for each call (CI-SIS transport synchrone; docs/sources.md §1.2): a SAML 2.0 assertion signed
// by the card or the structure. `vihfFields` says what is usual for who speaks; a test changes any field before `writeVihf`, or after it.

import { type X509Certificate, randomUUID } from 'node:crypto';
import { type Markup, element, text } from '@carnet/codecs/xml';
import type { Mode, Sender, SigningMaterial } from './sender.ts';
import { signEnveloped } from './sign.ts';

interface Code {
  readonly code: string;
  readonly system: string;
  readonly label?: string;
}
export type Purpose = 'normal' | 'bris_de_glace' | 'centre_15';
/** What the user of the program chose. */
export interface VihfChoices {
  /** Absent: the call is about no patient in particular (TD0.4, TD0.5). */
  readonly patient?: { readonly ins: string; readonly oid: string };
  readonly purpose?: Purpose;
  /** Why the glass is broken. */
  readonly reason?: string;
  /** Connexion secrète. */
  readonly secret?: boolean;
  readonly version?: '3.0' | '4.0';
  readonly now?: Date;
}
/** One per element or attribute written; `undefined` leaves it out. */
export interface VihfFields {
  readonly id: string | undefined;
  readonly samlVersion: string | undefined;
  readonly issueInstant: string | undefined;
  readonly issuer: string | undefined;
  readonly nameId: string | undefined;
  readonly notBefore: string | undefined;
  readonly notOnOrAfter: string | undefined;
  readonly authnInstant: string | undefined;
  readonly authnClass: string | undefined;
  readonly authnDeclaration: string | undefined;
  readonly version: string | undefined;
  readonly structure: string | undefined;
  readonly sector: string | undefined;
  readonly roles: readonly Code[];
  readonly mode: string | undefined;
  readonly resourceId: string | undefined;
  readonly resourceUrn: string | undefined;
  readonly purpose: Code | undefined;
  readonly reason: string | undefined;
  readonly subjectId: string | undefined;
  readonly confidentiality: string | undefined;
  readonly lpsId: string | undefined;
  readonly lpsName: string | undefined;
  readonly lpsVersion: string | undefined;
  readonly lpsHomologation: string | undefined;
}

/** Seconds an assertion is good for; the national sample kit says 20. */
const lifetime = 20;
const professionSystem = '1.2.250.1.71.1.2.7';
const specialtySystem = '1.2.250.1.71.4.2.5';
const sectionSystem = '1.2.250.1.71.4.2.6';
const notPeopleSystem = '1.2.250.1.213.1.1.4.6';
const purposes: Readonly<Record<Purpose, string>> = { normal: 'Accès normal', bris_de_glace: 'Bris de glace', centre_15: 'Accès centre de régulation' };
const authnClass = (name: string): string => `urn:oasis:names:tc:SAML:2.0:ac:classes:${name}`;

/** RFC 4514 from Node's way of writing a name: one attribute a line, the widest first. */
export const distinguishedName = ({ subject }: X509Certificate): string => subject.split('\n').toReversed().join(',');

function rolesOf({ person }: Sender): readonly Code[] {
  if (person === undefined) return [{ code: 'AUTOMATE', system: notPeopleSystem }];
  if (!('profession' in person)) return [{ code: 'SECRETARIAT_MEDICAL', system: notPeopleSystem }];
  const { profession, specialty } = person;
  const second = specialty === undefined ? [] : [{ code: specialty, system: profession === '21' ? sectionSystem : specialtySystem }];
  return [{ code: profession, system: professionSystem }, ...second];
}

const classes: Readonly<Record<Mode, string>> = {
  DIRECTE: authnClass('SmartcardPKI'),
  INDIRECTE: authnClass('unspecified'),
  INDIRECTE_RENFORCEE: authnClass('PasswordProtectedTransport'),
};

export function vihfFields(sender: Sender, choices: VihfChoices = {}): VihfFields {
  const { mode, structure, person, signing } = sender;
  const now = choices.now ?? new Date();
  const iso = (seconds: number): string => new Date(now.getTime() + seconds * 1_000).toISOString();
  const purpose = choices.purpose ?? 'normal';
  return {
    id: `_${randomUUID()}`,
    samlVersion: '2.0',
    issueInstant: iso(0),
    issuer: distinguishedName(signing.certificate),
    nameId: person?.idNat ?? `${structure.idNat}/automate`,
    notBefore: iso(0),
    notOnOrAfter: iso(lifetime),
    authnInstant: iso(0),
    authnClass: classes[mode],
    authnDeclaration: mode === 'INDIRECTE_RENFORCEE' ? 'CONF_EXI_PGSSIS' : undefined,
    version: choices.version ?? '3.0',
    structure: structure.idNat,
    sector: `${structure.sector}^1.2.250.1.71.4.2.4`,
    roles: rolesOf(sender),
    mode,
    resourceId: choices.patient === undefined ? undefined : `${choices.patient.ins}^^^&${choices.patient.oid}&ISO^NH`,
    resourceUrn: 'urn:dmp',
    purpose: { code: purpose, system: '1.2.250.1.213.1.1.4.248', label: purposes[purpose] },
    reason: choices.reason,
    subjectId: person === undefined ? 'Carnet simulateur' : `${person.familyName} ${person.givenName}`,
    confidentiality: choices.secret === true ? 'R' : undefined,
    lpsId: undefined,
    lpsName: 'Carnet simulateur',
    lpsVersion: '1.0',
    lpsHomologation: 'CARNET-SIMULATEUR-1',
  };
}

const optional = (name: string, value: string | undefined): Markup | undefined => (value === undefined ? undefined : element(name, {}, text(value)));
const attribute = (name: string, ...values: readonly Markup[]): Markup =>
  element('saml2:Attribute', { Name: name }, ...values.map((value) => element('saml2:AttributeValue', {}, value)));
const plain = (name: string, value: string | undefined): Markup | undefined =>
  value === undefined ? undefined : element('saml2:Attribute', { Name: name }, element('saml2:AttributeValue', {}, text(value)));
const ce = (name: string, { code, system, label }: Code): Markup =>
  element(name, {
    'xmlns': 'urn:hl7-org:v3',
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    'xsi:type': 'CE',
    code,
    'codeSystem': system,
    'displayName': label ?? code,
  });

/** Not signed yet. */
export function writeVihf(fields: VihfFields): Markup {
  return element(
    'saml2:Assertion',
    { 'xmlns:saml2': 'urn:oasis:names:tc:SAML:2.0:assertion', 'ID': fields.id, 'IssueInstant': fields.issueInstant, 'Version': fields.samlVersion },
    fields.issuer === undefined
      ? undefined
      : element('saml2:Issuer', { Format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName' }, text(fields.issuer)),
    element('saml2:Subject', {}, optional('saml2:NameID', fields.nameId)),
    fields.notBefore === undefined && fields.notOnOrAfter === undefined
      ? undefined
      : element('saml2:Conditions', { NotBefore: fields.notBefore, NotOnOrAfter: fields.notOnOrAfter }),
    element(
      'saml2:AuthnStatement',
      { AuthnInstant: fields.authnInstant },
      element('saml2:AuthnContext', {}, optional('saml2:AuthnContextClassRef', fields.authnClass), optional('saml2:AuthnContextDecl', fields.authnDeclaration)),
    ),
    element(
      'saml2:AttributeStatement',
      {},
      plain('VIHF_Version', fields.version),
      plain('Identifiant_Structure', fields.structure),
      plain('Secteur_Activite', fields.sector),
      fields.roles.length === 0 ? undefined : attribute('urn:oasis:names:tc:xacml:2.0:subject:role', ...fields.roles.map((role) => ce('Role', role))),
      plain('Authentification_mode', fields.mode),
      plain('urn:oasis:names:tc:xacml:2.0:resource:resource-id', fields.resourceId),
      plain('Ressource_URN', fields.resourceUrn),
      fields.purpose === undefined ? undefined : attribute('urn:oasis:names:tc:xspa:1.0:subject:purposeofuse', ce('PurposeOfUse', fields.purpose)),
      plain('Mode_Acces_Raison', fields.reason),
      plain('urn:oasis:names:tc:xspa:1.0:subject:subject-id', fields.subjectId),
      plain('urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code', fields.confidentiality),
      plain('LPS_ID', fields.lpsId),
      plain('LPS_Nom', fields.lpsName),
      plain('LPS_Version', fields.lpsVersion),
      plain('LPS_ID_HOMOLOGATION_DMP', fields.lpsHomologation),
    ),
  );
}

/** Written and signed: what goes into `wsse:Security`. `changed` is put over the usual fields. */
export const signedVihf = (sender: Sender, choices: VihfChoices = {}, changed: Partial<VihfFields> = {}, signing: SigningMaterial = sender.signing): Markup =>
  signEnveloped(writeVihf({ ...vihfFields(sender, choices), ...changed }), signing);

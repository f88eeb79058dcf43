// Assertions for tests, written by hand: a good VIHF, of which a case changes one thing.

export interface VihfSays {
  readonly id: string;
  readonly issuer: string;
  readonly nameId: string;
  readonly issuedAt: string;
  readonly authenticatedAt: string;
  /** `<Conditions …/>`, whole. */
  readonly conditions: string;
  readonly contextClass: string;
  /** `<AuthnContextDecl>`, whole. */
  readonly declaration: string;
  /** Values of the attributes by name; undefined leaves one out. */
  readonly attributes: Readonly<Record<string, string | undefined>>;
  /** Put before the end of the assertion. */
  readonly more: string;
}

export const classOf = (name: string): string => `urn:oasis:names:tc:SAML:2.0:ac:classes:${name}`;
export const coded = (element: string, code: string, system: string): string =>
  `<${element} xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CE" code="${code}" codeSystem="${system}" displayName="x"/>`;
export const purposeSystem = '1.2.250.1.213.1.1.4.248';
export const professionSystem = '1.2.250.1.71.1.2.7';
const specialtySystem = '1.2.250.1.71.4.2.5';
export const roleAttribute = 'urn:oasis:names:tc:xacml:2.0:subject:role';
export const purposeAttribute = 'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse';
export const patientAttribute = 'urn:oasis:names:tc:xacml:2.0:resource:resource-id';

const goodAttributes: VihfSays['attributes'] = {
  VIHF_Version: '3.0',
  Identifiant_Structure: '1750803447',
  Secteur_Activite: 'SA01^1.2.250.1.71.4.2.4',
  [roleAttribute]: `<AttributeValue>${coded('Role', '10', professionSystem)}</AttributeValue><AttributeValue>${coded('Role', 'SM26', specialtySystem)}</AttributeValue>`,
  Authentification_mode: 'DIRECTE',
  [patientAttribute]: '279035121518989^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH',
  Ressource_URN: 'urn:dmp',
  [purposeAttribute]: coded('PurposeOfUse', 'normal', purposeSystem),
  LPS_Nom: 'Essai',
  LPS_Version: '1.2',
  LPS_ID_HOMOLOGATION_DMP: 'ESS-0001',
};

/** An unsigned assertion. */
export function writeVihf(says: Partial<VihfSays> = {}): string {
  const now = new Date().toISOString();
  const attributes = Object.entries({ ...goodAttributes, ...says.attributes })
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(
      ([name, value]) => `<Attribute Name="${name}">${value.startsWith('<AttributeValue') ? value : `<AttributeValue>${value}</AttributeValue>`}</Attribute>`,
    );
  return [
    `<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="${says.id ?? '_a1'}" IssueInstant="${says.issuedAt ?? now}" Version="2.0">`,
    `<Issuer Format="urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName">${says.issuer ?? 'CN=801234567897'}</Issuer>`,
    `<Subject><NameID>${says.nameId ?? '801234567897'}</NameID></Subject>${says.conditions ?? ''}`,
    `<AuthnStatement AuthnInstant="${says.authenticatedAt ?? now}"><AuthnContext><AuthnContextClassRef>${says.contextClass ?? classOf('SmartcardPKI')}</AuthnContextClassRef>`,
    `${says.declaration ?? ''}</AuthnContext></AuthnStatement><AttributeStatement>${attributes.join('')}</AttributeStatement>${says.more ?? ''}</Assertion>`,
  ].join('');
}

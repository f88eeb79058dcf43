// The VIHF that the sandbox's portal of an establishment signs for its user (docs/integrators/vihf.md), written in its canonical form from the start:
// what is signed is what is sent. A program of a structure does the same with its own library.

import { type KeyObject, type X509Certificate, createHash, randomUUID, sign } from 'node:crypto';

export interface PortalUser {
  readonly idNat: string;
  readonly name: string;
  readonly profession: string;
  readonly specialty?: string | undefined;
  readonly structure: string;
  readonly sector: string;
  /** What the portal declares of how they signed in. */
  readonly factors: 'two' | 'one';
}

const saml = 'urn:oasis:names:tc:SAML:2.0';
const ds = 'http://www.w3.org/2000/09/xmldsig#';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const subject = 'urn:oasis:names:tc:xspa:1.0:subject';
const professionSystem = '1.2.250.1.71.1.2.7';
const specialtySystem = '1.2.250.1.71.4.2.5';
const sectionSystem = '1.2.250.1.71.4.2.6';
const pharmacien = '21';

const safe = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const attribute = (name: string, ...values: readonly string[]): string =>
  `<saml2:Attribute Name="${name}">${values.map((value) => `<saml2:AttributeValue>${value}</saml2:AttributeValue>`).join('')}</saml2:Attribute>`;
const coded = (name: string, code: string, system: string, label = code): string =>
  `<${name} xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" code="${safe(code)}" codeSystem="${system}" displayName="${label}" xsi:type="CE"></${name}>`;

/** `certificate` and `key`: what the structure signs with. */
export function portalAssertion(user: PortalUser, certificate: X509Certificate, key: KeyObject, now: Date): string {
  const id = `_${randomUUID()}`;
  const at = now.toISOString();
  const open = `<saml2:Assertion xmlns:saml2="${saml}:assertion" ID="${id}" IssueInstant="${at}" Version="2.0">`;
  const issuer = `<saml2:Issuer Format="urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName">${safe(certificate.subject.split('\n').toReversed().join(','))}</saml2:Issuer>`;
  const declared = user.factors === 'two' ? '<saml2:AuthnContextDecl>MobileTwoFactorContract</saml2:AuthnContextDecl>' : '';
  const roles = [
    coded('Role', user.profession, professionSystem),
    ...(user.specialty === undefined ? [] : [coded('Role', user.specialty, user.profession === pharmacien ? sectionSystem : specialtySystem)]),
  ];
  const rest = [
    `<saml2:Subject><saml2:NameID>${safe(user.idNat)}</saml2:NameID></saml2:Subject>`,
    `<saml2:AuthnStatement AuthnInstant="${at}"><saml2:AuthnContext><saml2:AuthnContextClassRef>${saml}:ac:classes:PasswordProtectedTransport</saml2:AuthnContextClassRef>${declared}</saml2:AuthnContext></saml2:AuthnStatement>`,
    '<saml2:AttributeStatement>',
    attribute('VIHF_Version', '3.0'),
    attribute('Identifiant_Structure', safe(user.structure)),
    attribute('Secteur_Activite', `${safe(user.sector)}^1.2.250.1.71.4.2.4`),
    attribute('urn:oasis:names:tc:xacml:2.0:subject:role', ...roles),
    attribute('Authentification_mode', 'INDIRECTE_RENFORCEE'),
    attribute('Ressource_URN', 'urn:dmp'),
    attribute(`${subject}:purposeofuse`, coded('PurposeOfUse', 'normal', '1.2.250.1.213.1.1.4.248', 'Accès normal')),
    attribute(`${subject}:subject-id`, safe(user.name)),
    attribute('LPS_Nom', 'Portail du bac à sable'),
    attribute('LPS_Version', '1.0'),
    attribute('LPS_ID_HOMOLOGATION_DMP', 'CARNET-PORTAIL-1'),
    '</saml2:AttributeStatement></saml2:Assertion>',
  ].join('');
  const digest = createHash('sha256').update(`${open}${issuer}${rest}`).digest('base64');
  const method = (name: string, algorithm: string): string => `<ds:${name} Algorithm="${algorithm}"></ds:${name}>`;
  const signed = [
    `<ds:SignedInfo xmlns:ds="${ds}">`,
    method('CanonicalizationMethod', exclusive),
    method('SignatureMethod', 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'),
    `<ds:Reference URI="#${id}"><ds:Transforms>${method('Transform', `${ds}enveloped-signature`)}${method('Transform', exclusive)}</ds:Transforms>`,
    `${method('DigestMethod', 'http://www.w3.org/2001/04/xmlenc#sha256')}<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`,
  ].join('');
  const value = sign('sha256', Buffer.from(signed), key).toString('base64');
  const keyInfo = `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate.raw.toString('base64')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`;
  return `${open}${issuer}<ds:Signature xmlns:ds="${ds}">${signed}<ds:SignatureValue>${value}</ds:SignatureValue>${keyInfo}</ds:Signature>${rest}`;
}

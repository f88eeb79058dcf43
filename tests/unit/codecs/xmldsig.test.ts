// Enveloped signatures: what other implementations sign is verified, and the bytes that are handed on are the signed ones; everything by which
// an unsigned thing could pass for a signed one is refused, each by its rule.

import { type SignaturePolicy, standingAlone, verifyEnveloped } from '@carnet/codecs/xmldsig';
import { parseVihf, vihfLimits } from '@carnet/codecs/vihf';
import { elementsOf, parseXml } from '@carnet/codecs/xml';
import { certificateOf, signatureCrypto } from '@carnet/server/interfaces/soap/signature-crypto';
import { issueCard, issueStructure, makeAuthority, newSigningKeys } from '@carnet/server/sandbox/certificates';
import fc from 'fast-check';
import { X509Certificate, createHmac, webcrypto } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type SigningOptions,
  type Signer,
  derOf,
  digests,
  enveloped,
  exclusive,
  keyInfoOf,
  signAssertion,
  signedXml,
  signerOf,
} from '../../support/sign-xml.ts';
import { writeVihf } from '../../support/vihf.ts';

let authority: X509Certificate;
let signer: Signer;
let other: Signer;
let curve: Signer;
let short: Signer;
beforeAll(async () => {
  const validity = { from: new Date(Date.now() - 60_000), until: new Date(Date.now() + 3_600_000) };
  const made = await makeAuthority('Autorite', validity);
  authority = new X509Certificate(made.certificate.toString('pem'));
  const person = { id: '801234567897', familyName: 'ESSAI', givenName: 'Camille', professionLabel: 'Médecin', structure: '1750803447' };
  const keys = async (bits: number): Promise<CryptoKeyPair> =>
    (await webcrypto.subtle.generateKey({ name: 'RSASSA-PKCS1-v1_5', modulusLength: bits, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }, true, [
      'sign',
      'verify',
    ])) as CryptoKeyPair;
  signer = signerOf(await issueCard(made, person, { sign: await newSigningKeys() }, validity));
  other = signerOf(await issueStructure(made, { id: '1999999990', name: 'Autre' }, { sign: await keys(2_048) }, validity));
  short = signerOf(await issueCard(made, person, { sign: await keys(1_024) }, validity));
  curve = signerOf(await issueCard(made, person, 'authenticate', validity));
});

const expected = (policy: SignaturePolicy = { sha1: false }) => ({ field: 'Assertion', identifier: 'ID', limits: vihfLimits, policy });
/** The assertion of this document: the first of its first wsse:Security, as the door takes it. */
function alone(xml: string): Uint8Array {
  const read = parseXml(Buffer.from(xml));
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  using tree = read.value;
  const [assertion] =
    tree.root.name === 'Assertion'
      ? [tree.root]
      : elementsOf(tree.root)
          .find(({ name }) => name === 'Security')!
          .find('*[local-name()="Assertion"]');
  return standingAlone(assertion as typeof tree.root);
}
const verify = (xml: string, policy?: SignaturePolicy) => verifyEnveloped(alone(xml), signatureCrypto, expected(policy));
const rulesOf = (xml: string, policy?: SignaturePolicy): readonly string[] => {
  const read = verify(xml, policy);
  return read.ok ? [] : read.findings.map(({ field, rule }) => `${field} ${rule}`);
};
const rule = (xml: string, policy?: SignaturePolicy): string =>
  rulesOf(xml, policy)
    .map((one) => one.split(' ')[1]!)
    .join(' ') || 'taken';
const signed = (options?: SigningOptions, xml = writeVihf()): string => signAssertion(xml, signer, options);

const envelope = (assertion: string): string =>
  `<env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="urn:hl7-org:v3"><Security>${assertion}</Security><Body/></env:Envelope>`;

describe('a signature of another implementation', () => {
  test.each<[string, () => string]>([
    ['RSA-SHA256', () => signed()],
    ['RSA-SHA512', () => signed({ hash: 'sha512' })],
    [
      'with comments in the canonical form',
      () => signed({ transforms: [enveloped, `${exclusive}WithComments`], canonicalization: `${exclusive}WithComments` }),
    ],
    ['with the prefixes of the national kit', () => signed({ prefixes: ['ds', 'saml', '#default', 'xsi'] })],
    ['inside an envelope whose namespaces it inherits', () => signed({ prefixes: ['xsi', 'env'] }, envelope(writeVihf()))],
    ['whose SignedInfo is in inclusive canonical form', () => signed({ canonicalization: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315' })],
    ['ECDSA on P-256', () => signAssertion(writeVihf(), curve)],
    [
      'with prefixes everywhere',
      () =>
        signed(
          {},
          writeVihf()
            .replace('<Assertion xmlns=', '<saml:Assertion xmlns:saml=')
            .replace('</Assertion>', '</saml:Assertion>')
            .replaceAll(/<(\/?)(?!saml:|Role|PurposeOfUse)(\w)/g, '<$1saml:$2'),
        ),
    ],
    ['with accents, entities and line ends', () => signed({}, writeVihf({ attributes: { LPS_Nom: 'Médi&amp;cal &lt;3&#13;\r\n« é »' } }))],
  ])('is verified: %s', (_what, xml) => {
    const read = verify(xml());
    expect(read).toMatchObject({ ok: true });
    if (!read.ok) return;
    expect(parseVihf(read.value.signed)).toMatchObject({ ok: true, value: { nameId: '801234567897' } });
    expect(Buffer.from(read.value.signed).toString()).not.toContain('Signature');
    expect(certificateOf(read.value.certificate)?.subject).toContain('801234567897');
  });

  test('in SHA-1 is taken where the policy says so, and nowhere else', () => {
    const xml = signed({ hash: 'sha1' });
    expect(rule(xml, { sha1: true })).toBe('taken');
    expect(rulesOf(xml)).toEqual(['Assertion/Signature/SignedInfo/SignatureMethod XMLDSIG_ALGORITHME']);
    const digestOnly = signedXml({
      privateKey: signer.key as unknown as Buffer,
      signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      canonicalizationAlgorithm: exclusive,
      getKeyInfoContent: () => keyInfoOf(signer),
    });
    digestOnly.addReference({ xpath: '/*', transforms: [enveloped, exclusive], digestAlgorithm: digests.sha1 });
    digestOnly.computeSignature(writeVihf(), { location: { reference: '/*/*[1]', action: 'after' } });
    expect(rulesOf(digestOnly.getSignedXml())).toEqual(['Assertion/Signature/SignedInfo/Reference/DigestMethod XMLDSIG_ALGORITHME']);
  });

  test('and xml-crypto agrees on what was altered', () => {
    for (const xml of [signed(), signed({ prefixes: ['saml', 'xsi'] }), signed().replace('SM26', 'SM27')]) {
      const theirs = signedXml({ publicCert: signer.certificate });
      theirs.loadSignature(/<Signature.*<\/Signature>/s.exec(xml)![0]);
      expect(theirs.checkSignature(xml)).toBe(verify(xml).ok);
    }
  });
});

describe('what is not the signed thing', () => {
  const evil = (id: string): string => writeVihf({ id, nameId: '899700000009' });
  const signatureOf = (xml: string): string => /<Signature.*<\/Signature>/s.exec(xml)![0];
  const without = (xml: string): string => xml.replace(/<Signature.*<\/Signature>/s, '');
  const behindIssuer = (xml: string, more: string): string => xml.replace('</Issuer>', `</Issuer>${more}`);

  /** After Somorovsky et al., On Breaking SAML (2012): where the evil assertion, the signed one and the signature stand. */
  test.each<[string, (good: string) => string, string]>([
    [
      'XSW1: the signed assertion inside the signature, which is moved to the evil one',
      (good) => behindIssuer(evil('_evil'), signatureOf(good).replace('</Signature>', `<Object>${without(good)}</Object></Signature>`)),
      'XMLDSIG_FORME',
    ],
    [
      'XSW2: the signature beside the signed assertion, both under the evil one',
      (good) => behindIssuer(evil('_evil'), signatureOf(good) + without(good)),
      'XMLDSIG_REFERENCE',
    ],
    ['XSW3: the evil assertion before the signed one', (good) => envelope(evil('_evil') + good), 'XMLDSIG_ABSENTE'],
    ['XSW4: the signed assertion inside the evil one', (good) => behindIssuer(evil('_evil'), good), 'XMLDSIG_PLACE'],
    [
      'XSW5: the evil assertion bears the signature, the signed one follows',
      (good) => envelope(behindIssuer(evil('_evil'), signatureOf(good)) + without(good)),
      'XMLDSIG_REFERENCE',
    ],
    [
      'XSW6: the signed assertion in the signature of the evil one, in SignatureValue',
      (good) => behindIssuer(evil('_evil'), signatureOf(good).replace('</SignatureValue>', `${without(good)}</SignatureValue>`)),
      'BASE64_INVALIDE',
    ],
    [
      'XSW7: the evil assertion in an extension, with the same identifier',
      (good) => good.replace('</AttributeStatement>', `</AttributeStatement><Extensions>${evil('_a1')}</Extensions>`),
      'XMLDSIG_ID_REPETE',
    ],
    [
      'XSW8: the signed assertion in an Object of the signature, with the same identifier',
      (good) => behindIssuer(evil('_a1'), signatureOf(good).replace('</Signature>', `<Object>${without(good)}</Object></Signature>`)),
      'XMLDSIG_ID_REPETE',
    ],
    [
      'an evil assertion with the identifier of the signed one, elsewhere in the envelope',
      (good) => envelope(behindIssuer(evil('_a1'), signatureOf(good)) + without(good)),
      'XMLDSIG_EMPREINTE',
    ],
    ['a second signature', (good) => behindIssuer(good, signatureOf(good)), 'XMLDSIG_PLACE'],
    ['a signature deeper down', (good) => without(good).replace('</Subject>', `${signatureOf(good)}</Subject>`), 'XMLDSIG_PLACE'],
    ['no signature', (good) => without(good), 'XMLDSIG_ABSENTE'],
    ['an Object with nothing of ours in it', (good) => good.replace('</KeyInfo>', '</KeyInfo><Object>x</Object>'), 'XMLDSIG_FORME'],
    ['a comment in the NameID', (good) => good.replace('801234567897</NameID>', '8012<!-- -->34567897</NameID>'), 'XMLDSIG_COMMENTAIRE'],
    ['a comment in a value', (good) => good.replace('>urn:dmp<', '>urn:<!---->dmp<'), 'XMLDSIG_COMMENTAIRE'],
    ['an instruction in a value', (good) => good.replace('>urn:dmp<', '>urn:<?x?>dmp<'), 'XMLDSIG_COMMENTAIRE'],
    ['somebody else’s name', (good) => good.replace('801234567897</NameID>', '899700000009</NameID>'), 'XMLDSIG_EMPREINTE'],
    ['another identifier', (good) => good.replace('ID="_a1"', 'ID="_a2"'), 'XMLDSIG_REFERENCE'],
    ['no identifier', (good) => good.replace('ID="_a1"', '').replace('URI="#_a1"', 'URI="#"'), 'XMLDSIG_SIGNATURE'],
    ['an attribute of another', (good) => good.replace('</AttributeStatement>', '<Attribute Name="x"/></AttributeStatement>'), 'XMLDSIG_EMPREINTE'],
    [
      'somebody else’s certificate',
      (good) => good.replace(/<X509Certificate>[^<]+/, `<X509Certificate>${derOf(other).toString('base64')}`),
      'XMLDSIG_SIGNATURE',
    ],
    [
      'two certificates',
      (good) => good.replace('</X509Data>', `<X509Certificate>${derOf(other).toString('base64')}</X509Certificate></X509Data>`),
      'XMLDSIG_CERTIFICAT',
    ],
    [
      'no certificate, a bare key',
      (good) => good.replace(/<X509Data>.*<\/X509Data>/s, '<KeyValue><RSAKeyValue><Modulus>AQAB</Modulus><Exponent>AQAB</Exponent></RSAKeyValue></KeyValue>'),
      'XMLDSIG_CERTIFICAT',
    ],
    ['no certificate', (good) => good.replace(/<X509Certificate>[^<]+/, '<X509Certificate>AAAA'), 'XMLDSIG_CLE'],
    ['a digest of its own', (good) => good.replace(/<DigestValue>./, (text) => `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`), 'XMLDSIG_SIGNATURE'],
    ['a value that is no base64', (good) => good.replace('<SignatureValue>', '<SignatureValue>*'), 'BASE64_INVALIDE'],
    ['a value in another writing of the same bytes', (good) => good.replace('</SignatureValue>', '=</SignatureValue>'), 'BASE64_INVALIDE'],
    ['HMAC, keyed by the certificate', (good) => hmac(good), 'XMLDSIG_ALGORITHME'],
    [
      'a truncated value',
      (good) => good.replace(/(<SignatureMethod[^>]*)\/>/, '$1><HMACOutputLength>0</HMACOutputLength></SignatureMethod>'),
      'XMLDSIG_ALGORITHME',
    ],
    [
      'an unknown canonicalization',
      (good) => good.replace(/(<CanonicalizationMethod Algorithm=")[^"]+/, '$1http://www.w3.org/2006/12/xml-c14n11'),
      'XMLDSIG_ALGORITHME',
    ],
    ['something more in SignedInfo', (good) => good.replace('</SignedInfo>', '<Object/></SignedInfo>'), 'XMLDSIG_FORME'],
    ['a relative namespace', (good) => good.replace('<SignedInfo>', '<SignedInfo xmlns:a="b">'), 'XMLDSIG_CANONIQUE'],
    ['two SignedInfo', (good) => good.replace('<SignedInfo>', '<SignedInfo/><SignedInfo>'), 'XMLDSIG_FORME'],
  ])('is refused: %s', (_what, change, wanted) => expect(rule(change(signed()))).toBe(wanted));

  const hmac = (good: string): string => {
    const renamed = good.replace(/(<SignatureMethod Algorithm=")[^"]+/, '$1http://www.w3.org/2000/09/xmldsig#hmac-sha1');
    const value = createHmac('sha1', signer.certificate)
      .update(/<SignedInfo>.*<\/SignedInfo>/s.exec(renamed)![0])
      .digest('base64');
    return renamed.replace(/<SignatureValue>[^<]+/, `<SignatureValue>${value}`);
  };

  /** Signed as they are: what is wrong is what was signed, not the signature. */
  const signedAs = (reference: string, xml = writeVihf()): string => {
    const info = `<SignedInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><CanonicalizationMethod Algorithm="${exclusive}"></CanonicalizationMethod><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></SignatureMethod>${reference}</SignedInfo>`;
    const maker = signedXml({ privateKey: signer.key as unknown as Buffer });
    const value = new maker.SignatureAlgorithms['http://www.w3.org/2001/04/xmldsig-more#rsa-sha256']!().getSignature(info, signer.key as unknown as Buffer);
    return behindIssuer(
      xml,
      `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">${info}<SignatureValue>${value}</SignatureValue><KeyInfo>${keyInfoOf(signer)}</KeyInfo></Signature>`,
    );
  };
  const transform = (algorithm: string, within = ''): string => `<Transform Algorithm="${algorithm}">${within}</Transform>`;
  const reference = (uri: string | undefined, ...transforms: readonly string[]): string =>
    `<Reference${uri === undefined ? '' : ` URI="${uri}"`}><Transforms>${transforms.join('')}</Transforms><DigestMethod Algorithm="${digests.sha256}"></DigestMethod><DigestValue>47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=</DigestValue></Reference>`;
  const usual = [transform(enveloped), transform(exclusive)];
  test.each<[string, () => string, string]>([
    ['the empty digest', () => signedAs(reference('#_a1', ...usual)), 'XMLDSIG_EMPREINTE'],
    ['no reference', () => signedAs(''), 'XMLDSIG_REFERENCE'],
    ['two references', () => signedAs(reference('#_a1', ...usual).repeat(2)), 'XMLDSIG_REFERENCE'],
    ['a reference to the whole document', () => signedAs(reference('', ...usual)), 'XMLDSIG_REFERENCE'],
    ['a reference without address', () => signedAs(reference(undefined, ...usual)), 'XMLDSIG_REFERENCE'],
    ['an external reference', () => signedAs(reference('http://example.org/a.xml', ...usual)), 'XMLDSIG_REFERENCE'],
    ['a reference to a file', () => signedAs(reference('file:///etc/passwd', ...usual)), 'XMLDSIG_REFERENCE'],
    ['an XPointer', () => signedAs(reference("#xpointer(id('_a1'))", ...usual)), 'XMLDSIG_REFERENCE'],
    [
      'XPath',
      () =>
        signedAs(reference('#_a1', transform(enveloped), transform('http://www.w3.org/TR/1999/REC-xpath-19991116', '<XPath>not(ancestor-or-self::*)</XPath>'))),
      'XMLDSIG_TRANSFORMATION',
    ],
    [
      'XSLT',
      () =>
        signedAs(
          reference(
            '#_a1',
            transform(enveloped),
            transform(
              'http://www.w3.org/TR/1999/REC-xslt-19991116',
              '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"></xsl:stylesheet>',
            ),
          ),
        ),
      'XMLDSIG_TRANSFORMATION',
    ],
    ['base64', () => signedAs(reference('#_a1', transform('http://www.w3.org/2000/09/xmldsig#base64'))), 'XMLDSIG_TRANSFORMATION'],
    ['no canonical form', () => signedAs(reference('#_a1', transform(enveloped))), 'XMLDSIG_TRANSFORMATION'],
    ['the signature left in', () => signedAs(reference('#_a1', transform(exclusive))), 'XMLDSIG_TRANSFORMATION'],
    [
      'inclusive canonical form, which reads what surrounds it',
      () => signedAs(reference('#_a1', transform(enveloped), transform('http://www.w3.org/TR/2001/REC-xml-c14n-20010315'))),
      'XMLDSIG_TRANSFORMATION',
    ],
    ['a third transform', () => signedAs(reference('#_a1', ...usual, transform(exclusive))), 'XMLDSIG_TRANSFORMATION'],
  ])('is refused though rightly signed: %s', (_what, xml, wanted) => expect(rule(xml())).toBe(wanted));

  test('is refused: a key of 1,024 bits, and an entity', () => {
    expect(rule(signAssertion(writeVihf(), short))).toBe('XMLDSIG_CLE');
    const entity = `<!DOCTYPE a [<!ENTITY e "801234567897">]>${signed().replace('801234567897</NameID>', '&e;</NameID>')}`;
    expect(parseXml(Buffer.from(entity))).toMatchObject({ ok: false, findings: [{ rule: 'XML_DTD' }] });
    expect(verifyEnveloped(Buffer.from(`<_>${entity}</_>`), signatureCrypto, expected())).toMatchObject({ ok: false, findings: [{ rule: 'XML_DTD' }] });
  });

  test('any one byte changed is refused, or changes nothing of what was signed', () => {
    const good = Buffer.from(signed());
    const read = verifyEnveloped(Buffer.concat([Buffer.from('<_>'), good, Buffer.from('</_>')]), signatureCrypto, expected());
    if (!read.ok) throw new Error('the seed must be good');
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Buffer.from(good);
        changed[at] = changed[at]! ^ flip;
        const again = verifyEnveloped(Buffer.concat([Buffer.from('<_>'), changed, Buffer.from('</_>')]), signatureCrypto, expected());
        if (!again.ok) return;
        expect(Buffer.compare(again.value.signed, read.value.signed)).toBe(0);
        // The certificate is not signed by the signature: its authority's own signature is what holds what it says. What is written around
        // that (the unused bits of the authority's signature) may be another: it says nothing.
        const same = Buffer.compare(saidBy(again.value.certificate), saidBy(read.value.certificate)) === 0;
        expect(same || certificateOf(again.value.certificate)?.verify(authority.publicKey) !== true).toBe(true);
      }),
      { numRuns: 1_500 },
    );
  });
});

/** The TBSCertificate of a certificate in DER whose two first lengths take two bytes each (RFC 5280, 4.1). */
function saidBy(certificate: Uint8Array): Uint8Array {
  return certificate.subarray(4, 8 + Buffer.from(certificate).readUInt16BE(6));
}

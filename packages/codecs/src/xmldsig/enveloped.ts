// An enveloped signature of one element (XML-DSIG §6.6.4): the element itself is what is signed, whole but for the signature in it, and nothing
// else. Answers with the very bytes whose digest was checked: what is read afterwards is read from them, so that nothing can stand beside
// what was signed and be taken for it (signature wrapping).

import { type Parsed, parsed } from '@carnet/domain/kernel';
import { XmlXPath } from 'libxml2-wasm';
import { parseXml } from '../xml/parse.ts';
import type { XmlLimits } from '../xml/scan.ts';
import { type XmlElement, attribute, elementsOf } from '../xml/tree.ts';
import { type Attributes, alreadyMarkup, element as markup } from '../xml/write.ts';
import { type SignatureCrypto, type SignaturePolicy, canonicalizations, dsigNamespace, envelopedTransform, exclusiveNamespace } from './algorithms.ts';
import { canonicalBytes, ds, fault, readSignature, sameBytes, unambiguous } from './read-signature.ts';

export interface EnvelopedSignature {
  /** Canonical form of the signed element, without its signature. */
  readonly signed: Uint8Array;
  /** DER: of whoever signed. Who that is, and whether they may, is to be checked. */
  readonly certificate: Uint8Array;
}

export interface Expected {
  /** Names the element in findings: `Assertion`. */
  readonly field: string;
  /** Its attribute that the reference points to: `ID`. */
  readonly identifier: string;
  readonly limits: XmlLimits;
  readonly policy: SignaturePolicy;
}

/** An element of a document alone, as bytes: inside another element that holds the namespaces it stood under. */
export function standingAlone(element: XmlElement): Uint8Array {
  const inherited: Attributes = Object.fromEntries(
    Object.entries(element.namespaces)
      .filter(([prefix]) => prefix !== 'xml')
      .map(([prefix, uri]) => [prefix === '' ? 'xmlns' : `xmlns:${prefix}`, uri]),
  );
  return Buffer.from(markup('_', inherited, alreadyMarkup(element.toString({ noDeclaration: true }))), 'utf8');
}

const signatures = XmlXPath.compile(`.//*[local-name() = "Signature" and namespace-uri() = "${dsigNamespace}"]`);

/** `alone`: as `standingAlone` writes it. */
export function verifyEnveloped(alone: Uint8Array, crypto: SignatureCrypto, expected: Expected): Parsed<EnvelopedSignature> {
  const document = parseXml(alone, expected.limits);
  if (!document.ok) return { ok: false, findings: document.findings.map((finding) => ({ ...finding, field: expected.field })) };
  using tree = document.value;
  const [element, ...others] = elementsOf(tree.root);
  if (element === undefined || others.length > 0) return fault(expected.field, 'XMLDSIG_FORME');
  return verifyElement(element, crypto, expected);
}

function verifyElement(element: XmlElement, crypto: SignatureCrypto, { field, identifier, policy }: Expected): Parsed<EnvelopedSignature> {
  const [signature, ...others] = element.find(signatures) as XmlElement[];
  if (signature === undefined) return fault(`${field}/Signature`, 'XMLDSIG_ABSENTE');
  if (others.length > 0 || !elementsOf(element).some((child) => child.isSameNode(signature))) return fault(`${field}/Signature`, 'XMLDSIG_PLACE');
  const clear = unambiguous(element, field);
  if (!clear.ok) return clear;
  const claims = readSignature(signature, `${field}/Signature`, crypto, policy);
  if (!claims.ok) return claims;
  if (elementsOf(signature).some((child) => !['SignedInfo', 'SignatureValue', 'KeyInfo'].some((name) => ds.is(child, name))))
    return fault(`${field}/Signature/Object`, 'XMLDSIG_FORME');
  const at = `${field}/Signature/SignedInfo/Reference`;
  const [reference, ...more] = claims.value.references;
  const id = attribute(element, identifier) ?? '';
  if (reference === undefined || more.length > 0) return fault(at, 'XMLDSIG_REFERENCE', `${claims.value.references.length}`, '1');
  if (id === '' || reference.uri !== `#${id}`) return fault(`${at}/@URI`, 'XMLDSIG_REFERENCE', reference.uri, `#${id}`);
  const [enveloped, canonical, ...rest] = reference.transforms;
  const form = canonicalizations.get(canonical?.algorithm ?? '');
  if (enveloped?.algorithm !== envelopedTransform || form?.exclusive !== true || rest.length > 0)
    return fault(
      `${at}/Transforms`,
      'XMLDSIG_TRANSFORMATION',
      reference.transforms.map(({ algorithm }) => algorithm).join(' '),
      `${envelopedTransform} ${exclusiveNamespace}`,
    );
  signature.remove();
  const signed = canonicalBytes(element, form, canonical!.prefixes);
  if (signed === undefined) return fault(field, 'XMLDSIG_CANONIQUE');
  return sameBytes(crypto.digest(reference.hash, signed), reference.digest)
    ? parsed({ signed, certificate: claims.value.certificate })
    : fault(`${at}/DigestValue`, 'XMLDSIG_EMPREINTE');
}

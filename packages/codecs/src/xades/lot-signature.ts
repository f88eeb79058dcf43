// The signature of a submission set (TD2.1; docs/sources.md §2.2; IHE DSG): a XAdES whose manifest names the set and each of its documents by
// uniqueId. Verified with what XML-DSIG signs, and read from those very bytes: the manifest, and the properties that name the certificate.

import { type UniqueId, parseUniqueId } from '@carnet/domain/document';
import { type Finding, type Parsed, parsed } from '@carnet/domain/kernel';
import { XmlXPath } from 'libxml2-wasm';
import { parseXml } from '../xml/parse.ts';
import { type XmlElement, attribute, elementsOf, readerOf } from '../xml/tree.ts';
import {
  type Canonicalization,
  type Hash,
  type SignatureCrypto,
  type SignaturePolicy,
  canonicalizations,
  digestMethods,
  dsigNamespace,
} from '../xmldsig/algorithms.ts';
import { type Reference, canonicalBytes, ds, fault, readReference, readSignature, sameBytes, unambiguous } from '../xmldsig/read-signature.ts';

/** A reference takes some 500 bytes: a set of a thousand documents fits. */
export const lotSignatureLimits = { bytes: 1024 * 1024, depth: 30, elements: 20_000, attributes: 20_000 } as const;

const versions = ['1.1.1', '1.2.2', '1.3.2'].map((version) => `http://uri.etsi.org/01903/v${version}#`);

export interface ManifestLine {
  readonly uniqueId: UniqueId;
  readonly hash: Hash;
  /** Undefined: none is carried; a submission set has none (one zero byte stands for it). */
  readonly digest: Uint8Array | undefined;
  /** Of the document, before its digest; undefined: over its bytes. */
  readonly canonical: Canonicalization | undefined;
}
export interface LotSignature {
  /** DER. */
  readonly certificate: Uint8Array;
  readonly manifest: readonly ManifestLine[];
}

export function readLotSignature(bytes: Uint8Array, crypto: SignatureCrypto, policy: SignaturePolicy): Parsed<LotSignature> {
  const document = parseXml(bytes, lotSignatureLimits);
  if (!document.ok) return { ok: false, findings: document.findings.map((finding) => ({ ...finding, field: 'Signature' })) };
  using tree = document.value;
  const { root } = tree;
  if (!ds.is(root, 'Signature')) return fault('Signature', 'XADES_RACINE', root.name, dsigNamespace);
  const clear = unambiguous(root, 'Signature');
  if (!clear.ok) return clear;
  const claims = readSignature(root, 'Signature', crypto, policy);
  if (!claims.ok) return claims;
  if (elementsOf(root).some((child) => !['SignedInfo', 'SignatureValue', 'KeyInfo', 'Object'].some((name) => ds.is(child, name))))
    return fault('Signature', 'XMLDSIG_FORME');
  const signed = signedElements(root, claims.value.references, crypto);
  if (!signed.ok) return signed;
  const manifest = readManifest(signed.value);
  if (!manifest.ok) return manifest;
  const bound = boundTo(claims.value.certificate, signed.value, crypto);
  return bound.ok ? parsed({ certificate: claims.value.certificate, manifest: manifest.value }) : bound;
}

const withId = XmlXPath.compile('.//*[@Id]');
const infoReference = 'Signature/SignedInfo/Reference';

/** The bytes of each element a reference names, its digest checked. What lies outside the signature is not looked for. */
function signedElements(root: XmlElement, references: readonly Reference[], crypto: SignatureCrypto): Parsed<readonly Uint8Array[]> {
  const named = new Map(root.find(withId).map((node) => [`#${attribute(node as XmlElement, 'Id')}`, node as XmlElement]));
  const signed: Uint8Array[] = [];
  for (const { uri, transforms, hash, digest } of references) {
    const target = named.get(uri);
    if (target === undefined || !isInObject(target)) return fault(`${infoReference}/@URI`, 'XMLDSIG_REFERENCE', uri, '#… (Object)');
    const [transform, ...more] = transforms;
    // Without a transform, XML-DSIG §4.4.3.2 takes the inclusive form.
    const form = transform === undefined ? { exclusive: false, comments: false } : canonicalizations.get(transform.algorithm);
    if (form === undefined || more.length > 0)
      return fault(`${infoReference}/Transforms`, 'XMLDSIG_TRANSFORMATION', transforms.map(({ algorithm }) => algorithm).join(' '));
    const bytes = canonicalBytes(target, form, transform?.prefixes);
    if (bytes === undefined) return fault(uri, 'XMLDSIG_CANONIQUE');
    if (!sameBytes(crypto.digest(hash, bytes), digest)) return fault(`${infoReference}/DigestValue`, 'XMLDSIG_EMPREINTE', uri);
    signed.push(bytes);
  }
  return parsed(signed);
}

const isInObject = (element: XmlElement): boolean => {
  for (let at: XmlElement | null = element; at !== null; at = at.parent) if (ds.is(at, 'Object')) return true;
  return false;
};

/** Runs `read` on the first signed element that is, or directly holds, one of this name. */
function inSigned<T>(
  signed: readonly Uint8Array[],
  namespaces: readonly string[],
  name: string,
  read: (element: XmlElement) => Parsed<T>,
): Parsed<T> | undefined {
  for (const bytes of signed) {
    const document = parseXml(bytes, lotSignatureLimits);
    if (!document.ok) continue;
    using tree = document.value;
    const found = [tree.root, ...elementsOf(tree.root)].find((element) => element.name === name && namespaces.includes(element.namespaceUri));
    if (found !== undefined) return read(found);
  }
  return undefined;
}

function readManifest(signed: readonly Uint8Array[]): Parsed<readonly ManifestLine[]> {
  const field = 'Signature/Object/Manifest';
  const read = inSigned(signed, [dsigNamespace], 'Manifest', (manifest) => {
    const lines: ManifestLine[] = [];
    for (const element of ds.children(manifest, 'Reference')) {
      const line = readLine(element, `${field}/Reference`);
      if (!line.ok) return line;
      lines.push(line.value);
    }
    return parsed(lines);
  });
  return read ?? fault(field, 'XADES_MANIFESTE');
}

function readLine(element: XmlElement, field: string): Parsed<ManifestLine> {
  // Whether a document's digest may be in SHA-1 is said where it is compared: the set's, which is none, is often written so.
  const reference = readReference(element, field, { sha1: true });
  if (!reference.ok) return reference;
  const { uri, transforms, hash, digest } = reference.value;
  const uniqueId = parseUniqueId(uri, `${field}/@URI`);
  if (!uniqueId.ok) return uniqueId;
  const [transform, ...more] = transforms;
  const canonical = canonicalizations.get(transform?.algorithm ?? '');
  if (more.length > 0 || (transform !== undefined && canonical === undefined))
    return fault(`${field}/Transforms`, 'XMLDSIG_TRANSFORMATION', transform?.algorithm);
  return parsed({ uniqueId: uniqueId.value, hash, digest: digest.every((octet) => octet === 0) ? undefined : digest, canonical });
}

/** SignedProperties name the certificate by its digest: another one with the same key does not stand for it. */
function boundTo(certificate: Uint8Array, signed: readonly Uint8Array[], crypto: SignatureCrypto): Parsed<true> {
  const field = 'Signature/Object/QualifyingProperties/SignedProperties';
  const read = inSigned(signed, versions, 'SignedProperties', (properties) => {
    const xades = readerOf(properties.namespaceUri);
    const signature = xades.first(properties, 'SignedSignatureProperties');
    const cert = xades.first(signature, 'SigningCertificate', 'Cert') ?? xades.first(signature, 'SigningCertificateV2', 'Cert');
    const value = xades.first(cert, 'CertDigest');
    // Programs write these two in either namespace.
    const child = (name: string): XmlElement | undefined => (value === undefined ? undefined : elementsOf(value).find((element) => element.name === name));
    const hash = digestMethods.get(attribute(child('DigestMethod'), 'Algorithm') ?? '');
    const given = child('DigestValue')?.content.replaceAll(/\s/g, '');
    return hash !== undefined && Buffer.from(crypto.digest(hash, certificate)).toString('base64') === given
      ? parsed(true as const)
      : fault(`${field}/SignedSignatureProperties/SigningCertificate`, 'XADES_CERTIFICAT');
  });
  return read ?? fault(field, 'XADES_PROPRIETES');
}

export interface LotContent {
  /** Of the submission set. */
  readonly uniqueId: UniqueId;
  readonly documents: readonly { readonly uniqueId: UniqueId; readonly bytes: Uint8Array }[];
}

/** The manifest names the set and exactly its documents, each once, with the digest of what was sent wherever it carries one. */
export function manifestFaults(manifest: readonly ManifestLine[], lot: LotContent, crypto: SignatureCrypto, policy: SignaturePolicy): readonly Finding[] {
  const field = 'Signature/Object/Manifest/Reference';
  const faults: Finding[] = [];
  const seen = new Set<UniqueId>();
  for (const line of manifest) {
    const { uniqueId } = line;
    const document = lot.documents.find((one) => one.uniqueId === uniqueId);
    if (seen.has(uniqueId)) faults.push({ field, rule: 'CHAMP_REPETE', given: uniqueId });
    else if (document === undefined && uniqueId !== lot.uniqueId) faults.push({ field, rule: 'LOT_DOCUMENT_EN_TROP', given: uniqueId });
    else if (document !== undefined) {
      const found = digestFault(line, document.bytes, crypto, policy);
      if (found !== undefined) faults.push({ field, ...found, given: uniqueId });
    }
    seen.add(uniqueId);
  }
  for (const { uniqueId } of lot.documents) if (!seen.has(uniqueId)) faults.push({ field, rule: 'LOT_DOCUMENT_ABSENT', expected: uniqueId });
  if (!seen.has(lot.uniqueId)) faults.push({ field, rule: 'LOT_ABSENT', expected: lot.uniqueId });
  return faults;
}

function digestFault(
  { hash, digest, canonical }: ManifestLine,
  bytes: Uint8Array,
  crypto: SignatureCrypto,
  { sha1 }: SignaturePolicy,
): Pick<Finding, 'rule'> | undefined {
  if (digest === undefined) return undefined;
  if (hash === 'sha1' && !sha1) return { rule: 'XMLDSIG_ALGORITHME' };
  const content = canonical === undefined ? bytes : canonicalDocument(bytes, canonical);
  return content !== undefined && sameBytes(crypto.digest(hash, content), digest) ? undefined : { rule: 'LOT_EMPREINTE' };
}

/** A whole document, its instructions and comments outside the root included as the form says. */
function canonicalDocument(bytes: Uint8Array, form: Canonicalization): Uint8Array | undefined {
  const document = parseXml(bytes);
  if (!document.ok) return undefined;
  using tree = document.value;
  return canonicalBytes(tree, form);
}

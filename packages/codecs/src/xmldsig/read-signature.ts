// Reads one ds:Signature into what it claims, and checks its value over SignedInfo. Strict: an element or an attribute that would change what
// is signed, and that is not known here, refuses. Which references must be there, and to what, is said by who asks (enveloped.ts, codecs/xades).

import { type Finding, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import { XmlC14NMode, XmlDocument, XmlError, XmlXPath } from 'libxml2-wasm';
import { parseBase64 } from '../xml/base64.ts';
import { type XmlElement, attribute, elementsOf, lastingReaderOf } from '../xml/tree.ts';
import {
  type Canonicalization,
  type Hash,
  type SignatureCrypto,
  type SignatureMethod,
  type SignaturePolicy,
  canonicalizations,
  digestMethods,
  dsigNamespace,
  envelopedTransform,
  exclusiveNamespace,
  signatureMethods,
} from './algorithms.ts';

export const ds = lastingReaderOf(dsigNamespace);

interface Transform {
  readonly algorithm: string;
  /** InclusiveNamespaces of an exclusive canonicalization. */
  readonly prefixes: readonly string[];
}
export interface Reference {
  readonly uri: string;
  readonly type: string | undefined;
  readonly transforms: readonly Transform[];
  readonly hash: Hash;
  readonly digest: Uint8Array;
}
export interface SignatureClaims {
  readonly references: readonly Reference[];
  /** DER. */
  readonly certificate: Uint8Array;
}

export const fault = (field: string, rule: string, given?: string, expected?: string): Parsed<never> => {
  const finding: Finding = {
    field,
    rule,
    ...(given === undefined ? {} : { given: given.slice(0, 120) }),
    ...(expected === undefined ? {} : { expected }),
  };
  return faulty(finding);
};

const apart = XmlXPath.compile('.//comment()|.//processing-instruction()');
const identifiers = XmlXPath.compile('.//@*[translate(local-name(), "ID", "id") = "id"]|./@*[translate(local-name(), "ID", "id") = "id"]');

/** A comment or an instruction splits a text for some readers and not for others; an identifier given twice names two things. */
export function unambiguous(root: XmlElement, field: string): Parsed<true> {
  if (root.find(apart).length > 0) return fault(field, 'XMLDSIG_COMMENTAIRE');
  const ids = root.find(identifiers).map((node) => node.content);
  return new Set(ids).size === ids.length ? parsed(true) : fault(field, 'XMLDSIG_ID_REPETE');
}

/** Undefined: it has no canonical form (a relative namespace, C14N 1.0 §1.3). */
export function canonicalBytes(
  node: XmlElement | XmlDocument,
  { exclusive, comments }: Canonicalization,
  prefixes: readonly string[] = [],
): Uint8Array | undefined {
  try {
    const options = {
      mode: exclusive ? XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 : XmlC14NMode.XML_C14N_1_0,
      withComments: comments,
      ...(exclusive && prefixes.length > 0 ? { inclusiveNamespacePrefixes: [...prefixes] } : {}),
    };
    // As a set of one node rather than by the element's own method, which makes two objects for each node of the whole document.
    const text = node instanceof XmlDocument ? node.canonicalizeToString(options) : node.doc.canonicalizeToString({ ...options, nodeSet: new Set([node]) });
    return Buffer.from(text, 'utf8');
  } catch (cause) {
    if (!(cause instanceof XmlError)) throw cause;
    return undefined;
  }
}

/** The claims of a signature whose value is right for the key of its certificate. Whose certificate it is, is not looked at here. */
export function readSignature(signature: XmlElement, field: string, crypto: SignatureCrypto, policy: SignaturePolicy): Parsed<SignatureClaims> {
  const info = only(signature, 'SignedInfo');
  if (info === undefined || elementsOf(signature)[0]?.name !== 'SignedInfo') return fault(`${field}/SignedInfo`, 'XMLDSIG_FORME');
  const canonicalization = only(info, 'CanonicalizationMethod');
  const method = only(info, 'SignatureMethod');
  const algorithm = attribute(canonicalization, 'Algorithm') ?? '';
  const form = canonicalizations.get(algorithm);
  const prefixes = form === undefined ? undefined : prefixesOf(canonicalization!, form);
  if (form === undefined || prefixes === undefined)
    return fault(`${field}/SignedInfo/CanonicalizationMethod`, 'XMLDSIG_ALGORITHME', algorithm, exclusiveNamespace);
  const signedBy = methodOf(method, policy);
  if (signedBy === undefined)
    return fault(`${field}/SignedInfo/SignatureMethod`, 'XMLDSIG_ALGORITHME', attribute(method, 'Algorithm'), accepted(signatureMethods, policy));
  if (elementsOf(info).some((child) => !['CanonicalizationMethod', 'SignatureMethod', 'Reference'].some((name) => ds.is(child, name))))
    return fault(`${field}/SignedInfo`, 'XMLDSIG_FORME');
  const references: Reference[] = [];
  for (const element of ds.children(info, 'Reference')) {
    const reference = readReference(element, `${field}/SignedInfo/Reference`, policy);
    if (!reference.ok) return reference;
    references.push(reference.value);
  }
  const certificate = certificateOf(signature, `${field}/KeyInfo`);
  if (!certificate.ok) return certificate;
  const value = only(signature, 'SignatureValue');
  const bytes = value === undefined ? undefined : strictBase64(value.content);
  if (bytes === undefined) return fault(`${field}/SignatureValue`, 'BASE64_INVALIDE');
  const signed = canonicalBytes(info, form, prefixes);
  if (signed === undefined) return fault(`${field}/SignedInfo`, 'XMLDSIG_CANONIQUE');
  switch (crypto.verify(signedBy, certificate.value, signed, bytes)) {
    case 'good':
      return parsed({ references, certificate: certificate.value });
    case 'wrong':
      return fault(`${field}/SignatureValue`, 'XMLDSIG_SIGNATURE');
    case 'unsuitable':
      return fault(`${field}/KeyInfo`, 'XMLDSIG_CLE', undefined, 'RSA >= 2048 bits | ECDSA P-256, P-384, P-521');
  }
}

/** The only child of this name; undefined: none, or several. */
function only(parent: XmlElement, name: string): XmlElement | undefined {
  const found = ds.children(parent, name);
  return found.length === 1 ? found[0] : undefined;
}

const accepted = (methods: ReadonlyMap<string, Hash | SignatureMethod>, policy: SignaturePolicy): string =>
  [...methods]
    .filter(([, value]) => isOpen(typeof value === 'string' ? value : value.hash, policy))
    .map(([uri]) => uri)
    .join(' | ');
const isOpen = (hash: Hash, { sha1 }: SignaturePolicy): boolean => hash !== 'sha1' || sha1;

/** A parameter (HMACOutputLength) is an element within: none is known. */
function methodOf(element: XmlElement | undefined, policy: SignaturePolicy): SignatureMethod | undefined {
  const method = signatureMethods.get(attribute(element, 'Algorithm') ?? '');
  return method !== undefined && isOpen(method.hash, policy) && elementsOf(element!).length === 0 ? method : undefined;
}

/** Undefined: something else is within. */
function prefixesOf(element: XmlElement, form: Canonicalization | undefined): readonly string[] | undefined {
  const children = elementsOf(element);
  if (children.length === 0) return [];
  const [list] = children;
  if (form?.exclusive !== true || children.length > 1 || list!.name !== 'InclusiveNamespaces' || list!.namespaceUri !== exclusiveNamespace) return undefined;
  return (attribute(list, 'PrefixList') ?? '').split(/\s+/).filter((prefix) => prefix !== '');
}

/** The enveloped transform has none; xml-crypto, and so programs in Node, write the prefixes of the next transform in it too: they mean nothing there. */
const withoutParameter = (element: XmlElement): readonly string[] | undefined =>
  elementsOf(element).every(({ name }) => name === 'InclusiveNamespaces') ? [] : undefined;

export function readReference(element: XmlElement, field: string, policy: SignaturePolicy): Parsed<Reference> {
  const uri = attribute(element, 'URI');
  // Without URI the application would have to know what is signed: none is guessed.
  if (uri === undefined) return fault(`${field}/@URI`, 'XMLDSIG_REFERENCE');
  const method = only(element, 'DigestMethod');
  const hash = digestMethods.get(attribute(method, 'Algorithm') ?? '');
  if (hash === undefined || !isOpen(hash, policy) || elementsOf(method!).length > 0)
    return fault(`${field}/DigestMethod`, 'XMLDSIG_ALGORITHME', attribute(method, 'Algorithm'), accepted(digestMethods, policy));
  const transforms: Transform[] = [];
  for (const one of ds.children(ds.first(element, 'Transforms'), 'Transform')) {
    const algorithm = attribute(one, 'Algorithm') ?? '';
    const prefixes = algorithm === envelopedTransform ? withoutParameter(one) : prefixesOf(one, canonicalizations.get(algorithm));
    if (prefixes === undefined) return fault(`${field}/Transforms/Transform`, 'XMLDSIG_TRANSFORMATION', algorithm);
    transforms.push({ algorithm, prefixes });
  }
  const value = only(element, 'DigestValue');
  const digest = value === undefined ? undefined : strictBase64(value.content);
  if (digest === undefined) return fault(`${field}/DigestValue`, 'BASE64_INVALIDE');
  return parsed({ uri, type: attribute(element, 'Type'), transforms, hash, digest });
}

function certificateOf(signature: XmlElement, field: string): Parsed<Uint8Array> {
  const info = only(signature, 'KeyInfo');
  const certificates = info === undefined ? [] : ds.children(info, 'X509Data').flatMap((data) => ds.children(data, 'X509Certificate'));
  if (certificates.length !== 1) return fault(`${field}/X509Data/X509Certificate`, 'XMLDSIG_CERTIFICAT', String(certificates.length), '1');
  const bytes = strictBase64(certificates[0]!.content);
  return bytes === undefined ? fault(`${field}/X509Data/X509Certificate`, 'BASE64_INVALIDE') : parsed(bytes);
}

/** One writing only for the same bytes: no bit of the last character is left unread. */
function strictBase64(text: string): Uint8Array | undefined {
  const body = text.replaceAll(/[\t\n\r ]+/g, '');
  const read = parseBase64(body, 'base64', 'refused');
  return read.ok && Buffer.from(read.value).toString('base64') === body ? read.value : undefined;
}

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

// The algorithms of XML-DSIG that are taken, by their names on the wire (RFC 6931). What is not here is refused: HMAC, DSA, MD5, XPath, XSLT,
// base64 and every transform that could choose what is signed.

export type Hash = 'sha1' | 'sha256' | 'sha384' | 'sha512';
export interface SignatureMethod {
  readonly scheme: 'rsa' | 'ecdsa';
  readonly hash: Hash;
}
export interface Canonicalization {
  readonly exclusive: boolean;
  readonly comments: boolean;
}

const dsig = 'http://www.w3.org/2000/09/xmldsig#';
const dsigMore = 'http://www.w3.org/2001/04/xmldsig-more#';
const inclusiveC14n = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const exclusiveC14n = 'http://www.w3.org/2001/10/xml-exc-c14n#';

export const dsigNamespace = dsig;
export const exclusiveNamespace = exclusiveC14n;
export const envelopedTransform = `${dsig}enveloped-signature`;

export const digestMethods: ReadonlyMap<string, Hash> = new Map([
  [`${dsig}sha1`, 'sha1'],
  ['http://www.w3.org/2001/04/xmlenc#sha256', 'sha256'],
  [`${dsigMore}sha384`, 'sha384'],
  ['http://www.w3.org/2001/04/xmlenc#sha512', 'sha512'],
]);

export const signatureMethods: ReadonlyMap<string, SignatureMethod> = new Map([
  [`${dsig}rsa-sha1`, { scheme: 'rsa', hash: 'sha1' }],
  [`${dsigMore}rsa-sha256`, { scheme: 'rsa', hash: 'sha256' }],
  [`${dsigMore}rsa-sha384`, { scheme: 'rsa', hash: 'sha384' }],
  [`${dsigMore}rsa-sha512`, { scheme: 'rsa', hash: 'sha512' }],
  [`${dsigMore}ecdsa-sha256`, { scheme: 'ecdsa', hash: 'sha256' }],
  [`${dsigMore}ecdsa-sha384`, { scheme: 'ecdsa', hash: 'sha384' }],
  [`${dsigMore}ecdsa-sha512`, { scheme: 'ecdsa', hash: 'sha512' }],
]);

export const canonicalizations: ReadonlyMap<string, Canonicalization> = new Map([
  [exclusiveC14n, { exclusive: true, comments: false }],
  [`${exclusiveC14n}WithComments`, { exclusive: true, comments: true }],
  [inclusiveC14n, { exclusive: false, comments: false }],
  [`${inclusiveC14n}#WithComments`, { exclusive: false, comments: true }],
]);

/** Given by the server: the codecs hold no key and compute no hash. */
export interface SignatureCrypto {
  digest(hash: Hash, bytes: Uint8Array): Uint8Array;
  /** `unsuitable`: the certificate cannot be read, its key is of another kind, too short, or on another curve. */
  verify(method: SignatureMethod, certificate: Uint8Array, signed: Uint8Array, signature: Uint8Array): 'good' | 'wrong' | 'unsuitable';
}
/** What the policy of the day says. */
export interface SignaturePolicy {
  readonly sha1: boolean;
}

// Distinguished names as programs write them (RFC 4514, RFC 2253, RFC 1779 as Java's, .NET's and OpenSSL's one line): compared by what they say,
// whatever the order, the spelling of the types and the escapes. It tells whether two texts name the same; it proves nothing about who.

/** Types, in lower case, by their OID (RFC 4519 §2; `S`, `G`, `T` as .NET writes them). */
const oids: Readonly<Record<string, string>> = {
  cn: '2.5.4.3',
  sn: '2.5.4.4',
  surname: '2.5.4.4',
  serialnumber: '2.5.4.5',
  c: '2.5.4.6',
  l: '2.5.4.7',
  st: '2.5.4.8',
  s: '2.5.4.8',
  street: '2.5.4.9',
  o: '2.5.4.10',
  ou: '2.5.4.11',
  t: '2.5.4.12',
  title: '2.5.4.12',
  gn: '2.5.4.42',
  g: '2.5.4.42',
  givenname: '2.5.4.42',
  organizationidentifier: '2.5.4.97',
  uid: '0.9.2342.19200300.100.1.1',
  dc: '0.9.2342.19200300.100.1.25',
  e: '1.2.840.113549.1.9.1',
  email: '1.2.840.113549.1.9.1',
  emailaddress: '1.2.840.113549.1.9.1',
};

/** One attribute: its type under any of its names, and its value. */
export type NameAttribute = readonly [type: string, value: string];

/** Whether the text names exactly these attributes. */
export function namesTheSame(text: string, attributes: readonly NameAttribute[]): boolean {
  const given = parseName(text);
  return given !== undefined && written(given) === written(attributes);
}

const written = (attributes: readonly NameAttribute[]): string =>
  JSON.stringify(attributes.map(([type, value]) => `${typeOf(type)}=${folded(value)}`).toSorted());
const typeOf = (type: string): string => {
  const name = type
    .trim()
    .toLowerCase()
    .replace(/^oid\./, '');
  return Object.hasOwn(oids, name) ? oids[name]! : name;
};
/**
 * RFC 4518: case, runs of white space and the form of accents do not count. Nor which letters beyond ASCII they are: programs write a question
 * mark for those of an older card, or each of them as two.
 */
const folded = (value: string): string =>
  value
    .normalize('NFC')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\x20-\x3e\x40-\x7e]+/g, '?');

/** Undefined: not a name. */
function parseName(text: string): readonly NameAttribute[] | undefined {
  const [separators, body] = text.trimStart().startsWith('/') ? ['/', text.trim().slice(1)] : [',;+', text];
  const parts = split(body, separators);
  const attributes = parts?.map((part): NameAttribute => {
    const at = part.indexOf('=');
    return [part.slice(0, Math.max(0, at)), unescaped(part.slice(at + 1).trim())];
  });
  return attributes?.every(([type]) => type.trim() !== '') ? attributes : undefined;
}

/** At separators that are neither escaped nor between quotes. Undefined: a quote is left open. */
function split(text: string, separators: string): readonly string[] | undefined {
  const parts = [''];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const one = text[at]!;
    if (one === '\\') parts[parts.length - 1] += one + (text[(at += 1)] ?? '');
    // What follows is no attribute: the separator was part of a value, and was not escaped.
    else if (!quoted && separators.includes(one) && /^\s*[\w.]+\s*=/.test(text.slice(at + 1, at + 40))) parts.push('');
    else {
      if (one === '"') quoted = !quoted;
      parts[parts.length - 1] += one;
    }
  }
  return quoted ? undefined : parts;
}

function unescaped(value: string): string {
  if (/^#(?:[0-9a-f]{2})+$/i.test(value)) return ofDer(Buffer.from(value.slice(1), 'hex'));
  const body = /^".*"$/s.test(value) ? value.slice(1, -1) : value;
  // Escaped octets are UTF-8, several for one letter.
  return body.replaceAll(/(?:\\[0-9a-f]{2})+/gi, (octets) => Buffer.from(octets.replaceAll('\\', ''), 'hex').toString('utf8')).replaceAll(/\\(.)/gs, '$1');
}

/** A DER string: what Java writes for types it has no name for. Anything else stays what it is. */
function ofDer(bytes: Buffer): string {
  const [tag, length] = bytes;
  if (length === undefined || length > 127 || bytes.length !== 2 + length) return `#${bytes.toString('hex')}`;
  const content = bytes.subarray(2);
  if (tag === 0x1e) return Buffer.from(content).swap16().toString('utf16le');
  return tag === 0x0c ? content.toString('utf8') : content.toString('latin1');
}

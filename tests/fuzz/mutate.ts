// Breaks bytes at random, the same way for the same seed: bits, pieces taken out, doubled, moved or put in from a dictionary of what
// parsers trip on, numbers made huge, one input grafted on another. A finding is seen again from its seed and its number alone.

export interface Random {
  /** From 0 to `below`, excluded. */
  below(below: number): number;
  among<T>(these: readonly T[]): T;
}

/** mulberry32: small, fast, and the same on every machine. Nothing secret is drawn from it. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, among: (these) => these[below(these.length)]! };
}

/** The case `number` of this seed: its own random, so that one case is replayed without those before it. */
export const caseOf = (seed: number, number: number): Random => randomFrom(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(number + 1, 0xc2b2ae35));

const tokens = [
  '',
  '\0',
  '\uFEFF',
  '\uFFFE',
  '\u202E',
  '\uD800',
  '𝕏',
  'é',
  'e\u0301',
  '%00',
  '%2e%2e%2f',
  '../',
  '\r\n',
  '\r\nX: y',
  '\n\n',
  '\t',
  ' ',
  '\\',
  '\\u0000',
  '\\ud800',
  '<',
  '>',
  '<!',
  '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
  '<!ENTITY % c "d">',
  '&b;',
  '&#0;',
  '&#x110000;',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<?xml version="1.1" encoding="UTF-7"?>',
  '<?xml-stylesheet href="http://elsewhere.test/x"?>',
  '<xi:include href="file:///etc/passwd" xmlns:xi="http://www.w3.org/2001/XInclude"/>',
  ' xmlns="x"',
  ' xmlns:a=""',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  ':',
  ',',
  'null',
  'true',
  '[[[[[[[[',
  '{"":{"":',
  '"__proto__":',
  '"constructor":{"prototype":',
  '"toString":',
  '-0',
  '1e999',
  '-1e-999',
  '0x7f',
  '9007199254740993',
  '99999999999999999999',
  '0.1e+',
  'NaN',
  'Infinity',
  '2026-02-30',
  '0000-00-00',
  '+275760-09-14',
  'ge',
  'ne',
  '|',
  '||',
  ',',
  '\\,',
  '$',
  '&',
  '=',
  '_count=-1',
  '_sort=-',
  '*',
  '(',
  ')',
  ';',
  '--',
  "' OR '1'='1",
  '${7*7}',
  '{{7*7}}',
  'javascript:',
  'data:text/html,',
  '/JavaScript',
  '/ObjStm',
  'stream\n',
  'endstream',
  '%%EOF',
  '/Encrypt',
  '#4a',
  'PK\u0003\u0004',
  '--carnet',
  '\r\n--',
  '--\r\n',
  'Content-ID: <',
  'Content-Transfer-Encoding: base64',
  'boundary="',
  '<xop:Include href="cid:',
  ' s:mustUnderstand="1"',
  'Content-Disposition: form-data; name="',
  "filename*=UTF-8''%",
  'Transfer-Encoding: chunked',
] as const;
const binaryTokens = [
  'c080',
  'edbfbf',
  'f4908080',
  'fffe',
  'feff',
  '0000feff',
  '80',
  'ff',
  '00000000',
  'ffffffff',
  '7fffffff',
  '80000000',
  '3084ffffffff',
  '3080',
  '1f8b08',
  '789c',
  'ffd8ff',
  '89504e47',
  'ffc00011',
  'ffda',
].map((hex) => Buffer.from(hex, 'hex'));
const dictionary: readonly Buffer[] = [...tokens.map((token) => Buffer.from(token, 'utf8')), ...binaryTokens];

/** Larger adds nothing but time. */
const longest = 64 * 1024;

type Change = (bytes: Buffer, random: Random, others: readonly Buffer[]) => Buffer;
const cut = (bytes: Buffer, from: number, to: number, middle: Buffer = Buffer.alloc(0)): Buffer =>
  Buffer.concat([bytes.subarray(0, from), middle, bytes.subarray(to)]);
function span(bytes: Buffer, random: Random, most = 64): readonly [number, number] {
  const from = random.below(bytes.length + 1);
  return [from, Math.min(bytes.length, from + 1 + random.below(most))];
}

const changes: readonly Change[] = [
  (bytes, random) => {
    const changed = Buffer.from(bytes);
    if (changed.length > 0) changed[random.below(changed.length)]! ^= 1 << random.below(8);
    return changed;
  },
  (bytes, random) => {
    const changed = Buffer.from(bytes);
    if (changed.length > 0) changed[random.below(changed.length)] = random.below(256);
    return changed;
  },
  (bytes, random) => cut(bytes, ...span(bytes, random)),
  (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  (bytes, random) => bytes.subarray(random.below(bytes.length + 1)),
  (bytes, random) => {
    const at = random.below(bytes.length + 1);
    return cut(bytes, at, at, random.among(dictionary));
  },
  (bytes, random) => cut(bytes, ...span(bytes, random), random.among(dictionary)),
  (bytes, random) => {
    const [from, to] = span(bytes, random);
    return cut(bytes, from, from, Buffer.concat(Array.from({ length: 1 + random.below(50) }, () => bytes.subarray(from, to))));
  },
  (bytes, random) => {
    const token = random.among(dictionary);
    const at = random.below(bytes.length + 1);
    return cut(bytes, at, at, Buffer.concat(Array.from({ length: 1 + random.below(2_000) }, () => token)));
  },
  (bytes, random, others) => {
    const other = random.among(others);
    return Buffer.concat([bytes.subarray(0, random.below(bytes.length + 1)), other.subarray(random.below(other.length + 1))]);
  },
  (bytes, random) => {
    const numbers = [...bytes.toString('latin1').matchAll(/\d+/g)];
    if (numbers.length === 0) return bytes;
    const found = random.among(numbers);
    return cut(
      bytes,
      found.index,
      found.index + found[0].length,
      Buffer.from(random.among(['-1', '0', '9'.repeat(1 + random.below(400)), '1e999', '4294967296', '00', '.'])),
    );
  },
  (bytes, random) => {
    const [from, to] = span(bytes, random);
    const [at] = span(bytes, random, 1);
    const rest = cut(bytes, from, to);
    return cut(rest, Math.min(at, rest.length), Math.min(at, rest.length), bytes.subarray(from, to));
  },
];

/** One to four changes of one of the seeds. */
export function mutated(seeds: readonly Buffer[], random: Random): Buffer {
  let bytes = random.among(seeds);
  for (let left = 1 + random.below(4); left > 0; left -= 1) bytes = random.among(changes)(bytes, random, seeds).subarray(0, longest);
  return bytes;
}

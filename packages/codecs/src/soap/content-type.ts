// The Content-Type of a message, of its root part, of `start-info`: a media type and its parameters, read one way only. A parameter given twice
// makes it unreadable.

export interface ContentType {
  /** Lower case: `multipart/related`. */
  readonly type: string;
  /** By name in lower case; values as they are, without quotes. */
  readonly parameters: ReadonlyMap<string, string>;
}

export const soapType = 'application/soap+xml';
export const multipartType = 'multipart/related';
export const xopType = 'application/xop+xml';

const longest = 4_096;
const mediaType = /^[ \t]*([\w!#$&^.+-]+\/[\w!#$&^.+-]+)[ \t]*/;
/** RFC 2045 §5.1. Many write a boundary with `:` or `/` bare: a bare value ends at white space or a semicolon. */
const parameter = /;[ \t]*(?:([\w!#$&^.+-]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\[\x20-\x7e])*)"|([^\s";]+))[ \t]*)?/y;

export function parseContentType(given: string): ContentType | undefined {
  const head = given.length > longest ? null : mediaType.exec(given);
  if (head === null) return undefined;
  const parameters = new Map<string, string>();
  parameter.lastIndex = head[0].length;
  while (parameter.lastIndex < given.length) {
    const found = parameter.exec(given);
    if (found === null) return undefined;
    const [, name, quoted, bare] = found;
    if (name === undefined) continue;
    if (parameters.has(name.toLowerCase())) return undefined;
    parameters.set(name.toLowerCase(), quoted?.replaceAll(/\\(.)/g, '$1') ?? bare!);
  }
  return { type: head[1]!.toLowerCase(), parameters };
}

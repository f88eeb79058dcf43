// multipart/related cut into its parts (RFC 2046 §5.1, RFC 2387), on the bytes as they came: a body is a view, never a copy, unless it was sent
// in base64. One reading only: lines end with CRLF, a delimiter is followed by nothing but white space, two parts never share a name.

import { type Finding, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import { parseBase64 } from '../xml/base64.ts';
import { parseContentType } from './content-type.ts';

export interface Part {
  /** Without brackets. */
  readonly contentId: string | undefined;
  readonly contentType: string | undefined;
  readonly body: Uint8Array;
}

/** A set of documents, its signature and its envelope: dozens at most. */
const limits = { parts: 200, headerBytes: 8_192, headers: 32 } as const;
/** RFC 2046 §5.1.1; some stacks put more signs in theirs. */
const boundaryShape = /^[\x21-\x7e](?:[\x20-\x7e]{0,68}[\x21-\x7e])?$/;
const [cr, lf, dash, space, tab] = [13, 10, 45, 32, 9];

const finding = (field: string, rule: string, given?: string, expected?: string): Finding => ({
  field,
  rule,
  ...(given === undefined ? {} : { given: given.slice(0, 200) }),
  ...(expected === undefined ? {} : { expected }),
});

/** Every part in order; findings under `multipart` or `multipart/<number from 1>`. */
export function readMultipart(bytes: Uint8Array, boundary: string | undefined): Parsed<readonly Part[]> {
  if (boundary === undefined || !boundaryShape.test(boundary)) return faulty(finding('Content-Type', 'MIME_FRONTIERE', boundary));
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  const atStart = buffer.subarray(0, delimiter.length - 2).equals(delimiter.subarray(2));
  const first = atStart ? 0 : buffer.indexOf(delimiter);
  if (first === -1) return faulty(finding('multipart', 'MIME_FRONTIERE', boundary));
  let at = first + delimiter.length - (atStart ? 2 : 0);
  const parts: Part[] = [];
  const names = new Set<string>();
  for (;;) {
    const isLast = buffer[at] === dash && buffer[at + 1] === dash;
    let end = isLast ? at + 2 : at;
    while (buffer[end] === space || buffer[end] === tab) end += 1;
    if (isLast && end === buffer.length) return parsed(parts);
    if (buffer[end] !== cr || buffer[end + 1] !== lf)
      return faulty(finding('multipart', end >= buffer.length ? 'MIME_TRONQUE' : 'MIME_FRONTIERE', buffer.toString('latin1', at, at + 40)));
    if (isLast) return parsed(parts);
    const field = `multipart/${parts.length + 1}`;
    if (parts.length === limits.parts) return faulty(finding('multipart', 'TROP_DE_PARTIES', undefined, String(limits.parts)));
    // The line end of the delimiter may be that of the empty line: a part without headers.
    const headersEnd = buffer.subarray(end, end + limits.headerBytes).indexOf('\r\n\r\n');
    if (headersEnd === -1) return faulty(finding(field, buffer.length - end < limits.headerBytes ? 'MIME_TRONQUE' : 'MIME_ENTETES'));
    const bodyStart = end + headersEnd + 4;
    // A body may be empty: its delimiter then begins with the line end of the empty line.
    const next = buffer.indexOf(delimiter, bodyStart - 2);
    if (next === -1) return faulty(finding(field, 'MIME_TRONQUE'));
    const part = partOf(buffer.toString('utf8', end + 2, end + headersEnd), buffer.subarray(Math.min(bodyStart, next), next), field);
    if (!part.ok) return part;
    const { contentId } = part.value;
    if (contentId !== undefined && names.has(contentId)) return faulty(finding(field, 'MIME_ID_DOUBLE', contentId));
    if (contentId !== undefined) names.add(contentId);
    parts.push(part.value);
    at = next + delimiter.length;
  }
}

const headerShape = /^([\w!#$%&'*+.^`|~-]+)[ \t]*:[ \t]*(.*?)[ \t]*$/s;
const readHeaders = ['content-id', 'content-type', 'content-transfer-encoding'];

function partOf(head: string, body: Uint8Array, field: string): Parsed<Part> {
  const lines = head === '' ? [] : head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  if (lines.length > limits.headers) return faulty(finding(field, 'MIME_ENTETES', String(lines.length), String(limits.headers)));
  const headers = new Map<string, string>();
  for (const line of lines) {
    const read = headerShape.exec(line);
    if (read === null || /[\r\n\0]/.test(line)) return faulty(finding(field, 'MIME_ENTETES', line));
    const name = read[1]!.toLowerCase();
    if (readHeaders.includes(name) && headers.has(name)) return faulty(finding(field, 'MIME_ENTETES', name));
    headers.set(name, read[2]!);
  }
  const contentType = headers.get('content-type');
  const type = contentType === undefined ? undefined : parseContentType(contentType)?.type;
  if (contentType !== undefined && type === undefined) return faulty(finding(field, 'MIME_ENTETES', contentType));
  if (type?.startsWith('multipart/') === true) return faulty(finding(field, 'MIME_IMBRIQUE', type));
  const contentId = contentIdOf(headers.get('content-id'));
  if (contentId === '') return faulty(finding(field, 'MIME_ENTETES', 'content-id'));
  const decoded = decodedBody(body, headers.get('content-transfer-encoding'), field);
  return decoded.ok ? parsed({ contentId, contentType, body: decoded.value }) : decoded;
}

/** `<a@b>` -> `a@b`; some write it without brackets. Empty: one that names nothing. */
export function contentIdOf(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const bare = /^<([^<>]*)>$/.exec(given)?.[1] ?? given;
  return /[<>]/.test(bare) ? '' : bare.trim();
}

function decodedBody(body: Uint8Array, encoding = 'binary', field: string): Parsed<Uint8Array> {
  switch (encoding.toLowerCase()) {
    case 'binary':
    case '8bit':
    case '7bit':
      return parsed(body);
    case 'base64':
      return parseBase64(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1'), field, 'folded');
    default:
      return faulty(finding(field, 'MIME_ENCODAGE', encoding, 'binary, 8bit, 7bit, base64'));
  }
}

// One linear pass over the markup before any tree is built: a document type declaration, a depth or a count beyond the limits
// is refused here, so that the parser only ever sees what it can take. It checks no well-formedness: the parser does.

import type { Finding } from '@carnet/domain/kernel';

export interface XmlLimits {
  /** Bytes of the document. */
  readonly bytes: number;
  readonly depth: number;
  readonly elements: number;
  readonly attributes: number;
}

/** Real CI-SIS documents: up to 1.7 MB, 30 levels, 30,000 elements. The size is the largest document the policy takes. */
export const defaultXmlLimits: XmlLimits = { bytes: 100 * 1024 * 1024, depth: 200, elements: 400_000, attributes: 1_000_000 };

/** Line and column of an offset, from 1. */
export function positionAt(text: string, offset: number): string {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    lineStart = at + 1;
  }
  return `${line}:${offset - lineStart + 1}`;
}

/** Where the tag that opens at `from` ends, and how many attributes it has; undefined: it does not end. */
function endOfTag(text: string, from: number): { readonly end: number; readonly attributes: number } | undefined {
  let attributes = 0;
  for (let at = from; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x3e) return { end: at, attributes };
    if (unit === 0x22 || unit === 0x27) {
      at = text.indexOf(unit === 0x22 ? '"' : "'", at + 1);
      if (at === -1) return undefined;
      attributes += 1;
    }
  }
  return undefined;
}

/** The first limit this text passes, or undefined. */
export function scanXml(text: string, limits: XmlLimits): Finding | undefined {
  const finding = (rule: string, at: number, expected?: string): Finding => ({
    field: 'document',
    rule,
    given: positionAt(text, at),
    ...(expected === undefined ? {} : { expected }),
  });
  let depth = 0;
  let elements = 0;
  let attributes = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
    let end: number;
    if (text.startsWith('<!--', at)) end = text.indexOf('-->', at + 4);
    else if (text.startsWith('<![CDATA[', at)) end = text.indexOf(']]>', at + 9);
    else if (text.startsWith('<?', at)) end = text.indexOf('?>', at + 2);
    else if (text.startsWith('<!', at)) return finding('XML_DTD', at, 'aucune déclaration <!DOCTYPE');
    else if (text.startsWith('</', at)) {
      depth -= 1;
      end = text.indexOf('>', at + 2);
    } else {
      const tag = endOfTag(text, at + 1);
      end = tag?.end ?? -1;
      elements += 1;
      attributes += tag?.attributes ?? 0;
      if (text.charCodeAt(end - 1) !== 0x2f) depth += 1;
      if (depth > limits.depth) return finding('XML_TROP_PROFOND', at, `${limits.depth} niveaux`);
      if (elements > limits.elements) return finding('XML_TROP_GRAND', at, `${limits.elements} éléments`);
      if (attributes > limits.attributes) return finding('XML_TROP_GRAND', at, `${limits.attributes} attributs`);
    }
    if (end === -1) return finding('XML_MAL_FORME', at);
    at = end + 1;
  }
  return undefined;
}

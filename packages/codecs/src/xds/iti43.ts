// ITI-43 (TD3.2): which documents are asked for, and the answer that carries them, each as a part of its own (ITI TF-2 §3.43). What cannot be
// given is told beside what can: PartialSuccess.

import { type UniqueId, parseUniqueId } from '@carnet/domain/document';
import { type Finding, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import type { XmlElement } from 'libxml2-wasm';
import { includeOf } from '../soap/include.ts';
import type { SoapAnswer } from '../soap/message.ts';
import { lastingReaderOf } from '../xml/tree.ts';
import { element, text } from '../xml/write.ts';
import { type RegistryError, type ResponseStatus, writeRegistryResponse } from './registry-response.ts';
import { namespaces } from './vocabulary.ts';

const xdsb = lastingReaderOf(namespaces.xdsb);

export interface DocumentRequest {
  readonly repositoryUniqueId: string;
  /** Undefined: what was asked has no form of a uniqueId, and so names no document. */
  readonly uniqueId: UniqueId | undefined;
  /** As it was written: answered with the same characters. */
  readonly asked: string;
}
export const retrieveMaximum = 100;

export function parseRetrieve(body: XmlElement): Parsed<readonly DocumentRequest[]> {
  if (!xdsb.is(body, 'RetrieveDocumentSetRequest'))
    return faulty({ field: 'Body', rule: 'CORPS_INATTENDU', given: body.name.slice(0, 64), expected: 'RetrieveDocumentSetRequest' });
  const asked = xdsb.children(body, 'DocumentRequest');
  if (asked.length === 0) return faulty({ field: 'DocumentRequest', rule: 'CHAMP_ABSENT' });
  if (asked.length > retrieveMaximum)
    return faulty({ field: 'DocumentRequest', rule: 'CARDINALITE', given: String(asked.length), expected: `≤ ${retrieveMaximum}` });
  const findings: Finding[] = [];
  const requests = asked.flatMap((request, index): readonly DocumentRequest[] => {
    const field = `DocumentRequest[${index + 1}]`;
    const one = (name: string): string | undefined => {
      const found = xdsb.children(request, name);
      const value = found[0]?.content.trim() ?? '';
      if (found.length > 1) findings.push({ field: `${field}.${name}`, rule: 'CHAMP_REPETE' });
      if (value === '') findings.push({ field: `${field}.${name}`, rule: 'CHAMP_ABSENT' });
      return value === '' ? undefined : value;
    };
    const repository = one('RepositoryUniqueId');
    const id = one('DocumentUniqueId');
    if (repository === undefined || id === undefined) return [];
    const uniqueId = parseUniqueId(id);
    return [{ repositoryUniqueId: repository.replace(/^urn:oid:/i, ''), uniqueId: uniqueId.ok ? uniqueId.value : undefined, asked: id }];
  });
  return findings.length > 0 ? faulty(...findings) : parsed(requests);
}

export interface RetrievedDocument {
  readonly asked: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

export const retrieveResponseAction = 'urn:ihe:iti:2007:RetrieveDocumentSetResponse';

export function writeRetrieved(documents: readonly RetrievedDocument[], errors: readonly RegistryError[], repositoryUniqueId: string): SoapAnswer {
  const status: ResponseStatus = errors.length === 0 ? 'Success' : documents.length === 0 ? 'Failure' : 'PartialSuccess';
  const named = documents.map((document, index) => ({ ...document, contentId: `document-${index + 1}@carnet` }));
  const responses = named.map(({ asked, mimeType, contentId }) =>
    element(
      'xdsb:DocumentResponse',
      {},
      element('xdsb:RepositoryUniqueId', {}, text(repositoryUniqueId)),
      element('xdsb:DocumentUniqueId', {}, text(asked)),
      element('xdsb:mimeType', {}, text(mimeType)),
      element('xdsb:Document', {}, includeOf(contentId)),
    ),
  );
  return {
    action: retrieveResponseAction,
    body: element('xdsb:RetrieveDocumentSetResponse', { 'xmlns:xdsb': namespaces.xdsb }, writeRegistryResponse(status, errors), ...responses),
    parts: new Map(named.map(({ contentId, bytes, mimeType }) => [contentId, { bytes, contentType: mimeType }])),
  };
}

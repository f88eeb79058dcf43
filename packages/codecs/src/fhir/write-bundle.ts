// Bundles Carnet answers with: a page of a search, the result of a transaction.

export interface SearchEntry {
  /** Absolute. */
  readonly fullUrl: string;
  readonly resource: object;
}
export interface SearchPage {
  readonly entries: readonly SearchEntry[];
  /** What `_include` asked for. */
  readonly included?: readonly SearchEntry[];
  /** Matches over all pages; undefined where counting would decide more than is shown. */
  readonly total?: number;
  readonly self: string;
  readonly next?: string;
  /** An OperationOutcome about the search itself: parameters that were left out. */
  readonly outcome?: object;
}

export const writeSearchset = ({ entries, included = [], total, self, next, outcome }: SearchPage): object => ({
  resourceType: 'Bundle',
  type: 'searchset',
  ...(total === undefined ? {} : { total }),
  link: [{ relation: 'self', url: self }, ...(next === undefined ? [] : [{ relation: 'next', url: next }])],
  ...someEntries([
    ...entries.map(({ fullUrl, resource }) => ({ fullUrl, resource, search: { mode: 'match' } })),
    ...included.map(({ fullUrl, resource }) => ({ fullUrl, resource, search: { mode: 'include' } })),
    ...(outcome === undefined ? [] : [{ resource: outcome, search: { mode: 'outcome' } }]),
  ]),
});
/** FHIR's JSON has no empty list (R4 §2.6.2.2). */
const someEntries = (entry: readonly object[]): object => (entry.length === 0 ? {} : { entry });

export interface TransactionLine {
  readonly status: '200 OK' | '201 Created';
  /** Relative: `DocumentReference/<id>`. Absent: nothing was written of that entry. */
  readonly location?: string;
  readonly versionId?: string;
  readonly lastModified?: string;
}

/** One line per entry of the request, in its order (FHIR R4 §3.1.0.11.2). */
export const writeTransactionResponse = (lines: readonly TransactionLine[]): object => ({
  resourceType: 'Bundle',
  type: 'transaction-response',
  entry: lines.map(({ status, location, versionId, lastModified }) => ({
    response: {
      status,
      ...(location === undefined ? {} : { location }),
      ...(versionId === undefined ? {} : { etag: `W/"${versionId}"` }),
      ...(lastModified === undefined ? {} : { lastModified }),
    },
  })),
});

export interface HistoryEntry {
  readonly id: string;
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly status: '201' | '200' | '204';
  /** Absent where it is gone. */
  readonly resource?: object;
  readonly etag?: string;
  readonly lastModified?: string;
}
export interface HistoryPage {
  readonly type: string;
  readonly baseUrl: string;
  readonly entries: readonly HistoryEntry[];
  readonly self: string;
  /** Where what comes next will be told (RFC 5989). */
  readonly monitor: string;
}

export const writeHistory = ({ type, baseUrl, entries, self, monitor }: HistoryPage): object => ({
  resourceType: 'Bundle',
  type: 'history',
  total: entries.length,
  link: [
    { relation: 'self', url: self },
    { relation: 'monitor', url: monitor },
  ],
  ...someEntries(
    entries.map(({ id, method, status, resource, etag, lastModified }) => ({
      fullUrl: `${baseUrl}/${type}/${id}`,
      ...(resource === undefined ? {} : { resource }),
      request: { method, url: method === 'POST' ? type : `${type}/${id}` },
      response: { status, ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) },
    })),
  ),
});

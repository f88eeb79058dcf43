// Bundles Carnet answers with: a page of a search, the result of a transaction.

export interface SearchEntry {
  /** Absolute. */
  readonly fullUrl: string;
  readonly resource: object;
}
export interface SearchPage {
  readonly entries: readonly SearchEntry[];
  /** Matches over all pages. */
  readonly total: number;
  readonly self: string;
  readonly next?: string;
  /** An OperationOutcome about the search itself: parameters that were left out. */
  readonly outcome?: object;
}

export const writeSearchset = ({ entries, total, self, next, outcome }: SearchPage): object => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total,
  link: [{ relation: 'self', url: self }, ...(next === undefined ? [] : [{ relation: 'next', url: next }])],
  entry: [
    ...entries.map(({ fullUrl, resource }) => ({ fullUrl, resource, search: { mode: 'match' } })),
    ...(outcome === undefined ? [] : [{ resource: outcome, search: { mode: 'outcome' } }]),
  ],
});

export interface TransactionLine {
  readonly status: '200 OK' | '201 Created';
  /** Relative: `DocumentReference/<id>/_history/<version>`. */
  readonly location: string;
  readonly versionId?: string;
  readonly lastModified?: string;
}

/** One line per entry of the request, in its order (FHIR R4 §3.1.0.11.2). */
export const writeTransactionResponse = (lines: readonly TransactionLine[]): object => ({
  resourceType: 'Bundle',
  type: 'transaction-response',
  entry: lines.map(({ status, location, versionId, lastModified }) => ({
    response: { status, location, ...(versionId === undefined ? {} : { etag: `W/"${versionId}"` }), ...(lastModified === undefined ? {} : { lastModified }) },
  })),
});

// Documents of one record that hold the same content (N1). Each keeps a mark: a hash of its content under a key of that record's own, so that
// a stolen disk does not tell that two records hold one document. Who sees several of them sees one line; whom one is hidden from learns nothing
// of it: lines are made of what visible-documents.ts lets through, and of nothing else.

import type { LogicalId } from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';
import type { Instant } from '@carnet/domain/kernel';
import { type Space, spaceOf } from '@carnet/domain/terminology';
import type { Vault } from '../vault.ts';
import type { Queryable } from './connection.ts';
import { type Reader, visibleDocuments } from './visible-documents.ts';
import { Parameters } from './statement.ts';

export interface ContentOf {
  readonly logicalId: LogicalId;
  /** Hex SHA-256 of what the document is recognised by. */
  readonly sha256: string;
}

export const markOf = (vault: Vault, dossier: DossierId, sha256: string): Buffer => vault.recordIndex('content', dossier, sha256);

/** Marks documents that were just written, and notes which of the record's have their content twice: true where one of these does. */
export async function markContents(db: Queryable, vault: Vault, dossier: DossierId, documents: readonly ContentOf[], door?: string): Promise<boolean> {
  const marks = documents.map(({ sha256 }) => markOf(vault, dossier, sha256));
  const times = Map.groupBy(documents, ({ sha256 }) => sha256);
  const { rows } = await db.query<{ shared: boolean }>({
    name: 'contents-mark',
    text: `WITH given AS (SELECT * FROM unnest($2::uuid[], $3::bytea[], $4::boolean[]) AS given (logical_id, mark, twice)),
        met AS (UPDATE document_content SET shared = true WHERE dossier_id = $1 AND NOT shared AND mark IN (SELECT mark FROM given))
      INSERT INTO document_content (dossier_id, logical_id, mark, door, shared)
        SELECT $1, given.logical_id, given.mark, $5, given.twice OR EXISTS (SELECT FROM document_content c WHERE c.dossier_id = $1 AND c.mark = given.mark) FROM given
      ON CONFLICT (dossier_id, logical_id) DO NOTHING RETURNING shared`,
    values: [dossier, documents.map(({ logicalId }) => logicalId), marks, documents.map(({ sha256 }) => times.get(sha256)!.length > 1), door ?? null],
  });
  return rows.some(({ shared }) => shared);
}

/** A document this reader sees, whose content another of the record has too. */
export interface Copy {
  readonly logicalId: LogicalId;
  readonly space: Space;
  readonly depositedAt: Instant;
  readonly masked: boolean;
  /** The same for those that are one line: same content, in one space, of one status, kept from the same people. What is said of the line is true of each. */
  readonly line: string;
  /** It is among what was asked for. */
  readonly asked: boolean;
  /** New to this person. */
  readonly unseen: boolean;
}

interface Condition {
  readonly readers: readonly [Reader, ...Reader[]];
  /** More conditions on rows named `e`; SQL. */
  readonly asked: (parameters: Parameters) => string;
  readonly unseen: (parameters: Parameters) => string;
  /** The statement's, where its shape is usual. */
  readonly name?: string;
}

/** In the order they arrived: of a line, the first is the document, the others came after it. */
export async function copiesSeen(db: Queryable, { readers, asked, unseen, name }: Condition): Promise<readonly Copy[]> {
  const parameters = new Parameters();
  const dossier = parameters.add(readers[0].dossier.id);
  const condition = readers.map((reader) => visibleDocuments(reader, parameters)).join('\n    AND ');
  const text = `SELECT e.logical_id, e.type_code, e.deposited_at, e.masque_ps, ${asked(parameters)} AS asked, ${unseen(parameters)} AS unseen,
      concat_ws(' ', encode(c.mark, 'hex'), e.status, e.masque_ps, e.invisible_patient, e.invisible_representants) AS alike
    FROM document_content c JOIN document_entry e ON e.dossier_id = c.dossier_id AND e.logical_id = c.logical_id
    WHERE c.dossier_id = ${dossier}::uuid AND c.shared AND ${condition} ORDER BY e.deposited_at, e.logical_id`;
  const { rows } = await db.query<{
    logical_id: LogicalId;
    type_code: string;
    deposited_at: Instant;
    masque_ps: boolean;
    asked: boolean;
    unseen: boolean;
    alike: string;
  }>({ ...(name === undefined ? {} : { name }), text, values: parameters.values });
  return rows.map(({ logical_id, type_code, deposited_at, masque_ps, alike, ...row }) => ({
    ...row,
    logicalId: logical_id,
    space: spaceOf(type_code),
    depositedAt: deposited_at,
    masked: masque_ps,
    line: `${spaceOf(type_code)} ${alike}`,
  }));
}

/** Those that came after the first of their line. */
export function laterCopies(copies: readonly Copy[]): readonly Copy[] {
  const met = new Set<string>();
  return copies.filter(({ line }) => met.has(line) || !met.add(line));
}

/**
 * What a row of `masquage` holds from some: a space, or a document with whatever of the record has its content. What a patient keeps
 * from somebody is not shown to them because it came again.
 */
export const sameContentAs = (masquage: string): string =>
  `SELECT ${masquage}.what_id UNION SELECT o.logical_id::text FROM document_content c JOIN document_content o ON o.dossier_id = c.dossier_id AND o.mark = c.mark
     WHERE ${masquage}.what_kind = 'document' AND c.dossier_id = ${masquage}.dossier_id AND c.shared AND c.logical_id::text = ${masquage}.what_id`;

// TD0.4, from the professional's side: the records that would open to this caller today. The SQL twin of rules 210, 300, 330, 340 and 350,
// so that pages and totals count no other record; each row is decided again before anything of it is shown.
// Ids and dates only: names are read with each record's own permit.

import { type PermitAcross, isMedecinDuTravail } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import type { StructIdNat } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import type { OpenRecord, OpenRecordPage, OpenRecordQuery, PatientListStore } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp, toTimestampOrNull } from './instants.ts';
import { Parameters, fromCursor, toCursor } from './statement.ts';

interface Row {
  dossier_id: DossierId;
  tie: OpenRecord['tie'];
  structure: StructIdNat | null;
  since: Instant;
  expires_at: Instant | null;
  last_at: Instant | null;
  recent: Instant;
}

const order = 'recent';

export const patientListStore = ({ db }: StoreContext): PatientListStore => ({
  async list(permit, query): Promise<OpenRecordPage> {
    const start = query.cursor === undefined ? undefined : fromCursor(order, query.cursor);
    if (query.cursor !== undefined && start === undefined) return { rows: [], total: 0 };
    const parameters = new Parameters();
    const open = openRecords(permit, query, parameters);
    const counted = [...parameters.values];
    const after =
      start === undefined ? '' : `WHERE (recent, dossier_id) < (${parameters.add(toTimestamp(start.at))}::timestamptz, ${parameters.add(start.id)}::uuid)`;
    const text = `${open} SELECT * FROM open_record ${after} ORDER BY recent DESC, dossier_id DESC LIMIT ${parameters.add(query.limit + 1)}::int`;
    const { rows } = await db.query<Row>({ name: `patients-list-${start === undefined ? 'first' : 'next'}`, text, values: parameters.values });
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    const whole = start === undefined && last === undefined;
    const total = whole
      ? page.length
      : (await db.query<{ total: number }>({ name: 'patients-total', text: `${open} SELECT count(*) AS total FROM open_record`, values: counted })).rows[0]!
          .total;
    return {
      rows: page.map(toRecord),
      total,
      ...(last === undefined ? {} : { nextCursor: toCursor(order, { at: last.recent, id: last.dossier_id }) }),
    };
  },
  cursorAfter: ({ dossier, since, lastConsultedAt = since }) => toCursor(order, { at: lastConsultedAt > since ? lastConsultedAt : since, id: dossier }),
});

/** One line per record, by the tie that lasts longest: what the patient made them, then their own agreement, then the team's. */
function openRecords({ actor, at }: PermitAcross<'list-patients'>, query: OpenRecordQuery, parameters: Parameters): string {
  const person = actor.kind === 'professionnel' ? actor : undefined;
  const me = `${parameters.add(person?.id ?? null)}::text`;
  const teams = `${parameters.add('structures' in actor ? actor.structures : actor.kind === 'structure' ? [actor.id] : [])}::text[]`;
  const now = `${parameters.add(toTimestamp(at))}::timestamptz`;
  const express = `${parameters.add(person !== undefined && isMedecinDuTravail(person))}::boolean`;
  const declaredSince = `${parameters.add(toTimestampOrNull(query.declaredSince))}::timestamptz`;
  const endsBefore = `${parameters.add(toTimestampOrNull(query.endsBefore))}::timestamptz`;
  const addedSinceConsultation = `${parameters.add(query.addedSinceConsultation === true)}::boolean`;
  const valid = `a.withdrawn_at IS NULL AND a.declared_at <= ${now} AND a.expires_at > ${now}`;
  return `WITH tied AS (
      SELECT m.dossier_id, 1 AS rank, 'medecin-traitant' AS tie, NULL AS structure, m.since, NULL::timestamptz AS expires_at
        FROM medecin_traitant m WHERE m.professionnel = ${me} AND m.until IS NULL
      UNION ALL SELECT m.dossier_id, 2, 'administrateur', NULL, m.since, NULL FROM administrateur m WHERE m.professionnel = ${me} AND m.until IS NULL
      UNION ALL SELECT a.dossier_id, 3, 'autorisation', NULL, a.declared_at, a.expires_at
        FROM autorisation a WHERE a.beneficiaire = ${me} AND a.beneficiaire_kind = 'professionnel' AND ${valid}
      UNION ALL SELECT a.dossier_id, 4, 'equipe', a.beneficiaire, a.declared_at, a.expires_at
        FROM autorisation a WHERE a.beneficiaire = ANY (${teams}) AND a.beneficiaire_kind = 'structure' AND ${valid}
    ), strongest AS (
      SELECT DISTINCT ON (dossier_id) * FROM tied ORDER BY dossier_id, rank, expires_at DESC, since
    ), open_record AS (
      SELECT s.dossier_id, s.tie, s.structure, s.since, s.expires_at, c.last_at, greatest(s.since, c.last_at) AS recent
        FROM strongest s JOIN dossier d ON d.dossier_id = s.dossier_id AND d.life = 'ouvert'
        LEFT JOIN first_consultation c ON c.dossier_id = s.dossier_id AND c.professionnel = ${me}
        WHERE NOT EXISTS (SELECT FROM blocage b WHERE b.dossier_id = s.dossier_id AND b.professionnel = ${me} AND b.since <= ${now} AND (b.until IS NULL OR b.until > ${now}))
          AND (NOT ${express} OR EXISTS (SELECT FROM autorisation a WHERE a.dossier_id = s.dossier_id AND a.beneficiaire = ${me} AND a.express AND ${valid}))
          AND (${declaredSince} IS NULL OR s.since >= ${declaredSince})
          AND (${endsBefore} IS NULL OR s.expires_at < ${endsBefore})
          AND (NOT ${addedSinceConsultation} OR EXISTS (SELECT FROM document_entry e
            WHERE e.dossier_id = s.dossier_id AND e.is_current AND e.status = 'Approved' AND e.deposited_at > c.last_at))
    )`;
}

const toRecord = (row: Row): OpenRecord => ({
  dossier: row.dossier_id,
  tie: row.tie,
  since: row.since,
  ...(row.structure === null ? {} : { structure: row.structure }),
  ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
  ...(row.last_at === null ? {} : { lastConsultedAt: row.last_at }),
});

// Counts, over codes and dates that are in clear: nothing sealed is opened to count. What is counted is bounded by the permit itself:
// everything for who runs the installation, one structure's own for who steers it, nothing for anybody else.

import type { PermitAcross } from '@carnet/domain/access';
import { parseSeal } from '@carnet/domain/audit';
import type { CountedLine, IndicatorStore, SecurityCount } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';
import { forPeople } from './visible-documents.ts';

const countsWithinMs = 30_000;

export const indicatorStore = ({ db }: StoreContext): IndicatorStore => ({
  async count(permit, { since, monthsSince }) {
    // Whole tables: longer than any other statement may take.
    await db.query({ text: `SET LOCAL statement_timeout = ${countsWithinMs}` });
    const { rows } = await db.query<CountedLine>({
      query_timeout: countsWithinMs + 3_000,
      name: 'indicators',
      text: statement,
      values: [scopeOf(permit), toTimestamp(permit.at), toTimestamp(since), toTimestamp(monthsSince)],
    });
    return rows;
  },
  async security(permit, since) {
    const { rows } = await db.query<{ code: SecurityCount; count: number }>({
      name: 'security-counts',
      text: securityStatement,
      values: [toTimestamp(permit.at), toTimestamp(since)],
    });
    const last = await db.query<{ text: string }>({ name: 'last-seal', text: 'SELECT text FROM trace_seal ORDER BY number DESC LIMIT 1' });
    const seal = last.rows[0] === undefined ? undefined : parseSeal(last.rows[0].text);
    return { counts: rows, ...(seal === undefined ? {} : { sealedThrough: seal.through }) };
  },
});

/** Null: everything. */
function scopeOf({ actor }: PermitAcross<'read-indicators'>): readonly string[] | null {
  if (actor.kind === 'exploitation') return null;
  if (actor.kind !== 'pilotage') return [];
  return actor.structure === undefined ? actor.structures : [actor.structure.id];
}

const monthOf = (column: string): string => `to_char(${column} AT TIME ZONE 'Europe/Paris', 'YYYY-MM')`;
const consultation = `t.action IN ('list-documents', 'read-document') AND t.outcome = 'granted' AND t.actor_kind = 'professionnel' AND ($1::text[] IS NULL OR t.structure_id = ANY ($1))`;

/** $1 the structures, null for all; $2 now; $3 start of the period; $4 start of the first month. */
const statement = `
  SELECT 'dossiers' AS "table", d.life AS code, count(*) AS count FROM dossier d
    WHERE $1::text[] IS NULL
      OR EXISTS (SELECT FROM document_entry e WHERE e.dossier_id = d.dossier_id AND e.is_current AND e.author_structures && $1)
      OR EXISTS (SELECT FROM autorisation a WHERE a.dossier_id = d.dossier_id AND a.beneficiaire_kind = 'structure' AND a.beneficiaire = ANY ($1))
    GROUP BY d.life
  UNION ALL
  SELECT 'autorisations', CASE WHEN a.expires_at > $2::timestamptz THEN 'valide' ELSE 'expiree' END, count(*) FROM autorisation a
    WHERE a.withdrawn_at IS NULL AND ($1::text[] IS NULL OR (a.beneficiaire_kind = 'structure' AND a.beneficiaire = ANY ($1)))
    GROUP BY 2
  UNION ALL
  SELECT 'autorisations', 'blocage', count(*) FROM blocage b
    WHERE (b.until IS NULL OR b.until > $2::timestamptz)
      AND ($1::text[] IS NULL OR b.professionnel IN (SELECT x.professionnel FROM exercice x WHERE x.structure = ANY ($1)))
  UNION ALL
  SELECT 'documents-par-classe', e.class_code, count(*) FROM document_entry e
    WHERE e.is_current AND e.status = 'Approved' AND ${forPeople} AND ($1::text[] IS NULL OR e.author_structures && $1)
    GROUP BY e.class_code
  UNION ALL
  SELECT 'documents-par-mois', ${monthOf('e.deposited_at')}, count(*) FROM document_entry e
    WHERE e.is_current AND ${forPeople} AND e.deposited_at >= $4::timestamptz AND e.deposited_at <= $2::timestamptz AND ($1::text[] IS NULL OR e.author_structures && $1)
    GROUP BY 2
  UNION ALL
  SELECT 'consultations-par-mois', ${monthOf('t.at')}, count(*) FROM trace t
    WHERE ${consultation} AND t.at >= $4::timestamptz AND t.at <= $2::timestamptz
    GROUP BY 2
  UNION ALL
  SELECT 'consultations-par-profession', t.profession, count(*) FROM trace t
    WHERE ${consultation} AND t.at >= $3::timestamptz AND t.at <= $2::timestamptz
    GROUP BY t.profession
  UNION ALL
  SELECT 'urgences', t.mode, count(*) FROM trace t
    WHERE ${consultation} AND t.mode <> 'normal' AND t.at >= $3::timestamptz AND t.at <= $2::timestamptz
    GROUP BY t.mode
  UNION ALL
  SELECT 'refus-par-regle', t.rule, count(*) FROM trace t
    WHERE t.outcome = 'refused' AND t.at >= $3::timestamptz AND t.at <= $2::timestamptz AND ($1::text[] IS NULL OR t.structure_id = ANY ($1))
    GROUP BY t.rule
  ORDER BY 1, 3 DESC, 2`;

const ofPeriod = 'FROM trace t WHERE t.at >= $2::timestamptz AND t.at <= $1::timestamptz';
/** $1 now; $2 start of the period. A chain that was sealed is counted from its last sealed line. */
const securityStatement = `
  SELECT 'acces-refuses' AS code, count(*) AS count ${ofPeriod} AND t.outcome = 'refused'
  UNION ALL SELECT 'documents-masques', count(*) FROM document_entry e WHERE e.is_current AND ${forPeople} AND e.masque_ps AND e.status <> 'Deleted'
  UNION ALL SELECT 'masquages', count(*) FROM masquage m WHERE m.until IS NULL
  UNION ALL SELECT 'blocages', count(*) FROM blocage b WHERE b.until IS NULL OR b.until > $1::timestamptz
  UNION ALL SELECT 'sceaux', count(*) FROM trace_seal
  UNION ALL SELECT 'lignes-a-sceller', coalesce(sum(h.sequence - coalesce((SELECT max(s.sequence) FROM trace_seal_head s WHERE s.dossier_id = h.dossier_id), 0)), 0)::bigint
    FROM trace_head h
  UNION ALL SELECT 'lignes', count(*) ${ofPeriod}
  UNION ALL SELECT 'consultations', count(*) ${ofPeriod} AND t.action IN ('list-documents', 'read-document') AND t.outcome = 'granted' AND t.actor_kind = 'professionnel'
  UNION ALL SELECT 'urgences', count(*) ${ofPeriod} AND t.action IN ('list-documents', 'read-document') AND t.outcome = 'granted' AND t.mode <> 'normal'
  UNION ALL SELECT 'journaux', count(*) FROM trace_head`;

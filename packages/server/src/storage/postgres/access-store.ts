// Whom the patient lets in and keeps out. Ended autorisations and blocages stay as rows: the journal and the rules still need them.

import { type Action, type Permit, dossierOf } from '@carnet/domain/access';
import type { Autorisation, AutorisationId, Beneficiaire, Blocage, DossierId, PersonneId } from '@carnet/domain/dossier';
import type { PsIdNat } from '@carnet/domain/identity';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import type pg from 'pg';
import type { AccessOverview, AccessStore, ConsultedAutorisation } from '../../ports/index.ts';
import type { Sealer } from '../vault.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp, toTimestampOrNull } from './instants.ts';

interface AutorisationRow {
  id: AutorisationId;
  beneficiaire_kind: Beneficiaire['kind'];
  beneficiaire: string;
  declared_at: Instant;
  sealed: Buffer;
  expires_at: Instant;
  withdrawn_at: Instant | null;
  express: boolean;
  given_by: PersonneId | null;
  last_consulted_at: Instant | null;
}
/** Agreements and consultations of a secret act are not for those who represent the patient (R.1111-50 CSP). */
const seesSecrets = ({ actor }: Permit<Action>): boolean => actor.kind !== 'representant';

interface BlocageRow {
  professionnel: PsIdNat;
  since: Instant;
  until: Instant | null;
}

/** Of the name of who recorded an agreement. */
export const autorisationBinding = (dossier: string, id: string): string => `autorisation|${dossier}|${id}`;

export function accessStore({ db, keys }: StoreContext): AccessStore {
  const insert = async (dossier: DossierId, autorisation: Autorisation, secret = false): Promise<void> => {
    await db.query(insertAutorisation(dossier, await keys.sealer(dossier, db), autorisation, secret));
  };
  const read = async (dossier: DossierId, rows: readonly AutorisationRow[]): Promise<readonly ConsultedAutorisation[]> => {
    if (rows.length === 0) return [];
    const sealer = await keys.sealer(dossier, db);
    return rows.map((row) => toAutorisation(row, sealer.open(autorisationBinding(dossier, row.id), row.sealed).toString('utf8')));
  };
  return {
    async declare(permit, autorisation) {
      const { beneficiaire, declaredAt } = autorisation;
      await db.query({
        name: 'autorisation-supersede',
        text: `UPDATE autorisation SET withdrawn_at = $4
          WHERE dossier_id = $1 AND beneficiaire_kind = $2 AND beneficiaire = $3 AND withdrawn_at IS NULL AND expires_at > $4 AND NOT express AND secret = $5`,
        values: [dossierOf(permit), beneficiaire.kind, beneficiaire.id, toTimestamp(declaredAt), permit.secret],
      });
      await insert(dossierOf(permit), autorisation, permit.secret);
    },
    async authorise(permit, autorisation) {
      const { beneficiaire, declaredAt } = autorisation;
      await db.query({
        name: 'autorisation-take-place',
        text: `UPDATE autorisation SET withdrawn_at = $4
          WHERE dossier_id = $1 AND beneficiaire_kind = $2 AND beneficiaire = $3 AND withdrawn_at IS NULL AND expires_at > $4`,
        values: [dossierOf(permit), beneficiaire.kind, beneficiaire.id, toTimestamp(declaredAt)],
      });
      await insert(dossierOf(permit), autorisation);
    },
    async withdraw(permit, beneficiaire, at) {
      const { rowCount } = await db.query({
        name: 'autorisation-withdraw',
        text: `UPDATE autorisation a SET withdrawn_at = $4
          WHERE a.dossier_id = $1 AND a.beneficiaire_kind = $2 AND a.beneficiaire = $3 AND a.withdrawn_at IS NULL AND (NOT a.secret OR $5)`,
        values: [dossierOf(permit), beneficiaire.kind, beneficiaire.id, toTimestamp(at), seesSecrets(permit)],
      });
      return rowCount ?? 0;
    },
    async block(permit, blocage) {
      const { professionnel, since } = blocage;
      await db.query({ name: 'blocage-end', text: blocageEnd, values: [dossierOf(permit), professionnel, toTimestamp(since)] });
      await db.query(insertBlocage(dossierOf(permit), blocage));
    },
    async isBlocked(permit, professionnel) {
      const { rows } = await db.query<{ blocked: boolean }>({
        name: 'blocage-holds',
        text: 'SELECT EXISTS (SELECT FROM blocage WHERE dossier_id = $1 AND professionnel = $2 AND since <= $3 AND (until IS NULL OR until > $3)) AS blocked',
        values: [dossierOf(permit), professionnel, toTimestamp(permit.at)],
      });
      return rows[0]?.blocked === true;
    },
    async unblock(permit, professionnel, at) {
      await db.query({ name: 'blocage-end', text: blocageEnd, values: [dossierOf(permit), professionnel, toTimestamp(at)] });
    },
    async list(permit): Promise<AccessOverview> {
      const id = dossierOf(permit);
      const autorisations = await db.query<AutorisationRow>({ name: 'autorisation-list', text: autorisationList, values: [id, seesSecrets(permit)] });
      const blocages = await db.query<BlocageRow>({
        name: 'blocage-list',
        text: 'SELECT professionnel, since, until FROM blocage WHERE dossier_id = $1 AND (until IS NULL OR until > $2) ORDER BY since DESC',
        values: [id, toTimestamp(permit.at)],
      });
      const treating = await db.query<{ professionnel: PsIdNat; since: Instant }>({
        name: 'medecin-traitant-current',
        text: 'SELECT professionnel, since FROM medecin_traitant WHERE dossier_id = $1 AND until IS NULL',
        values: [id],
      });
      const administrateurs = await db.query<{ professionnel: PsIdNat; since: Instant }>({
        name: 'administrateur-list',
        text: 'SELECT professionnel, since FROM administrateur WHERE dossier_id = $1 AND until IS NULL ORDER BY since, professionnel',
        values: [id],
      });
      const medecinTraitant = treating.rows[0];
      return {
        ...(medecinTraitant === undefined ? {} : { medecinTraitant: medecinTraitant.professionnel, medecinTraitantSince: medecinTraitant.since }),
        administrateurs: administrateurs.rows,
        autorisations: await read(dossierOf(permit), autorisations.rows),
        blocages: blocages.rows.map(toBlocage),
      };
    },
    async history(permit) {
      const { rows } = await db.query<AutorisationRow>({
        name: 'autorisation-history',
        text: autorisationHistory,
        values: [dossierOf(permit), seesSecrets(permit)],
      });
      return read(dossierOf(permit), rows);
    },
    async firstConsultation(permit, professionnel) {
      // A row this statement inserted has no xmax; one it updated bears this transaction's. What was told in secret is still to be told openly;
      // `known` is how the row was before: the lock of the journal, taken by the trace of this access, lets nobody in between.
      const { rows } = await db.query<{ first: boolean }>({
        name: 'first-consultation',
        text: `WITH known AS (SELECT told_openly FROM first_consultation WHERE dossier_id = $1 AND professionnel = $2)
          INSERT INTO first_consultation AS c (dossier_id, professionnel, at, last_at, told_openly) VALUES ($1, $2, $3, $3, $4)
          ON CONFLICT (dossier_id, professionnel) DO UPDATE SET last_at = excluded.last_at, told_openly = c.told_openly OR excluded.told_openly
          RETURNING xmax = 0 OR ($4 AND NOT (SELECT told_openly FROM known)) AS first`,
        values: [dossierOf(permit), professionnel, toTimestamp(permit.at), !permit.secret],
      });
      return rows[0]?.first === true;
    },
    async firstOfEmergency(permit, { professionnel, session, lastingHours }) {
      const { rowCount } = await db.query({
        name: 'emergency-told',
        text: `INSERT INTO emergency_told AS told (dossier_id, professionnel, mode, session, at) VALUES ($1, $2, $3, $4, $5)
          ON CONFLICT (dossier_id, professionnel, mode, session) DO UPDATE SET at = excluded.at WHERE told.at <= $6`,
        values: [
          dossierOf(permit),
          professionnel,
          permit.mode,
          session ?? '',
          toTimestamp(permit.at),
          toTimestamp(instantOf(permit.at - lastingHours * 3_600_000)),
        ],
      });
      return rowCount === 1;
    },
  };
}

export const insertAutorisation = (
  dossier: DossierId,
  sealer: Sealer,
  { id, beneficiaire, declaredAt, declaredBy = '', expiresAt, withdrawnAt, express = false, givenBy }: Autorisation,
  secret = false,
): pg.QueryConfig => ({
  name: 'autorisation-declare',
  text: `INSERT INTO autorisation (dossier_id, id, beneficiaire_kind, beneficiaire, declared_at, sealed, expires_at, withdrawn_at, express, secret, given_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
  values: [
    dossier,
    id,
    beneficiaire.kind,
    beneficiaire.id,
    toTimestamp(declaredAt),
    sealer.seal(autorisationBinding(dossier, id), declaredBy),
    toTimestamp(expiresAt),
    toTimestampOrNull(withdrawnAt),
    express,
    secret,
    givenBy ?? null,
  ],
});

const blocageEnd = 'UPDATE blocage SET until = $3 WHERE dossier_id = $1 AND professionnel = $2 AND (until IS NULL OR until > $3)';

/** Blocked twice at the same moment: what was said last holds. */
export const insertBlocage = (dossier: DossierId, { professionnel, since, until }: Blocage): pg.QueryConfig => ({
  name: 'blocage-insert',
  text: `INSERT INTO blocage (dossier_id, professionnel, since, until) VALUES ($1, $2, $3, $4)
    ON CONFLICT (dossier_id, professionnel, since) DO UPDATE SET until = excluded.until`,
  values: [dossier, professionnel, toTimestamp(since), toTimestampOrNull(until)],
});

const consulted = `SELECT a.id, a.beneficiaire_kind, a.beneficiaire, a.declared_at, a.sealed, a.expires_at, a.withdrawn_at, a.express, a.given_by,
    (SELECT max(t.at) FROM trace t WHERE t.dossier_id = a.dossier_id AND t.outcome = 'granted' AND t.action IN ('list-documents', 'read-document')
      AND (NOT t.secret OR $2) AND CASE a.beneficiaire_kind WHEN 'professionnel' THEN t.actor_id = a.beneficiaire ELSE t.structure_id = a.beneficiaire END) AS last_consulted_at`;
const autorisationList = `
  ${consulted} FROM (SELECT DISTINCT ON (beneficiaire_kind, beneficiaire) * FROM autorisation WHERE dossier_id = $1 AND withdrawn_at IS NULL AND (NOT secret OR $2)
    ORDER BY beneficiaire_kind, beneficiaire, expires_at DESC, declared_at DESC, id) a ORDER BY a.declared_at DESC, a.id`;
const autorisationHistory = `${consulted} FROM autorisation a WHERE a.dossier_id = $1 AND (NOT a.secret OR $2) ORDER BY a.declared_at DESC, a.id`;

const toAutorisation = (row: AutorisationRow, declaredBy: string): ConsultedAutorisation => ({
  id: row.id,
  beneficiaire: { kind: row.beneficiaire_kind, id: row.beneficiaire } as Beneficiaire,
  declaredAt: row.declared_at,
  declaredBy,
  expiresAt: row.expires_at,
  ...(row.withdrawn_at === null ? {} : { withdrawnAt: row.withdrawn_at }),
  ...(row.express ? { express: true } : {}),
  ...(row.given_by === null ? {} : { givenBy: row.given_by }),
  ...(row.last_consulted_at === null ? {} : { lastConsultedAt: row.last_consulted_at }),
});

const toBlocage = ({ professionnel, since, until }: BlocageRow): Blocage => ({ professionnel, since, ...(until === null ? {} : { until }) });

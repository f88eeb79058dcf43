// What a trace was decided on, rebuilt from the dated rows of the database as they stood at its moment: the law, the agreements, the ties, the
// version of the document. Reads only. Nothing sealed is opened: no key is needed, and no name, title or reason is read.
// What the database does not date is named in `assumed`, so that an answer never claims more than it knows.

import {
  type AccessRequest,
  type Action,
  type Actor,
  type Authentication,
  type ClaimedStructure,
  type DocumentFacts,
  type DossierFacts,
  type HabilitationCell,
  type HabilitationMatrix,
  type Mode,
  type Policy,
  type PolicySetting,
  habilitationMatrix,
  inForceOn,
  isPolicyKey,
  parsePolicyValue,
  policyOn,
} from '@carnet/domain/access';
import type { TraceAuthentication } from '@carnet/domain/audit';
import type { Autorisation, Blocage, DossierChoices, DossierId, DossierLife, Masquage, PersonneId } from '@carnet/domain/dossier';
import type { LogicalId } from '@carnet/domain/document';
import { type IdentityAssurance, type ProfessionCode, type PsIdNat, type SpecialtyCode, type StructIdNat, identityStatus } from '@carnet/domain/identity';
import { type CivilDate, type Instant, civilDateInParis, instantOf, toIso } from '@carnet/domain/kernel';
import type pg from 'pg';

export interface TraceRow {
  readonly id: string;
  readonly at: Instant;
  readonly dossier: string;
  readonly action: string;
  readonly outcome: 'granted' | 'refused';
  readonly rule: string | null;
  readonly mode: Mode;
  readonly document: string | null;
  readonly typeCode: string | null;
  readonly actorKind: Actor['kind'];
  readonly actorId: string;
  readonly profession: string | null;
  readonly structure: string | null;
  readonly door: string;
  /** Null: of a time when it was not kept. */
  readonly authentication: TraceAuthentication | null;
  readonly requestId: string | null;
  readonly secret: boolean;
}

/** To the millisecond, as the domain counts. */
const ms = (column: string): string => `round(extract(epoch FROM ${column}) * 1000)::float8`;
const instant = (value: number): Instant => instantOf(Math.round(value));

async function rowsOf<Row extends pg.QueryResultRow>(db: pg.ClientBase, text: string, ...values: readonly unknown[]): Promise<readonly Row[]> {
  return (await db.query<Row>(text, [...values])).rows;
}

/** By its own id, or every line left by the request of this id, in their order. */
export async function findTraces(db: pg.ClientBase, id: string): Promise<readonly TraceRow[]> {
  const rows = await rowsOf<Omit<TraceRow, 'at'> & { at: number }>(
    db,
    `SELECT id, ${ms('at')} AS at, dossier_id AS dossier, action, outcome, rule, mode, logical_id AS document, type_code AS "typeCode", actor_kind AS "actorKind",
      actor_id AS "actorId", profession, structure_id AS structure, door, authentication, request_id AS "requestId", secret FROM trace WHERE id::text = lower($1) OR request_id = $1 ORDER BY at, sequence`,
    id,
  );
  return rows.map((row) => ({ ...row, at: instant(row.at) }));
}

export interface Rebuilt {
  readonly request: AccessRequest;
  /** What was taken as it is today, or as it usually is, for want of a dated row. */
  readonly assumed: readonly string[];
}

/** A trace about no record, or about none in particular, has nothing to rebuild: undefined. */
export async function rebuildRequest(db: pg.ClientBase, trace: TraceRow): Promise<Rebuilt | undefined> {
  const assumed: string[] = [];
  const actor = await actorOf(db, trace, assumed);
  const dossier = await dossierOf(db, trace, actor, assumed);
  if (dossier === undefined) return undefined;
  const document = await documentOf(db, trace);
  const law = await lawAt(db, trace.at);
  const request: AccessRequest = {
    action: trace.action as Action,
    actor,
    mode: trace.mode,
    ...(trace.secret ? { secret: true } : {}),
    at: trace.at,
    dossier,
    ...(document === undefined ? {} : { document }),
    ...law,
  };
  return { request, assumed };
}

async function actorOf(db: pg.ClientBase, trace: TraceRow, assumed: string[]): Promise<Actor> {
  const { actorKind: kind, actorId: id } = trace;
  switch (kind) {
    case 'titulaire':
    case 'representant':
    case 'aidant':
    case 'ayant-droit':
      if (trace.authentication === null) assumed.push('deux facteurs d’authentification');
      return { kind, personne: id as PersonneId, factors: trace.authentication === 'UN_FACTEUR' ? 1 : 2 };
    case 'service-tiers':
      return { kind, id };
    case 'systeme':
      return { kind };
    case 'structure':
    case 'assurance-maladie': {
      const [row] = await rowsOf<{ active: boolean; regulates: boolean }>(db, 'SELECT active, regulates FROM structure WHERE id = $1', id);
      assumed.push('l’activité de la structure, telle qu’aujourd’hui');
      const service = { id: id as StructIdNat, active: row?.active ?? false };
      return kind === 'structure' ? { kind, ...service, regulates: row?.regulates ?? false } : { kind, ...service };
    }
    case 'secretariat':
    case 'pilotage':
    case 'exploitation':
    case 'controle':
    case 'guichet':
      return personnelOf(db, trace, kind, assumed);
    case 'professionnel':
      return professionnelOf(db, trace, assumed);
    default:
      throw new Error(`an actor of another version of Carnet: ${String(kind)}`);
  }
}

async function personnelOf(
  db: pg.ClientBase,
  trace: TraceRow,
  kind: 'secretariat' | 'pilotage' | 'exploitation' | 'controle' | 'guichet',
  assumed: string[],
): Promise<Actor> {
  const [row] = await rowsOf<{ structure: StructIdNat; active: boolean }>(db, 'SELECT structure, active FROM personnel WHERE id = $1', trace.actorId);
  const place = await placeOf(db, trace, row?.active ?? false, row === undefined ? [] : [row.structure], assumed);
  const person = { id: trace.actorId as PsIdNat, ...place };
  if (kind === 'secretariat') return { kind, authentication: cardOf(trace), ...person };
  // The accounts of a structure are counted for what concerns no record: no trace of a record depends on it.
  return kind === 'pilotage' ? { kind, rank: 1, ...person } : { kind, ...person };
}

const cardOf = ({ authentication }: TraceRow): Authentication => (authentication === 'INDIRECTE_RENFORCEE' ? authentication : 'DIRECTE');

async function professionnelOf(db: pg.ClientBase, trace: TraceRow, assumed: string[]): Promise<Actor> {
  const [row] = await rowsOf<{ active: boolean; profession: string; specialty: string | null; structures: StructIdNat[] }>(
    db,
    'SELECT p.active, p.profession, p.specialty, array(SELECT e.structure FROM exercice e WHERE e.professionnel = p.id ORDER BY 1) AS structures FROM professionnel p WHERE p.id = $1',
    trace.actorId,
  );
  if (trace.authentication === null) assumed.push('un accès direct, par carte');
  return {
    kind: 'professionnel',
    id: trace.actorId as PsIdNat,
    profession: (trace.profession ?? row?.profession ?? '') as ProfessionCode,
    ...(row === undefined || row.specialty === null ? {} : { specialty: row.specialty as SpecialtyCode }),
    authentication: cardOf(trace),
    ...(await placeOf(db, trace, row?.active ?? false, row?.structures ?? [], assumed)),
  };
}

async function placeOf(
  db: pg.ClientBase,
  { structure }: TraceRow,
  active: boolean,
  structures: readonly StructIdNat[],
  assumed: string[],
): Promise<{ readonly active: boolean; readonly structures: readonly StructIdNat[]; readonly structure?: ClaimedStructure }> {
  assumed.push('les structures d’exercice et l’activité, telles qu’aujourd’hui dans l’annuaire');
  if (structure === null) return { active, structures };
  const [row] = await rowsOf<{ active: boolean; regulates: boolean }>(db, 'SELECT active, regulates FROM structure WHERE id = $1', structure);
  return { active, structures, structure: { id: structure as StructIdNat, active: row?.active ?? false, regulates: row?.regulates ?? false } };
}

interface DossierRow extends DossierChoices, IdentityAssurance {
  readonly life: DossierLife;
  readonly titulaire: PersonneId;
}

/** Held when the act came: begun, and not ended before it. What ends at that very moment, the act may have ended. */
const heldAt = (since: string, until: string): string => `${ms(since)} <= $2 AND (${until} IS NULL OR ${ms(until)} >= $2)`;

async function dossierOf(db: pg.ClientBase, { dossier, at }: TraceRow, actor: Actor, assumed: string[]): Promise<DossierFacts | undefined> {
  const [row] = await rowsOf<DossierRow>(
    db,
    `SELECT life, titulaire, ins_verified AS "insVerified", document_checked AS "documentChecked", opposes_bris_de_glace AS "opposesBrisDeGlace", opposes_centre_15 AS "opposesCentre15", permits_masked_in_emergency AS "permitsMaskedInEmergency",
      masks_by_default AS "masksByDefault", masks_reimbursements AS "masksReimbursements" FROM dossier WHERE dossier_id = $1`,
    dossier,
  );
  if (row === undefined) return undefined;
  assumed.push('la vie du dossier, l’état de l’identité et les choix du patient, tels qu’aujourd’hui');
  const { life, titulaire, insVerified, documentChecked, ...choices } = row;
  const [medecinTraitant] = await rowsOf<{ id: PsIdNat }>(
    db,
    `SELECT professionnel AS id FROM medecin_traitant WHERE dossier_id = $1 AND ${heldAt('since', 'until')} ORDER BY since DESC LIMIT 1`,
    dossier,
    at,
  );
  const administrateurs = await rowsOf<{ id: PsIdNat }>(
    db,
    `SELECT professionnel AS id FROM administrateur WHERE dossier_id = $1 AND ${heldAt('since', 'until')}`,
    dossier,
    at,
  );
  const masquages = await rowsOf<Masquage & pg.QueryResultRow>(
    db,
    `SELECT id, json_build_object('kind', from_kind, 'id', from_id) AS "from", json_build_object('kind', what_kind, 'id', what_id) AS what
      FROM masquage WHERE dossier_id = $1 AND ${heldAt('since', 'until')}`,
    dossier,
    at,
  );
  return {
    id: dossier as DossierId,
    life,
    identity: identityStatus({ insVerified, documentChecked }),
    titulaire,
    ...(medecinTraitant === undefined ? {} : { medecinTraitant: medecinTraitant.id }),
    administrateurs: administrateurs.map(({ id }) => id),
    choices,
    autorisations: await autorisationsOf(db, dossier, at),
    blocages: actor.kind === 'professionnel' ? await blocagesOf(db, dossier, at, actor.id) : [],
    masquages,
    ...(await tiesOf(db, dossier, at, actor)),
  };
}

/** Every one declared by then; a withdrawal that came later was not known yet. */
async function autorisationsOf(db: pg.ClientBase, dossier: string, at: Instant): Promise<readonly Autorisation[]> {
  const rows = await rowsOf<Omit<Autorisation, 'withdrawnAt' | 'express'> & { withdrawnAt: number | null; express: boolean }>(
    db,
    `SELECT id, json_build_object('kind', beneficiaire_kind, 'id', beneficiaire) AS beneficiaire, ${ms('declared_at')} AS "declaredAt",
      ${ms('expires_at')} AS "expiresAt", ${ms('withdrawn_at')} AS "withdrawnAt", express FROM autorisation WHERE dossier_id = $1 AND ${ms('declared_at')} <= $2`,
    dossier,
    at,
  );
  return rows.map(({ withdrawnAt, express, ...one }) => ({
    ...one,
    ...(withdrawnAt === null || withdrawnAt > at ? {} : { withdrawnAt: instant(withdrawnAt) }),
    ...(express ? { express } : {}),
  }));
}

async function blocagesOf(db: pg.ClientBase, dossier: string, at: Instant, professionnel: PsIdNat): Promise<readonly Blocage[]> {
  const rows = await rowsOf<{ since: number }>(
    db,
    `SELECT ${ms('since')} AS since FROM blocage WHERE dossier_id = $1 AND professionnel = $3 AND ${heldAt('since', 'until')}`,
    dossier,
    at,
    professionnel,
  );
  return rows.map(({ since }) => ({ professionnel, since: instant(since) }));
}

/** The tie this actor came by: the last begun by then, whether it still held or not. */
async function tiesOf(
  db: pg.ClientBase,
  dossier: string,
  at: Instant,
  actor: Actor,
): Promise<Pick<DossierFacts, 'representation' | 'delegation' | 'appairage' | 'succession'>> {
  const last = async <Tie>(table: string, who: string, columns: string, since: string, until: string): Promise<Tie | undefined> => {
    const id = 'personne' in actor ? actor.personne : 'id' in actor ? actor.id : '';
    const [row] = await rowsOf<pg.QueryResultRow>(
      db,
      `SELECT ${columns}, ${ms(since)} AS since, ${ms(until)} AS until FROM ${table} WHERE dossier_id = $1 AND ${who} = $3 AND ${ms(since)} <= $2 ORDER BY ${since} DESC LIMIT 1`,
      dossier,
      at,
      id,
    );
    if (row === undefined) return undefined;
    const { until: end, ...tie } = row;
    return { ...tie, ...(end === null ? {} : { until: end as number }) } as Tie;
  };
  type Ties = Required<Pick<DossierFacts, 'representation' | 'delegation' | 'appairage' | 'succession'>>;
  const as = <K extends keyof Ties>(key: K, tie: Ties[K] | undefined): { readonly [Key in K]?: Ties[Key] } =>
    tie === undefined ? {} : ({ [key]: tie } as { readonly [Key in K]: Ties[Key] });
  switch (actor.kind) {
    case 'representant':
      return as('representation', await last('representation', 'personne', 'kind', 'since', 'until'));
    case 'aidant':
      return as('delegation', await last('delegation', 'personne', 'categories', 'accepted_at', 'least(until, ended_at)'));
    case 'service-tiers':
      return as('appairage', await last('appairage', 'service', 'reads, writes, paired_by AS "pairedBy"', 'since', 'until'));
    case 'ayant-droit':
      return as('succession', await last('succession', 'personne', 'reason, refused_by_deceased AS "refusedByDeceased"', 'since', 'least(until, ended_at)'));
    default:
      return {};
  }
}

/** The version this act found, which is not the one it made; a deposit's own has come with it. */
async function documentOf(db: pg.ClientBase, { dossier, document, at }: TraceRow): Promise<DocumentFacts | undefined> {
  if (document === null) return undefined;
  const [row] = await rowsOf<Omit<DocumentFacts, 'visibilite'> & DocumentFacts['visibilite'] & { depositedAt: number }>(
    db,
    `SELECT logical_id AS "logicalId", type_code AS "typeCode", status, masque_ps AS "masquePs", invisible_patient AS "invisiblePatient", invisible_representants AS "invisibleRepresentants",
      depositor, ${ms('deposited_at')} AS "depositedAt", author_ids AS "authorIds", author_structures AS "authorStructures"
      FROM document_entry WHERE dossier_id = $1 AND logical_id = $3 ORDER BY (${ms('changed_at')} < $2) DESC, CASE WHEN ${ms('changed_at')} < $2 THEN -version ELSE version END LIMIT 1`,
    dossier,
    at,
    document as LogicalId,
  );
  if (row === undefined) return undefined;
  const { masquePs, invisiblePatient, invisibleRepresentants, depositedAt, ...facts } = row;
  return { ...facts, depositedAt: instant(depositedAt), visibilite: { masquePs, invisiblePatient, invisibleRepresentants } };
}

/** The matrix and the values in force on the day of the trace: what had been decided by then. */
const known = 'SELECT *, from_day::text AS "from" FROM';

async function lawAt(db: pg.ClientBase, at: Instant): Promise<{ readonly policy: Policy; readonly matrix: HabilitationMatrix }> {
  const day = civilDateInParis(at);
  const matrices = await rowsOf<{ id: string; from: CivilDate; withdrawn: boolean; source: string }>(
    db,
    // The one shipped with the program was read at its first start, and held from its own day.
    `${known} habilitation_matrix WHERE decided_by IS NULL OR decided_at <= $1::timestamptz ORDER BY sequence`,
    toIso(at),
  );
  const row = inForceOn(matrices, day);
  return { policy: await policyInForce(db, at), matrix: await matrixOf(db, row, day) };
}

/** As it was known at that moment. */
export async function policyInForce(db: pg.ClientBase, at: Instant): Promise<Policy> {
  const changes = await rowsOf<{ key: string; value: unknown; from: CivilDate }>(
    db,
    `${known} policy_change WHERE decided_at <= $1::timestamptz ORDER BY sequence`,
    toIso(at),
  );
  const settings = changes.flatMap(({ key, value, from }): PolicySetting[] => {
    if (!isPolicyKey(key)) throw new Error(`policy ${key} is of another version of Carnet`);
    if (value === null) return [{ key, from }];
    const read = parsePolicyValue(key, value);
    if (!read.ok) throw new Error(`the value of policy ${key} from ${from} is of another version of Carnet`);
    return [{ key, from, value: read.value }];
  });
  return policyOn(civilDateInParis(at), settings);
}

async function matrixOf(
  db: pg.ClientBase,
  row: { readonly id: string; readonly from: CivilDate; readonly source: string } | undefined,
  day: CivilDate,
): Promise<HabilitationMatrix> {
  if (row === undefined) return habilitationMatrix({ from: day, source: '', cells: new Map() });
  const cells = new Map<string, Map<string, HabilitationCell>>();
  const all = await rowsOf<HabilitationCell & { profession: string; type: string }>(
    db,
    'SELECT profession, type_code AS type, allowed, origin FROM habilitation_cell WHERE matrix = $1',
    row.id,
  );
  for (const { profession, type, allowed, origin } of all) {
    const line = cells.get(profession) ?? new Map<string, HabilitationCell>();
    cells.set(profession, line.set(type, { allowed, origin }));
  }
  return habilitationMatrix({ from: row.from, source: row.source, cells });
}

// The facts the rules decide on, and nothing that may be shown. Reads the row whose wrapped key opens what follows in the transaction.

import { type Absorbed, type Actor, type DocumentFacts, type DossierFacts, type Treating, asOne } from '@carnet/domain/access';
import type {
  Appairage,
  Autorisation,
  AutorisationId,
  Blocage,
  Delegation,
  DossierId,
  DossierLife,
  PatientSpace,
  Masquage,
  PersonneId,
  Representation,
  Succession,
} from '@carnet/domain/dossier';
import { measureFacts } from '@carnet/domain/measure';
import type { AvailabilityStatus, DepositorKind, EntryUuid, LogicalId } from '@carnet/domain/document';
import { type PsIdNat, type StructIdNat, hasAge, identityStatus, isMinor } from '@carnet/domain/identity';
import { type CivilDate, type Instant, instantOf } from '@carnet/domain/kernel';
import type { DocumentKey, DossierKey, FactStore } from '../../ports/index.ts';
import { type SealedIdentity, identityBinding } from './dossier-bindings.ts';
import { dossierByLocal } from './identity-store.ts';
import { insHash } from './ins-hash.ts';
import { measureOf, measureSettingsOf } from './measure-store.ts';
import type { Statement } from './connection.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';
import { sameContentAs } from './same-content.ts';
import { pairingEnd } from './service-store.ts';
import { isUuid } from './statement.ts';
import { isMisfiled } from './visible-documents.ts';

interface DossierRow {
  dossier_id: DossierId;
  life: DossierLife;
  ins_verified: boolean;
  document_checked: boolean;
  titulaire: PersonneId;
  opposes_bris_de_glace: boolean;
  opposes_centre_15: boolean;
  permits_masked_in_emergency: boolean;
  masks_by_default: boolean;
  masks_reimbursements: boolean;
  wrapped_key: Buffer;
  medecin_traitant: PsIdNat | null;
  administrateurs: PsIdNat[] | null;
  merged_into: DossierId | null;
  merged_at: Instant | null;
  absorbed: DossierId[] | null;
}
type Named = 'id' | 'ins';

/** What is loaded for those who care for the patient. */
interface CareRow extends DossierRow {
  autorisations:
    | {
        id: AutorisationId;
        kind: 'professionnel' | 'structure';
        beneficiaire: string;
        declaredAt: number;
        expiresAt: number;
        withdrawnAt: number | null;
        express: boolean;
        secret: boolean;
      }[]
    | null;
  blocages: { professionnel: PsIdNat; since: number; until: number | null }[] | null;
  masquages: Masquage[] | null;
  told_openly: boolean | null;
}
/** What is loaded for those who act for the patient. Dates are milliseconds. */
interface TieRow extends DossierRow {
  representation: (Omit<Representation, 'until'> & { until: Instant | null }) | null;
  delegation: Delegation | null;
  appairage: Appairage | null;
  succession: Succession | null;
}

const milliseconds = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::bigint`;
const own = `d.dossier_id, d.life, d.ins_verified, d.document_checked, d.titulaire, d.opposes_bris_de_glace, d.opposes_centre_15, d.permits_masked_in_emergency, d.masks_by_default, d.masks_reimbursements, d.wrapped_key, d.merged_into, d.merged_at, d.absorbed,
    (SELECT m.professionnel FROM medecin_traitant m WHERE m.dossier_id = d.dossier_id AND m.until IS NULL) AS medecin_traitant,
    (SELECT json_agg(a.professionnel ORDER BY a.since) FROM administrateur a WHERE a.dossier_id = d.dossier_id AND a.until IS NULL) AS administrateurs`;
/** $1 is the record, or the hash of its INS. One whose key was destroyed is no record any more. */
const ofDossier = (named: Named): string =>
  `FROM dossier d WHERE d.dossier_id = ${named === 'id' ? '$1' : '(SELECT i.dossier_id FROM ins_directory i WHERE i.ins_hash = $1)'} AND d.wrapped_key IS NOT NULL`;

/** Only what concerns this actor: $2 is the professional or null, $3 the structures they are tied to, $4 the profession or null. */
const careFacts = (named: Named): string => `
  SELECT ${own},
    (SELECT json_agg(json_build_object('id', a.id, 'kind', a.beneficiaire_kind, 'beneficiaire', a.beneficiaire, 'declaredAt', ${milliseconds('a.declared_at')},
        'expiresAt', ${milliseconds('a.expires_at')}, 'withdrawnAt', ${milliseconds('a.withdrawn_at')}, 'express', a.express, 'secret', a.secret) ORDER BY a.declared_at)
      FROM autorisation a WHERE a.dossier_id = d.dossier_id AND ((a.beneficiaire_kind = 'professionnel' AND a.beneficiaire = $2) OR (a.beneficiaire_kind = 'structure' AND a.beneficiaire = ANY ($3::text[])))
    ) AS autorisations,
    (SELECT json_agg(json_build_object('professionnel', b.professionnel, 'since', ${milliseconds('b.since')}, 'until', ${milliseconds('b.until')}) ORDER BY b.since)
      FROM blocage b WHERE b.dossier_id = d.dossier_id AND b.professionnel = $2) AS blocages,
    (SELECT json_agg(json_build_object('id', m.id, 'from', json_build_object('kind', m.from_kind, 'id', m.from_id), 'what', json_build_object('kind', m.what_kind, 'id', held.what_id)) ORDER BY m.id)
      FROM masquage m, LATERAL (${sameContentAs('m')}) AS held WHERE m.dossier_id = d.dossier_id AND m.until IS NULL AND CASE m.from_kind WHEN 'professionnel' THEN m.from_id = $2 WHEN 'profession' THEN m.from_id = $4 ELSE m.from_id = ANY ($3::text[]) END
    ) AS masquages,
    (SELECT f.told_openly FROM first_consultation f WHERE f.dossier_id = d.dossier_id AND f.professionnel = $2) AS told_openly
  ${ofDossier(named)}`;

/** $2 is the person or null, $3 the service or null. The latest tie of each kind: an earlier one that holds no longer says nothing more. */
const tieFacts = (named: Named): string => `
  SELECT ${own},
    (SELECT json_build_object('kind', r.kind, 'since', ${milliseconds('r.since')}, 'until', ${milliseconds('r.until')})
      FROM representation r WHERE r.dossier_id = d.dossier_id AND r.personne = $2 ORDER BY r.since DESC LIMIT 1) AS representation,
    (SELECT json_build_object('categories', g.categories, 'since', ${milliseconds('g.accepted_at')}, 'until', ${milliseconds('least(g.until, g.ended_at)')})
      FROM delegation g WHERE g.dossier_id = d.dossier_id AND g.personne = $2 ORDER BY g.accepted_at DESC LIMIT 1) AS delegation,
    (SELECT json_build_object('reads', p.reads, 'writes', p.writes, 'since', ${milliseconds('p.since')}, 'until', ${milliseconds(pairingEnd)}, 'pairedBy', p.paired_by)
      FROM appairage p WHERE p.dossier_id = d.dossier_id AND p.service = $3 ORDER BY p.since DESC LIMIT 1) AS appairage,
    (SELECT json_build_object('reason', s.reason, 'since', ${milliseconds('s.since')}, 'until', ${milliseconds('least(s.until, s.ended_at)')}, 'refusedByDeceased', s.refused_by_deceased)
      FROM succession s WHERE s.dossier_id = d.dossier_id AND s.personne = $2 ORDER BY s.since DESC LIMIT 1) AS succession
  ${ofDossier(named)}`;

interface DocumentRow {
  logical_id: LogicalId;
  entry_uuid: EntryUuid;
  type_code: string;
  status: AvailabilityStatus;
  masque_ps: boolean;
  invisible_patient: boolean;
  invisible_representants: boolean;
  depositor: DepositorKind;
  deposited_at: Instant;
  author_ids: PsIdNat[];
  author_structures: StructIdNat[];
  misfiled: boolean;
}
const documentColumns = `logical_id, entry_uuid, type_code, status, masque_ps, invisible_patient, invisible_representants, depositor, deposited_at,
  author_ids, author_structures, status = 'Deleted' AND ${isMisfiled('document_entry')} AS misfiled`;

/** What names a record in its row, or in the directory of INS. */
type RecordNamed = { readonly id: DossierId } | { readonly insHash: Buffer };
interface Loaded {
  readonly facts: DossierFacts;
  readonly row: DossierRow;
}

export function factStore({ db, keys, vault }: StoreContext): FactStore {
  const recordOf = async (key: DossierKey, actor: Actor): Promise<RecordNamed | undefined> => {
    if ('ins' in key) return { insHash: insHash(vault, key.ins) };
    const id = 'id' in key ? key.id : await dossierByLocal({ db, vault }, key.local, actor);
    return id && { id };
  };
  const birthDateOf = async (dossier: DossierId): Promise<CivilDate | undefined> => {
    const { rows } = await db.query<{ sealed: Buffer }>({
      name: 'facts-identity',
      text: 'SELECT sealed FROM dossier WHERE dossier_id = $1 AND wrapped_key IS NOT NULL',
      values: [dossier],
    });
    if (rows[0] === undefined) return undefined;
    const clear = (await keys.sealer(dossier, db)).open(identityBinding(dossier), rows[0].sealed).toString('utf8');
    return (JSON.parse(clear) as SealedIdentity).traits.birthDate;
  };
  const load = async (record: RecordNamed, actor: Actor): Promise<Loaded | undefined> => {
    const row = (await db.query<CareRow | TieRow>(concerning(actor, record))).rows[0];
    if (row === undefined) return undefined;
    keys.lend(row.dossier_id, row.wrapped_key);
    const facts = 'autorisations' in row ? { ...toFacts(row), ...careOf(row) } : { ...toFacts(row), ...tiesOf(row) };
    return { facts, row };
  };
  /** Undefined: the one that stood for the others was destroyed, and this one is by itself again. */
  const joined = async (named: Loaded, actor: Actor): Promise<DossierFacts | undefined> => {
    const survivor = named.row.merged_into === null ? named : await load({ id: named.row.merged_into }, actor);
    if (survivor === undefined) return undefined;
    const absorbed: Absorbed[] = [];
    for (const id of survivor.row.absorbed ?? []) {
      const one = id === named.facts.id ? named : await load({ id }, actor);
      if (one !== undefined) absorbed.push({ facts: one.facts, since: one.row.merged_at! });
    }
    const { rows } = await db.query<Treating>({
      name: 'facts-treating',
      text: `SELECT professionnel, since FROM medecin_traitant WHERE dossier_id = $1 AND until IS NULL
        UNION ALL SELECT professionnel, since FROM administrateur WHERE dossier_id = $1 AND until IS NULL`,
      values: [survivor.facts.id],
    });
    return asOne(actor, { survivor: survivor.facts, absorbed, treating: rows, named: named.facts.id });
  };
  return {
    async dossier(key, actor) {
      const record = await recordOf(key, actor);
      const named = record && (await load(record, actor));
      if (named === undefined) return undefined;
      const alone = named.row.merged_into === null && named.row.absorbed === null;
      return alone ? named.facts : ((await joined(named, actor)) ?? named.facts);
    },
    async isMinor(dossier, at) {
      const birthDate = await birthDateOf(dossier);
      return birthDate !== undefined && isMinor(birthDate, at);
    },
    async hasAge(dossier, years, at) {
      const birthDate = await birthDateOf(dossier);
      return birthDate !== undefined && hasAge(birthDate, years, at);
    },
    async space(dossier, at) {
      const { rows } = await db.query<{ space: PatientSpace }>({
        name: 'facts-space',
        text: `SELECT CASE WHEN bool_or(NOT a.password_is_initial OR a.last_sign_in_at IS NOT NULL) THEN 'opened' WHEN count(a.personne_id) > 0 THEN 'awaited' ELSE 'none' END AS space
          FROM (SELECT d.titulaire AS personne FROM dossier d WHERE d.dossier_id = $1
            UNION ALL SELECT r.personne FROM representation r WHERE r.dossier_id = $1 AND r.kind <> 'curateur' AND r.since <= $2 AND (r.until IS NULL OR r.until > $2)) AS people
          JOIN account a ON a.personne_id = people.personne`,
        values: [dossier, toTimestamp(at)],
      });
      return rows[0]!.space;
    },
    async document(dossier, document) {
      // No document has a name of another shape.
      if ('entryUuid' in document && !isUuid(document.entryUuid)) return undefined;
      const { rows } = await db.query<DocumentRow>(documentStatement(dossier, document));
      return rows[0] === undefined ? undefined : toDocumentFacts(rows[0]);
    },
    async measure(dossier, id) {
      const measure = await measureOf({ db, keys }, dossier, id);
      return measure && measureFacts(measure, await measureSettingsOf({ db, keys }, dossier));
    },
  };
}

const statements = {
  care: { id: { name: 'facts-dossier-care', text: careFacts('id') }, ins: { name: 'facts-ins-care', text: careFacts('ins') } },
  tie: { id: { name: 'facts-dossier-tie', text: tieFacts('id') }, ins: { name: 'facts-ins-tie', text: tieFacts('ins') } },
} as const;

function concerning(actor: Actor, record: RecordNamed): Statement {
  const [named, key] = 'id' in record ? (['id', record.id] as const) : (['ins', record.insHash] as const);
  const care = (professionnel: string | null, structures: readonly string[], profession: string | null): Statement => ({
    ...statements.care[named],
    values: [key, professionnel, structures, profession],
  });
  const tie = (personne: string | null, service: string | null): Statement => ({ ...statements.tie[named], values: [key, personne, service] });
  switch (actor.kind) {
    case 'professionnel':
      return care(actor.id, actor.structures, actor.profession);
    case 'secretariat':
      return care(null, actor.structures, null);
    case 'structure':
      return care(null, [actor.id], null);
    case 'service-tiers':
      return tie(null, actor.id);
    default:
      return tie('personne' in actor ? actor.personne : null, null);
  }
}

function documentStatement(dossier: DossierId, document: DocumentKey): { name: string; text: string; values: unknown[] } {
  const current = `SELECT ${documentColumns} FROM document_entry WHERE dossier_id = $1 AND is_current AND`;
  if ('logicalId' in document) return { name: 'facts-document-logical', text: `${current} logical_id = $2`, values: [dossier, document.logicalId] };
  if ('uniqueId' in document) return { name: 'facts-document-unique', text: `${current} unique_id = $2`, values: [dossier, document.uniqueId] };
  // Any version's entryUUID leads to the latest.
  return {
    name: 'facts-document-entry',
    text: `${current} logical_id = (SELECT logical_id FROM document_entry WHERE dossier_id = $1 AND entry_uuid = $2)`,
    values: [dossier, document.entryUuid],
  };
}

type CareFacts = Pick<DossierFacts, 'autorisations' | 'blocages' | 'masquages' | 'toldOpenly'>;
type TieFacts = CareFacts & Pick<DossierFacts, 'representation' | 'delegation' | 'appairage' | 'succession'>;

function toFacts(row: DossierRow): Omit<DossierFacts, keyof CareFacts> {
  return {
    id: row.dossier_id,
    life: row.life,
    identity: identityStatus({ insVerified: row.ins_verified, documentChecked: row.document_checked }),
    titulaire: row.titulaire,
    ...(row.medecin_traitant === null ? {} : { medecinTraitant: row.medecin_traitant }),
    administrateurs: row.administrateurs ?? [],
    choices: {
      opposesBrisDeGlace: row.opposes_bris_de_glace,
      opposesCentre15: row.opposes_centre_15,
      permitsMaskedInEmergency: row.permits_masked_in_emergency,
      masksByDefault: row.masks_by_default,
      masksReimbursements: row.masks_reimbursements,
    },
  };
}

const careOf = (row: CareRow): CareFacts => ({
  autorisations: (row.autorisations ?? []).map((one): Autorisation => ({
    id: one.id,
    beneficiaire: { kind: one.kind, id: one.beneficiaire } as Autorisation['beneficiaire'],
    declaredAt: instantOf(one.declaredAt),
    expiresAt: instantOf(one.expiresAt),
    ...ended('withdrawnAt', one.withdrawnAt),
    ...(one.express ? { express: true } : {}),
    ...(one.secret ? { secret: true } : {}),
  })),
  blocages: (row.blocages ?? []).map((one): Blocage => ({ professionnel: one.professionnel, since: instantOf(one.since), ...ended('until', one.until) })),
  masquages: row.masquages ?? [],
  ...(row.told_openly === true ? { toldOpenly: true } : {}),
});

function tiesOf({ representation, delegation, appairage, succession }: TieRow): TieFacts {
  return {
    autorisations: [],
    blocages: [],
    masquages: [],
    ...(representation === null ? {} : { representation: { kind: representation.kind, since: representation.since, ...ended('until', representation.until) } }),
    ...(delegation === null ? {} : { delegation }),
    ...(appairage === null ? {} : { appairage }),
    ...(succession === null ? {} : { succession }),
  };
}

const ended = <Key extends string>(key: Key, at: number | null): { [K in Key]?: Instant } =>
  at === null ? {} : ({ [key]: instantOf(at) } as { [K in Key]: Instant });

const toDocumentFacts = (row: DocumentRow): DocumentFacts => ({
  logicalId: row.logical_id,
  entryUuid: row.entry_uuid,
  typeCode: row.type_code,
  status: row.status,
  visibilite: { masquePs: row.masque_ps, invisiblePatient: row.invisible_patient, invisibleRepresentants: row.invisible_representants },
  depositor: row.depositor,
  depositedAt: row.deposited_at,
  authorIds: row.author_ids,
  authorStructures: row.author_structures,
  ...(row.misfiled ? { misfiled: true } : {}),
});

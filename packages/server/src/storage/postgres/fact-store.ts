// The facts the rules decide on, and nothing that may be shown. Reads the row whose wrapped key opens what follows in the transaction.

import type { Actor, DocumentFacts, DossierFacts } from '@carnet/domain/access';
import type { Autorisation, AutorisationId, Blocage, DossierId, DossierLife, PersonneId } from '@carnet/domain/dossier';
import type { AvailabilityStatus, DepositorKind, EntryUuid, LogicalId } from '@carnet/domain/document';
import type { Ins, PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import type { DocumentKey, FactStore } from '../../ports.ts';
import { insHash } from './ins-hash.ts';
import type { StoreContext } from './context.ts';
import { isUuid } from './statement.ts';

interface DossierRow {
  life: DossierLife;
  titulaire: PersonneId;
  opposes_bris_de_glace: boolean;
  opposes_centre_15: boolean;
  permits_masked_in_emergency: boolean;
  masks_by_default: boolean;
  wrapped_key: Buffer;
  medecin_traitant: PsIdNat | null;
  autorisations:
    | {
        id: AutorisationId;
        kind: 'professionnel' | 'structure';
        beneficiaire: string;
        declaredAt: number;
        declaredBy: string;
        expiresAt: number;
        withdrawnAt: number | null;
      }[]
    | null;
  blocages: { professionnel: PsIdNat; since: number; until: number | null }[] | null;
}

const milliseconds = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::bigint`;
/** Only what concerns this actor: $2 is the professional or null, $3 the structures they are tied to. */
const dossierFacts = `
  SELECT d.life, d.titulaire, d.opposes_bris_de_glace, d.opposes_centre_15, d.permits_masked_in_emergency, d.masks_by_default, d.wrapped_key,
    (SELECT m.professionnel FROM medecin_traitant m WHERE m.dossier_id = $1 AND m.until IS NULL) AS medecin_traitant,
    (SELECT json_agg(json_build_object('id', a.id, 'kind', a.beneficiaire_kind, 'beneficiaire', a.beneficiaire, 'declaredAt', ${milliseconds('a.declared_at')},
        'declaredBy', a.declared_by, 'expiresAt', ${milliseconds('a.expires_at')}, 'withdrawnAt', ${milliseconds('a.withdrawn_at')}) ORDER BY a.declared_at)
      FROM autorisation a WHERE a.dossier_id = $1 AND ((a.beneficiaire_kind = 'professionnel' AND a.beneficiaire = $2) OR (a.beneficiaire_kind = 'structure' AND a.beneficiaire = ANY ($3::text[])))
    ) AS autorisations,
    (SELECT json_agg(json_build_object('professionnel', b.professionnel, 'since', ${milliseconds('b.since')}, 'until', ${milliseconds('b.until')}) ORDER BY b.since)
      FROM blocage b WHERE b.dossier_id = $1 AND b.professionnel = $2) AS blocages
  FROM dossier d WHERE d.dossier_id = $1`;

interface DocumentRow {
  logical_id: LogicalId;
  entry_uuid: EntryUuid;
  type_code: string;
  status: AvailabilityStatus;
  masque_ps: boolean;
  invisible_patient: boolean;
  invisible_representants: boolean;
  depositor: DepositorKind;
  author_ids: PsIdNat[];
  author_structures: StructIdNat[];
}
const documentColumns =
  'logical_id, entry_uuid, type_code, status, masque_ps, invisible_patient, invisible_representants, depositor, author_ids, author_structures';

export function factStore({ db, keys, vault }: StoreContext): FactStore {
  const idOf = async (ins: Ins): Promise<DossierId | undefined> => {
    const { rows } = await db.query<{ dossier_id: DossierId }>({
      name: 'facts-ins',
      text: 'SELECT dossier_id FROM ins_directory WHERE ins_hash = $1',
      values: [insHash(vault, ins)],
    });
    return rows[0]?.dossier_id;
  };
  return {
    async dossier(key, actor) {
      const id = 'id' in key ? key.id : await idOf(key.ins);
      if (id === undefined) return undefined;
      const { rows } = await db.query<DossierRow>({ name: 'facts-dossier', text: dossierFacts, values: [id, ...concerned(actor)] });
      const row = rows[0];
      if (row === undefined) return undefined;
      keys.lend(id, row.wrapped_key);
      return toFacts(id, row);
    },
    async document(dossier, document) {
      // No document has a name of another shape.
      if ('entryUuid' in document && !isUuid(document.entryUuid)) return undefined;
      const { rows } = await db.query<DocumentRow>(documentStatement(dossier, document));
      return rows[0] === undefined ? undefined : toDocumentFacts(rows[0]);
    },
  };
}

function concerned(actor: Actor): [string | null, readonly string[]] {
  if (actor.kind === 'titulaire') return [null, []];
  if (actor.kind === 'structure') return [null, [actor.id]];
  return [actor.id, actor.structures];
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

function toFacts(id: DossierId, row: DossierRow): DossierFacts {
  return {
    id,
    life: row.life,
    titulaire: row.titulaire,
    ...(row.medecin_traitant === null ? {} : { medecinTraitant: row.medecin_traitant }),
    choices: {
      opposesBrisDeGlace: row.opposes_bris_de_glace,
      opposesCentre15: row.opposes_centre_15,
      permitsMaskedInEmergency: row.permits_masked_in_emergency,
      masksByDefault: row.masks_by_default,
    },
    autorisations: (row.autorisations ?? []).map((one): Autorisation => ({
      id: one.id,
      beneficiaire: { kind: one.kind, id: one.beneficiaire } as Autorisation['beneficiaire'],
      declaredAt: instantOf(one.declaredAt),
      declaredBy: one.declaredBy,
      expiresAt: instantOf(one.expiresAt),
      ...ended('withdrawnAt', one.withdrawnAt),
    })),
    blocages: (row.blocages ?? []).map((one): Blocage => ({ professionnel: one.professionnel, since: instantOf(one.since), ...ended('until', one.until) })),
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
  authorIds: row.author_ids,
  authorStructures: row.author_structures,
});

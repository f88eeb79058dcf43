// The SQL twin of the document rows of the access rules (400 to 450): which entries belong to a list. One shape whatever the actor, so that
// it is planned once; everything that varies is a parameter. A property test demands row for row what `rowIsVisible` allows.
// Denies by default: an actor it does not know, or a profession without a row in the matrix, sees nothing.

import { type ActingProfessionnel, type Permit, isMedecinTraitant, openTypes } from '@carnet/domain/access';
import type { ServiceCategory } from '@carnet/domain/dossier';
import { lotSignatureType, reimbursementTypes, typesOfSpace } from '@carnet/domain/terminology';
import type { DocumentAct } from '../../ports/index.ts';
import type { Parameters } from './statement.ts';

/** What a caller may see of a record's rows, by itself: two that are equal see the same. */
export interface Sight {
  /** Types open to this actor; 'all': those of the DMP and any other the record may hold. */
  readonly types: readonly string[] | 'all';
  /** Sees what is masked or was deleted as its author does. */
  readonly asAuthor: boolean;
  readonly professionnel: string | null;
  readonly maskedShown: boolean;
  /** What is masked to this actor beside what is masked to all. */
  readonly maskedTypes: readonly string[];
  readonly maskedDocuments: readonly string[];
  readonly unannouncedShown: boolean;
  readonly hiddenFromRepresentantsShown: boolean;
}

/** Sees what a patient sees of their own record. */
const patient: Sight = {
  types: 'all',
  asAuthor: false,
  professionnel: null,
  maskedShown: true,
  maskedTypes: [],
  maskedDocuments: [],
  unannouncedShown: false,
  hiddenFromRepresentantsShown: true,
};
const nothing: Sight = { ...patient, types: [], maskedShown: false, hiddenFromRepresentantsShown: false };

/** Whoever is answered with what they see. */
export type Reader = Permit<
  | 'list-documents'
  | 'read-document'
  | 'correct-misfiled'
  | 'replace'
  | 'find-reference'
  | DocumentAct
  | 'read-notices'
  | 'manage-notices'
  | 'read-accesses'
  | 'manage-accesses'
  | 'read-journal'
  | 'export-record'
>;

export function sightOf(permit: Reader): Sight {
  const { actor, dossier } = permit;
  switch (actor.kind) {
    case 'titulaire':
      return patient;
    case 'representant':
    case 'ayant-droit':
      return { ...patient, hiddenFromRepresentantsShown: false };
    case 'aidant':
      return { ...patient, types: typesOf(dossier.delegation?.categories), hiddenFromRepresentantsShown: false };
    case 'service-tiers':
      return { ...patient, types: typesOf(dossier.appairage?.reads), hiddenFromRepresentantsShown: dossier.appairage?.pairedBy === 'titulaire' };
    case 'professionnel':
      return sightOfProfessionnel(permit, actor);
    default:
      return nothing;
  }
}

const typesOf = (categories: readonly ServiceCategory[] = []): readonly string[] =>
  categories.flatMap((category) => (category === 'mesures' ? [] : typesOfSpace(category)));

function sightOfProfessionnel({ dossier, mode, matrix }: Reader, actor: ActingProfessionnel): Sight {
  const maskedSpaces = dossier.masquages.flatMap(({ what }) => (what.kind === 'space' ? typesOfSpace(what.id) : []));
  return {
    types: [...openTypes(matrix, actor.profession), lotSignatureType],
    asAuthor: isMedecinTraitant(actor, dossier),
    professionnel: actor.id,
    maskedShown: mode !== 'normal' && dossier.choices.permitsMaskedInEmergency,
    maskedTypes: [...maskedSpaces, ...(dossier.choices.masksReimbursements ? reimbursementTypes : [])],
    maskedDocuments: dossier.masquages.flatMap(({ what }) => (what.kind === 'document' ? [what.id] : [])),
    unannouncedShown: true,
    hiddenFromRepresentantsShown: true,
  };
}

/** The signature of a submission set is no document for people: no list and no count has it, only who asks for it finds it (ADR 20). */
export const forPeople = `e.type_code <> '${lotSignatureType}'`;

/** Of a row of document_entry by this alias: said to be another patient's, and not found to be this one's after all (ADR 41). */
export const isMisfiled = (row: string): string =>
  `EXISTS (SELECT FROM misfiling m WHERE m.dossier_id = ${row}.dossier_id AND ${row}.logical_id = ANY (m.documents) AND m.state <> 'returned')`;

/** The condition on rows of document_entry named `e`, of the permit's dossier, in their latest version. */
export const visibleDocuments = (permit: Reader, parameters: Parameters): string =>
  `e.dossier_id = ${parameters.add(permit.dossier.id)}::uuid AND e.is_current AND ${seenWith(sightOf(permit), 'e', parameters)}`;

/** The same of any version of a row: whether this sight saw it as it was. */
export function seenWith(sight: Sight, row: string, parameters: Parameters): string {
  const asAuthor = `(${parameters.add(sight.asAuthor)}::boolean OR ${row}.author_ids @> ARRAY[${parameters.add(sight.professionnel)}]::text[])`;
  // Sets, not `= ANY`: a statement planned once would walk a hundred types for each of ten thousand rows, a set is hashed once.
  const among = (column: string, values: readonly string[], type: 'text' | 'uuid'): string =>
    `${row}.${column} IN (SELECT unnest(${parameters.add(values)}::${type}[]))`;
  const masked = `(${row}.masque_ps OR ${among('type_code', sight.maskedTypes, 'text')} OR ${among('logical_id', sight.maskedDocuments, 'uuid')})`;
  return `(${parameters.add(sight.types === 'all')}::boolean OR ${among('type_code', sight.types === 'all' ? [] : sight.types, 'text')})
    AND (${row}.status <> 'Deleted' OR (${row}.depositor <> 'patient' AND ${asAuthor} AND NOT ${isMisfiled(row)}))
    AND (${parameters.add(sight.maskedShown)}::boolean OR NOT ${masked} OR ${asAuthor})
    AND (${parameters.add(sight.unannouncedShown)}::boolean OR NOT ${row}.invisible_patient)
    AND (${parameters.add(sight.hiddenFromRepresentantsShown)}::boolean OR NOT ${row}.invisible_representants)`;
}

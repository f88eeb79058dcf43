// A record at a glance (A149): what the documents this caller may list say in codes, joined, and the few papers one asks for first. One line of the
// journal says that it was read: it opens with the record, and a line for each document would drown those that somebody opened (ADR 43).

import { type Permit, type Policy, eachPart, rowIsVisible } from '@carnet/domain/access';
import { type ClinicalFact, type FactKind, type Glance, conceptOf, glanceOf } from '@carnet/domain/clinical';
import type { DocumentEntry } from '@carnet/domain/document';
import { type ExpectedDocument, expectedOf, offeredTypes } from '@carnet/domain/feeding';
import { type Result, ok } from '@carnet/domain/kernel';
import { type Measure, codesOfKind, measureFacts } from '@carnet/domain/measure';
import { type MeasureKind, loincSystem, measureKindCodes } from '@carnet/domain/terminology';
import type { DossierKey, Ports, ReadableContent, Stores } from '../ports/index.ts';
import { announceConsultation } from './announce-consultation.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

export interface ReadGlance {
  readonly glance: Glance<DocumentEntry>;
  /** Syntheses, emergency liaison documents, directives and wishes: newest first. */
  readonly papers: readonly DocumentEntry[];
  /** What this caller is expected to feed this record with, and the newest that fills each line (A157). */
  readonly expected: readonly Expected[];
  /** Documents that say something in codes, and were looked through. */
  readonly read: number;
  /** Documents not announced to the patient yet: the screen may be seen from where the patient sits, so what they say is not told here. */
  readonly heldBack: readonly DocumentEntry[];
  /** Documents that do not open, which were altered. */
  readonly missing: number;
  /** There are older documents that were not looked through. */
  readonly more: boolean;
}

export interface Expected extends ExpectedDocument {
  /** Absent: none that this caller sees, whatever else the record holds. */
  readonly newest?: DocumentEntry;
}

/** What is opened for each group of heads, newest first: what lasts is sought far back, results and treatments are the last ones. */
const looked: readonly { readonly kinds: readonly FactKind[]; readonly documents: number }[] = [
  { kinds: ['allergy', 'condition', 'procedure', 'immunization'], documents: 1_000 },
  { kinds: ['medication'], documents: 100 },
  { kinds: ['observation'], documents: 60 },
];
/** VSM and other syntheses, DLU, directives anticipées, volontés et droits. */
export const glancePapers = ['60591-5', 'SYNTH', '74207-2', 'EXPPAT_3', 'EXPPAT_1'] as const;
const papersMaximum = 40;

export function readGlance(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<ReadGlance>> {
  return withAccess(ports, caller, { action: 'list-documents', dossier, subject: { act: 'glance-read' } }, async (allowed) => {
    const { permit, tx, at, policy } = allowed;
    const [, expected, papers, { said, missing, more }] = await Promise.all([
      announceConsultation(ports, caller, allowed),
      expectedIn(tx, permit),
      tx.documents.list(permit, { types: glancePapers, asLines: true, limit: papersMaximum }),
      lookThrough(tx, permit, policy),
    ]);
    const isAnnounced = ({ visibilite }: DocumentEntry): boolean => !visibilite.invisiblePatient;
    const documents = new Map(said.map(({ entry }) => [entry.logicalId, entry]));
    return ok({
      glance: glanceOf(
        said.filter(({ entry }) => isAnnounced(entry)),
        at,
      ),
      expected,
      papers: papers.rows.map(({ entry }) => entry).filter(isAnnounced),
      read: documents.values().filter(isAnnounced).toArray().length,
      heldBack: [...documents.values()].filter((entry) => !isAnnounced(entry)),
      missing: missing + papers.missing,
      more,
    });
  });
}

/** Enough to find one's own among those of others. */
const expectedMaximum = 200;

/** Of what this caller sees, and the patient knows of: what is hidden leaves no gap, and what awaits its announcement is named on no screen. */
async function expectedIn(tx: Stores, permit: Permit<'list-documents'>): Promise<readonly Expected[]> {
  const { actor, matrix } = permit;
  if (actor.kind !== 'professionnel') return [];
  const structure = actor.structure === undefined ? undefined : await tx.directory.structure(actor.structure.id);
  const offered = offeredTypes(matrix, actor.profession);
  const expected = expectedOf({
    profession: actor.profession,
    medecinTraitant: permit.dossier.medecinTraitant === actor.id,
    ...(actor.specialty === undefined ? {} : { specialty: actor.specialty }),
    ...(structure === undefined ? {} : { sector: structure.sector }),
  }).filter(({ typeCode }) => offered.includes(typeCode));
  if (expected.length === 0) return [];
  const { rows } = await tx.documents.list(permit, { types: expected.map(({ typeCode }) => typeCode), asLines: true, limit: expectedMaximum });
  const fills = ({ type, visibilite, authors }: DocumentEntry, { typeCode, by }: ExpectedDocument): boolean =>
    type.code === typeCode &&
    !visibilite.invisiblePatient &&
    (by === 'anyone' ||
      authors.some((author) =>
        by === 'me' ? author.kind === 'professionnel' && author.id === actor.id : structure !== undefined && author.institution?.id === structure.id,
      ));
  return expected.map((one) => {
    const newest = rows.find(({ entry }) => fills(entry, one))?.entry;
    return { ...one, ...(newest === undefined ? {} : { newest }) };
  });
}

export interface LookedThrough {
  readonly said: readonly ReadableContent[];
  /** Documents that do not open, which were altered. */
  readonly missing: number;
  /** There are older documents that were not looked through. */
  readonly more: boolean;
}

/** What the documents this permit may list say in codes; a document that says several things is there for each group of heads. */
export async function lookThrough(tx: Stores, permit: Permit<'list-documents'>, policy: Policy): Promise<LookedThrough> {
  const [kept, ...found] = await Promise.all([
    codesKept(tx, permit, policy),
    ...looked.map(({ kinds, documents }) => tx.clinical.find(permit, { kinds, documents })),
  ]);
  return {
    said: looked.flatMap(({ kinds }, group) => found[group]!.documents.map((one) => only(one, kinds, kept))),
    missing: found.reduce((sum, { missing }) => sum + missing, 0),
    more: found.some(({ more }) => more),
  };
}

/** What is sought of a document: a synthesis found for its allergies is found again for its treatments. */
const only = ({ entry, content }: ReadableContent, kinds: readonly FactKind[], kept: ReadonlySet<string>): ReadableContent => ({
  entry,
  content: {
    ...content,
    facts: content.facts.filter((fact) => kinds.includes(fact.kind) && !isKept(fact, kept)),
    absences: content.absences.filter(({ of }) => kinds.includes(of)),
  },
});

const isKept = (fact: ClinicalFact, kept: ReadonlySet<string>): boolean =>
  fact.kind === 'observation' && conceptOf(fact).codings.some(({ system, code }) => system === loincSystem && kept.has(code));

/** LOINC codes of the measures the patient keeps from this caller: hidden whatever they come from (ADR 36). */
async function codesKept(tx: Stores, permit: Permit<'list-documents'>, policy: Policy): Promise<ReadonlySet<string>> {
  const codes = new Set<string>();
  for (const part of eachPart(permit)) {
    const settings = await tx.measures.settings(part);
    const sees = (kind: MeasureKind): boolean =>
      rowIsVisible(
        part,
        measureFacts({ id: '' as Measure['id'], kind, enteredBy: { kind: 'titulaire', id: '', name: '' }, enteredAt: part.at }, settings),
        policy,
      );
    for (const kind of measureKindCodes) if (settings.hidden.includes(kind) && !sees(kind)) for (const code of codesOfKind(kind)) codes.add(code);
  }
  return codes;
}

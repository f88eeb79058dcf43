// What the documents of a record say in codes, to whoever may list and read those documents. Each document whose facts are told is decided and
// traced as read, one by one: the patient finds in the journal which documents were used. Totals count facts of visible documents only.

import {
  type FactKind,
  type FactPosition,
  type ClinicalFact,
  type SoughtFacts,
  comparePositions,
  isWholeAbsence,
  matchesSought,
  positionOf,
} from '@carnet/domain/clinical';
import type { DocumentEntry } from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';
import type { Ins } from '@carnet/domain/identity';
import { type Result, ok } from '@carnet/domain/kernel';
import { type Measure, kindIsSought, positionOfMeasure } from '@carnet/domain/measure';
import { measureKindCodes } from '@carnet/domain/terminology';
import type { DocumentKey, DossierIdentity, DossierKey, FoundMeasures, Ports, ReadableContent } from '../ports/index.ts';
import { announceConsultation } from './announce-consultation.ts';
import type { Caller } from './caller.ts';
import { measuresSeen } from './measures.ts';
import { type Allowed, withAccess } from './with-access.ts';

export interface FoundFact {
  readonly fact: ClinicalFact;
  readonly source: DocumentEntry;
}
/** What somebody entered, told beside what documents say: the same question finds both (ADR 36). */
export interface FoundMeasure {
  readonly measure: Measure;
}
export interface ClinicalPage {
  readonly dossier: DossierId;
  /** Newest first. */
  readonly facts: readonly (FoundFact | FoundMeasure)[];
  /** Of the patient, as the record has it today. */
  readonly ins: Ins;
  /** Of all pages. */
  readonly total: number;
  /** The page ends before the last fact. */
  readonly next?: FactPosition;
  /** Documents that do not open, which were altered. */
  readonly missing: number;
  /** There are older documents that were not looked through. */
  readonly more: boolean;
}
export interface ClinicalQuery extends SoughtFacts {
  /** 0: the total alone. */
  readonly limit: number;
  /** Where the page before ended. */
  readonly after?: FactPosition;
  /** Oldest first instead. */
  readonly ascending?: true;
}

export function findFacts(ports: Ports, caller: Caller, dossier: DossierKey, query: ClinicalQuery): Promise<Result<ClinicalPage>> {
  return withAccess(ports, caller, { action: 'list-documents', dossier }, async (allowed) => {
    await announceConsultation(ports, caller, allowed);
    const { permit, tx, also } = allowed;
    const found = await tx.clinical.find(permit, query);
    const measured = query.kinds.includes('observation') ? await measuresSought(allowed, query) : ok({ measures: [], missing: 0, more: false });
    if (!measured.ok) return measured;
    const all = [
      ...factsOf(found.documents)
        .filter(({ fact }) => matchesSought(fact, query))
        .map((one) => ({ one, position: positionOf(one.fact, one.source) })),
      ...measured.value.measures.map((measure) => ({ one: { measure }, position: positionOfMeasure(measure) })),
    ];
    const sign = query.ascending === true ? -1 : 1;
    const placed = all.toSorted((one, other) => sign * comparePositions(one.position, other.position));
    const rest = query.after === undefined ? placed : placed.filter(({ position }) => sign * comparePositions(position, query.after!) > 0);
    const page = rest.slice(0, query.limit);
    const read = await readEach(
      also,
      permit.dossier.id,
      page.flatMap(({ one }) => ('fact' in one ? [one] : [])),
    );
    if (!read.ok) return read;
    const last = page.at(-1);
    return ok({
      dossier: permit.dossier.id,
      ins: (await tx.dossiers.identity(permit)).ins,
      facts: page.map(({ one }) => one),
      total: all.length,
      ...(last !== undefined && rest.length > page.length ? { next: last.position } : {}),
      missing: found.missing + measured.value.missing,
      more: found.more || measured.value.more,
    });
  });
}

/** Measures are a right of their own: one line of the journal more. */
async function measuresSought({ permit, tx, policy, also }: Allowed<'list-documents'>, query: ClinicalQuery): Promise<Result<FoundMeasures>> {
  const { actor, dossier } = permit;
  // A service that is paired for documents alone asks for documents alone.
  if (actor.kind === 'service-tiers' && dossier.appairage?.reads.includes('mesures') !== true) return ok({ measures: [], missing: 0, more: false });
  const allowed = await also({ action: 'read-measures', dossier: { id: dossier.id } });
  if (!allowed.ok) return allowed;
  const kinds = measureKindCodes.filter((kind) => kindIsSought(kind, query));
  if (kinds.length === 0) return ok({ measures: [], missing: 0, more: false });
  return ok(await measuresSeen({ permit: allowed.value, tx, policy }, { kinds, ...(query.period === undefined ? {} : { period: query.period }) }));
}

const factsOf = (documents: readonly ReadableContent[]): readonly FoundFact[] =>
  documents.flatMap(({ entry, content }) => content.facts.map((fact) => ({ fact, source: entry })));

/** The right to read each document, its line in the journal. */
export async function readEach(also: Allowed<'list-documents'>['also'], dossier: DossierId, facts: readonly FoundFact[]): Promise<Result<void>> {
  for (const logicalId of new Set(facts.map(({ source }) => source.logicalId))) {
    const read = await also({ action: 'read-document', dossier: { id: dossier }, document: { logicalId } });
    if (!read.ok) return read;
  }
  return ok(undefined);
}

/** One fact by its place in its document; undefined: the document, which was read, has none there. `DOCUMENT_INEXISTANT`: no such document, or none the caller may read. */
export function readFact(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  { document, kind, place }: { readonly document: DocumentKey; readonly kind: FactKind; readonly place: number },
): Promise<Result<FoundFact | undefined>> {
  return withAccess(ports, caller, { action: 'read-document', dossier, document }, async (allowed) => {
    await announceConsultation(ports, caller, allowed);
    const { permit, tx } = allowed;
    const content = await tx.clinical.of(permit);
    const fact = content?.facts.find((one) => one.place === place && one.kind === kind);
    return ok(fact && { fact, source: (await tx.documents.read(permit)).entry });
  });
}

export interface RecordSummary {
  readonly identity: DossierIdentity;
  /** Newest first. */
  readonly facts: readonly FoundFact[];
  /** What documents say there is none of, and no fact contradicts. */
  readonly absent: readonly FactKind[];
}

/** So many of each kind at most: a summary is read. */
const summaryMaximum = 50;

/** What a summary is made of: the newest facts of each kind, once each however many documents repeat them. The name is asked for, and traced, as such. */
export function summarise(ports: Ports, caller: Caller, dossier: DossierKey, kinds: readonly FactKind[]): Promise<Result<RecordSummary>> {
  return withAccess(ports, caller, { action: 'list-documents', dossier }, async (allowed) => {
    await announceConsultation(ports, caller, allowed);
    const { permit, tx, also } = allowed;
    const named = await also({ action: 'read-identity', dossier: { id: permit.dossier.id } });
    if (!named.ok) return named;
    const { documents } = await tx.clinical.find(permit, { kinds });
    const summary = summaryOf(documents, kinds);
    const read = await readEach(also, permit.dossier.id, summary.facts);
    if (!read.ok) return read;
    return ok({ identity: await tx.dossiers.identity(named.value), ...summary });
  });
}

export function summaryOf(documents: readonly ReadableContent[], kinds: readonly FactKind[]): Pick<RecordSummary, 'facts' | 'absent'> {
  const all = factsOf(documents).toSorted((one, other) => comparePositions(positionOf(one.fact, one.source), positionOf(other.fact, other.source)));
  const stated = new Set<FactKind>(documents.flatMap(({ content }) => content.absences.filter(isWholeAbsence).map(({ of }) => of)));
  return {
    facts: kinds.flatMap((kind) => distinct(all.filter(({ fact }) => fact.kind === kind)).slice(0, summaryMaximum)),
    absent: kinds.filter((kind) => stated.has(kind) && !all.some(({ fact }) => fact.kind === kind)),
  };
}

/** Two documents that say the same of the same day say it once: the newest document's word. */
function distinct(facts: readonly FoundFact[]): readonly FoundFact[] {
  const told = new Map<string, FoundFact>();
  for (const one of facts) {
    const { place: _place, section: _section, ...said } = one.fact;
    const key = JSON.stringify(said);
    const known = told.get(key);
    if (known === undefined || known.source.depositedAt < one.source.depositedAt) told.set(key, one);
  }
  return [...told.values()];
}

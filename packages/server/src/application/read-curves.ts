// Measures over time, as people read them: what was entered and what documents say, on one curve, each point with where it comes from. A document
// whose values are told is decided and traced as read, one by one, as everywhere (ADR 29).

import { decide, type Permit, rowIsVisible } from '@carnet/domain/access';
import type { DocumentEntry } from '@carnet/domain/document';
import { type Instant, type Result, ok } from '@carnet/domain/kernel';
import { type Measure, type MeasureSettings, bodyMassIndexes, codesOfKind, measureFacts, valuesIn } from '@carnet/domain/measure';
import { type MeasureKind, loincSystem, measureKindCodes, rowOfKind } from '@carnet/domain/terminology';
import type { DossierKey, Ports } from '../ports/index.ts';
import { announceConsultation } from './announce-consultation.ts';
import type { Caller } from './caller.ts';
import { measuresSeen } from './measures.ts';
import { type Allowed, withAccess } from './with-access.ts';

export type Origin =
  | { readonly from: 'measure'; readonly measure: Measure; /** This caller may correct and withdraw it. */ readonly own: boolean }
  | { readonly from: 'document'; readonly source: DocumentEntry; readonly place: number }
  /** Computed from the measure or the document of this origin. */
  | { readonly from: 'computed'; readonly of: Exclude<Origin, { readonly from: 'computed' }> };
export interface CurvePoint {
  readonly at: Instant;
  readonly value: number;
  readonly diastolic?: number;
  readonly origin: Origin;
}
export interface Curve {
  readonly kind: MeasureKind;
  /** All it has, those not told included. */
  readonly total: number;
  /** Newest first. */
  readonly points: readonly CurvePoint[];
}
export interface Curves {
  /** Those that have a point, in the order of the table of kinds. */
  readonly curves: readonly Curve[];
  readonly settings: MeasureSettings;
  /** Rows and documents that do not open, which were altered. */
  readonly missing: number;
  /** There are older ones that were not looked through. */
  readonly more: boolean;
}

/** `whole`: kinds whose points are all told; of the others, the last one. */
export function readCurves(ports: Ports, caller: Caller, dossier: DossierKey, whole: readonly MeasureKind[]): Promise<Result<Curves>> {
  return withAccess(ports, caller, { action: 'read-measures', dossier }, async (allowed) => {
    await announceConsultation(ports, caller, allowed);
    const { permit, tx, also } = allowed;
    const settings = await tx.measures.settings(permit);
    const found = await measuresSeen(allowed, { kinds: measureKindCodes });
    const documents = settings.fromDocuments ? await also({ action: 'list-documents', dossier: { id: permit.dossier.id } }) : undefined;
    if (documents?.ok === false) return documents;
    const read = documents === undefined ? undefined : await valuesOfDocuments(allowed, documents.value);
    const { traits } = await tx.dossiers.identity(permit);
    const pointsOf = (kind: MeasureKind): readonly CurvePoint[] =>
      [
        ...found.measures.filter((one) => one.kind === kind).map((measure) => measuredPoint(allowed, measure, settings)),
        ...(read?.points.get(kind) ?? []),
      ].toSorted((a, b) => b.at - a.at);
    const computed = (): readonly CurvePoint[] =>
      seesKind(allowed, 'bmi', settings)
        ? bodyMassIndexes(pointsOf('weight'), pointsOf('height'), traits.birthDate).flatMap(({ at, value, of: { origin } }) =>
            origin.from === 'computed' ? [] : [{ at, value, origin: { from: 'computed' as const, of: origin } }],
          )
        : [];
    const curves = measureKindCodes.flatMap((kind): readonly Curve[] => {
      const all = rowOfKind(kind).computed === true ? computed() : pointsOf(kind);
      return all.length === 0 ? [] : [{ kind, total: all.length, points: whole.includes(kind) ? all : all.slice(0, 1) }];
    });
    const traced = await traceDocuments(allowed, curves);
    if (!traced.ok) return traced;
    return ok({ curves, settings, missing: found.missing + (read?.missing ?? 0), more: found.more || read?.more === true });
  });
}

const measuredPoint = ({ permit, policy }: Allowed<'read-measures'>, measure: Measure, settings: MeasureSettings): CurvePoint => {
  const { actor, mode, at, dossier, matrix } = permit;
  const document = measureFacts(measure, settings);
  const own = decide({ action: 'change-measures', actor, mode, at, dossier, document, policy, matrix }).granted;
  const { value, diastolic } = measure;
  return { at: measure.at, value, ...(diastolic === undefined ? {} : { diastolic }), origin: { from: 'measure', measure, own } };
};

/** A kind the patient hides is hidden whatever it comes from: on the curves, documents follow it too. */
const seesKind = ({ permit, policy }: Allowed<'read-measures'>, kind: MeasureKind, settings: MeasureSettings): boolean =>
  rowIsVisible(
    permit,
    measureFacts({ id: '' as Measure['id'], kind, enteredBy: { kind: 'titulaire', id: '', name: '' }, enteredAt: permit.at }, settings),
    policy,
  );

async function valuesOfDocuments(allowed: Allowed<'read-measures'>, permit: Permit<'list-documents'>) {
  const { tx } = allowed;
  const settings = await tx.measures.settings(allowed.permit);
  const kinds = measureKindCodes.filter((kind) => rowOfKind(kind).computed !== true && seesKind(allowed, kind, settings));
  const codes = kinds.flatMap((kind) => codesOfKind(kind).map((code) => ({ code, system: loincSystem })));
  const { documents, missing, more } = await tx.clinical.find(permit, { kinds: ['observation'], codes });
  const points = new Map<MeasureKind, CurvePoint[]>();
  for (const { entry, content } of documents)
    for (const kind of kinds)
      for (const { place, ...value } of valuesIn(kind, content.facts))
        points.set(kind, [...(points.get(kind) ?? []), { ...value, origin: { from: 'document', source: entry, place } }]);
  return { points, missing, more };
}

async function traceDocuments({ permit, also }: Allowed<'read-measures'>, curves: readonly Curve[]): Promise<Result<undefined>> {
  const used = new Set(
    curves.flatMap(({ points }) =>
      points.flatMap(({ origin }) => {
        const first = origin.from === 'computed' ? origin.of : origin;
        return first.from === 'document' ? [first.source.logicalId] : [];
      }),
    ),
  );
  for (const logicalId of used) {
    const read = await also({ action: 'read-document', dossier: { id: permit.dossier.id }, document: { logicalId } });
    if (!read.ok) return read;
  }
  return ok(undefined);
}

// Measures of health: curves for both apps; entered, corrected, withdrawn and kept from professionals on the patient's.

import {
  type CurvePoint as ToldPoint,
  type Curves as ToldCurves,
  correctMeasureSchema,
  enterMeasureSchema,
  measureSettingsSchema,
  measuresQuerySchema,
  withdrawMeasureSchema,
} from '@carnet/contract';
import { type Finding, type Instant, type Result, ok, parseInstant, refuse, toIso } from '@carnet/domain/kernel';
import { type MeasureId, type MeasureSettings, type MeasuredValue, parseMeasureId } from '@carnet/domain/measure';
import { isMeasureKind } from '@carnet/domain/terminology';
import { chooseOfMeasures, correctMeasure, enterMeasures, withdrawMeasure } from '../../application/measures.ts';
import { type CurvePoint, readCurves } from '../../application/read-curves.ts';
import type { Ports } from '../../ports/index.ts';
import { parseInput } from './parse-input.ts';
import type { DossierCall } from './web-deps.ts';

/** `patientSide`: what is kept from professionals is told to whoever chose it. */
export async function showMeasures(ports: Ports, { caller, dossier }: DossierCall, query: unknown, patientSide: boolean): Promise<Result<ToldCurves>> {
  const input = parseInput(measuresQuerySchema, query);
  if (!input.ok) return input;
  const asked = (input.value.whole ?? '').split(',').filter((kind) => kind !== '');
  const whole = asked.filter(isMeasureKind);
  if (whole.length !== asked.length) return refuse('PARAMETRE_INVALIDE', [{ field: 'whole', rule: 'VALEUR_HORS_LISTE' }]);
  const read = await readCurves(ports, caller, dossier, whole);
  if (!read.ok) return read;
  const { curves, settings, missing, more } = read.value;
  const shown = patientSide || curves.some(({ kind }) => kind === 'hba1c');
  return ok({
    curves: curves.map(({ points, ...curve }) => ({ ...curve, points: points.map(presentPoint) })),
    ...(settings.hba1cTarget === undefined || !shown ? {} : { hba1cTarget: settings.hba1cTarget }),
    ...(patientSide ? { hidden: [...settings.hidden] } : {}),
    fromDocuments: settings.fromDocuments,
    missing,
    more,
  });
}

function presentPoint({ at, value, diastolic, origin }: CurvePoint): ToldPoint {
  const first = origin.from === 'computed' ? origin.of : origin;
  const told = { at: toIso(at), value, ...(diastolic === undefined ? {} : { diastolic }), ...(origin.from === 'computed' ? { computed: true as const } : {}) };
  if (first.from === 'document') {
    const [author] = first.source.authors;
    const name = author === undefined ? undefined : author.kind === 'systeme' ? author.name : `${author.givenName} ${author.familyName}`.trim();
    const { logicalId, title } = first.source;
    return { ...told, origin: { from: 'document', documentId: logicalId, title, ...(name === undefined || name === '' ? {} : { author: name }) } };
  }
  const { id, version, enteredBy, comment, changedAt, device } = first.measure;
  const named = enteredBy.kind === 'professionnel' || enteredBy.kind === 'service-tiers';
  return {
    ...told,
    origin: {
      from: 'measure',
      id,
      version,
      by: enteredBy.kind,
      ...(named ? { name: enteredBy.name } : {}),
      own: first.own && origin.from !== 'computed',
      ...(comment === undefined ? {} : { comment }),
      ...(version === 1 ? {} : { correctedAt: toIso(changedAt) }),
      ...(device === undefined ? {} : { device: true }),
    },
  };
}

type Said = { readonly value: number; readonly diastolic?: number | undefined; readonly comment?: string | undefined };
const saidOf = ({ value, diastolic, comment }: Said, at: Instant): Omit<MeasuredValue, 'kind'> => ({
  value,
  at,
  ...(diastolic === undefined ? {} : { diastolic }),
  ...(comment === undefined || comment === '' ? {} : { comment }),
});
const refused = (findings: readonly Finding[]): Result<never> =>
  refuse(
    'PARAMETRE_INVALIDE',
    findings.map(({ field, rule, expected }) => ({ field, rule, ...(expected === undefined ? {} : { expected }) })),
  );

export async function addMeasure(ports: Ports, { caller, dossier }: DossierCall, body: unknown): Promise<Result<{ readonly id: string }>> {
  const input = parseInput(enterMeasureSchema, body);
  if (!input.ok) return input;
  const { kind, at, ...said } = input.value;
  const made = at === undefined ? { ok: true as const, value: ports.clock.now() } : parseInstant(at, 'at');
  if (!made.ok) return refused(made.findings);
  const entered = await enterMeasures(ports, caller, dossier, { measures: [{ kind, ...saidOf(said, made.value) }] });
  return entered.ok ? ok({ id: entered.value.measures[0]!.measure.id }) : entered;
}

const unknown = refuse('DOCUMENT_INEXISTANT');
const onMeasure = (id: string, act: (id: MeasureId) => Promise<Result<undefined>>): Promise<Result<undefined>> => {
  const measure = parseMeasureId(id);
  return measure === undefined ? Promise.resolve(unknown) : act(measure);
};

export async function changeMeasure(ports: Ports, { caller, dossier }: DossierCall, id: string, body: unknown): Promise<Result<undefined>> {
  const input = parseInput(correctMeasureSchema, body);
  if (!input.ok) return input;
  const { at, version, ...said } = input.value;
  const made = parseInstant(at, 'at');
  if (!made.ok) return refused(made.findings);
  return onMeasure(id, async (measure) => {
    const changed = await correctMeasure(ports, caller, dossier, measure, { ...saidOf(said, made.value), version });
    return changed.ok ? ok(undefined) : changed;
  });
}

export async function removeMeasure(ports: Ports, { caller, dossier }: DossierCall, id: string, query: unknown): Promise<Result<undefined>> {
  const input = parseInput(withdrawMeasureSchema, query);
  return input.ok ? onMeasure(id, (measure) => withdrawMeasure(ports, caller, dossier, measure, input.value.version)) : input;
}

export async function changeMeasureSettings(ports: Ports, { caller, dossier }: DossierCall, body: unknown): Promise<Result<undefined>> {
  const input = parseInput(measureSettingsSchema, body);
  if (!input.ok) return input;
  const { hidden, fromDocuments, hba1cTarget } = input.value;
  const chosen: Result<MeasureSettings> = await chooseOfMeasures(ports, caller, dossier, {
    ...(hidden === undefined ? {} : { hidden: [...new Set(hidden)] }),
    ...(fromDocuments === undefined ? {} : { fromDocuments }),
    ...(hba1cTarget === undefined ? {} : { hba1cTarget }),
  });
  return chosen.ok ? ok(undefined) : chosen;
}

// What every search of the door shares: the query of a GET or of a POST _search, parameters left out or refused (Prefer: handling), whose
// record it is about, and the Bundle that answers, with its pages.

import { type PatientKey, type ReadSearch, type SearchEntry, writeSearchset } from '@carnet/codecs/fhir';
import { parseDossierId } from '@carnet/domain/dossier';
import { type Parsed, type Result, ok, refuse } from '@carnet/domain/kernel';
import type { FastifyRequest } from 'fastify';
import type { DossierKey } from '../../ports/index.ts';
import { type FhirCall, servedIns, soughtDossier } from './call.ts';
import { bodyType, formType, preferenceOf } from './negotiation.ts';
import { refusalOfFindings, warningsOutcome } from './outcome.ts';

export const pageSize = 50;

/** After the question mark; of a POST _search, what the form says too (R4 §3.1.1.1.2). */
export function queryOf(request: FastifyRequest): string {
  const address = request.url.split('?').slice(1).join('?');
  const form = bodyType(request) === formType && Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
  return [address, form].filter((part) => part !== '').join('&');
}

/** Refused where a value cannot be read; and, if that is preferred, where a parameter is not known. */
export function askedOf<Search>(call: FhirCall, read: Parsed<ReadSearch<Search>>): Result<ReadSearch<Search>> {
  if (!read.ok) return { ok: false, refusal: refusalOfFindings(read.findings, 'PARAMETRE_INVALIDE') };
  if (read.value.ignored.length > 0 && preferenceOf(call.request).strict) return refuse('PARAMETRE_INVALIDE', read.value.ignored);
  return ok(read.value);
}

const noPatient = refuse('PARAMETRE_INVALIDE', [{ field: 'patient.identifier', rule: 'PATIENT_ABSENT' }]);

export function dossierKeyOf(call: FhirCall, patient: PatientKey | undefined): Result<DossierKey> {
  if (call.app !== undefined) return ofApp(call, patient);
  if (patient === undefined) return noPatient;
  if ('local' in patient) return ok(patient);
  if ('ins' in patient) {
    const served = servedIns(call, patient.ins, 'patient.identifier');
    return served.ok ? ok({ ins: served.value }) : served;
  }
  const id = parseDossierId(patient.dossierId);
  return id.ok ? ok({ id: id.value }) : refuse('DOSSIER_INEXISTANT');
}

/** A service knows one record: the one its token is for, by its own id for it or left unsaid. */
function ofApp(call: FhirCall, patient: PatientKey | undefined): Result<DossierKey> {
  const named = patient === undefined ? undefined : 'dossierId' in patient ? parseDossierId(patient.dossierId) : { ok: false as const };
  const id = named === undefined ? call.app?.dossier : named.ok ? soughtDossier(call, named.value) : undefined;
  return id === undefined ? refuse('DOSSIER_INEXISTANT') : ok({ id });
}

export const wantsCountOnly = ({ query }: FastifyRequest, count: number | undefined): boolean =>
  count === 0 || (query as Readonly<Record<string, unknown>>)['_summary'] === 'count';

export interface Answered {
  readonly entries: readonly SearchEntry[];
  readonly included?: readonly SearchEntry[];
  readonly total?: number;
  readonly nextCursor?: string;
}

/** `self` says the query as it was understood. */
export function searchset(call: FhirCall, type: string, query: string, { ignored }: Pick<ReadSearch<unknown>, 'ignored'>, answered: Answered): object {
  const understood = new URLSearchParams(query);
  for (const { field } of ignored) understood.delete(field);
  const self = `${call.baseUrl}/${type}?${understood.toString()}`;
  const { entries, included = [], total, nextCursor } = answered;
  return writeSearchset({
    entries,
    included,
    ...(total === undefined ? {} : { total }),
    self,
    ...(nextCursor === undefined ? {} : { next: withCursor(self, nextCursor) }),
    ...(ignored.length === 0 ? {} : { outcome: warningsOutcome(ignored) }),
  });
}

function withCursor(self: string, cursor: string): string {
  const url = new URL(self);
  url.searchParams.set('cursor', cursor);
  return url.href;
}

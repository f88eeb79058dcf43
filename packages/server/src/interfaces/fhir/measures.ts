// Measures of health over FHIR: POST /fhir, a transaction of observations and devices (all of it is kept or nothing; the same measure sent again is
// answered as there already); POST, PUT and DELETE of one Observation by whoever entered it; the device of one. They are found by the search of
// every observation (clinical.ts).

import {
  type SentMeasures,
  type TransactionLine,
  deviceResourceId,
  holdsObservations,
  measureResourceId,
  parseFactResourceId,
  parseMeasure,
  parseMeasureBundle,
  writeDevice,
  writeMeasure,
  writeTransactionResponse,
} from '@carnet/codecs/fhir';
import type { DossierId } from '@carnet/domain/dossier';
import { type Finding, type Parsed, type Result, ok, refuse, toIso } from '@carnet/domain/kernel';
import { type MeasureId, measurePlace } from '@carnet/domain/measure';
import { type OnePatients, correctMeasure, enterMeasures, readDevice, readMeasure, withdrawMeasure } from '../../application/measures.ts';
import { type FhirCall, shownDossier, soughtDocument, soughtDossier } from './call.ts';
import { provideDocumentBundle } from './iti65.ts';
import { etagOf } from './negotiation.ts';
import { refusalOfFindings } from './outcome.ts';
import { dossierKeyOf } from './search.ts';

/** 500 measures and their devices. Documents are larger, and are not read twice. */
export const measuresMaximumBytes = 2 * 1024 * 1024;

/** POST /fhir: documents (ITI-65), or measures (PCH-01). */
export function provideBundle(call: FhirCall): Promise<Result<object>> {
  const body = call.request.body as Buffer;
  return isOfMeasures(body) ? provideMeasures(call) : provideDocumentBundle(call);
}
export function isOfMeasures(body: Buffer): boolean {
  if (body.length > measuresMaximumBytes || !body.includes('"Observation"')) return false;
  try {
    return holdsObservations(JSON.parse(body.toString('utf8')));
  } catch (error) {
    // Whoever reads documents says what is wrong with it.
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Fields of the domain as the sender wrote them. */
const elements = { kind: 'code', value: 'valueQuantity.value', diastolic: 'component', at: 'effectiveDateTime', comment: 'note' } as const;
const fieldsIn =
  (path: string) =>
  (name: keyof typeof elements): string =>
    path === '' ? elements[name] : `${path}.${elements[name]}`;

const unreadable = (findings: readonly Finding[]): Result<never> => ({ ok: false, refusal: refusalOfFindings(findings, 'MESURE_REFUSEE') });

async function entered(call: FhirCall, read: Parsed<SentMeasures>) {
  if (!read.ok) return unreadable(read.findings);
  const dossier = dossierKeyOf(call, read.value.patient);
  if (!dossier.ok) return dossier;
  const { measures, devices, paths } = read.value;
  const done = await enterMeasures(call.ports, call.caller, dossier.value, { measures, devices }, (index) => fieldsIn(paths[index]!));
  return done.ok ? ok({ ...done.value, lines: read.value.lines }) : done;
}

/** POST /fhir, of measures alone: what else is in it is told element by element. */
export async function provideMeasures(call: FhirCall): Promise<Result<object>> {
  const done = await entered(call, parseMeasureBundle(call.request.body as Buffer));
  if (!done.ok) return done;
  const { measures, devices, lines } = done.value;
  const dossier = shownDossier(call, done.value.dossier);
  return ok(
    writeTransactionResponse(
      lines.map((line): TransactionLine => {
        if ('device' in line) {
          const { id, added } = devices[line.device]!;
          return { status: statusOf(added), location: `Device/${deviceResourceId(dossier, id)}` };
        }
        const { measure, added } = measures[line.measure]!;
        return {
          status: statusOf(added),
          location: `Observation/${measureResourceId(dossier, measure.id)}`,
          versionId: String(measure.version),
          lastModified: toIso(measure.changedAt),
        };
      }),
    ),
  );
}
const statusOf = (added: boolean): TransactionLine['status'] => (added ? '201 Created' : '200 OK');

/** POST /fhir/Observation */
export async function createMeasure(call: FhirCall): Promise<Result<object>> {
  const done = await entered(call, parseMeasure(call.request.body as Buffer));
  if (!done.ok) return done;
  const { dossier, ins, measures } = done.value;
  const { measure, added } = measures[0]!;
  void call.reply.code(added ? 201 : 200).header('location', `${call.baseUrl}/Observation/${measureResourceId(shownDossier(call, dossier), measure.id)}`);
  return ok(written(call, dossier, { measure, ins }));
}

function written(call: FhirCall, dossier: DossierId, { measure, ins }: OnePatients): object {
  const dossierId = shownDossier(call, dossier);
  void call.reply.header('etag', etagOf(measure.version)).header('last-modified', new Date(measure.changedAt).toUTCString());
  return writeMeasure(measure, { dossierId, ins });
}

interface Address {
  readonly dossierId: DossierId;
  readonly id: MeasureId;
}
/** Undefined: the address of what a document says, or of nothing. */
export function measureAddress(call: FhirCall, text: string): Address | undefined {
  const address = parseFactResourceId(text);
  const dossierId = address?.place === measurePlace ? soughtDossier(call, address.dossierId) : undefined;
  return address === undefined || dossierId === undefined ? undefined : { dossierId, id: address.logicalId as string as MeasureId };
}
const addressed = (call: FhirCall): Address | undefined => measureAddress(call, (call.request.params as { readonly measureId: string }).measureId);
/** What a document says is changed with its document. */
const unknown = refuse('DOCUMENT_INEXISTANT');

export async function readOneMeasure(call: FhirCall, { dossierId, id }: Address): Promise<Result<object>> {
  const measure = await readMeasure(call.ports, call.caller, { id: dossierId }, id);
  return measure.ok ? ok(written(call, dossierId, measure.value)) : measure;
}

const lock = /^(?:W\/)?"(\d{1,9})"$/;
/** If-Match; absent: whatever the version is. */
function versionAsked({ request }: FhirCall): number | undefined {
  const asked = request.headers['if-match'];
  return asked === undefined ? undefined : Number(lock.exec(asked)?.[1] ?? 0);
}

/** PUT /fhir/Observation/:id */
export async function updateMeasure(call: FhirCall): Promise<Result<object>> {
  const address = addressed(call);
  const read = parseMeasure(call.request.body as Buffer);
  if (!read.ok) return unreadable(read.findings);
  if (address === undefined) return unknown;
  const { kind, source: _source, device: _device, ...said } = read.value.measures[0]!;
  const { ports, caller } = call;
  const dossier = { id: address.dossierId };
  const version = versionAsked(call);
  const corrected = await correctMeasure(ports, caller, dossier, address.id, { ...said, kind, ...(version === undefined ? {} : { version }) }, fieldsIn(''));
  return corrected.ok ? ok(written(call, address.dossierId, corrected.value)) : corrected;
}

/** DELETE /fhir/Observation/:id */
export async function deleteMeasure(call: FhirCall): Promise<Result<undefined>> {
  const address = addressed(call);
  if (address === undefined) return unknown;
  return withdrawMeasure(call.ports, call.caller, { id: address.dossierId }, address.id, versionAsked(call));
}

/** GET /fhir/Device/:id */
export async function readOneDevice(call: FhirCall, text: string): Promise<Result<object>> {
  const address = soughtDocument(call, text);
  if (address === undefined) return unknown;
  const device = await readDevice(call.ports, call.caller, { id: address.dossierId }, address.logicalId);
  return device.ok ? ok(writeDevice(device.value, shownDossier(call, address.dossierId))) : device;
}

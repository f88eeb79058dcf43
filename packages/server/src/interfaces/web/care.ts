// What the professional door alone offers around a record: my patients (TD0.4), one's own agreement ended, the médecin traitant declared and
// left (TD0.3), another kept out at the patient's request, labels lifted (TD3.3b), documents put away (TD3.3d), and the matrix as one reads it.

import {
  type DossierStatus,
  type OwnMatrix,
  type DocumentDetail,
  type Patients,
  blockForPatientSchema,
  declareMedecinTraitantSchema,
  patientsQuerySchema,
  showToPatientSchema,
  versionLockSchema,
} from '@carnet/contract';
import { classLabel, professionLabel, typeLabel } from '@carnet/contract/wording';
import { actorId } from '@carnet/domain/audit';
import type { LogicalId } from '@carnet/domain/document';
import { type PsIdNat, displayName, parsePsIdNat } from '@carnet/domain/identity';
import { type Result, ok, refuse, toIso } from '@carnet/domain/kernel';
import { classOfType, documentTypes } from '@carnet/domain/terminology';
import { blockForPatient } from '../../application/block-for-patient.ts';
import { type ListedPatient, listPatients } from '../../application/list-patients.ts';
import { declareOneselfMedecinTraitant, leaveMedecinTraitant } from '../../application/own-medecin-traitant.ts';
import { readOwnMatrix } from '../../application/read-own-matrix.ts';
import { withdrawAutorisation } from '../../application/withdraw-autorisation.ts';
import type { Ports } from '../../ports/index.ts';
import { changeLine } from './documents.ts';
import { showStatus } from './dossiers.ts';
import { parseInput } from './parse-input.ts';
import type { Call, DossierCall } from './web-deps.ts';

const pageSize = 25;

export async function showPatients(ports: Ports, { caller }: Call, query: unknown): Promise<Result<Patients>> {
  const input = parseInput(patientsQuerySchema, query);
  if (!input.ok) return input;
  const { filter = 'all', limit = pageSize, cursor } = input.value;
  const listed = await listPatients(ports, caller, { filter, limit, ...(cursor === undefined ? {} : { cursor }) });
  if (!listed.ok) return listed;
  const { rows, total, nextCursor } = listed.value;
  return ok({
    patients: rows.map(presentPatient),
    ...(total === undefined ? {} : { total }),
    ...(nextCursor === undefined ? {} : { nextCursor }),
  });
}

function presentPatient(patient: ListedPatient): Patients['patients'][number] {
  const { dossier, identity, nameOnly, tie, structureName, since, expiresAt, lastConsultedAt, newDocuments } = patient;
  return {
    dossierId: dossier,
    displayName: displayName(identity.traits),
    ...(nameOnly ? {} : { birthDate: identity.traits.birthDate, sexe: identity.traits.sexe }),
    tie,
    ...(structureName === undefined ? {} : { structureName }),
    since: toIso(since),
    ...(expiresAt === undefined ? {} : { expiresAt: toIso(expiresAt) }),
    ...(lastConsultedAt === undefined ? {} : { lastConsultedAt: toIso(lastConsultedAt) }),
    ...(newDocuments === undefined ? {} : { newDocuments }),
  };
}

/** Only ever one's own: whose it is, the session says. Who is no professional has none: the rules refuse them, and the trace keeps it. */
export async function endOwnAutorisation(ports: Ports, call: DossierCall): Promise<Result<DossierStatus>> {
  const ended = await withdrawAutorisation(ports, call.caller, call.dossier, { kind: 'professionnel', id: actorId(call.caller.actor) as PsIdNat });
  return ended.ok ? showStatus(ports, call) : ended;
}

export async function becomeMedecinTraitant(ports: Ports, call: DossierCall, body: unknown): Promise<Result<DossierStatus>> {
  const input = parseInput(declareMedecinTraitantSchema, body);
  if (!input.ok) return input;
  const declared = await declareOneselfMedecinTraitant(ports, call.caller, call.dossier);
  return declared.ok ? showStatus(ports, call) : declared;
}

export async function endMedecinTraitant(ports: Ports, call: DossierCall): Promise<Result<DossierStatus>> {
  const ended = await leaveMedecinTraitant(ports, call.caller, call.dossier);
  return ended.ok ? showStatus(ports, call) : ended;
}

/** The 11 digits of an RPPS number are completed with their type digit. */
export async function blockAtRequest(ports: Ports, { caller, dossier }: DossierCall, body: unknown): Promise<Result<undefined>> {
  const input = parseInput(blockForPatientSchema, body);
  if (!input.ok) return input;
  const text = input.value.id.replaceAll(/\s/g, '');
  const professionnel = parsePsIdNat(/^\d{11}$/.test(text) ? `8${text}` : text, 'id');
  if (!professionnel.ok)
    return refuse(
      'PARAMETRE_INVALIDE',
      professionnel.findings.map(({ field, rule }) => ({ field, rule })),
    );
  const blocked = await blockForPatient(ports, caller, dossier, professionnel.value);
  return blocked.ok ? ok(undefined) : blocked;
}

/** To the patient: never before the patient was told what it says. */
export async function release(ports: Ports, call: DossierCall, id: LogicalId, to: 'patient' | 'representants', body: unknown): Promise<Result<DocumentDetail>> {
  const input = parseInput(to === 'patient' ? showToPatientSchema : versionLockSchema, body);
  if (!input.ok) return input;
  return changeLine(ports, call, id, [`show-to-${to}`], input.value);
}

export async function putAway(ports: Ports, call: DossierCall, id: LogicalId, act: 'archive' | 'unarchive', body: unknown): Promise<Result<DocumentDetail>> {
  const input = parseInput(versionLockSchema, body);
  if (!input.ok) return input;
  return changeLine(ports, call, id, [act], input.value);
}

export async function showOwnMatrix(ports: Ports, { caller, language }: Call): Promise<Result<OwnMatrix>> {
  const read = await readOwnMatrix(ports, caller);
  if (!read.ok) return read;
  const { day, profession, specialty, matrix } = read.value;
  const row = matrix.cells.get(profession);
  // A type without a cell, or a profession without a row, is closed, and no text says so.
  const types = Object.keys(documentTypes).map((code) => ({
    code,
    label: typeLabel(language, code),
    ...(row?.get(code) ?? { allowed: false, origin: 'prudent' as const }),
  }));
  const classes = Map.groupBy(types, ({ code }) => classOfType(code) ?? '');
  return ok({
    day,
    professionLabel: professionLabel(language, profession, specialty),
    ...(matrix.cells.size === 0 ? {} : { matrix: { from: matrix.from, source: matrix.source } }),
    open: types.filter(({ allowed }) => allowed).length,
    total: types.length,
    classes: [...classes].map(([code, inClass]) => ({ code, label: classLabel(language, inClass[0]!.code), types: inClass })),
  });
}

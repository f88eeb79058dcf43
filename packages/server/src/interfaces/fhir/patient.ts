// GET /fhir/Patient?identifier=urn:oid:…|… (TD0.2): does a record exist, is it open or when and why was it closed, is it tied to an espace santé,
// and what may the caller do with it. Never the person's traits (RG_0320). FHIR has no place for the caller's own authorisation: an extension of
// ours carries it, and Consent says it in full.

import { type PatientState, type SearchEntry, writePatient } from '@carnet/codecs/fhir';
import { parseDossierId } from '@carnet/domain/dossier';
import { type Ins, parseIns } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import { type Existence, testExistence } from '../../application/test-existence.ts';
import { type FhirCall, servedIns } from './call.ts';
import { refusalOfFindings } from './outcome.ts';
import { queryOf, searchset } from './search.ts';

export async function findPatient(call: FhirCall): Promise<Result<object>> {
  const query = queryOf(call.request);
  const token = new URLSearchParams(query).get('identifier') ?? '';
  const bar = token.indexOf('|');
  if (bar <= 0) return refuse('PARAMETRE_INVALIDE', [{ field: 'identifier', rule: 'PATIENT_ABSENT', expected: 'urn:oid:1.2.250.1.213.1.4.…|matricule' }]);
  const ins = parseIns(token.slice(bar + 1), token.slice(0, bar), 'identifier');
  if (!ins.ok) return { ok: false, refusal: refusalOfFindings(ins.findings, 'INS_INVALIDE') };
  const served = servedIns(call, ins.value, 'identifier');
  if (!served.ok) return served;
  const existence = await testExistence(call.ports, call.caller, { ins: ins.value });
  if (!existence.ok) return existence;
  const entries = existence.value.found ? [entryOf(call, existence.value, ins.value)] : [];
  return ok(searchset(call, 'Patient', `identifier=urn:oid:${ins.value.oid}%7C${ins.value.matricule}`, { ignored: [] }, { entries, total: entries.length }));
}

/** GET /fhir/Patient/:id. Whoever holds the id was given it with the INS: it is not told again. */
export async function readPatient(call: FhirCall, id: string): Promise<Result<object>> {
  const dossier = parseDossierId(id);
  if (!dossier.ok) return refuse('DOSSIER_INEXISTANT');
  const existence = await testExistence(call.ports, call.caller, { id: dossier.value });
  if (!existence.ok) return existence;
  return existence.value.found ? ok(entryOf(call, existence.value, undefined).resource) : refuse('DOSSIER_INEXISTANT');
}

/** Of a record whose documents the caller has just listed, for `_include`. */
export async function includedPatient(call: FhirCall, id: string, ins: Ins): Promise<Result<readonly SearchEntry[]>> {
  const dossier = parseDossierId(id);
  const existence = dossier.ok ? await testExistence(call.ports, call.caller, { id: dossier.value }) : refuse('DOSSIER_INEXISTANT');
  if (!existence.ok) return existence;
  return ok(existence.value.found ? [entryOf(call, existence.value, ins)] : []);
}

/** The keywords of the DMP (1.2.250.1.213.4.1.2.4). */
const motives = { 'demande-patient': 'FERMETURE_DEMANDE_PATIENT' } as const;

function entryOf({ baseUrl }: FhirCall, existence: Extract<Existence, { found: true }>, ins: Ins | undefined): SearchEntry {
  const { dossier, life, closing, medecinTraitant, autorisation, space } = existence;
  const state: PatientState = {
    dossierId: dossier,
    ...(ins === undefined ? {} : { ins }),
    open: life === 'ouvert',
    ...(closing === undefined
      ? {}
      : { fermeture: { date: closing.at, motif: motives[closing.motive], ...(closing.reason === undefined ? {} : { raison: closing.reason }) } }),
    rattachementMes: space === 'opened',
    medecinTraitant,
    autorisation,
    compteOuvert: space !== 'none',
  };
  return { fullUrl: `${baseUrl}/Patient/${dossier}`, resource: writePatient(state) };
}

// GET /fhir/Patient?identifier=urn:oid:…|… (TD0.2), by any INS the person had or by the number the caller's own structure gives: does a record
// exist, is it open or when and why was it closed, is it tied to an espace santé,
// and what may the caller do with it. Never the person's traits (RG_0320). FHIR has no place for the caller's own authorisation: an extension of
// ours carries it, and Consent says it in full.

import { type PatientState, type SearchEntry, readPatientIdentifier, writePatient, writeReplacedPatient } from '@carnet/codecs/fhir';
import { parseDossierId } from '@carnet/domain/dossier';
import type { Ins, LocalIdentifier } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import { type Existence, testExistence } from '../../application/test-existence.ts';
import { type FhirCall, servedIns } from './call.ts';
import { refusalOfFindings } from './outcome.ts';
import { patientOf } from './pseudonymous.ts';
import { queryOf, searchset } from './search.ts';

export async function findPatient(call: FhirCall): Promise<Result<object>> {
  const query = queryOf(call.request);
  const token = new URLSearchParams(query).get('identifier') ?? '';
  if (!token.includes('|'))
    return refuse('PARAMETRE_INVALIDE', [{ field: 'identifier', rule: 'PATIENT_ABSENT', expected: 'urn:oid:1.2.250.1.213.1.4.…|matricule' }]);
  const read = readPatientIdentifier(token, 'identifier');
  if (!read.ok) return { ok: false, refusal: refusalOfFindings(read.findings, 'INS_INVALIDE') };
  const key = read.value;
  const served = 'ins' in key ? servedIns(call, key.ins, 'identifier') : ok(key);
  if (!served.ok) return served;
  const existence = await testExistence(call.ports, call.caller, key);
  if (!existence.ok) return existence;
  const entries = existence.value.found ? [entryOf(call, existence.value, numbersOf(existence.value, key))] : [];
  const asked = 'ins' in key ? `urn:oid:${key.ins.oid}%7C${key.ins.matricule}` : `urn:oid:${key.local.authority}%7C${encodeURIComponent(key.local.value)}`;
  return ok(searchset(call, 'Patient', `identifier=${asked}`, { ignored: [] }, { entries, total: entries.length }));
}

/** GET /fhir/Patient/:id. Whoever holds the id was given it with the INS: it is not told again. */
export async function readPatient(call: FhirCall, id: string): Promise<Result<object>> {
  const dossier = parseDossierId(id);
  if (!dossier.ok) return refuse('DOSSIER_INEXISTANT');
  const existence = await testExistence(call.ports, call.caller, { id: dossier.value });
  if (!existence.ok) return existence;
  if (!existence.value.found) return refuse('DOSSIER_INEXISTANT');
  const { dossier: answered } = existence.value;
  return ok(answered === dossier.value ? entryOf(call, existence.value, {}).resource : writeReplacedPatient(dossier.value, answered));
}

/** Of a record whose documents the caller has just listed, for `_include`. */
export async function includedPatient(call: FhirCall, id: string, ins: Ins): Promise<Result<readonly SearchEntry[]>> {
  if (call.app !== undefined) return ok([{ fullUrl: `${call.baseUrl}/Patient/${call.app.idPe}`, resource: patientOf(call.app) }]);
  const dossier = parseDossierId(id);
  const existence = dossier.ok ? await testExistence(call.ports, call.caller, { id: dossier.value }) : refuse('DOSSIER_INEXISTANT');
  if (!existence.ok) return existence;
  return ok(existence.value.found ? [entryOf(call, existence.value, { ins })] : []);
}

/** The keywords of the DMP (1.2.250.1.213.4.1.2.4). */
const motives = { 'demande-patient': 'FERMETURE_DEMANDE_PATIENT' } as const;

type Found = Extract<Existence, { found: true }>;
type Numbers = Pick<PatientState, 'ins' | 'formerIns' | 'localIdentifier'>;

/** Today's, and the one that was asked where it is another. */
function numbersOf({ currentIns }: Found, asked: { readonly ins: Ins } | { readonly local: LocalIdentifier }): Numbers {
  if ('local' in asked) return { ...(currentIns === undefined ? {} : { ins: currentIns }), localIdentifier: asked.local };
  return currentIns === undefined ? { ins: asked.ins } : { ins: currentIns, formerIns: asked.ins };
}

function entryOf({ baseUrl }: FhirCall, existence: Found, numbers: Numbers): SearchEntry {
  const { dossier, standsFor, life, closing, medecinTraitant, autorisation, space } = existence;
  const state: PatientState = {
    dossierId: dossier,
    ...numbers,
    open: life === 'ouvert',
    ...(standsFor === undefined ? {} : { replaces: standsFor }),
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

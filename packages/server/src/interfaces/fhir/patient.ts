// GET /fhir/Patient?identifier=urn:oid:…|… (TD0.2): does a record exist, is it open, and what may the caller do with it. Never the
// person's traits (RG_0320). FHIR has no place for the caller's own authorisation: an extension of ours carries it.

import { type PatientState, writePatient, writeSearchset } from '@carnet/codecs/fhir';
import { type Ins, parseIns } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import { type Existence, testExistence } from '../../application/test-existence.ts';
import { refusalOfFindings } from './outcome.ts';
import { type FhirCall, servedIns } from './call.ts';

/** valueCode: VALIDE, EXPIREE, INTERDIT or NON_EXISTE, the keywords of TD0.2. */
export const autorisationUrl = 'urn:carnet:autorisation';

export async function findPatient(call: FhirCall): Promise<Result<object>> {
  const { identifier } = call.request.query as Readonly<Record<string, unknown>>;
  const token = typeof identifier === 'string' ? identifier : '';
  const bar = token.indexOf('|');
  if (bar <= 0) return refuse('PARAMETRE_INVALIDE', [{ field: 'identifier', rule: 'PATIENT_ABSENT', expected: 'urn:oid:1.2.250.1.213.1.4.…|matricule' }]);
  const ins = parseIns(token.slice(bar + 1), token.slice(0, bar), 'identifier');
  if (!ins.ok) return { ok: false, refusal: refusalOfFindings(ins.findings, 'INS_INVALIDE') };
  const served = servedIns(call, ins.value, 'identifier');
  if (!served.ok) return served;
  const existence = await testExistence(call.ports, call.caller, { ins: ins.value });
  if (!existence.ok) return existence;
  const entries = existence.value.found ? [entryOf(existence.value, ins.value, call.baseUrl)] : [];
  return ok(writeSearchset({ entries, total: entries.length, self: `${call.baseUrl}/Patient?identifier=urn:oid:${ins.value.oid}%7C${ins.value.matricule}` }));
}

function entryOf(existence: Extract<Existence, { found: true }>, ins: Ins, baseUrl: string): { fullUrl: string; resource: object } {
  const state: PatientState = { dossierId: existence.dossier, ins, medecinTraitant: existence.medecinTraitant };
  const patient = writePatient(state) as { readonly extension?: readonly object[] };
  return {
    fullUrl: `${baseUrl}/Patient/${existence.dossier}`,
    resource: {
      ...patient,
      extension: [...(patient.extension ?? []), { url: autorisationUrl, valueCode: existence.autorisation }],
      active: existence.life === 'ouvert',
    },
  };
}

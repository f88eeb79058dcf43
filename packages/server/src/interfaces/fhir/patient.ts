// GET /fhir/Patient?identifier=urn:oid:…|… (TD0.2): does a record exist, is it open, and what may the caller do with it. Never the
// person's traits (RG_0320). FHIR has no place for the caller's authorisation: extensions of ours carry it.

import { type InsOid, parseIns } from '@carnet/domain/identity';
import { type Result, refuse } from '@carnet/domain/kernel';
import { type Existence, testExistence } from '../../application/test-existence.ts';
import type { Caller } from '../../application/caller.ts';
import type { Ports } from '../../ports.ts';
import type { Ins } from '@carnet/domain/identity';

export const autorisationUrl = 'https://carnet.example/fhir/StructureDefinition/autorisation';
export const medecinTraitantUrl = 'https://interop.esante.gouv.fr/ig/fhir/dmp/StructureDefinition/dmp-medecin-traitant';

/** `urn:oid:1.2.250.1.213.1.4.10|279035121518989`; an authority this server does not serve is refused like an unknown one. */
export function insOfToken(token: string, accepted: readonly InsOid[], field: string): Result<Ins> {
  const bar = token.indexOf('|');
  if (bar <= 0) return refuse('PARAMETRE_INVALIDE', [{ field, rule: 'PATIENT_ABSENT', given: token.slice(0, 80), expected: 'urn:oid:1.2.250.1.213.1.4.…|matricule' }]);
  const ins = parseIns(token.slice(bar + 1), token.slice(0, bar), field);
  if (!ins.ok) return refuse('INS_INVALIDE', ins.findings);
  if (!accepted.includes(ins.value.oid)) return refuse('INS_INVALIDE', [{ field, rule: 'INS_OID', given: ins.value.oid, expected: accepted.join(' | ') }]);
  return { ok: true, value: ins.value };
}

export async function findPatient(ports: Ports, caller: Caller, ins: Ins, baseUrl: string): Promise<Result<object>> {
  const existence = await testExistence(ports, caller, { ins });
  return existence.ok ? { ok: true, value: bundleOf(existence.value, ins, baseUrl) } : existence;
}

const bundleOf = (existence: Existence, ins: Ins, baseUrl: string): object => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: existence.found ? 1 : 0,
  ...(existence.found ? { entry: [{ fullUrl: `${baseUrl}/Patient/${existence.dossier}`, resource: patientOf(existence, ins), search: { mode: 'match' } }] } : {}),
});

const patientOf = ({ dossier, life, autorisation, medecinTraitant }: Extract<Existence, { found: true }>, ins: Ins): object => ({
  resourceType: 'Patient',
  id: dossier,
  extension: [
    { url: autorisationUrl, valueCode: autorisation },
    { url: medecinTraitantUrl, valueBoolean: medecinTraitant },
  ],
  identifier: [{ use: 'official', system: `urn:oid:${ins.oid}`, value: ins.matricule }],
  active: life === 'ouvert',
});

// What a patient agreed to and opposed, as FHIR's Consent: search (TD1.6; one's own without that right; TD0.4 where no record is named), create (TD0.3
// AJOUT, médecin traitant, blocage at the patient's request), and PATCH of its status to inactive (TD0.3 SUPPRESSION). Never of itself: each is
// the fruit of an explicit act.

import {
  type AgreementAbout,
  type AgreementSearch,
  type SearchEntry,
  agreementId,
  autorisationResourceId,
  endsAgreement,
  parseAgreement,
  parseAgreementSearch,
  parseDocumentResourceId,
  writeAutorisation,
  writeBlocage,
  writeOppositions,
  writePatient,
  writeTreating,
} from '@carnet/codecs/fhir';
import { actorId } from '@carnet/domain/audit';
import { type Beneficiaire, type DossierId, autorisationIsValid } from '@carnet/domain/dossier';
import type { PsIdNat } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import { blockForPatient } from '../../application/block-for-patient.ts';
import { declareAutorisation } from '../../application/declare-autorisation.ts';
import { readChoices } from '../../application/emergency-choices.ts';
import { type ListedPatient, listPatients } from '../../application/list-patients.ts';
import { declareOneselfMedecinTraitant, leaveMedecinTraitant } from '../../application/own-medecin-traitant.ts';
import { type NamedAccesses, readAccesses } from '../../application/read-accesses.ts';
import { testExistence } from '../../application/test-existence.ts';
import { withdrawAutorisation } from '../../application/withdraw-autorisation.ts';
import type { DossierKey } from '../../ports/index.ts';
import { type FhirCall, servedIns } from './call.ts';
import { refusalOfFindings } from './outcome.ts';
import { askedOf, dossierKeyOf, pageSize, queryOf, searchset } from './search.ts';

type Found = SearchEntry & { readonly kind: string; readonly active: boolean; readonly of?: string };

export async function findAgreements(call: FhirCall): Promise<Result<object>> {
  const query = queryOf(call.request);
  const asked = askedOf(call, parseAgreementSearch(query));
  if (!asked.ok) return asked;
  const { search } = asked.value;
  if (search.patient === undefined && search.actor === actorId(call.caller.actor)) {
    const mine = await myPatients(call, search);
    return mine.ok ? ok(searchset(call, 'Consent', query, asked.value, mine.value)) : mine;
  }
  const dossier = dossierKeyOf(call, search.patient);
  if (!dossier.ok) return dossier;
  const found = search.actor === actorId(call.caller.actor) ? await ownAgreement(call, dossier.value) : await agreementsOf(call, dossier.value);
  if (!found.ok) return found;
  const entries = found.value
    .filter(({ kind, active, of, resource }) => {
      const { id } = resource as { id: string };
      return (
        (search.kinds === undefined || (search.kinds as readonly string[]).includes(kind)) &&
        (search.active === undefined || search.active === active) &&
        (search.actor === undefined || search.actor === of) &&
        (search.ids === undefined || search.ids.includes(id))
      );
    })
    .map(({ fullUrl, resource }) => ({ fullUrl, resource }));
  return ok(searchset(call, 'Consent', query, asked.value, { entries, total: entries.length }));
}

const about = ({ ports }: FhirCall, dossierId: string, names: ReadonlyMap<string, string> = new Map()): AgreementAbout => ({
  dossierId,
  names,
  sha1: ports.sha1,
});
const entry = ({ baseUrl }: FhirCall, resource: object): SearchEntry => ({ fullUrl: `${baseUrl}/Consent/${(resource as { id: string }).id}`, resource });

/** TD1.6, and the oppositions to emergency access. */
async function agreementsOf(call: FhirCall, dossier: DossierKey): Promise<Result<readonly Found[]>> {
  const accesses = await readAccesses(call.ports, call.caller, dossier);
  if (!accesses.ok) return accesses;
  const existence = await testExistence(call.ports, call.caller, dossier);
  const choices = await readChoices(call.ports, call.caller, dossier);
  if (!existence.ok || !existence.value.found) return refuse('DOSSIER_INEXISTANT');
  if (!choices.ok) return choices;
  const { medecinTraitant, medecinTraitantSince, autorisations, blocages } = accesses.value;
  const near = about(call, existence.value.dossier, namesIn(accesses.value));
  const at = call.ports.clock.now();
  return ok([
    ...autorisations.map((one): Found => {
      const active = autorisationIsValid(one, at);
      return { ...entry(call, writeAutorisation(one, active, near)), kind: 'autorisation', active, of: one.beneficiaire.id };
    }),
    ...blocages.map((one): Found => ({ ...entry(call, writeBlocage(one, near)), kind: 'blocage', active: true, of: one.professionnel })),
    ...(medecinTraitant === undefined
      ? []
      : [{ ...entry(call, writeTreating(medecinTraitant, medecinTraitantSince, {}, near)), kind: 'medecin-traitant', active: true, of: medecinTraitant }]),
    ...writeOppositions(choices.value, near).map(({ resource }): Found => ({ ...entry(call, resource), kind: 'opposition', active: true })),
  ]);
}

const namesIn = ({ professionnels, structures }: NamedAccesses): ReadonlyMap<string, string> =>
  new Map<string, string>([
    ...[...professionnels.values()].map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`] as const),
    ...[...structures.values()].map(({ id, name }) => [id, name] as const),
  ]);

/** One's own, which TD0.2 says to whoever may ask it: the status of the autorisation that the draft guide leaves to Consent. */
async function ownAgreement(call: FhirCall, dossier: DossierKey): Promise<Result<readonly Found[]>> {
  const existence = await testExistence(call.ports, call.caller, dossier);
  if (!existence.ok) return existence;
  if (!existence.value.found) return ok([]);
  const { held, medecinTraitant, dossier: id } = existence.value;
  const own = actorId(call.caller.actor);
  return ok([
    ...(held === undefined ? [] : [{ ...entry(call, writeAutorisation(held, true, about(call, id))), kind: 'autorisation', active: true, of: own }]),
    ...(medecinTraitant
      ? [{ ...entry(call, writeTreating(own as PsIdNat, undefined, {}, about(call, id))), kind: 'medecin-traitant', active: true, of: own }]
      : []),
  ]);
}

/** TD0.4: the records that open to the caller, each by what opens it; with the patient, whom this list names (docs/sources.md §1.3). */
async function myPatients(call: FhirCall, { since, count, cursor, withPatient }: AgreementSearch) {
  const listed = await listPatients(call.ports, call.caller, {
    filter: 'all',
    lastAdded: true,
    limit: count === undefined || count === 0 ? pageSize : count,
    ...(since === undefined ? {} : { declaredSince: since }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  if (!listed.ok) return listed;
  const { rows, total, nextCursor } = listed.value;
  return ok({
    entries: rows.map((row) => entry(call, agreementOf(call, row))),
    included: withPatient === true ? rows.map((row) => patientOf(call, row)) : [],
    ...(total === undefined ? {} : { total }),
    ...(nextCursor === undefined ? {} : { nextCursor }),
  });
}

function agreementOf(call: FhirCall, { dossier, tie, structure, since, expiresAt, lastConsultedAt, lastAddedAt }: ListedPatient): object {
  const near = about(call, dossier);
  const dates = { ...(lastConsultedAt === undefined ? {} : { lastConsultedAt }), ...(lastAddedAt === undefined ? {} : { lastAddedAt }) };
  const own = actorId(call.caller.actor) as PsIdNat;
  if (tie === 'medecin-traitant' || tie === 'administrateur') return writeTreating(own, since, dates, near);
  const beneficiaire: Beneficiaire = structure === undefined ? { kind: 'professionnel', id: own } : { kind: 'structure', id: structure };
  const resource = writeAutorisation({ id: dossier as never, beneficiaire, declaredAt: since, expiresAt: expiresAt ?? since, ...dates }, true, near) as object;
  return { ...resource, id: agreementId(call.ports.sha1, dossier, 'autorisation', beneficiaire.id) };
}

function patientOf({ baseUrl }: FhirCall, { dossier, identity, nameOnly }: ListedPatient): SearchEntry {
  const { birthDate, ...named } = writePatient({ dossierId: dossier, ins: identity.ins, open: true, traits: identity.traits }) as { birthDate?: string };
  return { fullUrl: `${baseUrl}/Patient/${dossier}`, resource: nameOnly || birthDate === undefined ? named : { ...named, birthDate } };
}

const elsewhere = refuse('ACTE_RESERVE', [{ field: 'provision.actor', rule: 'AUTORISATION_INCONNUE' }]);

/** TD0.3 AJOUT: of oneself, or of one's structure. */
export async function declareAgreement(call: FhirCall): Promise<Result<object>> {
  const { ports, caller, request, reply, baseUrl } = call;
  const read = parseAgreement(request.body as Buffer);
  if (!read.ok) return { ok: false, refusal: refusalOfFindings(read.findings, 'PARAMETRE_INVALIDE') };
  const { kind, patient, who, until } = read.value;
  const served = servedIns(call, patient, 'patient');
  if (!served.ok) return served;
  const dossier = { ins: served.value };
  const done = await declared(call, dossier, { kind, ...(who === undefined ? {} : { who }), ...(until === undefined ? {} : { until }) });
  if (!done.ok) return done;
  const existence = await testExistence(ports, caller, dossier);
  if (!existence.ok || !existence.value.found) return refuse('DOSSIER_INEXISTANT');
  const resource = done.value(existence.value.dossier);
  void reply.code(201).header('location', `${baseUrl}/Consent/${(resource as { id: string }).id}`);
  return ok(resource);
}

type Asked = {
  readonly kind: 'autorisation' | 'blocage' | 'medecin-traitant';
  readonly who?: Beneficiaire;
  readonly until?: Parameters<typeof declareAutorisation>[4];
};
async function declared(call: FhirCall, dossier: DossierKey, { kind, who, until }: Asked): Promise<Result<(id: DossierId) => object>> {
  const { ports, caller } = call;
  const own = actorId(caller.actor);
  if (kind === 'blocage') {
    const professionnel = who?.kind === 'professionnel' ? who.id : undefined;
    if (professionnel === undefined) return elsewhere;
    const blocked = await blockForPatient(ports, caller, dossier, professionnel);
    return blocked.ok ? ok((id) => writeBlocage({ professionnel, since: ports.clock.now() }, about(call, id))) : blocked;
  }
  const mine = caller.actor.kind === 'secretariat' || who?.kind === 'structure' ? 'my-structure' : 'me';
  const structure = 'structure' in caller.actor ? caller.actor.structure?.id : undefined;
  if (who !== undefined && who.id !== (who.kind === 'structure' ? structure : own)) return elsewhere;
  if (kind === 'medecin-traitant') {
    const became = await declareOneselfMedecinTraitant(ports, caller, dossier);
    return became.ok ? ok((id) => writeTreating(own as PsIdNat, ports.clock.now(), {}, about(call, id))) : became;
  }
  const autorisation = await declareAutorisation(ports, caller, dossier, mine, mine === 'my-structure' ? until : undefined);
  return autorisation.ok ? ok((id) => writeAutorisation(autorisation.value, true, about(call, id))) : autorisation;
}

/** TD0.3 SUPPRESSION: one's own, or leaving as médecin traitant. */
export async function endAgreement(call: FhirCall, id: string): Promise<Result<undefined>> {
  const { ports, caller, request } = call;
  const address = parseDocumentResourceId(id);
  if (address === undefined) return refuse('DOSSIER_INEXISTANT');
  const read = endsAgreement(request.body as Buffer);
  if (!read.ok) return { ok: false, refusal: refusalOfFindings(read.findings, 'PARAMETRE_INVALIDE') };
  const dossier = { id: address.dossierId };
  const own = actorId(caller.actor);
  const mine = (kind: 'autorisation' | 'medecin-traitant', of: string): boolean => id === agreementId(ports.sha1, address.dossierId, kind, of);
  if (mine('medecin-traitant', own)) {
    const left = await leaveMedecinTraitant(ports, caller, dossier);
    return left.ok ? ok(undefined) : left;
  }
  const structure = 'structure' in caller.actor ? caller.actor.structure?.id : undefined;
  const beneficiaire: Beneficiaire =
    caller.actor.kind === 'professionnel' || structure === undefined ? { kind: 'professionnel', id: own as PsIdNat } : { kind: 'structure', id: structure };
  const ended = await withdrawAutorisation(
    ports,
    caller,
    dossier,
    beneficiaire,
    (held) => id === autorisationResourceId(address.dossierId, held) || mine('autorisation', held.beneficiaire.id),
  );
  return ended.ok ? ok(undefined) : ended;
}

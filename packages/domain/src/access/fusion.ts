// Records that are one person's, decided as one (ADR 37). Each is decided with its own facts, made as strict as the strictest of them: what
// keeps somebody out of one keeps them out of all; what lets somebody into one lets them into that one alone, until the patient, who knows by
// then that there is one record, gives it anew. Nothing is moved, so that the end of a fusion gives each record back as it is.

import type { DossierChoices, DossierId } from '../dossier/dossier.ts';
import type { PsIdNat } from '../identity/professionnel.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Action, Actor, DossierFacts } from './request.ts';

export interface Absorbed {
  readonly facts: DossierFacts;
  /** When it became one with the other. */
  readonly since: Instant;
}
export interface Treating {
  readonly professionnel: PsIdNat;
  readonly since: Instant;
}
export interface OnePerson {
  readonly survivor: DossierFacts;
  readonly absorbed: readonly Absorbed[];
  /** The survivor's médecin traitant and administrateurs, with the day each was declared. */
  readonly treating: readonly Treating[];
  /** The record that was asked for. */
  readonly named: DossierId;
}

/** The survivor's facts, with those of each record it stands for. */
export function asOne(actor: Actor, { survivor, absorbed, treating, named }: OnePerson): DossierFacts {
  const all = [survivor, ...absorbed.map(({ facts }) => facts)];
  const common: Partial<DossierFacts> = {
    identity: survivor.identity,
    blocages: all.flatMap(({ blocages }) => blocages),
    masquages: all.flatMap(({ masquages }) => masquages),
    choices: strictest(all.map(({ choices }) => choices)),
    // One person, whichever of the two accounts they come in by.
    ...(actor.kind === 'titulaire' && all.some(({ titulaire }) => titulaire === actor.personne) ? { titulaire: actor.personne } : {}),
  };
  const survives: DossierFacts = { ...survivor, ...common };
  const joined = absorbed.map((one) => ({ ...strict(one, survivor, treating), ...common }));
  return { ...survives, fusion: { named: all.find(({ id }) => id === named)!, parts: [survives, ...joined] } };
}

const strictest = (choices: readonly DossierChoices[]): DossierChoices => ({
  opposesBrisDeGlace: choices.some((one) => one.opposesBrisDeGlace),
  opposesCentre15: choices.some((one) => one.opposesCentre15),
  permitsMaskedInEmergency: choices.every((one) => one.permitsMaskedInEmergency),
  masksByDefault: choices.some((one) => one.masksByDefault),
  masksReimbursements: choices.some((one) => one.masksReimbursements),
});

/** What was given in the survivor since they are one was given for both; what was given before holds where it was given. */
function strict({ facts, since }: Absorbed, survivor: DossierFacts, treating: readonly Treating[]): DossierFacts {
  const given = <Tie extends { readonly since: Instant }>(own: Tie | undefined, other: Tie | undefined): Tie | undefined =>
    other !== undefined && other.since >= since ? other : own;
  const representation = given(facts.representation, survivor.representation);
  const delegation = given(facts.delegation, survivor.delegation);
  const appairage = given(facts.appairage, survivor.appairage);
  const succession = given(facts.succession, survivor.succession);
  return {
    ...facts,
    life: survivor.life === 'ferme' ? 'ferme' : facts.life,
    autorisations: [...facts.autorisations, ...survivor.autorisations.filter(({ declaredAt }) => declaredAt >= since)],
    administrateurs: [...facts.administrateurs, ...treating.filter((one) => one.since >= since).map(({ professionnel }) => professionnel)],
    ...(representation === undefined ? {} : { representation }),
    ...(delegation === undefined ? {} : { delegation }),
    ...(appairage === undefined ? {} : { appairage }),
    ...(succession === undefined ? {} : { succession }),
    mergedInto: { survivor: survivor.id, since },
  };
}

/** About the record that was named, as it is by itself: who it is of, and what was reported of it. */
const ofTheNamed: readonly Action[] = ['examine-identity', 'keep-identity', 'keep-heirs', 'examine-report'];
/** Into the record that was named: the end of the fusion finds it there. And out of it: a card is of one record, under its own key. */
const intoTheNamed: readonly Action[] = ['deposit', 'write-measures', 'show-card'];

/** The facts an act is decided on where it is about no document of the record. */
export function factsFor(dossier: DossierFacts | undefined, action: Action): DossierFacts | undefined {
  const fusion = dossier?.fusion;
  if (fusion === undefined) return dossier;
  if (ofTheNamed.includes(action)) return fusion.named;
  return intoTheNamed.includes(action) ? fusion.parts.find(({ id }) => id === fusion.named.id) : dossier;
}

/** The records one record stands for: itself, where it is one with no other. */
export const partsOf = (dossier: DossierFacts): readonly DossierFacts[] => dossier.fusion?.parts ?? [dossier];

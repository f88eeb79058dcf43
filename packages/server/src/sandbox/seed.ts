// Puts the sandbox's people in the database: directory, records with what their stories say of access, accounts with their initial
// passwords. What is there already is left alone, so that it can run at every start.

import type { Autorisation, AutorisationId, DossierId, PersonneId } from '@carnet/domain/dossier';
import { displayName, majorityAt } from '@carnet/domain/identity';
import { type Instant, plusDays } from '@carnet/domain/kernel';
import type { LawInForce } from '../ports/index.ts';
import type { Registry } from '../storage/index.ts';
import type { SandboxPatient, SeededAutorisation } from './patients.ts';
import type { People } from './people.ts';

export interface Account {
  readonly personneId: PersonneId;
  readonly dossierId: DossierId;
  readonly login: string;
  readonly initialPassword: string;
  readonly email: string;
  readonly displayName: string;
  readonly birthYear: string;
}
export interface Seeding {
  readonly registry: Registry;
  readonly law: LawInForce;
  readonly newId: () => string;
  readonly now: Instant;
  /** False: the login has an account already. */
  readonly openAccount: (account: Account) => Promise<boolean>;
}

/** Records are opened some two years before the seed, so that autorisations have had time to expire. */
const openedDaysAgo = 730;

/** The records that were opened. */
export async function seedPeople(people: People, seeding: Seeding): Promise<ReadonlyMap<string, OpenedPatient>> {
  const { patients, personnels, professionals, structures } = people;
  await seeding.registry.register({ structures, professionnels: professionals, personnels });
  const opened = new Map<string, OpenedPatient>();
  for (const patient of patients) {
    const ids = await seedPatient(patient, people, seeding);
    if (ids !== undefined) opened.set(patient.key, ids);
  }
  for (const patient of patients) await seedRepresentations(patient, people, opened, seeding);
  await seedAssures(people, seeding);
  return opened;
}

/** Patients too: the insurer covers them, children through whom they are the child of. */
async function seedAssures({ patients, assures }: People, { registry, newId, now }: Seeding): Promise<void> {
  const ids = new Map<string, DossierId>();
  const known = [
    ...patients
      .filter(({ life }) => life === 'ouvert')
      .map(({ key, ins, traits, email }) => ({
        key,
        ins,
        traits,
        email,
        regime: 'general' as const,
        attachedTo: patients.filter(({ actsFor }) => actsFor.some((one) => one.key === key && one.kind === 'parent')).map((parent) => parent.key),
      })),
    ...assures,
  ];
  // Those covered in their own right first: the others are attached to them.
  for (const { key, ins, traits, regime, email, attachedTo, ...rest } of known.toSorted((a, b) => a.attachedTo.length - b.attachedTo.length)) {
    const address = 'address' in rest ? rest.address : undefined;
    const contact = { telecoms: email === undefined ? [] : [{ kind: 'email' as const, value: email }], ...(address === undefined ? {} : { address }) };
    const attached = attachedTo.map((one) => ids.get(one)!);
    ids.set(key, await registry.knowAssure({ id: newId() as DossierId, ins, traits, regime, contact, attachedTo: attached }, now));
  }
}

export interface OpenedPatient {
  readonly dossierId: DossierId;
  readonly personneId: PersonneId;
}

/** Both records are of this seeding, or were tied by an earlier one. */
async function seedRepresentations(
  patient: SandboxPatient,
  people: People,
  opened: ReadonlyMap<string, OpenedPatient>,
  { registry, now }: Seeding,
): Promise<void> {
  const representant = opened.get(patient.key);
  for (const { key, kind, measure } of patient.actsFor) {
    const represented = people.patients.find((one) => one.key === key)!;
    const record = opened.get(key);
    if (representant === undefined || record === undefined) continue;
    await registry.represent(record.dossierId, {
      personne: representant.personneId,
      kind,
      since: plusDays(now, -openedDaysAgo),
      ...(kind === 'parent' ? { until: majorityAt(represented.traits.birthDate) } : {}),
      names: { representant: displayName(patient.traits), titulaire: displayName(represented.traits) },
      ...(measure === undefined ? {} : { measure }),
    });
  }
}

/** Undefined: it was there already. */
async function seedPatient(patient: SandboxPatient, people: People, { registry, law, newId, now, openAccount }: Seeding): Promise<OpenedPatient | undefined> {
  const dossierId = newId() as DossierId;
  const personneId = newId() as PersonneId;
  const professionalId = (key: string) => people.professionals.find((one) => one.key === key)!.id;
  const opened = await registry.openDossier({
    id: dossierId,
    titulaire: personneId,
    ins: patient.ins,
    formerIns: patient.formerIns,
    traits: patient.traits,
    openedAt: plusDays(now, -openedDaysAgo),
    choices: patient.choices,
    ...(patient.medecinTraitant === undefined ? {} : { medecinTraitant: professionalId(patient.medecinTraitant) }),
    closed: patient.life === 'ferme',
    autorisations: await Promise.all(patient.autorisations.map((one) => autorisationOf(one, people, { law, newId, now }))),
    blocages: patient.blocages.map((key) => ({ professionnel: professionalId(key), since: plusDays(now, -openedDaysAgo) })),
  });
  if (!opened) return undefined;
  await openAccount({
    personneId,
    dossierId,
    login: patient.login,
    initialPassword: patient.password,
    email: patient.email,
    displayName: displayName(patient.traits),
    birthYear: patient.traits.birthDate.slice(0, 4),
  });
  return { dossierId, personneId };
}

async function autorisationOf(
  { for: key, declaredDaysAgo }: SeededAutorisation,
  { professionals, structures }: People,
  { law, newId, now }: Pick<Seeding, 'law' | 'newId' | 'now'>,
): Promise<Autorisation> {
  const professional = professionals.find((one) => one.key === key);
  const structure = structures.find((one) => one.key === key);
  const declaredAt = plusDays(now, -declaredDaysAgo);
  return {
    id: newId() as AutorisationId,
    beneficiaire: professional === undefined ? { kind: 'structure', id: structure!.id } : { kind: 'professionnel', id: professional.id },
    declaredAt,
    declaredBy: professional === undefined ? structure!.name : `${professional.givenName} ${professional.familyName}`,
    expiresAt: plusDays(declaredAt, (await law.at(declaredAt)).policy.autorisationDays),
  };
}

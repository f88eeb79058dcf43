// Who may consult the record and who may not (TD1.6), and the patient's hand on it: authorise, withdraw, block, unblock, choose who treats.

import {
  type Accesses,
  type AutorisationLine,
  type Blocked,
  type DirectoryFound,
  type Person,
  type PersonAgreement,
  accessesQuerySchema,
  administrateurSchema,
  authoriseSchema,
  blockProfessionnelSchema,
  chooseMedecinTraitantSchema,
  directoryQuerySchema,
  namedProfessionnelSchema,
  unblockProfessionnelSchema,
  withdrawSchema,
} from '@carnet/contract';
import { type LabelLanguage, personAgreementWords, professionLabel } from '@carnet/contract/wording';
import type { Autorisation, Beneficiaire } from '@carnet/domain/dossier';
import { type Professionnel, type PsIdNat, parsePsIdNat, parseStructIdNat } from '@carnet/domain/identity';
import { type CivilDate, type Instant, type Parsed, type Result, ok, parseCivilDate, refuse, toIso } from '@carnet/domain/kernel';
import { authoriseBeneficiaire } from '../../application/authorise-beneficiaire.ts';
import { blockProfessionnel, unblockProfessionnel } from '../../application/block-professionnel.ts';
import type { Caller } from '../../application/caller.ts';
import { chooseMedecinTraitant, endMedecinTraitant, giveAdministrateur, takeAdministrateur } from '../../application/choose-medecin-traitant.ts';
import { findInDirectory } from '../../application/find-in-directory.ts';
import { type DirectoryNames, type NamedAccesses, readAccessHistory, readAccesses } from '../../application/read-accesses.ts';
import { withdrawAutorisation } from '../../application/withdraw-autorisation.ts';
import type { ConsultedAutorisation, Ports } from '../../ports/index.ts';
import { nameOf } from '../pipeline/card-holder.ts';
import { parseInput } from './parse-input.ts';
import { agreementTerms } from './session.ts';
import type { Call, DossierCall } from './web-deps.ts';

export async function showAccesses(ports: Ports, { caller, dossier, language }: DossierCall, query: unknown): Promise<Result<Accesses>> {
  const input = parseInput(accessesQuerySchema, query);
  if (!input.ok) return input;
  const read = await (input.value.history === undefined ? readAccesses : readAccessHistory)(ports, caller, dossier);
  if (!read.ok) return read;
  const at = ports.clock.now();
  const { policy } = await ports.law.at(at);
  return ok({ ...presentAccesses({ language, reader: caller, at }, read.value), terms: agreementTerms(policy) });
}

interface Reading {
  readonly language: LabelLanguage;
  readonly reader: Caller;
  readonly at: Instant;
}

function presentAccesses(reading: Reading, read: NamedAccesses): Omit<Accesses, 'terms'> {
  const { language } = reading;
  const { medecinTraitant, medecinTraitantSince, administrateurs, autorisations, blocages } = read;
  const since = medecinTraitantSince === undefined ? {} : { since: toIso(medecinTraitantSince) };
  return {
    ...(medecinTraitant === undefined ? {} : { medecinTraitant: { ...presentPerson(language, read, medecinTraitant), ...since } }),
    administrateurs: administrateurs.map((one) => ({ ...presentPerson(language, read, one.professionnel), since: toIso(one.since) })),
    autorisations: autorisations.map((one) => presentAutorisation(reading, read, one, autorisations)),
    blocages: blocages.map((one) => ({
      ...presentPerson(language, read, one.professionnel),
      since: toIso(one.since),
      ...(one.until === undefined ? {} : { until: toIso(one.until) }),
    })),
  };
}

/** Someone who has left the directory is still named, by their identifier. */
function presentPerson(language: LabelLanguage, { professionnels, structures }: DirectoryNames, id: PsIdNat): Person {
  const person = professionnels.get(id);
  const structureName = person?.structures.map((one) => structures.get(one)?.name).find((name) => name !== undefined);
  return {
    id,
    displayName: person === undefined ? id : nameOf(person),
    professionLabel: professionLabel(language, person?.profession ?? '', person?.specialty),
    ...(structureName === undefined ? {} : { structureName }),
  };
}

function presentAutorisation(
  { language, reader, at }: Reading,
  names: DirectoryNames,
  one: ConsultedAutorisation,
  all: readonly Autorisation[],
): AutorisationLine {
  const state = stateOf(one, at);
  const renewed = all.some(({ beneficiaire, declaredAt }) => beneficiaire.id === one.beneficiaire.id && declaredAt === one.withdrawnAt);
  return {
    ...presentBeneficiaire(language, names, one.beneficiaire),
    declaredAt: toIso(one.declaredAt),
    declaredBy: one.declaredBy,
    given: givenTo(reader, one),
    expiresAt: toIso(one.expiresAt),
    state,
    expired: state === 'expired',
    ...(one.express === true ? { express: true } : {}),
    ...(state === 'ended' && one.withdrawnAt !== undefined ? { endedAt: toIso(one.withdrawnAt), renewed } : {}),
    ...(one.lastConsultedAt === undefined ? {} : { lastConsultedAt: toIso(one.lastConsultedAt) }),
  };
}

function givenTo({ actor }: Caller, { givenBy }: Autorisation): AutorisationLine['given'] {
  if (givenBy === undefined) return 'noted';
  return 'personne' in actor && actor.personne === givenBy ? 'by-you' : 'in-person';
}

/** Withdrawn once it had expired, it had expired. */
const stateOf = ({ expiresAt, withdrawnAt }: Autorisation, at: Instant): AutorisationLine['state'] =>
  withdrawnAt !== undefined && withdrawnAt < expiresAt ? 'ended' : expiresAt <= at ? 'expired' : 'valid';

function presentBeneficiaire(
  language: LabelLanguage,
  names: DirectoryNames,
  beneficiaire: Beneficiaire,
): Pick<AutorisationLine, 'kind' | 'id' | 'displayName' | 'professionLabel'> {
  if (beneficiaire.kind === 'structure')
    return { kind: 'structure', id: beneficiaire.id, displayName: names.structures.get(beneficiaire.id)?.name ?? beneficiaire.id };
  const { id, displayName, professionLabel: label } = presentPerson(language, names, beneficiaire.id);
  return { kind: 'professionnel', id, displayName, professionLabel: label };
}

/** A name, or the number of one professional. */
export async function searchDirectory(ports: Ports, { language }: Call, query: unknown): Promise<Result<DirectoryFound>> {
  const input = parseInput(directoryQuerySchema, query);
  if (!input.ok) return input;
  const number = /^[\d\s]+$/.test(input.value.q) ? professionnelOf(input.value.q) : undefined;
  if (number?.ok === false) return ok({ professionnels: [], structures: [], more: false });
  const { professionnels, structures, workplaces, more } = await findInDirectory(
    ports,
    number === undefined ? { name: input.value.q } : { number: number.value },
  );
  return ok({ professionnels: professionnels.map(presentFound), structures: structures.map(({ id, name }) => ({ id, name })), more });

  function presentFound(one: Professionnel): DirectoryFound['professionnels'][number] {
    const places = one.structures.flatMap((id) => workplaces.get(id) ?? []).map(({ id, name }) => ({ id, name }));
    return {
      id: one.id,
      displayName: nameOf(one),
      professionLabel: professionLabel(language, one.profession, one.specialty),
      professionCode: one.profession,
      ...(places[0] === undefined ? {} : { structureName: places[0].name }),
      structures: places,
    };
  }
}

export async function authorise(ports: Ports, call: DossierCall, body: unknown): Promise<Result<AutorisationLine>> {
  const input = parseInput(authoriseSchema, body);
  if (!input.ok) return input;
  const { kind, id, until, personAgreement } = input.value;
  const beneficiaire = beneficiaireOf(kind, id);
  if (!beneficiaire.ok) return beneficiaire;
  const day = dayOf(until);
  if (!day.ok) return day;
  const given = await authoriseBeneficiaire(ports, stating(call, personAgreement), call.dossier, {
    beneficiaire: beneficiaire.value,
    ...(day.value === undefined ? {} : { until: day.value }),
    ...(personAgreement === undefined ? {} : { personAgreement }),
  });
  if (!given.ok) return given;
  const names = await ports.transactions.run(async ({ directory }): Promise<DirectoryNames> => {
    const people = beneficiaire.value.kind === 'professionnel' ? await directory.professionnels([beneficiaire.value.id]) : [];
    const places = beneficiaire.value.kind === 'structure' ? await directory.structures([beneficiaire.value.id]) : [];
    return { professionnels: new Map(people.map((one) => [one.id, one])), structures: new Map(places.map((one) => [one.id, one])) };
  });
  return ok(presentAutorisation({ language: call.language, reader: call.caller, at: ports.clock.now() }, names, given.value, []));
}

export async function withdraw(ports: Ports, { caller, dossier }: DossierCall, body: unknown): Promise<Result<undefined>> {
  const input = parseInput(withdrawSchema, body);
  if (!input.ok) return input;
  const beneficiaire = beneficiaireOf(input.value.kind, input.value.id);
  if (!beneficiaire.ok) return beneficiaire;
  return done(await withdrawAutorisation(ports, caller, dossier, beneficiaire.value));
}

export async function block(ports: Ports, { caller, dossier }: DossierCall, body: unknown): Promise<Result<Blocked>> {
  const input = parseInput(blockProfessionnelSchema, body);
  if (!input.ok) return input;
  const professionnel = professionnelOf(input.value.id);
  if (!professionnel.ok) return professionnel;
  const until = dayOf(input.value.until);
  if (!until.ok) return until;
  const blocked = await blockProfessionnel(ports, caller, dossier, professionnel.value, until.value);
  if (!blocked.ok) return blocked;
  const { blocage, medecinTraitant, administrateur } = blocked.value;
  return ok({ medecinTraitant, administrateur, ...(blocage.until === undefined ? {} : { until: toIso(blocage.until) }) });
}

export async function unblock(ports: Ports, { caller, dossier }: DossierCall, body: unknown): Promise<Result<undefined>> {
  const input = parseInput(unblockProfessionnelSchema, body);
  if (!input.ok) return input;
  const professionnel = professionnelOf(input.value.id);
  return professionnel.ok ? done(await unblockProfessionnel(ports, caller, dossier, professionnel.value)) : professionnel;
}

export async function chooseTreating(ports: Ports, call: DossierCall, body: unknown): Promise<Result<undefined>> {
  const input = parseInput(chooseMedecinTraitantSchema, body);
  if (!input.ok) return input;
  const { id, replaces, personAgreement } = input.value;
  const professionnel = professionnelOf(id);
  if (!professionnel.ok) return professionnel;
  const replaced = replaces === undefined || replaces === null ? ok(replaces) : professionnelOf(replaces);
  if (!replaced.ok) return replaced;
  return done(
    await chooseMedecinTraitant(ports, stating(call, personAgreement), call.dossier, {
      professionnel: professionnel.value,
      ...(replaced.value === undefined ? {} : { replaces: replaced.value }),
      ...(personAgreement === undefined ? {} : { personAgreement }),
    }),
  );
}

export async function endTreating(ports: Ports, { caller, dossier }: DossierCall, query: unknown): Promise<Result<undefined>> {
  const professionnel = namedIn(query);
  return professionnel.ok ? done(await endMedecinTraitant(ports, caller, dossier, professionnel.value)) : professionnel;
}

export async function addAdministrateur(ports: Ports, call: DossierCall, body: unknown): Promise<Result<undefined>> {
  const input = parseInput(administrateurSchema, body);
  if (!input.ok) return input;
  const { id, personAgreement } = input.value;
  const professionnel = professionnelOf(id);
  if (!professionnel.ok) return professionnel;
  const given = { professionnel: professionnel.value, ...(personAgreement === undefined ? {} : { personAgreement }) };
  return done(await giveAdministrateur(ports, stating(call, personAgreement), call.dossier, given));
}

export async function removeAdministrateur(ports: Ports, { caller, dossier }: DossierCall, query: unknown): Promise<Result<undefined>> {
  const professionnel = namedIn(query);
  return professionnel.ok ? done(await takeAdministrateur(ports, caller, dossier, professionnel.value)) : professionnel;
}

const done = (result: Result<unknown>): Result<undefined> => (result.ok ? ok(undefined) : result);

/** What a representative says of the person's own agreement is kept in the journal, in their words' language. */
export function stating({ caller, language }: DossierCall, agreement: PersonAgreement | undefined): Caller {
  if (caller.actor.kind !== 'representant' || agreement === undefined || agreement === 'refuses') return caller;
  return { ...caller, context: { ...caller.context, reason: personAgreementWords[agreement][language] } };
}

const inputRefusal = (parsed: Extract<Parsed<unknown>, { ok: false }>): Result<never> =>
  refuse(
    'PARAMETRE_INVALIDE',
    parsed.findings.map(({ field, rule }) => ({ field, rule })),
  );

/** The 11 digits of an RPPS number, as printed on a prescription, are completed with their type digit. */
export function professionnelOf(given: string): Result<PsIdNat> {
  const text = given.replaceAll(/\s/g, '');
  const id = parsePsIdNat(/^\d{11}$/.test(text) ? `8${text}` : text, 'id');
  return id.ok ? ok(id.value) : inputRefusal(id);
}

function beneficiaireOf(kind: Beneficiaire['kind'], id: string): Result<Beneficiaire> {
  if (kind === 'professionnel') {
    const professionnel = professionnelOf(id);
    return professionnel.ok ? ok({ kind, id: professionnel.value }) : professionnel;
  }
  const structure = parseStructIdNat(id, 'id');
  return structure.ok ? ok({ kind, id: structure.value }) : inputRefusal(structure);
}

function dayOf(text: string | undefined): Result<CivilDate | undefined> {
  if (text === undefined) return ok(undefined);
  const day = parseCivilDate(text, 'until');
  return day.ok ? ok(day.value) : inputRefusal(day);
}

function namedIn(query: unknown): Result<PsIdNat> {
  const input = parseInput(namedProfessionnelSchema, query);
  return input.ok ? professionnelOf(input.value.id) : input;
}

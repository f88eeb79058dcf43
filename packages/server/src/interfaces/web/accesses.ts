// Who may consult the record and who may not (TD1.6), and the patient's hand on it: withdraw, block, unblock.

import { type Accesses, blockProfessionnelSchema, withdrawSchema } from '@carnet/contract';
import { type LabelLanguage, professionLabel } from '@carnet/contract/wording';
import type { Beneficiaire } from '@carnet/domain/dossier';
import { type PsIdNat, parsePsIdNat, parseStructIdNat } from '@carnet/domain/identity';
import { type Parsed, type Result, ok, refuse, toIso } from '@carnet/domain/kernel';
import { blockProfessionnel, unblockProfessionnel } from '../../application/block-professionnel.ts';
import { type NamedAccesses, readAccesses } from '../../application/read-accesses.ts';
import { withdrawAutorisation } from '../../application/withdraw-autorisation.ts';
import type { Ports } from '../../ports.ts';
import { parseInput } from './parse-input.ts';
import { nameOf } from '../pipeline/card-holder.ts';
import type { DossierCall } from './web-deps.ts';

export async function showAccesses(ports: Ports, { caller, dossier, language }: DossierCall): Promise<Result<Accesses>> {
  const read = await readAccesses(ports, caller, dossier);
  if (!read.ok) return read;
  const { medecinTraitant, autorisations, blocages } = read.value;
  const at = ports.clock.now();
  return ok({
    ...(medecinTraitant === undefined ? {} : { medecinTraitant: presentPerson(language, read.value, medecinTraitant) }),
    administrateurs: [],
    autorisations: autorisations.map((one) => ({
      ...presentBeneficiaire(language, read.value, one.beneficiaire),
      declaredAt: toIso(one.declaredAt),
      declaredBy: one.declaredBy,
      expiresAt: toIso(one.expiresAt),
      state: one.expiresAt <= at ? 'expired' : 'valid',
      expired: one.expiresAt <= at,
      ...(one.lastConsultedAt === undefined ? {} : { lastConsultedAt: toIso(one.lastConsultedAt) }),
    })),
    blocages: blocages.map(({ professionnel, since }) => ({ ...presentPerson(language, read.value, professionnel), since: toIso(since) })),
  });
}

/** Someone who has left the directory is still named, by their identifier. */
function presentPerson(language: LabelLanguage, { professionnels, structures }: NamedAccesses, id: PsIdNat): NonNullable<Accesses['medecinTraitant']> {
  const person = professionnels.get(id);
  const structureName = person?.structures.map((one) => structures.get(one)?.name).find((name) => name !== undefined);
  return {
    id,
    displayName: person === undefined ? id : nameOf(person),
    professionLabel: professionLabel(language, person?.profession ?? '', person?.specialty),
    ...(structureName === undefined ? {} : { structureName }),
  };
}

function presentBeneficiaire(
  language: LabelLanguage,
  names: NamedAccesses,
  beneficiaire: Beneficiaire,
): Pick<Accesses['autorisations'][number], 'kind' | 'id' | 'displayName' | 'professionLabel'> {
  if (beneficiaire.kind === 'structure')
    return { kind: 'structure', id: beneficiaire.id, displayName: names.structures.get(beneficiaire.id)?.name ?? beneficiaire.id };
  const { id, displayName, professionLabel: label } = presentPerson(language, names, beneficiaire.id);
  return { kind: 'professionnel', id, displayName, professionLabel: label };
}

const inputRefusal = (parsed: Extract<Parsed<unknown>, { ok: false }>): Result<never> =>
  refuse(
    'PARAMETRE_INVALIDE',
    parsed.findings.map(({ field, rule }) => ({ field, rule })),
  );

export async function withdraw(ports: Ports, { caller, dossier }: DossierCall, body: unknown): Promise<Result<undefined>> {
  const input = parseInput(withdrawSchema, body);
  if (!input.ok) return input;
  const { kind, id } = input.value;
  const beneficiaire = kind === 'professionnel' ? parsePsIdNat(id, 'id') : parseStructIdNat(id, 'id');
  if (!beneficiaire.ok) return inputRefusal(beneficiaire);
  const done = await withdrawAutorisation(ports, caller, dossier, { kind, id: beneficiaire.value } as Beneficiaire);
  return done.ok ? ok(undefined) : done;
}

/** The 11 digits of an RPPS number, as printed on a prescription, are completed with their type digit. */
function professionnelOf(body: unknown): Result<PsIdNat> {
  const input = parseInput(blockProfessionnelSchema, body);
  if (!input.ok) return input;
  const text = input.value.id.replaceAll(/\s/g, '');
  const id = parsePsIdNat(/^\d{11}$/.test(text) ? `8${text}` : text, 'id');
  return id.ok ? ok(id.value) : inputRefusal(id);
}

export async function block(ports: Ports, { caller, dossier }: DossierCall, body: unknown): Promise<Result<undefined>> {
  const professionnel = professionnelOf(body);
  if (!professionnel.ok) return professionnel;
  const done = await blockProfessionnel(ports, caller, dossier, professionnel.value);
  return done.ok ? ok(undefined) : done;
}

export async function unblock(ports: Ports, { caller, dossier }: DossierCall, body: unknown): Promise<Result<undefined>> {
  const professionnel = professionnelOf(body);
  if (!professionnel.ok) return professionnel;
  const done = await unblockProfessionnel(ports, caller, dossier, professionnel.value);
  return done.ok ? ok(undefined) : done;
}

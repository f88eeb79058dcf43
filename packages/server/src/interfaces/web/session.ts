// Who is signed in at this door, the structure a professional acts for, and signing out.

import { type Accesses, type PatientSession, type ProfessionalSession, actForSchema } from '@carnet/contract';
import { type LabelLanguage, personnelLabels, professionLabel } from '@carnet/contract/wording';
import { type Policy, decideAcross, isMedecinDuTravail } from '@carnet/domain/access';
import { type Personnel, type Professionnel, type PsIdNat, type StructIdNat, parseStructIdNat, sessionIdleSeconds } from '@carnet/domain/identity';
import { type Result, ok, refuse, toIso } from '@carnet/domain/kernel';
import type { Ports, SessionStore } from '../../ports/index.ts';
import { parseInput } from './parse-input.ts';
import { throughStructure } from '../pipeline/air.ts';
import { callerOfCardHolder, nameOf } from '../pipeline/card-holder.ts';
import type { Call } from './web-deps.ts';

export async function showSession(
  ports: Ports,
  { session, language }: Pick<Call, 'session' | 'language'>,
): Promise<Result<PatientSession | ProfessionalSession>> {
  if (session.kind === 'professionnel') return showProfessional(ports, session, language);
  const { personne, displayName, dossier, previousSignInAt } = session;
  const record = await ports.transactions.run(({ facts }) => facts.dossier({ id: dossier }, { kind: 'systeme' }));
  return ok({
    kind: 'patient',
    personneId: personne,
    displayName,
    dossierId: dossier,
    ...(record?.life === 'ferme' ? { closed: true } : {}),
    ...(previousSignInAt === undefined ? {} : { previousSignInAt: toIso(previousSignInAt) }),
    idleSeconds: sessionIdleSeconds,
  });
}

interface ProfessionalHolder {
  readonly professionnel: PsIdNat;
  readonly structure?: StructIdNat | undefined;
  /** What Pro Santé Connect said, of who came by it. */
  readonly connect?: { readonly structures: readonly StructIdNat[] } | undefined;
  /** Came by this structure, and acts for no other. */
  readonly air?: object | undefined;
}

export async function showProfessional(
  ports: Ports,
  { professionnel, structure, connect, air }: ProfessionalHolder,
  language: LabelLanguage,
): Promise<Result<ProfessionalSession>> {
  const known = await ports.transactions.run(async ({ directory }) => {
    const person = (await directory.professionnel(professionnel)) ?? (await directory.personnel(professionnel));
    const caller = await callerOfCardHolder(directory, { id: professionnel, structure }, { door: 'professional' }, 'normal');
    const known = caller.ok && air !== undefined ? throughStructure(caller.value) : caller;
    return person === undefined || !known.ok ? undefined : { person, actor: known.value.actor, structures: await directory.structures(structuresOf(person)) };
  });
  if (known === undefined) return refuse('CARTE_INCONNUE');
  const { person, actor, structures } = known;
  const named = structures
    .filter(({ id, active }) => active && connect?.structures.includes(id) !== false && (air === undefined || id === structure))
    .map(({ id, name }) => ({ id, name }));
  const acting = named.find(({ id }) => id === structure);
  const at = ports.clock.now();
  const { policy } = await ports.law.at(at);
  const opens = (['for', 'residents'] as const).filter((whom) => decideAcross({ action: `open-${whom}`, actor, mode: 'normal', at, policy }).granted);
  const listsDeposits = decideAcross({ action: 'list-deposits', actor, mode: 'normal', at, policy }).granted;
  const { regulates = false, identifierAuthority } = structures.find(({ id }) => id === structure) ?? {};
  return ok({
    kind: 'professionnel',
    id: person.id,
    displayName: nameOf(person),
    ...('role' in person
      ? { role: person.role, professionLabel: personnelLabels[person.role][language] }
      : {
          professionLabel: professionLabel(language, person.profession, person.specialty),
          ...(isMedecinDuTravail(person) ? { needsExpressAgreement: true } : {}),
        }),
    ...(acting === undefined
      ? {}
      : { structure: { ...acting, ...(regulates ? { regulates } : {}), ...(identifierAuthority === undefined ? {} : { numbersPatients: true }) } }),
    structures: named,
    ...(connect === undefined ? {} : { means: 'pro-sante-connect' as const }),
    ...(air === undefined ? {} : { means: 'air' as const, consultsOnly: true as const }),
    opens,
    ...(listsDeposits ? { listsDeposits } : {}),
    terms: { ...agreementTerms(policy), brisDeGlaceHours: policy.brisDeGlaceHours },
    idleSeconds: sessionIdleSeconds,
  });
}

export const agreementTerms = ({ autorisationDays, teamAutorisationDays }: Policy): Accesses['terms'] => ({
  professionnelDays: autorisationDays,
  structureDays: teamAutorisationDays,
});

const structuresOf = (person: Professionnel | Personnel): readonly StructIdNat[] => ('role' in person ? [person.structure] : person.structures);

/** `null`: acts for no structure. */
export async function changeStructure(
  ports: Ports,
  sessions: SessionStore,
  { session, token, language }: Call,
  body: unknown,
): Promise<Result<ProfessionalSession>> {
  if (session.kind !== 'professionnel') return refuse('FONCTION_INTERDITE');
  const input = parseInput(actForSchema, body);
  if (!input.ok) return input;
  const structure = await ownStructure(ports, session, input.value.id);
  if (!structure.ok) return structure;
  await sessions.actFor(token, structure.value);
  return showProfessional(ports, { ...session, structure: structure.value }, language);
}

async function ownStructure(
  ports: Ports,
  { professionnel, structure, connect, air }: ProfessionalHolder,
  text: string | null,
): Promise<Result<StructIdNat | undefined>> {
  if (air !== undefined && text !== structure) return refuse('STRUCTURE_INCOHERENTE');
  if (text === null) return ok(undefined);
  const id = parseStructIdNat(text, 'id');
  if (!id.ok || connect?.structures.includes(id.value) === false) return refuse('STRUCTURE_INCOHERENTE');
  const tied = await ports.transactions.run(async ({ directory }) => {
    const person = await directory.professionnel(professionnel);
    return person?.structures.includes(id.value) === true && (await directory.structure(id.value))?.active === true;
  });
  return tied ? ok(id.value) : refuse('STRUCTURE_INCOHERENTE');
}

// A service of care opened from a record in the professionals' app (SMART EHR launch, ADR 31): what the press draws, once and for a minute, then what
// the token lives by. Both name the session by its mark, which opens nothing, and are kept sealed among the provider's artefacts.

import type { DossierId } from '@carnet/domain/dossier';
import { type Ins, type StructIdNat, parseStructIdNat } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import { randomBytes } from 'node:crypto';
import type { Caller } from '../../application/caller.ts';
import type { OidcArtefactStore, Ports, Service, Session, SessionStore } from '../../ports/index.ts';
import { type App, type BearerDeps, tokenOf } from './bearer.ts';
import { callerOfCardHolder } from './card-holder.ts';
import type { Revocations } from './revocations.ts';

/** Where a service of care is opened, and the structures whose professionals may. */
export interface Care {
  readonly launchUrl: string;
  readonly structures: readonly StructIdNat[];
}
/** Undefined: no service of care. */
export function careOf({ client }: Pick<Service, 'client'>): Care | undefined {
  const { carnet_launch_url: launchUrl, carnet_launch_structures: structures } = client;
  if (typeof launchUrl !== 'string' || !Array.isArray(structures)) return undefined;
  return { launchUrl, structures: structures.flatMap((one) => structureIn(String(one))) };
}
const structureIn = (text: string): readonly StructIdNat[] => {
  const read = parseStructIdNat(text);
  return read.ok ? [read.value] : [];
};

/** On line, and let in by whoever runs Carnet for who acts there. */
export const opensFor = (service: Service, structure: StructIdNat | undefined): boolean =>
  service.state === 'EN_LIGNE' && structure !== undefined && careOf(service)?.structures.includes(structure) === true;

export interface Launch {
  readonly service: string;
  readonly dossier: DossierId;
  readonly ins: Ins;
  readonly idPe: string;
  /** The mark of the session it was drawn in. */
  readonly session: string;
  readonly structure: StructIdNat;
  /** Which listener that session's cookie goes to. */
  readonly at: 'public' | 'cards';
}
/** For a browser to go there and back; the service has not asked anybody anything yet. */
const launchSeconds = 60;
/** As long as a session of a professional may be. */
export const launchedSeconds = 36_000;
/** SMART App Launch 2.2 §2.0.10: an hour at most. There is nothing to renew: the service is opened again. */
export const launchTokenSeconds = 3_600;

const launches = 'Launch';
export async function keepLaunch(artefacts: OidcArtefactStore, launch: Launch): Promise<string> {
  const id = randomBytes(32).toString('base64url');
  await artefacts.upsert(launches, id, { ...launch }, launchSeconds);
  return id;
}
export const lookAtLaunch = async (artefacts: OidcArtefactStore, id: string): Promise<Launch | undefined> =>
  (await artefacts.find(launches, id)) as Launch | undefined;
/** Once: whoever comes a second time, or at the same moment, finds nothing. */
export const takeLaunch = async (artefacts: OidcArtefactStore, id: string): Promise<Launch | undefined> =>
  (await artefacts.take(launches, id)) as Launch | undefined;

/** Gone with its grant. */
export interface LaunchedRecord extends Launch {
  readonly grantId: string;
}
const launchedRecords = 'LaunchedRecord';
export const keepLaunched = (artefacts: OidcArtefactStore, launched: LaunchedRecord): Promise<void> =>
  artefacts.upsert(launchedRecords, launched.grantId, { ...launched }, launchedSeconds);
export const launchedRecord = async (artefacts: OidcArtefactStore, grantId: string): Promise<LaunchedRecord | undefined> =>
  (await artefacts.find(launchedRecords, grantId)) as LaunchedRecord | undefined;

type ProfessionalSession = Extract<Session, { kind: 'professionnel' }>;
/** The session of a launch, if it still stands as it stood: same structure, card not taken back, nothing kept secret in that record since. */
export function standing(session: Session | undefined, { structure, dossier }: Launch, revocations: Revocations): ProfessionalSession | undefined {
  if (session?.kind !== 'professionnel' || session.structure !== structure || session.secrets?.[dossier] === true) return undefined;
  return session.issued !== undefined && revocations.standing(session.issued) === 'revoked' ? undefined : session;
}

export interface LaunchDeps extends BearerDeps {
  readonly sessions: Pick<SessionStore, 'byMark'>;
}
export interface Launched {
  readonly app: App;
  readonly caller: Caller;
}

/**
 * From the token to whoever opened the service: all that it rests on is read again at each request, and the person looked up in the directory. They
 * are known here by their session alone, which is accès indirect renforcé: they consult, and feed nothing.
 */
export async function launchedByToken(
  { ports, bearer, revocations }: { readonly ports: Ports; readonly bearer: LaunchDeps; readonly revocations: Revocations },
  authorization: string | undefined,
  requestId: string,
): Promise<Result<Launched>> {
  const given = tokenOf(authorization);
  if (!given.ok) return given;
  const token = await bearer.artefacts.find('AccessToken', given.value);
  const { clientId, grantId, scope = '', exp } = (token ?? {}) as Readonly<Record<string, unknown>>;
  // The protocol's deadlines are the machine's, whatever the sandbox's clock says.
  if (typeof clientId !== 'string' || typeof grantId !== 'string' || typeof exp !== 'number' || exp * 1_000 <= Date.now()) return refuse('JETON_REFUSE');
  const [service, launched] = await Promise.all([bearer.services.find(clientId), launchedRecord(bearer.artefacts, grantId)]);
  if (service === undefined || launched === undefined || !opensFor(service, launched.structure)) return refuse('JETON_REFUSE');
  const session = standing(await bearer.sessions.byMark(launched.session), launched, revocations);
  if (session === undefined) return refuse('JETON_REFUSE');
  const context = { door: 'fhir', requestId, software: service.name, service: service.name } as const;
  const holder = { id: session.professionnel, structure: session.structure };
  const found = await ports.transactions.look(({ directory }) => callerOfCardHolder(directory, holder, context, 'normal'));
  if (!found.ok) return found;
  const { actor } = found.value;
  if (actor.kind !== 'professionnel') return refuse('JETON_REFUSE');
  const { dossier, idPe, ins } = launched;
  return ok({
    app: { service, dossier, idPe, ins, scopes: String(scope).split(' ') },
    caller: {
      ...found.value,
      actor: { ...actor, authentication: 'INDIRECTE_RENFORCEE' },
      only: { dossier },
    },
  });
}

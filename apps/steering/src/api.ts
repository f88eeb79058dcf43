// Every call of the app. A session that has ended is told to whoever listens, wherever the call came from.

import type {
  Fusion,
  Heir,
  DeadLetters,
  IdentitiesToReview,
  Indicators,
  IntakeDetail,
  Intakes,
  InsiOutcome,
  KeptIdentity,
  MisfilingOutcome,
  Matrices,
  MatrixInForce,
  MatrixPreview,
  MatrixSummary,
  Conclusion,
  OppositionRecorded,
  Policies,
  Pillars,
  ReportCase,
  ReportRows,
  Stop,
  Stops,
  WatchedDay,
  WatchedDays,
  PolicySetting,
  RegisterHeir,
  PolicyValue,
  SandboxCards,
  ServiceState,
  SteeredOpenings,
  SteeredServices,
  SteeringSession,
} from '@carnet/contract';
import { type Call, callDoor, isProblem, isSessionOver } from '@carnet/ui';

const sessionOver = new EventTarget();
export function onSessionOver(listen: () => void): () => void {
  sessionOver.addEventListener('over', listen);
  return () => sessionOver.removeEventListener('over', listen);
}

async function call<Answer>(path: string, how?: Call): Promise<Answer> {
  try {
    return await callDoor<Answer>(`/api/pilotage${path}`, how);
  } catch (error) {
    if (isSessionOver(error)) sessionOver.dispatchEvent(new Event('over'));
    throw error;
  }
}

/** A card that is valid and has no role here. */
export const isWithoutRole = (error: unknown): boolean => isProblem(error) && error.problem.status === 403;

/** Null: nobody is signed in, which is not an end of session. */
export async function readSession(): Promise<SteeringSession | 'no-role' | null> {
  try {
    return await callDoor<SteeringSession>('/api/pilotage/session');
  } catch (error) {
    if (isSessionOver(error)) return null;
    if (isWithoutRole(error)) return 'no-role';
    throw error;
  }
}

/** Whoever is signed in is still there. */
export const renewSession = (): Promise<SteeringSession> => call('/session');

/** Undefined: this server has no sandbox. */
export async function readSandboxCards(): Promise<SandboxCards | undefined> {
  const response = await fetch('/sandbox/cards?app=pilotage', { headers: { 'accept': 'application/json', 'accept-language': document.documentElement.lang } });
  return response.ok && (response.headers.get('content-type') ?? '').includes('json') ? ((await response.json()) as SandboxCards) : undefined;
}

export const presentSandboxCard = (key: string): Promise<SteeringSession> => callDoor('/api/pilotage/sandbox-card', { method: 'POST', body: { key } });
export const signOut = (): Promise<void> => callDoor('/api/pilotage/session', { method: 'DELETE' });

export const readMatrices = (): Promise<Matrices> => call('/matrices');
const onDay = (day: string | undefined): string => (day === undefined ? '' : `?${new URLSearchParams({ day })}`);
export const readMatrixInForce = (day: string | undefined): Promise<MatrixInForce> => call(`/matrices/in-force${onDay(day)}`);
export const matrixCsvHref = (day: string | undefined): string => `/api/pilotage/matrices/in-force.csv${onDay(day)}`;
export const previewMatrix = (csv: string, from: string | undefined): Promise<MatrixPreview> =>
  call('/matrices/preview', { method: 'POST', body: { csv, ...(from === undefined ? {} : { from }) } });
export const loadMatrix = (csv: string, from: string, reason: string): Promise<MatrixSummary> =>
  call('/matrices', { method: 'POST', body: { csv, from, reason } });
export const withdrawMatrix = (from: string, reason: string): Promise<void> => call('/matrices/withdraw', { method: 'POST', body: { from, reason } });

export const readPolicies = (): Promise<Policies> => call('/policies');
export const changePolicy = (key: string, value: PolicyValue, from: string, reason: string): Promise<PolicySetting> =>
  call('/policies', { method: 'POST', body: { key, value, from, reason } });
export const withdrawPolicy = (key: string, from: string, reason: string): Promise<PolicySetting> =>
  call('/policies/withdraw', { method: 'POST', body: { key, from, reason } });

export const readPillars = (): Promise<Pillars> => call('/pillars');
export const readIndicators = (): Promise<Indicators> => call('/indicators');

export const readDeadLetters = (): Promise<DeadLetters> => call('/dead-letters');
/** Undefined: all of them. */
export const sendDeadLetters = (batch: string | undefined): Promise<{ readonly count: number }> =>
  call('/dead-letters/send-again', { method: 'POST', body: batch === undefined ? {} : { batch } });

export const readIntakes = (): Promise<Intakes> => call('/intakes');
export const readIntake = (of: URLSearchParams): Promise<IntakeDetail> => call(`/intakes/one?${of}`);
export const intakeRejectsHref = (of: URLSearchParams): string => `/api/pilotage/intakes/rejects.csv?${of}`;
export interface Opposition {
  readonly matricule: string;
  readonly familyName: string;
  readonly firstName: string;
  readonly birthDate: string;
  readonly means: 'courrier' | 'telephone' | 'guichet';
  /** The reference of the letter, of the call, of the form. */
  readonly proof: string;
}
export const readOpenings = (): Promise<SteeredOpenings> => call('/openings');
export const printLetters = (): Promise<{ readonly at: string; readonly count: number }> => call('/openings/letters', { method: 'POST' });
export const lettersHref = (run: string): string => `/api/pilotage/openings/letters.csv?${new URLSearchParams({ run })}`;
export const recordOpposition = (opposition: Opposition): Promise<OppositionRecorded> => call('/openings/oppositions', { method: 'POST', body: opposition });

export const readReports = (answered: boolean): Promise<ReportRows> => call(`/reports${answered ? '?answered=true' : ''}`);
const reportPath = (dossierId: string, id: string): string => `/reports/${encodeURIComponent(dossierId)}/${encodeURIComponent(id)}`;
export const readReport = (dossierId: string, id: string): Promise<ReportCase> => call(reportPath(dossierId, id));
export const takeStep = (
  { dossierId, id }: ReportCase,
  step: { readonly step: string; readonly text?: string; readonly conclusion?: Conclusion },
): Promise<void> => call(`${reportPath(dossierId, id)}/steps`, { method: 'POST', body: step });

interface DaysAsked {
  readonly reviewed: boolean;
  readonly structure?: string;
  readonly month?: string;
}
const daysQuery = ({ reviewed, structure, month }: DaysAsked): string => {
  const query = new URLSearchParams({
    ...(reviewed ? { reviewed: 'true' } : {}),
    ...(structure === undefined ? {} : { structure }),
    ...(month === undefined ? {} : { month }),
  }).toString();
  return query === '' ? '' : `?${query}`;
};
export const readDays = (asked: DaysAsked): Promise<WatchedDays> => call(`/days${daysQuery(asked)}`);
export const daysCsvHref = ({ reviewed: _, ...asked }: DaysAsked): string => `/api/pilotage/days.csv${daysQuery({ ...asked, reviewed: false })}`;
export const readDay = (of: URLSearchParams): Promise<WatchedDay> => call(`/days/one?${of}`);
export const concludeDay = ({ kind, id, day }: WatchedDay, conclusion: Conclusion, text: string): Promise<{ readonly told: number }> =>
  call('/days/conclude', { method: 'POST', body: { kind, id, day, conclusion, text } });

export const readIdentities = (): Promise<IdentitiesToReview> => call('/identities');
export const searchIdentity = (ins: string): Promise<KeptIdentity> => call('/identities/search', { method: 'POST', body: { ins } });
const identityPath = (dossierId: string): string => `/identities/${encodeURIComponent(dossierId)}`;
export const readIdentity = (dossierId: string): Promise<KeptIdentity> => call(identityPath(dossierId));
export const askInsi = (dossierId: string): Promise<{ readonly outcome: InsiOutcome }> => call(`${identityPath(dossierId)}/insi`, { method: 'POST', body: {} });
export const assureIdentity = (dossierId: string, said: 'document-checked' | 'doubt'): Promise<void> =>
  call(`${identityPath(dossierId)}/status`, { method: 'POST', body: { said } });
export const registerHeir = (dossierId: string, heir: RegisterHeir): Promise<{ readonly id: string }> =>
  call(`${identityPath(dossierId)}/heirs`, { method: 'POST', body: heir });
export const endHeir = (dossierId: string, { id, name }: Heir): Promise<void> =>
  call(`${identityPath(dossierId)}/heirs/${encodeURIComponent(id)}/end`, { method: 'POST', body: { name } });
export const proposeFusion = (survivor: string, fusion: { readonly absorbed: string; readonly reason: string }): Promise<{ readonly id: string }> =>
  call(`${identityPath(survivor)}/fusions`, { method: 'POST', body: fusion });
const fusionPath = ({ survivor, id }: Pick<Fusion, 'survivor' | 'id'>): string => `${identityPath(survivor)}/fusions/${encodeURIComponent(id)}`;
export const confirmFusion = (fusion: Pick<Fusion, 'survivor' | 'id'>): Promise<void> => call(`${fusionPath(fusion)}/confirm`, { method: 'POST', body: {} });
export const endFusion = (fusion: Pick<Fusion, 'survivor' | 'id'>): Promise<void> => call(`${fusionPath(fusion)}/end`, { method: 'POST', body: {} });
const misfiledPath = (dossierId: string, documentId: string): string => `${identityPath(dossierId)}/misfiled/${encodeURIComponent(documentId)}`;
export const proposeMisfiled = (dossierId: string, documentId: string, said: { readonly outcome: MisfilingOutcome; readonly words: string }): Promise<void> =>
  call(`${misfiledPath(dossierId, documentId)}/propose`, { method: 'POST', body: said });
export const confirmMisfiled = (dossierId: string, documentId: string, outcome: MisfilingOutcome): Promise<void> =>
  call(`${misfiledPath(dossierId, documentId)}/confirm`, { method: 'POST', body: { outcome } });
export const reopenMisfiled = (dossierId: string, documentId: string): Promise<void> =>
  call(`${misfiledPath(dossierId, documentId)}/reopen`, { method: 'POST', body: {} });
export const tellApart = (dossierId: string, other: string): Promise<void> => call(`${identityPath(dossierId)}/apart`, { method: 'POST', body: { other } });

export const readServices = (): Promise<SteeredServices> => call('/services');
export const registerService = (asked: {
  readonly id?: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly reason: string;
}): Promise<SteeredServices['services'][number]> => call('/services', { method: 'POST', body: asked });
export const changeServiceState = (id: string, state: ServiceState, reason: string): Promise<void> =>
  call(`/services/${encodeURIComponent(id)}/state`, { method: 'POST', body: { state, reason } });

export const readStops = (): Promise<Stops> => call('/stops');
export const liftStop = ({ kind, id }: Stop, reason: string): Promise<void> => call('/stops/lift', { method: 'POST', body: { kind, id, reason } });

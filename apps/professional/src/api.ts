// Every call the professional app makes. A session that has ended is told to whoever listens, wherever the call came from.

import type {
  Accesses,
  CareServices,
  AnswerMisfiled,
  CheckedResidents,
  Curves,
  DepositOptions,
  DepositedDocument,
  Deposits,
  DirectAccess,
  DocumentCriteria,
  DocumentDetail,
  DocumentList,
  Dossier,
  DossierStatus,
  EmergencyAccess,
  GivenShare,
  Journal,
  LaunchedService,
  Left,
  MeasureKind,
  MisfiledDocument,
  OfferedShare,
  GiveAccess,
  OpenFor,
  Opened,
  OwnMatrix,
  OwnMisfiled,
  PatientFilter,
  Patients,
  PresentedPerson,
  ProfessionalSession,
  ReadingView,
  RecordGlance,
  Resident,
  ResidentsDone,
  Rounds,
  SandboxCards,
  SignInMeans,
  SynthesisDraft,
  DepositSynthesis,
  DepositTemplate,
  TemplateDraft,
  TemplateForm,
  VersionLock,
} from '@carnet/contract';
import { type Call, callDoor, isSessionOver, sendForm } from '@carnet/ui';

const sessionOver = new EventTarget();
export function onSessionOver(listen: () => void): () => void {
  sessionOver.addEventListener('over', listen);
  return () => sessionOver.removeEventListener('over', listen);
}

async function watched<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (isSessionOver(error)) sessionOver.dispatchEvent(new Event('over'));
    throw error;
  }
}
const call = <Answer>(path: string, how?: Call): Promise<Answer> => watched(callDoor<Answer>(`/api/pro${path}`, how));

/** Null: nobody is signed in, which is not an end of session. */
export async function readSession(): Promise<ProfessionalSession | null> {
  try {
    return await callDoor<ProfessionalSession>('/api/pro/session');
  } catch (error) {
    if (isSessionOver(error)) return null;
    throw error;
  }
}

/** Whoever is signed in is still there. */
export const renewSession = (): Promise<ProfessionalSession> => call('/session');

/** Undefined: this server has no sandbox. */
export async function readSandboxCards(): Promise<SandboxCards | undefined> {
  const response = await fetch('/sandbox/cards', { headers: { 'accept': 'application/json', 'accept-language': document.documentElement.lang } });
  return response.ok && (response.headers.get('content-type') ?? '').includes('json') ? ((await response.json()) as SandboxCards) : undefined;
}

export const presentSandboxCard = (key: string): Promise<ProfessionalSession> => callDoor('/api/pro/sandbox-card', { method: 'POST', body: { key } });
export const readMeans = (): Promise<SignInMeans> => callDoor('/api/pro/means');
/** Where the browser goes next, to leave Pro Santé Connect too. */
export const signOut = (): Promise<Left> => callDoor('/api/pro/logout', { method: 'POST' });
export const actFor = (id: string | null): Promise<ProfessionalSession> => call('/session/structure', { method: 'POST', body: { id } });

export type Sought = { readonly ins: string } | { readonly ipp: string };
export const searchDossier = (sought: Sought): Promise<DossierStatus> => call('/dossiers/search', { method: 'POST', body: sought });
export const readShare = (given: GivenShare): Promise<OfferedShare> => call('/shares/read', { method: 'POST', body: given });
export const redeemShare = (given: GivenShare): Promise<DossierStatus> => call('/shares/redeem', { method: 'POST', body: given });
export const takeDirectAccess = (confirmed: boolean): Promise<DirectAccess> => call('/direct-access', { method: 'POST', body: confirmed ? { confirmed } : {} });
export const readStatus = (dossier: string): Promise<DossierStatus> => call(`/dossiers/${dossier}/status`);
export const declareAutorisation = (dossier: string, beneficiary: 'me' | 'my-structure', stayEndsOn?: string): Promise<DossierStatus> =>
  call(`/dossiers/${dossier}/autorisations`, {
    method: 'POST',
    body: { consentCollected: true, for: beneficiary, ...(stayEndsOn === undefined ? {} : { stayEndsOn }) },
  });
export const endAutorisation = (dossier: string): Promise<DossierStatus> => call(`/dossiers/${dossier}/autorisations`, { method: 'DELETE' });
export const becomeMedecinTraitant = (dossier: string): Promise<DossierStatus> =>
  call(`/dossiers/${dossier}/medecin-traitant`, { method: 'POST', body: { consentCollected: true } });
export const leaveMedecinTraitant = (dossier: string): Promise<DossierStatus> => call(`/dossiers/${dossier}/medecin-traitant`, { method: 'DELETE' });
export const blockForPatient = (dossier: string, id: string): Promise<void> =>
  call(`/dossiers/${dossier}/accesses/block`, { method: 'POST', body: { id, askedByPatient: true } });

export function listPatients(filter: PatientFilter, cursor: string | undefined): Promise<Patients> {
  return call(`/patients?${new URLSearchParams({ filter, ...(cursor === undefined ? {} : { cursor }) })}`);
}
export interface DepositFilters {
  readonly from: string;
  readonly outcome?: 'taken' | 'refused';
  readonly code?: string;
}
export const listDeposits = (filters: DepositFilters, cursor: string | undefined): Promise<Deposits> =>
  call(`/deposits?${new URLSearchParams({ ...filters, ...(cursor === undefined ? {} : { cursor }) })}`);
export const depositsFileHref = (filters: DepositFilters): string => `/api/pro/deposits/csv?${new URLSearchParams({ ...filters })}`;
export const readOwnMatrix = (): Promise<OwnMatrix> => call('/matrix');

export const findPresented = (card: { readonly ins: string; readonly birthDate: string }): Promise<PresentedPerson> =>
  call('/openings/find', { method: 'POST', body: card });
export const openFor = (asked: OpenFor): Promise<Opened> => call('/openings', { method: 'POST', body: asked });
export const giveAccess = (asked: GiveAccess): Promise<Opened> => call('/openings/access', { method: 'POST', body: asked });
export const checkResidents = (list: string): Promise<CheckedResidents> => call('/residents/check', { method: 'POST', body: { list } });
export const beginRound = (total: number): Promise<{ readonly id: string }> => call('/residents/rounds', { method: 'POST', body: { total } });
export const openResidents = (round: string, residents: readonly Omit<Resident, 'name'>[]): Promise<ResidentsDone> =>
  call(`/residents/rounds/${round}/lines`, { method: 'POST', body: { residents } });
export const readRounds = (): Promise<Rounds> => call('/residents/rounds');

export const enterEmergency = (dossier: string, mode: EmergencyAccess['mode'], reason: string): Promise<EmergencyAccess> =>
  call(`/dossiers/${dossier}/emergency`, { method: 'POST', body: { mode, ...(reason === '' ? {} : { reason }) } });
export const leaveEmergency = (dossier: string): Promise<void> => call(`/dossiers/${dossier}/emergency`, { method: 'DELETE' });

export const enterSecret = (dossier: string): Promise<void> => call(`/dossiers/${dossier}/secret`, { method: 'POST', body: {} });
export const leaveSecret = (dossier: string): Promise<void> => call(`/dossiers/${dossier}/secret`, { method: 'DELETE' });

export const readCareServices = (): Promise<CareServices> => call('/services');
export const launchService = (dossier: string, service: string): Promise<LaunchedService> =>
  call(`/dossiers/${dossier}/launches`, { method: 'POST', body: { service } });
export const readDossier = (dossier: string): Promise<Dossier> => call(`/dossiers/${dossier}`);
export const beginSynthesis = (dossier: string): Promise<SynthesisDraft> => call(`/dossiers/${dossier}/vsm`);
export const depositSynthesis = (dossier: string, body: DepositSynthesis): Promise<DocumentDetail> =>
  call(`/dossiers/${dossier}/vsm`, { method: 'POST', body });
export const readTemplate = (dossier: string, template: string): Promise<TemplateForm> =>
  call(`/dossiers/${dossier}/templates/${encodeURIComponent(template)}`);
export const beginTemplate = (dossier: string, template: string): Promise<TemplateDraft> =>
  call(`/dossiers/${dossier}/templates/${encodeURIComponent(template)}/draft`);
export const depositTemplate = (dossier: string, template: string, body: DepositTemplate): Promise<DepositedDocument> =>
  call(`/dossiers/${dossier}/templates/${encodeURIComponent(template)}`, { method: 'POST', body });
export const readGlance = (dossier: string): Promise<RecordGlance> => call(`/dossiers/${dossier}/glance`);
const pageSize = 100;
export function listDocuments(dossier: string, what: Readonly<Record<string, string | undefined>>, cursor: string | undefined): Promise<DocumentList> {
  const query = new URLSearchParams({ limit: String(pageSize) });
  for (const [name, value] of Object.entries({ ...what, cursor })) if (value !== undefined) query.set(name, value);
  return call(`/dossiers/${dossier}/documents?${query}`);
}
export const readCriteria = (dossier: string): Promise<DocumentCriteria> => call(`/dossiers/${dossier}/criteria`);
const documentPath = (dossier: string, document: string): string => `/dossiers/${dossier}/documents/${document}`;
export const readDocument = (dossier: string, document: string): Promise<DocumentDetail> => call(documentPath(dossier, document));
export const readView = (dossier: string, document: string): Promise<ReadingView> => call(`${documentPath(dossier, document)}/reading`);
export const mediaHref = (dossier: string, document: string, media: number): string => `/api/pro${documentPath(dossier, document)}/media/${media}`;
export const originalHref = (dossier: string, document: string): string => `/api/pro${documentPath(dossier, document)}/original`;
export const copyHref = (dossier: string, document: string): string => `/api/pro${documentPath(dossier, document)}/pdf`;
export type DocumentAct = Exclude<keyof DocumentDetail['abilities'], 'delete' | 'report-misfiled'>;
export const changeDocument = (dossier: string, document: string, act: DocumentAct, lock: VersionLock): Promise<DocumentDetail> =>
  call(`${documentPath(dossier, document)}/${act}`, { method: 'POST', body: { ...lock, ...(act === 'show-to-patient' ? { announced: true } : {}) } });
export function deleteDocument(dossier: string, document: string, { version, copies = [] }: VersionLock): Promise<void> {
  const others = copies.length === 0 ? '' : `&copies=${copies.map((copy) => `${copy.id}.${copy.version}`).join(',')}`;
  return call(`${documentPath(dossier, document)}?version=${version}${others}`, { method: 'DELETE' });
}
const misfiledPath = (dossier: string, document: string): string => `${documentPath(dossier, document)}/misfiled`;
export const reportMisfiled = (dossier: string, document: string, said: { readonly version: number; readonly words: string }): Promise<void> =>
  call(misfiledPath(dossier, document), { method: 'POST', body: said });
export const listOwnMisfiled = (): Promise<OwnMisfiled> => call('/misfiled');
export const readMisfiled = (dossier: string, document: string): Promise<MisfiledDocument> => call(misfiledPath(dossier, document));
export const misfiledMediaHref = (dossier: string, document: string, media: number): string => `/api/pro${misfiledPath(dossier, document)}/media/${media}`;
export const misfiledOriginalHref = (dossier: string, document: string): string => `/api/pro${misfiledPath(dossier, document)}/original`;
export const answerMisfiled = (dossier: string, document: string, said: AnswerMisfiled): Promise<void> =>
  call(`${misfiledPath(dossier, document)}/answer`, { method: 'POST', body: said });
export const readDepositOptions = (dossier: string): Promise<DepositOptions> => call(`/dossiers/${dossier}/deposit`);
export const sendDeposit = (dossier: string, form: FormData, onProgress: (sent: number) => void): Promise<DepositedDocument> =>
  watched(sendForm<DepositedDocument>(`/api/pro/dossiers/${dossier}/documents`, form, onProgress));
export const readJournal = (dossier: string, cursor: string | undefined): Promise<Journal> =>
  call(`/dossiers/${dossier}/journal?${new URLSearchParams({ limit: '50', ...(cursor === undefined ? {} : { cursor }) })}`);
export const readMeasures = (dossier: string, whole: readonly MeasureKind[]): Promise<Curves> =>
  call(`/dossiers/${dossier}/measures?${new URLSearchParams({ whole: whole.join(',') })}`);
export const readAccesses = (dossier: string): Promise<Accesses> => call(`/dossiers/${dossier}/accesses`);

// Documents that are said to be another patient's (ADR 41): reported at both doors of the apps, corrected by their author, settled by the identity
// cell. The cell is given dates, names of professionals and what they typed: neither a title nor a type.

import {
  type DepositedDocument,
  type KeptMisfiling,
  type MisfiledDocument,
  type OwnMisfiled,
  answerMisfiledSchema,
  confirmMisfiledSchema,
  proposeMisfiledSchema,
  reportMisfiledSchema,
} from '@carnet/contract';
import { typeLabel } from '@carnet/contract/wording';
import type { Policy } from '@carnet/domain/access';
import { actorId } from '@carnet/domain/audit';
import type { LogicalId } from '@carnet/domain/document';
import { type DossierId, parseDossierId } from '@carnet/domain/dossier';
import { type Instant, type Result, ok, plusDays, refuse, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance, RouteHandlerMethod } from 'fastify';
import type { Caller } from '../../application/caller.ts';
import {
  type AuthorsMisfiling,
  answerMisfiled,
  confirmMisfiled,
  listOwnMisfiled,
  proposeMisfiled,
  readMisfiled,
  reopenMisfiled,
  reportMisfiled,
} from '../../application/misfilings.ts';
import type { Misfiling, Ports } from '../../ports/index.ts';
import { FileAnswer } from './answer.ts';
import { documentIdOf } from './documents.ts';
import type { Calls } from './door.ts';
import { parseInput } from './parse-input.ts';
import { distinctTitles } from './distinct-titles.ts';
import { extensionOf, mediaIn, readable } from './reading.ts';
import type { Call, DoorKind, DossierCall, WebDeps } from './web-deps.ts';

const json = { bodyLimit: 16 * 1024 };
const misfiled = '/dossiers/:dossierId/documents/:documentId/misfiled';

export function misfiledRoutes(app: FastifyInstance, { ports }: WebDeps, { call, dossier }: Calls, kind: DoorKind): void {
  const ofDocument = (act: (current: DossierCall, id: LogicalId, body: unknown, index: string) => Promise<Result<unknown>>): RouteHandlerMethod =>
    dossier((current, { params, body }) => {
      const { documentId, index = '' } = params as { readonly documentId: string; readonly index?: string };
      const id = documentIdOf(documentId);
      return id.ok ? act(current, id.value, body, index) : Promise.resolve(id);
    });
  app.post(
    misfiled,
    json,
    ofDocument((current, id, body) => report(ports, current, id, body)),
  );
  if (kind !== 'professionnel') return;
  app.get(
    '/misfiled',
    call((current) => showOwn(ports, current)),
  );
  app.get(
    misfiled,
    ofDocument((current, id) => showMisfiled(ports, current, id)),
  );
  app.get(
    `${misfiled}/media/:index`,
    ofDocument((current, id, _body, index) => showMisfiledMedia(ports, current, id, index)),
  );
  app.get(
    `${misfiled}/original`,
    ofDocument((current, id) => showMisfiledOriginal(ports, current, id)),
  );
  app.post(
    `${misfiled}/answer`,
    json,
    ofDocument((current, id, body) => answer(ports, current, id, body)),
  );
}

const done = (result: Result<true>): Result<undefined> => (result.ok ? ok(undefined) : result);

async function report(ports: Ports, { caller, dossier }: DossierCall, id: LogicalId, body: unknown): Promise<Result<undefined>> {
  const input = parseInput(reportMisfiledSchema, body);
  if (!input.ok) return input;
  const { version, words } = input.value;
  return done(await reportMisfiled(ports, caller, dossier, { logicalId: id }, { expectedVersion: version, words }));
}

async function showOwn(ports: Ports, { caller }: Call): Promise<Result<OwnMisfiled>> {
  const listed = await listOwnMisfiled(ports, caller);
  if (!listed.ok) return listed;
  return ok({
    documents: listed.value.map(({ dossier, document, state, reportedAt }) => ({
      dossierId: dossier,
      documentId: document,
      state,
      reportedAt: toIso(reportedAt),
    })),
  });
}

async function showMisfiled(ports: Ports, { caller, dossier, language }: DossierCall, id: LogicalId): Promise<Result<MisfiledDocument>> {
  const read = await readMisfiled(ports, caller, dossier, { logicalId: id });
  if (!read.ok) return read;
  const { entry, misfiling, bytes } = read.value;
  const { state, reportedAt, byAuthor, reported, proposal, proposedAt, corrected } = misfiling;
  return ok({
    title: entry.title,
    typeCode: entry.type.code,
    typeLabel: typeLabel(language, entry.type.code),
    serviceStart: toIso(entry.serviceStart),
    depositedAt: toIso(entry.depositedAt),
    view: distinctTitles(readable(language, { entry, bytes }).view),
    masked: entry.visibilite.masquePs,
    invisiblePatient: entry.visibilite.invisiblePatient,
    invisibleRepresentants: entry.visibilite.invisibleRepresentants,
    state,
    reportedAt: toIso(reportedAt),
    byAuthor,
    words: reported.words,
    ...(proposal === undefined || proposedAt === undefined ? {} : { proposal: { ...proposal, at: toIso(proposedAt) } }),
    corrected: corrected !== undefined,
  });
}

async function showMisfiledMedia(ports: Ports, { caller, dossier, language }: DossierCall, id: LogicalId, index: string): Promise<Result<FileAnswer>> {
  const content = await readMisfiled(ports, caller, dossier, { logicalId: id });
  return content.ok ? mediaIn(readable(language, content.value), index) : content;
}

async function showMisfiledOriginal(ports: Ports, { caller, dossier }: DossierCall, id: LogicalId): Promise<Result<FileAnswer>> {
  const content = await readMisfiled(ports, caller, dossier, { logicalId: id });
  if (!content.ok) return content;
  const { bytes, entry } = content.value;
  return ok(new FileAnswer(bytes, entry.mimeType, `${entry.title}.${extensionOf(entry.mimeType)}`));
}

async function answer(ports: Ports, { caller, dossier }: DossierCall, id: LogicalId, body: unknown): Promise<Result<undefined>> {
  const input = parseInput(answerMisfiledSchema, body);
  if (!input.ok) return input;
  const { corrected, ...said } = input.value;
  if (corrected === undefined) return done(await answerMisfiled(ports, caller, dossier, { logicalId: id }, said));
  const record = parseDossierId(corrected.dossierId);
  const document = documentIdOf(corrected.documentId);
  if (!record.ok) return refuse('DOSSIER_INEXISTANT');
  if (!document.ok) return document;
  return done(await answerMisfiled(ports, caller, dossier, { logicalId: id }, { ...said, corrected: { dossier: record.value, document: document.value } }));
}

/** What was put aside in another record, as its author reads it there: its file may be kept, and nothing of its header. */
export async function correctedBy(
  ports: Ports,
  { caller }: DossierCall,
  { corrects, correctsIn }: { readonly corrects?: string | undefined; readonly correctsIn?: string | undefined },
): Promise<Result<AuthorsMisfiling | undefined>> {
  if (corrects === undefined || correctsIn === undefined) return ok(undefined);
  const dossier = parseDossierId(correctsIn);
  const id = documentIdOf(corrects);
  return dossier.ok && id.ok ? readMisfiled(ports, caller, { id: dossier.value }, { logicalId: id.value }) : refuse('DOCUMENT_INEXISTANT');
}

const correctionWords = { fr: 'Déposé dans le bon dossier.', en: 'Deposited in the right record.' } as const;

/** Deposited, it is there whatever becomes of the answer: until there is one, the other stays put aside and waits for it. */
export async function sayCorrected(
  ports: Ports,
  { caller, language }: DossierCall,
  { misfiling, entry }: AuthorsMisfiling,
  into: DossierId,
  deposited: DepositedDocument,
): Promise<Result<DepositedDocument>> {
  const document = documentIdOf(deposited.id);
  if (!document.ok) return document;
  const said = { outcome: 'withdraw', words: correctionWords[language], corrected: { dossier: into, document: document.value } } as const;
  const answered = await answerMisfiled(ports, caller, { id: misfiling.dossier }, { logicalId: entry.logicalId }, said);
  return answered.ok ? ok(deposited) : answered;
}

/** Under /api/pilotage/identities. */
export function settlingRoutes(app: FastifyInstance, { ports }: WebDeps, { call }: Calls): void {
  type Act = (caller: Caller, dossier: DossierId, document: LogicalId, body: unknown) => Promise<Result<true>>;
  const settle = (step: string, act: Act): void => {
    app.post(
      `/identities/:dossierId/misfiled/:documentId/${step}`,
      json,
      call(async ({ caller }, { params, body }) => {
        const { dossierId, documentId } = params as { readonly dossierId: string; readonly documentId: string };
        const dossier = parseDossierId(dossierId);
        const document = documentIdOf(documentId);
        if (!dossier.ok) return refuse('DOSSIER_INEXISTANT');
        return document.ok ? done(await act(caller, dossier.value, document.value, body)) : document;
      }),
    );
  };
  settle('propose', async (caller, dossier, document, body) => {
    const input = parseInput(proposeMisfiledSchema, body);
    return input.ok ? proposeMisfiled(ports, caller, dossier, document, input.value) : input;
  });
  settle('confirm', async (caller, dossier, document, body) => {
    const input = parseInput(confirmMisfiledSchema, body);
    return input.ok ? confirmMisfiled(ports, caller, dossier, document, input.value.outcome) : input;
  });
  settle('reopen', (caller, dossier, document) => reopenMisfiled(ports, caller, dossier, document));
}

type Delays = Pick<Policy, 'fusionUndoDays' | 'misfiledDelayDays'>;
export const isLate = (reportedAt: Instant, now: Instant, { misfiledDelayDays }: Delays): boolean => plusDays(reportedAt, misfiledDelayDays) <= now;

export function presentMisfiling(one: Misfiling, { actor }: Caller, now: Instant, policy: Delays): KeptMisfiling {
  const { documents, state, depositedAt, reportedAt, byAuthor, reported, authors, proposal, proposedAt, proposedBy, corrected, settledAt } = one;
  return {
    documentId: documents[0]!,
    state,
    depositedAt: toIso(depositedAt),
    reportedAt: toIso(reportedAt),
    byAuthor,
    reported,
    authors: [...authors],
    documents: documents.length,
    ...(proposal === undefined || proposedAt === undefined ? {} : { proposal: { ...proposal, at: toIso(proposedAt), mine: proposedBy === actorId(actor) } }),
    ...(corrected === undefined ? {} : { corrected: corrected.dossier }),
    ...(settledAt === undefined ? {} : { settledAt: toIso(settledAt), reopenedUntil: toIso(plusDays(settledAt, policy.fusionUndoDays)) }),
    late: settledAt === undefined && isLate(reportedAt, now, policy),
  };
}

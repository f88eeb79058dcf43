// What the operator reads and does of identities, under /api/pilotage/identities.

import {
  type Fusion,
  type Heir,
  type IdentitiesToReview,
  type KeptIdentity,
  assureIdentitySchema,
  endHeirSchema,
  proposeFusionSchema,
  registerHeirSchema,
  searchIdentitySchema,
  tellApartSchema,
} from '@carnet/contract';
import { type DossierId, parseDossierId } from '@carnet/domain/dossier';
import { type Instant, type Result, ok, parseCivilDate, plusDays, refuse, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyRequest, RouteHandlerMethod } from 'fastify';
import { type ExaminedIdentity, assureIdentity, examineIdentity, reviewIdentities, tellApart, verifyByInsi } from '../../application/keep-identity.ts';
import { actorId } from '@carnet/domain/audit';
import type { Caller } from '../../application/caller.ts';
import { confirmFusion, endFusion, proposeFusion } from '../../application/fusions.ts';
import { endHeir, registerHeir } from '../../application/heirs.ts';
import type { Fusion as KeptFusion, Ports, RecordToReview } from '../../ports/index.ts';
import type { KeptSuccession } from '../../ports/successions.ts';
import { candidatesOf } from './dossiers.ts';
import type { Calls } from './door.ts';
import { isLate, presentMisfiling, settlingRoutes } from './misfilings.ts';
import { parseInput } from './parse-input.ts';
import type { Call, WebDeps } from './web-deps.ts';

const json = { bodyLimit: 16 * 1024 };

export function identityRoutes(app: FastifyInstance, deps: WebDeps, calls: Calls): void {
  const { ports } = deps;
  const { call } = calls;
  settlingRoutes(app, deps, calls);
  const ofRecord = (act: (call: Call, dossier: DossierId, request: FastifyRequest) => Promise<Result<unknown>>): RouteHandlerMethod =>
    call(async (current, request) => {
      const dossier = parseDossierId((request.params as { readonly dossierId: string }).dossierId);
      return dossier.ok ? act(current, dossier.value, request) : refuse('DOSSIER_INEXISTANT');
    });
  app.get(
    '/identities',
    call(async ({ caller }) => {
      const read = await reviewIdentities(ports, caller);
      if (!read.ok) return read;
      const { fusions, misfiled, pairs, shared, notQualified } = read.value;
      const now = ports.clock.now();
      const { policy } = await ports.law.at(now);
      return ok<IdentitiesToReview>({
        fusions: fusions.map(({ proposedAt, ...one }) => ({ ...one, proposedAt: toIso(proposedAt) })),
        misfiled: misfiled.map(({ dossier, state, reportedAt }) => ({
          dossierId: dossier,
          proposed: state !== 'open',
          reportedAt: toIso(reportedAt),
          late: isLate(reportedAt, now, policy),
        })),
        pairs: pairs.map(({ records }) => ({ records: records.map(presentRecord) })),
        shared: shared.map(({ records }) => ({ records: records.map(presentRecord) })),
        notQualified: notQualified.map((one) => ({ ...presentRecord(one), status: one.status })),
      });
    }),
  );
  app.post(
    '/identities/search',
    json,
    call((current, { body }) => search(deps, current, body)),
  );
  app.get(
    '/identities/:dossierId',
    ofRecord(async ({ caller }, id) => presented(ports, caller, await examineIdentity(ports, caller, { id }))),
  );
  app.post(
    '/identities/:dossierId/insi',
    json,
    ofRecord(({ caller }, id) => verifyByInsi(ports, deps.insi, caller, { id })),
  );
  app.post(
    '/identities/:dossierId/status',
    json,
    ofRecord(async ({ caller }, id, { body }) => {
      const input = parseInput(assureIdentitySchema, body);
      return input.ok ? done(await assureIdentity(ports, caller, { id }, input.value.said)) : input;
    }),
  );
  app.post(
    '/identities/:dossierId/heirs',
    json,
    ofRecord((current, id, { body }) => register(deps, current, id, body)),
  );
  app.post(
    '/identities/:dossierId/heirs/:heirId/end',
    json,
    ofRecord(async ({ caller }, id, { body, params }) => {
      const input = parseInput(endHeirSchema, body);
      const { heirId } = params as { readonly heirId: string };
      return input.ok ? done(await endHeir(ports, caller, { id }, heirId, input.value.name)) : input;
    }),
  );
  app.post(
    '/identities/:dossierId/fusions',
    json,
    ofRecord(async ({ caller }, id, { body }) => {
      const input = parseInput(proposeFusionSchema, body);
      if (!input.ok) return input;
      const absorbed = parseDossierId(input.value.absorbed);
      return absorbed.ok
        ? proposeFusion(ports, caller, id, { absorbed: absorbed.value, reason: input.value.reason })
        : refuse('PARAMETRE_INVALIDE', absorbed.findings);
    }),
  );
  for (const [step, act] of [
    ['confirm', confirmFusion],
    ['end', endFusion],
  ] as const)
    app.post(
      `/identities/:dossierId/fusions/:fusionId/${step}`,
      json,
      ofRecord(async ({ caller }, id, { params }) => done(await act(ports, caller, id, (params as { readonly fusionId: string }).fusionId))),
    );
  app.post(
    '/identities/:dossierId/apart',
    json,
    ofRecord(async ({ caller }, id, { body }) => {
      const input = parseInput(tellApartSchema, body);
      if (!input.ok) return input;
      const other = parseDossierId(input.value.other);
      return other.ok ? done(await tellApart(ports, caller, id, other.value)) : refuse('PARAMETRE_INVALIDE', other.findings);
    }),
  );
}

const done = (result: Result<true>): Result<undefined> => (result.ok ? ok(undefined) : result);
const presentRecord = ({ dossier, openedAt }: RecordToReview): { dossierId: string; openedAt: string } => ({ dossierId: dossier, openedAt: toIso(openedAt) });

/** A matricule typed without its authority is sought under each one this installation takes. */
async function search({ ports, insOids }: WebDeps, { caller }: Call, body: unknown): Promise<Result<KeptIdentity>> {
  const input = parseInput(searchIdentitySchema, body);
  if (!input.ok) return input;
  const candidates = candidatesOf(input.value.ins, undefined, insOids);
  if (!candidates.ok) return candidates;
  let last: Result<ExaminedIdentity> = refuse('DOSSIER_INEXISTANT');
  for (const ins of candidates.value) {
    last = await examineIdentity(ports, caller, { ins });
    if (last.ok || last.refusal.code !== 'DOSSIER_INEXISTANT') break;
  }
  return presented(ports, caller, last);
}

async function presented(ports: Ports, caller: Caller, examined: Result<ExaminedIdentity>): Promise<Result<KeptIdentity>> {
  if (!examined.ok) return examined;
  const { identity, status, localIdentifiers, heirs, fusions, misfiled } = examined.value;
  const now = ports.clock.now();
  const { policy } = await ports.law.at(now);
  const { birthName, birthFirstNames, birthDate, sexe, birthPlaceCog, usedName } = identity.traits;
  return ok({
    dossierId: identity.id,
    status,
    ins: identity.ins.matricule,
    insOid: identity.ins.oid,
    formerIns: identity.formerIns.map(({ matricule }) => matricule),
    birthName,
    birthFirstNames,
    birthDate,
    sexe,
    birthPlaceCog,
    ...(usedName === undefined ? {} : { usedName }),
    openedAt: toIso(identity.openedAt),
    localIdentifiers: localIdentifiers.map(({ value, authority, structures }) => ({ value, authority, structures: [...structures] })),
    heirs: heirs.map((one) => presentHeir(one, now)),
    fusions: fusions.map((one) => presentFusion(one, caller, policy.fusionUndoDays)),
    misfiled: misfiled.map((one) => presentMisfiling(one, caller, now, policy)),
    heirMaximumDays: policy.heirAccessMaximumDays,
  });
}

const presentFusion = ({ name, proposedBy, proposedAt, confirmedAt, endedAt, ...fusion }: KeptFusion, { actor }: Caller, undoDays: number): Fusion => ({
  ...fusion,
  proposedBy: name,
  mine: proposedBy === actorId(actor),
  proposedAt: toIso(proposedAt),
  ...(confirmedAt === undefined ? {} : { confirmedAt: toIso(confirmedAt), undoneUntil: toIso(plusDays(confirmedAt, undoDays)) }),
  ...(endedAt === undefined ? {} : { endedAt: toIso(endedAt) }),
});

const presentHeir = ({ names, since, until, endedAt, ...heir }: KeptSuccession, now: Instant): Heir => ({
  ...heir,
  name: names.heir,
  since: toIso(since),
  until: toIso(until),
  ...(endedAt === undefined ? {} : { endedAt: toIso(endedAt) }),
  state: endedAt !== undefined || until <= now ? 'over' : heir.refusedByDeceased ? 'refused' : 'open',
});

async function register({ ports, insOids }: WebDeps, { caller }: Call, id: DossierId, body: unknown): Promise<Result<{ readonly id: string }>> {
  const input = parseInput(registerHeirSchema, body);
  if (!input.ok) return input;
  const { matricule, birthDate, diedOn, lastDay, ...said } = input.value;
  const inses = candidatesOf(matricule, undefined, insOids);
  if (!inses.ok)
    return refuse(
      'PARAMETRE_INVALIDE',
      inses.refusal.findings.map(({ rule }) => ({ field: 'matricule', rule })),
    );
  const days = [parseCivilDate(birthDate, 'birthDate'), parseCivilDate(diedOn, 'diedOn'), parseCivilDate(lastDay, 'lastDay')] as const;
  const [born, died, last] = days;
  if (!born.ok || !died.ok || !last.ok)
    return refuse(
      'PARAMETRE_INVALIDE',
      days.flatMap((one) => (one.ok ? [] : one.findings)),
    );
  return registerHeir(ports, caller, { id }, { ...said, inses: inses.value, birthDate: born.value, diedOn: died.value, lastDay: last.value });
}

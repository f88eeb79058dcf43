// Codes of sharing at the web door: the patient's side makes and shows them, a professional reads and redeems one. The secret comes in the body of a
// request, never in an address: no log of any server has it.

import {
  type OfferedShare,
  type ShareState,
  type ShownShare,
  type WaitingShare,
  type DossierStatus,
  askShareStateSchema,
  givenShareSchema,
  makeShareSchema,
} from '@carnet/contract';
import { professionLabel } from '@carnet/contract/wording';
import { parseSpokenCode } from '@carnet/domain/dossier';
import type { PsIdNat } from '@carnet/domain/identity';
import { type Result, ok, refuse, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance, RouteShorthandOptions } from 'fastify';
import { makeShare, readShare, redeemShare, showShare, stateOfShare, withdrawShare } from '../../application/share-code.ts';
import type { GivenShareCode, Ports, Share } from '../../ports/index.ts';
import { nameOf } from '../pipeline/card-holder.ts';
import { stating } from './accesses.ts';
import type { Calls } from './door.ts';
import { showStatus } from './dossiers.ts';
import { parseInput } from './parse-input.ts';
import type { Call, DossierCall, WebDeps } from './web-deps.ts';

export function shownShareRoutes(app: FastifyInstance, { ports }: WebDeps, { call, dossier }: Calls, limited: RouteShorthandOptions): void {
  const share = '/dossiers/:dossierId/share';
  app.get(
    share,
    dossier((current) => show(ports, current)),
  );
  app.post(
    share,
    limited,
    dossier((current, { body }) => make(ports, current, body), 201),
  );
  app.delete(
    share,
    dossier((current) => withdrawShare(ports, current.caller, current.dossier)),
  );
  app.post(
    '/shares/state',
    limited,
    call(async (_current, { body }): Promise<Result<ShareState>> => {
      const input = parseInput(askShareStateSchema, body);
      return input.ok ? ok({ state: await stateOfShare(ports, input.value.secret) }) : input;
    }),
  );
}

export function redeemedShareRoutes(app: FastifyInstance, { ports }: WebDeps, { call }: Calls, limited: RouteShorthandOptions): void {
  app.post(
    '/shares/read',
    limited,
    call((current, { body }) => read(ports, current, body)),
  );
  app.post(
    '/shares/redeem',
    limited,
    call((current, { body }) => redeem(ports, current, body)),
  );
}

async function show(ports: Ports, { caller, dossier, language }: DossierCall): Promise<Result<ShownShare>> {
  const shown = await showShare(ports, caller, dossier);
  if (!shown.ok) return shown;
  const { policy } = await ports.law.at(ports.clock.now());
  const terms = { consultationHours: policy.shareConsultationHours, usualDays: policy.autorisationDays, codeMinutes: policy.shareCodeMinutes };
  if (shown.value === undefined) return ok({ terms });
  const { share, redeemed } = shown.value;
  if (redeemed === undefined) return ok({ share: presentWaiting(share), terms });
  const { by, at, until, already } = redeemed;
  return ok({
    share: { state: 'redeemed', by: await personOf(ports, by, language), at: toIso(at), ...(until === undefined ? {} : { until: toIso(until) }), already },
    terms,
  });
}

async function personOf(
  ports: Ports,
  id: PsIdNat,
  language: DossierCall['language'],
): Promise<Extract<NonNullable<ShownShare['share']>, { state: 'redeemed' }>['by']> {
  return ports.transactions.run(async ({ directory }) => {
    const person = await directory.professionnel(id);
    if (person === undefined) return { id, displayName: id, professionLabel: professionLabel(language, '', undefined) };
    const [place] = await directory.structures(person.structures);
    return {
      id,
      displayName: nameOf(person),
      professionLabel: professionLabel(language, person.profession, person.specialty),
      ...(place === undefined ? {} : { structureName: place.name }),
    };
  });
}

async function make(ports: Ports, call: DossierCall, body: unknown): Promise<Result<WaitingShare>> {
  const input = parseInput(makeShareSchema, body);
  if (!input.ok) return input;
  const { span, personAgreement } = input.value;
  const made = await makeShare(ports, stating(call, personAgreement), call.dossier, { span, ...(personAgreement === undefined ? {} : { personAgreement }) });
  return made.ok ? ok(presentWaiting(made.value)) : made;
}

const presentWaiting = ({ secret, code, until, span }: Share): WaitingShare => ({ state: 'waiting', secret, code, until: toIso(until), span });

async function read(ports: Ports, { caller }: Call, body: unknown): Promise<Result<OfferedShare>> {
  const given = givenIn(body);
  if (!given.ok) return given;
  const offered = await readShare(ports, caller, given.value);
  if (!offered.ok) return offered;
  const { giver, until, ...rest } = offered.value;
  return ok({ ...rest, by: giver, until: toIso(until) });
}

async function redeem(ports: Ports, { caller }: Call, body: unknown): Promise<Result<DossierStatus>> {
  const given = givenIn(body);
  if (!given.ok) return given;
  const redeemed = await redeemShare(ports, caller, given.value);
  return redeemed.ok ? showStatus(ports, { caller, dossier: { id: redeemed.value } }) : redeemed;
}

/** A code of another shape is nobody's: it is said at once, and is no try. */
function givenIn(body: unknown): Result<GivenShareCode> {
  const input = parseInput(givenShareSchema, body);
  if (!input.ok) return input;
  const { secret, code } = input.value;
  if (secret !== undefined) return ok({ secret });
  if (code === undefined) return refuse('PARAMETRE_INVALIDE', [{ field: 'code', rule: 'CHAMP_ABSENT' }]);
  const spoken = parseSpokenCode(code);
  return spoken === undefined ? refuse('PARAMETRE_INVALIDE', [{ field: 'code', rule: 'FORME' }]) : ok({ code: spoken });
}

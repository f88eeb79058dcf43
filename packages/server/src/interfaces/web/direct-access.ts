// Contextual launch of the professional app (TD0.9, TD0.10; docs/sources.md §1.3): a program of care opens the browser at a page, for a patient. The
// address that names them answers with a redirection and is never seen again: the number waits sealed, under a cookie, for whoever signs in, and is
// then sought as if they had typed it. Nothing of the address becomes an address.

import { type DirectAccess, type DirectPage, confirmDirectAccessSchema } from '@carnet/contract';
import { type Result, ok } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import { cookiePrefix, isSecure } from '../session-cookie.ts';
import { candidatesOf, searchDossier } from './dossiers.ts';
import { parseInput } from './parse-input.ts';
import type { Call, WebDeps } from './web-deps.ts';

/** As the national addresses name them, whether with a patient, and the page of ours. */
export const directAccesses: Readonly<Record<string, { readonly page: DirectPage; readonly patient: 'always' | 'maybe' | 'never' }>> = {
  TableauDeBord: { page: 'home', patient: 'maybe' },
  DossierPatient: { page: 'documents', patient: 'always' },
  Documents: { page: 'documents', patient: 'always' },
  ParcoursDeSoins: { page: 'documents', patient: 'always' },
  GestionDMPPatient: { page: 'accesses', patient: 'always' },
  HistoriqueAcces: { page: 'journal', patient: 'always' },
  Parametrages: { page: 'settings', patient: 'never' },
  VolontesEtDroits: { page: 'wishes', patient: 'always' },
  CarnetVaccination: { page: 'vaccinations', patient: 'always' },
};

/** To find one's card and its code. */
const waitsSeconds = 600;
const model = 'DirectAccess';
/** Where the app takes over. */
export const directPlace = '/pro/acces-direct';

/** What was asked for. */
export interface DirectWaiting {
  readonly page: DirectPage;
  readonly ins?: string;
}
interface Waiting extends DirectWaiting {
  /** Another site's page led here: whoever signs in is asked first. */
  readonly elsewhere?: true;
}

/** Outside the API: what the program opens. */
export function directAccessPages(app: FastifyInstance, deps: WebDeps): void {
  app.get('/AccesDirect/:page', (request, reply) => wait(deps, request, reply));
  app.get('/AccesDirect/:page/:ins', (request, reply) => wait(deps, request, reply));
}

async function wait(deps: WebDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { page, ins } = request.params as { readonly page: string; readonly ins?: string };
  const direct = Object.hasOwn(directAccesses, page) ? directAccesses[page] : undefined;
  const { name, options } = cookieFor(request, deps);
  const refuse = (why: 'ADRESSE_INCONNUE' | 'INS_INVALIDE'): FastifyReply => {
    // What an earlier address left there would open somebody else.
    void reply.clearCookie(name, options);
    return reply.redirect(`${directPlace}?refus=${why}`, 303);
  };
  if (direct === undefined || (ins === undefined ? direct.patient === 'always' : direct.patient === 'never')) return refuse('ADRESSE_INCONNUE');
  if (ins !== undefined && !candidatesOf(ins, undefined, deps.insOids).ok) return refuse('INS_INVALIDE');
  await keepDirectAccess(deps, request, reply, {
    page: direct.page,
    ...(ins === undefined ? {} : { ins }),
    ...(openedByProgram(request) ? {} : { elsewhere: true }),
  });
  return reply.redirect(directPlace, 303);
}

/** Sealed, for this browser, in the place of what waited there before. */
export async function keepDirectAccess(deps: WebDeps, request: FastifyRequest, reply: FastifyReply, waiting: Waiting): Promise<void> {
  const { name, options } = cookieFor(request, deps);
  const id = randomBytes(32).toString('base64url');
  await deps.bearer.artefacts.upsert(model, id, { ...waiting }, waitsSeconds);
  void reply.setCookie(name, id, { ...options, maxAge: waitsSeconds });
}

/** A browser says so of an address it was given, not of one that a page of elsewhere led to. What says nothing is asked. */
const openedByProgram = ({ headers }: FastifyRequest): boolean => headers['sec-fetch-site'] === 'none' || headers['sec-fetch-site'] === 'same-origin';

function cookieFor(request: FastifyRequest, { publicUrl }: Pick<WebDeps, 'publicUrl'>) {
  const origin = request.protocol === 'https' ? `https://${request.host}` : publicUrl;
  const options = { path: '/api/pro/direct-access', httpOnly: true, sameSite: 'lax', secure: isSecure(origin) } as const;
  return { name: `${cookiePrefix(origin, '__Secure-')}carnet_direct`, options };
}

/** POST /api/pro/direct-access: once; `nothing` afterwards. */
export async function takeDirectAccess(deps: WebDeps, call: Call, request: FastifyRequest): Promise<Result<DirectAccess>> {
  const input = parseInput(confirmDirectAccessSchema, request.body ?? {});
  if (!input.ok) return input;
  const { artefacts } = deps.bearer;
  const id = request.cookies[cookieFor(request, deps).name];
  const waiting = id === undefined ? undefined : ((await artefacts.find(model, id)) as Waiting | undefined);
  if (id === undefined || waiting === undefined) return ok({ state: 'nothing' });
  if (waiting.elsewhere === true && input.value.confirmed !== true) return ok({ state: 'to-confirm' });
  await artefacts.destroy(model, id);
  const { page, ins } = waiting;
  if (ins === undefined) return ok({ state: 'opened', page });
  const status = await searchDossier(deps.ports, call, deps.insOids, { ins });
  return status.ok ? ok({ state: 'opened', page, status: status.value }) : status;
}

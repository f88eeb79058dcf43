// The patient's routes on those who act for a patient: the records one enters, aidants, and the invitations one receives.

import type { FastifyInstance, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { openForChild, showAyantsDroit } from './ayants-droit.ts';
import { accept, changeShare, decline, endShare, invite, renounce, showAidants, showInvitation } from './aidants.ts';
import type { Calls, Limiting } from './door.ts';
import { showRecords } from './records.ts';
import type { WebDeps } from './web-deps.ts';

const aidantIdOf = ({ params }: FastifyRequest): string => (params as { readonly aidantId: string }).aidantId;

export function familyRoutes(app: FastifyInstance, deps: WebDeps, { call, dossier }: Calls, json: RouteShorthandOptions, limit: Limiting): void {
  const { ports } = deps;
  const mailing = { ...json, ...limit };
  app.get(
    '/records',
    call((current) => showRecords(ports, current)),
  );
  app.get(
    '/ayants-droit',
    call((current) => showAyantsDroit(ports, current)),
  );
  app.post(
    '/ayants-droit/:dossierId',
    mailing,
    call((current, { body, params }) => openForChild(ports, current, (params as { readonly dossierId: string }).dossierId, body), 201),
  );
  const aidants = '/dossiers/:dossierId/aidants';
  app.get(
    aidants,
    dossier((current) => showAidants(ports, current)),
  );
  app.post(
    aidants,
    mailing,
    dossier((current, { body }) => invite(deps, current, body), 201),
  );
  app.put(
    `${aidants}/:aidantId`,
    json,
    dossier((current, request) => changeShare(ports, current, aidantIdOf(request), request.body)),
  );
  app.delete(
    `${aidants}/:aidantId`,
    dossier((current, request) => endShare(ports, current, aidantIdOf(request))),
  );
  app.delete(
    '/dossiers/:dossierId/delegation',
    dossier((current) => renounce(ports, current)),
  );
  app.post(
    '/invitations/look',
    mailing,
    call((_current, { body }) => showInvitation(ports, body)),
  );
  app.post(
    '/invitations/accept',
    mailing,
    call((current, { body }) => accept(ports, current, body)),
  );
  app.post(
    '/invitations/refuse',
    mailing,
    call((_current, { body }) => decline(ports, body)),
  );
}

// The patient's routes on who sees the record: agreements, blocages, who treats, what is masked to some, the switches, the record as
// somebody else sees it, its closing and reopening. Open to the patient and to who represents them; the use cases refuse anybody else.

import type { FastifyInstance, RouteShorthandOptions } from 'fastify';
import { addAdministrateur, authorise, block, chooseTreating, endTreating, removeAdministrateur, searchDirectory, unblock, withdraw } from './accesses.ts';
import type { Calls, Limiting } from './door.ts';
import { showChoices, switchChoices } from './emergency.ts';
import { addMasquage, removeMasquage, showMasquages, showPreview } from './masquages.ts';
import { closeByPatient, reopenByPatient } from './record-life.ts';
import type { WebDeps } from './web-deps.ts';

export function accessRoutes(app: FastifyInstance, { ports }: WebDeps, { call, dossier }: Calls, json: RouteShorthandOptions, searching: Limiting): void {
  const record = '/dossiers/:dossierId';
  app.get(
    '/directory',
    searching,
    call((current, { query }) => searchDirectory(ports, current, query)),
  );
  app.post(
    `${record}/close`,
    json,
    dossier((current, { body }) => closeByPatient(ports, current, body)),
  );
  app.post(
    `${record}/reopen`,
    dossier((current) => reopenByPatient(ports, current)),
  );
  app.post(
    `${record}/accesses/authorise`,
    json,
    dossier((current, { body }) => authorise(ports, current, body), 201),
  );
  app.post(
    `${record}/accesses/withdraw`,
    json,
    dossier((current, { body }) => withdraw(ports, current, body)),
  );
  app.post(
    `${record}/accesses/block`,
    json,
    dossier((current, { body }) => block(ports, current, body)),
  );
  app.post(
    `${record}/accesses/unblock`,
    json,
    dossier((current, { body }) => unblock(ports, current, body)),
  );
  app.put(
    `${record}/medecin-traitant`,
    json,
    dossier((current, { body }) => chooseTreating(ports, current, body)),
  );
  app.delete(
    `${record}/medecin-traitant`,
    dossier((current, { query }) => endTreating(ports, current, query)),
  );
  app.post(
    `${record}/administrateurs`,
    json,
    dossier((current, { body }) => addAdministrateur(ports, current, body)),
  );
  app.delete(
    `${record}/administrateurs`,
    dossier((current, { query }) => removeAdministrateur(ports, current, query)),
  );
  app.get(
    `${record}/masquages`,
    dossier((current) => showMasquages(ports, current)),
  );
  app.post(
    `${record}/masquages`,
    json,
    dossier((current, { body }) => addMasquage(ports, current, body), 201),
  );
  app.post(
    `${record}/masquages/end`,
    json,
    dossier((current, { body }) => removeMasquage(ports, current, body)),
  );
  app.get(
    `${record}/preview`,
    dossier((current, { query }) => showPreview(ports, current, query)),
  );
  app.get(
    `${record}/choices`,
    dossier((current) => showChoices(ports, current)),
  );
  app.put(
    `${record}/choices`,
    json,
    dossier((current, { body }) => switchChoices(ports, current, body)),
  );
}

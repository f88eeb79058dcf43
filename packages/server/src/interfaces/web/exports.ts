// The copy of a record at the patient's door: asked for, looked after, downloaded piece by piece, deleted.

import type { RecordExport as Shown, RecordExports } from '@carnet/contract';
import { exportFileName } from '@carnet/contract/wording';
import { type Result, ok, refuse, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { askExport, deleteExport, downloadExport, ownExports } from '../../application/export-record.ts';
import type { RecordExport } from '../../ports/index.ts';
import { StreamAnswer } from './answer.ts';
import type { Calls, Limiting } from './door.ts';
import type { Call, DossierCall, WebDeps } from './web-deps.ts';

export function exportRoutes(app: FastifyInstance, { ports, exportBytes }: WebDeps, { call, dossier }: Calls, limited: Limiting): void {
  const exports = '/dossiers/:dossierId/exports';
  app.get(
    '/exports',
    call((current) => showExports(ports, current)),
  );
  app.post(
    exports,
    limited,
    dossier((current) => ask(ports, current), 201),
  );
  app.get(
    `${exports}/:exportId`,
    limited,
    dossier((current, request) => download({ ...ports, exportBytes }, current, idOf(request))),
  );
  app.delete(
    `${exports}/:exportId`,
    dossier(({ caller, dossier: key }, request) => deleteExport(ports, caller, key, idOf(request))),
  );
}

const idOf = ({ params }: FastifyRequest): string => (params as { readonly exportId: string }).exportId;

const present = ({ id, dossier, state, askedAt, done, total, failure, readyAt, until, bytes }: RecordExport): Shown => ({
  id,
  dossierId: dossier,
  state,
  askedAt: toIso(askedAt),
  done,
  ...(total === undefined ? {} : { total }),
  ...(failure === undefined ? {} : { failure }),
  ...(readyAt === undefined ? {} : { readyAt: toIso(readyAt) }),
  ...(until === undefined ? {} : { until: toIso(until) }),
  ...(bytes === undefined ? {} : { bytes }),
});

async function showExports(ports: WebDeps['ports'], { session }: Call): Promise<Result<RecordExports>> {
  if (session.kind !== 'patient') return refuse('FONCTION_INTERDITE');
  const { policy } = await ports.law.at(ports.clock.now());
  return ok({ exports: (await ownExports(ports, session.personne)).map(present), days: policy.exportDays });
}

async function ask(ports: WebDeps['ports'], { caller, dossier }: DossierCall): Promise<Result<Shown>> {
  const asked = await askExport(ports, caller, dossier);
  return asked.ok ? ok(present(asked.value)) : asked;
}

async function download(ports: Parameters<typeof downloadExport>[0], { caller, dossier }: DossierCall, id: string): Promise<Result<StreamAnswer>> {
  const found = await downloadExport(ports, caller, dossier, id);
  if (!found.ok) return found;
  const { bytes, readyAt, read } = found.value;
  return ok(new StreamAnswer(Readable.from(read()), bytes, 'application/zip', exportFileName(toIso(readyAt).slice(0, 10))));
}

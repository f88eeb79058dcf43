// Pins and binders at the patient's door.

import { type ArrangeAct as Asked, type Arrangement, arrangeSchema } from '@carnet/contract';
import type { ArrangeAct } from '@carnet/domain/arrangement';
import { parseLogicalId } from '@carnet/domain/document';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { FastifyInstance, RouteShorthandOptions } from 'fastify';
import { type ShownArrangement, arrange, readArrangement } from '../../application/arrange-documents.ts';
import type { Ports } from '../../ports/index.ts';
import type { Calls } from './door.ts';
import { readerOf } from './documents.ts';
import { parseInput } from './parse-input.ts';
import { presentSummary } from './present-document.ts';
import type { DossierCall, WebDeps } from './web-deps.ts';

export function arrangementRoutes(app: FastifyInstance, { ports }: WebDeps, { dossier }: Calls, json: RouteShorthandOptions): void {
  const arrangement = '/dossiers/:dossierId/arrangement';
  app.get(
    arrangement,
    dossier(async (call) => presented(ports, call, await readArrangement(ports, call.caller, call.dossier))),
  );
  app.post(
    arrangement,
    json,
    dossier((call, { body }) => change(ports, call, body)),
  );
}

async function change(ports: Ports, call: DossierCall, body: unknown): Promise<Result<Arrangement>> {
  const input = parseInput(arrangeSchema, body);
  if (!input.ok) return input;
  const act = actOf(input.value);
  return act.ok ? presented(ports, call, await arrange(ports, call.caller, call.dossier, act.value)) : act;
}

const absent = (field: string): Result<never> => refuse('PARAMETRE_INVALIDE', [{ field, rule: 'CHAMP_ABSENT' }]);

function actOf({ act, document: asked, binder, name }: Asked): Result<ArrangeAct> {
  const parsed = asked === undefined ? undefined : parseLogicalId(asked);
  if (parsed?.ok === false) return refuse('DOCUMENT_INEXISTANT');
  const document = parsed?.value;
  switch (act) {
    case 'pin':
    case 'unpin':
      return document === undefined ? absent('document') : ok({ act, document });
    case 'make':
      return name === undefined ? absent('name') : ok({ act, name, document });
    case 'rename':
      return binder === undefined ? absent('binder') : name === undefined ? absent('name') : ok({ act, binder, name });
    case 'remove':
      return binder === undefined ? absent('binder') : ok({ act, binder });
    case 'put':
    case 'take':
      return binder === undefined ? absent('binder') : document === undefined ? absent('document') : ok({ act, binder, document });
  }
}

async function presented(ports: Ports, call: DossierCall, shown: Result<ShownArrangement>): Promise<Result<Arrangement>> {
  if (!shown.ok) return shown;
  const reader = await readerOf(ports, call);
  const { pinned, binders } = shown.value;
  return ok({
    pinned: pinned.map((row) => presentSummary(reader, row)),
    binders: binders.map(({ id, name, documents }) => ({ id, name, documents: [...documents] })),
  });
}

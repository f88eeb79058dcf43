// The devices of the person who is signed in, and a trial of every channel by which they are told.

import { type PushDevices, type Trial, addDeviceSchema } from '@carnet/contract';
import { type Result, ok, refuse, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance, RouteShorthandOptions } from 'fastify';
import { forgetDevice, keepDevice, listDevices } from '../../application/devices.ts';
import type { Session } from '../../ports/index.ts';
import type { Calls, Limiting } from './door.ts';
import { parseInput } from './parse-input.ts';
import type { Call, WebDeps } from './web-deps.ts';

type Person = Extract<Session, { kind: 'patient' }>;

export function pushRoutes(app: FastifyInstance, deps: WebDeps, { call }: Calls, json: RouteShorthandOptions, limit: Limiting): void {
  const mine =
    <T>(act: (person: Person, current: Call, request: { readonly body: unknown; readonly params: unknown }) => Promise<Result<T>>) =>
    (current: Call, request: { readonly body: unknown; readonly params: unknown }): Promise<Result<T>> =>
      current.session.kind === 'patient' ? act(current.session, current, request) : Promise.resolve(refuse('FONCTION_INTERDITE'));
  app.get('/push', call(mine((person) => showDevices(deps, person))));
  app.post('/push', { ...json, ...limit }, call(mine((person, current, { body }) => addDevice(deps, person, current, body))));
  app.delete(
    '/push/:mark',
    call(
      mine(async (person, _current, { params }) => {
        await forgetDevice(deps.ports, person.personne, (params as { readonly mark: string }).mark);
        return ok(undefined);
      }),
    ),
  );
  app.post('/push/trial', { ...json, ...limit }, call(mine((person) => tryChannels(deps, person))));
}

async function showDevices({ ports, told }: WebDeps, { personne }: Person): Promise<Result<PushDevices>> {
  const devices = await listDevices(ports, personne);
  const email = await told.emailOf(personne);
  return ok({
    publicKey: told.push.publicKey,
    devices: devices.map(({ mark, since }) => ({ mark, since: toIso(since) })),
    ...(email === undefined ? {} : { email: shortened(email) }),
  });
}

/** `claire.marchand@exemple.test` is `c…d@exemple.test`: known again by its owner, told to nobody who looks over a shoulder. */
function shortened(email: string): string {
  const at = email.lastIndexOf('@');
  const name = email.slice(0, at);
  return `${name.slice(0, 1)}…${name.length > 2 ? name.slice(-1) : ''}${email.slice(at)}`;
}

async function addDevice({ ports, told }: WebDeps, { personne }: Person, { language }: Call, body: unknown): Promise<Result<undefined>> {
  const input = parseInput(addDeviceSchema, body);
  if (!input.ok) return input;
  const { endpoint, keys } = input.value;
  if (!told.isPushAddress({ endpoint, ...keys }))
    return refuse('PARAMETRE_INVALIDE', [{ field: 'endpoint', rule: 'ADRESSE_DE_NOTIFICATION', expected: 'https://…' }]);
  await keepDevice(ports, personne, { endpoint, ...keys, language });
  return ok(undefined);
}

/** Rings at once, whatever the hour: it was just asked for. A device that is gone is forgotten. */
async function tryChannels({ ports, told }: WebDeps, { personne }: Person): Promise<Result<Trial>> {
  const [email, devices] = [await told.emailOf(personne), await listDevices(ports, personne)];
  const rung = await Promise.all(devices.map(async ({ address, mark }) => ({ mark, ...(await told.push.ring(address, { kind: 'trial', urgent: true })) })));
  for (const { mark, outcome } of rung) if (outcome === 'gone') await forgetDevice(ports, personne, mark);
  return ok({
    email: email === undefined ? 'unknown' : (await told.sendTrial({ to: email })) ? 'taken' : 'failed',
    devices: rung.filter(({ outcome }) => outcome !== 'gone').length,
    taken: rung.filter(({ outcome }) => outcome === 'taken').length,
  });
}

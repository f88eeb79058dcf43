// Those covered through one's own insurance, at the patient's door (A010, A011).

import { type AyantsDroit, openChildSchema } from '@carnet/contract';
import { parseDossierId } from '@carnet/domain/dossier';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import { listAyantsDroit, openChild } from '../../application/ayants-droit.ts';
import type { Ports } from '../../ports/index.ts';
import { parseInput } from './parse-input.ts';
import type { Call } from './web-deps.ts';

export async function showAyantsDroit(ports: Ports, { caller, session }: Call): Promise<Result<AyantsDroit>> {
  if (session.kind !== 'patient') return refuse('FONCTION_INTERDITE');
  const listed = await listAyantsDroit(ports, caller, session.dossier);
  return listed.ok ? ok({ ayantsDroit: listed.value.map(({ dossier, ...line }) => ({ dossierId: dossier, ...line })) }) : listed;
}

export async function openForChild(ports: Ports, { caller, session }: Call, id: string, body: unknown): Promise<Result<{ readonly dossierId: string }>> {
  if (session.kind !== 'patient') return refuse('FONCTION_INTERDITE');
  const input = parseInput(openChildSchema, body);
  if (!input.ok) return input;
  const child = parseDossierId(id);
  if (!child.ok) return refuse('DOSSIER_INEXISTANT');
  const opened = await openChild(ports, caller, session.dossier, { child: child.value, authority: input.value.authority });
  return opened.ok ? ok({ dossierId: opened.value }) : opened;
}

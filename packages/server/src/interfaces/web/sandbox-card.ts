// Sandbox only: the drawer of cards. Presenting one is done as a card reader would do it: the card's own key, over mutual TLS, to the TLS
// listener of this same server; the session that comes back is handed on. No shortcut: a card the listener refuses is refused here.

import { readFile } from 'node:fs/promises';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { z } from 'zod';
import type { SandboxCards } from '@carnet/contract';
import { type LabelLanguage, personnelLabels, professionLabel } from '@carnet/contract/wording';
import { personnelRoles } from '@carnet/domain/terminology';
import { sessionCookie } from '../session-cookie.ts';
import type { CardDoor } from './web-deps.ts';

export interface SandboxCardReader {
  /** The cards that open this door. */
  cards(door: CardDoor, language: LabelLanguage): Promise<SandboxCards>;
  /** Undefined: no such card in the drawer. */
  present(door: CardDoor, key: string, language: string): Promise<CardAnswer | undefined>;
}
export interface CardAnswer {
  readonly status: number;
  /** Value of the session cookie the listener set. */
  readonly token?: string;
  readonly body: unknown;
}

const personasSchema = z.object({
  professionals: z.array(
    z.object({
      key: z.string(),
      familyName: z.string(),
      givenName: z.string(),
      profession: z.string(),
      specialty: z.string().optional(),
      structure: z.string().optional(),
      card: z.string(),
      story: z.string(),
    }),
  ),
  personnels: z.array(
    z.object({
      key: z.string(),
      familyName: z.string(),
      givenName: z.string(),
      role: z.enum(personnelRoles),
      structure: z.string(),
      card: z.string(),
      story: z.string(),
    }),
  ),
  structures: z.array(z.object({ key: z.string(), name: z.string() })),
});

/** `directory` is the sandbox's own (run contract, "Sandbox material"); `cardUrl` is the TLS listener's. */
export function sandboxCardReader(directory: string, cardUrl: string): SandboxCardReader {
  const personas = async () => personasSchema.parse(JSON.parse(await readFile(join(directory, 'personas.json'), 'utf8')));
  return {
    async cards(door, language) {
      const { professionals, personnels, structures } = await personas();
      const nameOf = (structure: string | undefined): string => structures.find((one) => one.key === structure)?.name ?? '';
      // A secretary, and the counter of a caisse, work beside the professionals, and not among those who steer.
      const staff = personnels
        .filter(({ role }) => (role === 'secretariat' || role === 'guichet') === (door === 'professionnel'))
        .map(({ key, givenName, familyName, role, structure, story }) => ({
          key,
          displayName: `${givenName} ${familyName}`,
          professionLabel: personnelLabels[role][language],
          structureName: nameOf(structure),
          story,
        }));
      if (door === 'pilotage') return staff;
      const care = professionals.map(({ key, givenName, familyName, profession, specialty, structure, story }) => ({
        key,
        displayName: `${givenName} ${familyName}`,
        professionLabel: professionLabel(language, profession, specialty),
        structureName: nameOf(structure),
        story,
      }));
      return [...care, ...staff];
    },
    async present(door, key, language) {
      const { professionals, personnels } = await personas();
      const card = [...professionals, ...personnels].find((one) => one.key === key)?.card;
      if (card === undefined) return undefined;
      const [ca, cert, secret] = await Promise.all([
        readFile(join(directory, 'ca.pem')),
        readFile(join(directory, card, 'cert.pem')),
        readFile(join(directory, card, 'key.pem')),
      ]);
      return openSession(cardUrl, door, { ca, cert, key: secret }, language);
    },
  };
}

const answerDelayMilliseconds = 10_000;

function openSession(cardUrl: string, door: CardDoor, tls: { ca: Buffer; cert: Buffer; key: Buffer }, language: string): Promise<CardAnswer> {
  return new Promise((resolve, reject) => {
    const url = new URL(`${door === 'pilotage' ? '/api/pilotage' : '/api/pro'}/card-session`, cardUrl);
    const outgoing = httpsRequest(
      url,
      { method: 'POST', ...tls, timeout: answerDelayMilliseconds, headers: { 'x-carnet': '1', 'origin': url.origin, 'accept-language': language } },
      (incoming) => {
        const parts: Buffer[] = [];
        incoming.on('data', (part: Buffer) => parts.push(part));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const token = (incoming.headers['set-cookie'] ?? [])
            .map((line) => new RegExp(`^${sessionCookie(door, cardUrl).name}=([^;]+)`).exec(line)?.[1])
            .find((value) => value !== undefined);
          resolve({
            status: incoming.statusCode ?? 502,
            ...(token === undefined ? {} : { token }),
            body: JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown,
          });
        });
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error('the TLS listener does not answer')));
    outgoing.on('error', reject);
    outgoing.end();
  });
}

// The round that opens records by itself (L.1111-13-1, R.1111-28 CSP): informs each person whom the insurer covers, once, then opens what
// nobody opposed when the weeks have passed. Under a regime of consent it does neither. Stopped at any moment it goes on from where it was:
// each person is one transaction, and whoever is informed, opposed or has a record is no longer among those it reads.

import { type Assure, type DossierId, opensOn } from '@carnet/domain/dossier';
import { displayName, isMinor } from '@carnet/domain/identity';
import { type CivilDate, civilDateInParis, ok } from '@carnet/domain/kernel';
import type { Policy } from '@carnet/domain/access';
import type { Addressee, DueOpening, NewInformation, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { createRecord } from './create-record.ts';
import { withAccessAcross } from './with-access.ts';

const batchSize = 200;
const carnet: Caller = { actor: { kind: 'systeme' }, mode: 'normal', context: { door: 'job', actorName: 'Carnet' } };

export interface OpeningRound {
  readonly informed: number;
  readonly opened: number;
}

/** `onFault`: one of them could not be informed, or opened; the others are. */
export async function openAutomatically(ports: Ports, onFault: (error: unknown) => void): Promise<OpeningRound> {
  const at = ports.clock.now();
  const { policy } = await ports.law.at(at);
  if (policy.openingRegime === 'consentement') {
    while ((await ports.transactions.run(({ openings }) => openings.setAside(at, batchSize))) === batchSize);
    return { informed: 0, opened: 0 };
  }
  const informed = await each(
    (after: DossierId | undefined) => ports.transactions.run(({ openings }) => openings.toInform(after, batchSize)),
    (dossier) => inform(ports, policy, dossier),
    onFault,
  );
  const today = civilDateInParis(at);
  const opened = await each(
    (after: DueOpening | undefined) => ports.transactions.run(({ openings }) => openings.due(today, after, batchSize)),
    (due) => openOne(ports, policy, today, due),
    onFault,
  );
  return { informed, opened };
}

/** How many of them were done: batch after batch, each on its own. */
async function each<T>(
  next: (after: T | undefined) => Promise<readonly T[]>,
  act: (one: T) => Promise<boolean>,
  onFault: (error: unknown) => void,
): Promise<number> {
  let done = 0;
  for (let after: T | undefined; ;) {
    const batch = await next(after);
    for (const one of batch)
      try {
        if (await act(one)) done += 1;
      } catch (error) {
        onFault(error);
      }
    after = batch.at(-1);
    if (batch.length < batchSize) return done;
  }
}

async function inform(ports: Ports, { oppositionWeeks }: Policy, dossier: DossierId): Promise<boolean> {
  const done = await withAccessAcross<'inform-assures', boolean>(ports, carnet, 'inform-assures', async ({ permit, tx, at, traceIn }) => {
    const assure = await tx.assures.read(permit, dossier);
    if (assure === undefined) return ok(false);
    // A child's parent is written to, and opposes in their place.
    const insured = isMinor(assure.traits.birthDate, at) || addresseeOf(assure).channel === 'none' ? assure.rattachements[0]?.to : undefined;
    const reader = (insured === undefined ? undefined : await tx.assures.read(permit, insured)) ?? assure;
    const to = addresseeOf(reader);
    const information: NewInformation = {
      to,
      toName: displayName(reader.traits),
      ...(reader === assure ? {} : { aboutName: displayName(assure.traits) }),
      // A letter's weeks begin when it is printed.
      ...(to.channel === 'email' ? { opensOn: opensOn(at, oppositionWeeks) } : {}),
    };
    const written = await tx.openings.inform(permit, dossier, information);
    if (written) await traceIn(dossier);
    return ok(written);
  });
  return done.ok && done.value;
}

function addresseeOf({ contact: { telecoms, address } }: Pick<Assure, 'contact'>): Addressee {
  const email = telecoms.find(({ kind }) => kind === 'email')?.value;
  if (email !== undefined) return { channel: 'email', email };
  return address === undefined ? { channel: 'none' } : { channel: 'letter', address };
}

async function openOne(ports: Ports, { oppositionWeeks }: Policy, today: CivilDate, { dossier, informedAt, opensOn: told }: DueOpening): Promise<boolean> {
  // Longer weeks decided since then are owed to whoever is still waiting; shorter ones take nothing back from what was told.
  const owed = opensOn(informedAt, oppositionWeeks);
  if (owed > told && owed > today) {
    await ports.transactions.run(({ openings }) => openings.postpone(dossier, owed));
    return false;
  }
  return open(ports, dossier);
}

async function open(ports: Ports, dossier: DossierId): Promise<boolean> {
  const found = await withAccessAcross<'find-assure', Assure | undefined>(ports, carnet, 'find-assure', async ({ permit, tx }) =>
    ok(await tx.assures.read(permit, dossier)),
  );
  if (!found.ok || found.value === undefined) return false;
  const { ins, traits } = found.value;
  const reason = 'Ouverture sans opposition, après information individuelle (R. 1111-28 CSP)';
  const created = await createRecord(ports, { ...carnet, context: { ...carnet.context, reason } }, { ins, traits, agreed: false });
  return created.ok && created.value.kind === 'created';
}

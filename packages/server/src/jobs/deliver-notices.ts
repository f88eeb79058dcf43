// Sends the outbox: takes what is due, groups it into mails, hands each to the mail server, then marks it sent.
// A message taken by the server and not yet marked (the process died in between) leaves again with the same Message-ID: SMTP can do no
// better than once at least. A mail says how many things of which kind are new, never which.

import type { DossierId } from '@carnet/domain/dossier';
import { instantOf } from '@carnet/domain/kernel';
import { createHash } from 'node:crypto';
import type { AccountStore, Clock, Courier, NoticeCount, NoticeKind, OutboxMessage, OutboxStore, Transactions } from '../ports.ts';
import { lastDigestTime } from './digest-time.ts';

export interface NoticeDeliveryDeps {
  readonly outbox: OutboxStore;
  readonly accounts: AccountStore;
  /** Where the directory of professionals is read. */
  readonly transactions: Transactions;
  readonly courier: Courier;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}
export interface NoticeDelivery {
  /** Sends what is due now; how many mails left. */
  deliverNow(): Promise<number>;
  stop(): Promise<void>;
}

const batchSize = 50;
/** A claim that was not settled (the process died) may be taken again after this. A whole batch of ten-second time-outs fits in. */
const leaseMinutes = 15;
/** Together about two days and a half: a mailbox that is down over a weekend still gets its notice. */
const retryMinutes: readonly number[] = [1, 5, 15, 60, 240, 720, 1_440, 1_440];
/** Even with every notification lost, a notice of emergency access leaves within the minute (features A106). */
const pollEveryMs = 30_000;

export async function startNoticeDelivery(deps: NoticeDeliveryDeps): Promise<NoticeDelivery> {
  let running: Promise<number> = Promise.resolve(0);
  let queued = false;
  /** One round at a time; a wake-up during a round starts one more after it. */
  const wake = (): Promise<number> => {
    if (queued) return running;
    queued = true;
    running = running
      .then(() => {
        queued = false;
        return deliverDue(deps);
      })
      .catch((error: unknown) => {
        deps.onError(error);
        return 0;
      });
    return running;
  };
  const unlisten = await deps.outbox.onNew(() => void wake());
  const poll = setInterval(() => void wake(), pollEveryMs);
  void wake();
  return {
    deliverNow: wake,
    async stop() {
      clearInterval(poll);
      await unlisten();
      await running;
    },
  };
}

async function deliverDue(deps: NoticeDeliveryDeps): Promise<number> {
  let mails = 0;
  for (;;) {
    const now = deps.clock.now();
    const due = await deps.outbox.claim({ now, digestsUntil: lastDigestTime(now), leaseUntil: instantOf(now + leaseMinutes * 60_000), limit: batchSize });
    if (due.length === 0) return mails;
    for (const messages of Map.groupBy(due, ({ to }) => ('personne' in to ? to.personne : 'assure' in to ? `assure ${to.assure}` : to.professionnel)).values())
      mails += await deliverToOne(deps, messages);
  }
}

async function deliverToOne(deps: NoticeDeliveryDeps, messages: readonly OutboxMessage[]): Promise<number> {
  const [{ to: receiver }] = messages as readonly [OutboxMessage, ...OutboxMessage[]];
  if ('assure' in receiver) return tellOfOpening(deps, messages, receiver.assure);
  const address = await addressOf(deps, messages);
  if (address === undefined) {
    await deps.outbox.giveUp(messages);
    return 0;
  }
  let mails = 0;
  for (const mail of planMails(messages)) if (await deliver(deps, address, mail)) mails++;
  return mails;
}

/** Whoever has no space yet is told of their own record where the insurer reaches them. */
async function addressOf({ accounts, transactions }: NoticeDeliveryDeps, messages: readonly OutboxMessage[]): Promise<string | undefined> {
  const { to } = messages[0]!;
  if ('assure' in to) return undefined;
  if ('personne' in to) {
    const own = messages.find(({ forAnother }) => !forAnother);
    const account = await accounts.byPersonne(to.personne);
    return account?.email ?? (own && (await transactions.run(({ assures }) => assures.emailOf(own.dossier))));
  }
  return (await transactions.run(({ directory }) => directory.professionnel(to.professionnel)))?.email;
}

/** The information that a record will open: never twice the same letter, and a letter of paper where no mailbox takes it. */
async function tellOfOpening(deps: NoticeDeliveryDeps, messages: readonly OutboxMessage[], dossier: DossierId): Promise<number> {
  const { courier, outbox, transactions } = deps;
  const told = await transactions.run(({ openings }) => openings.mail(dossier));
  if (told === undefined || told.to.channel !== 'email') {
    await outbox.giveUp(messages);
    return 0;
  }
  const { code, opensOn, aboutName, to } = told;
  const sent = courier.sendOpening({ id: messageIdOf(messages), to: to.email, code, opensOn, forAnother: aboutName !== undefined });
  if (await settle(deps, messages, await sent)) return 1;
  if (messages.some(({ attempts }) => retryMinutes[attempts - 1] === undefined)) await transactions.run(({ openings }) => openings.mailFailed(dossier));
  return 0;
}

/** A médecin traitant is told of emergencies and of nothing else, one mail each. */
function send({ courier }: NoticeDeliveryDeps, to: string, messages: readonly OutboxMessage[]): Promise<boolean> {
  const id = messageIdOf(messages);
  const [{ to: receiver, kind, dossier }] = messages as readonly [OutboxMessage, ...OutboxMessage[]];
  const toDoctor = 'professionnel' in receiver && (kind === 'bris-de-glace' || kind === 'centre-15');
  return toDoctor ? courier.sendEmergencyToDoctor({ id, to, kind, dossier }) : courier.sendNotices({ id, to, notices: countByKind(messages) });
}

/** Each is one mail: immediate messages leave alone, those of the digest together (NoticeStore.raise sends the flood of an hour there). */
export function planMails(messages: readonly OutboxMessage[]): readonly (readonly OutboxMessage[])[] {
  const digest = messages.filter(({ channel }) => channel === 'email-digest');
  const alone = messages.filter(({ channel }) => channel === 'email').map((message) => [message]);
  return digest.length === 0 ? alone : [...alone, digest];
}

async function deliver(deps: NoticeDeliveryDeps, to: string, messages: readonly OutboxMessage[]): Promise<boolean> {
  return settle(deps, messages, await send(deps, to, messages));
}

async function settle({ outbox, clock }: NoticeDeliveryDeps, messages: readonly OutboxMessage[], sent: boolean): Promise<boolean> {
  if (sent) {
    await outbox.markSent(messages);
    return true;
  }
  for (const [attempts, tried] of Map.groupBy(messages, (message) => message.attempts)) {
    const wait = retryMinutes[attempts - 1];
    if (wait === undefined) await outbox.giveUp(tried);
    else await outbox.retry(tried, instantOf(clock.now() + wait * 60_000));
  }
  return false;
}

/** By kind, the reader's own record apart from those of the people they represent. */
const countByKind = (messages: readonly OutboxMessage[]): readonly NoticeCount[] =>
  [false, true].flatMap((forAnother) =>
    [
      ...Map.groupBy(
        messages.filter((message) => message.forAnother === forAnother),
        ({ kind }) => kind,
      ),
    ].map(([kind, ofKind]) => ({ kind: kind as NoticeKind, count: ofKind.length, forAnother })),
  );

/** Always the same for the same messages, and telling nothing of them. */
const messageIdOf = (messages: readonly OutboxMessage[]): string =>
  createHash('sha256')
    .update(
      messages
        .map(({ id }) => id)
        .toSorted()
        .join('\n'),
    )
    .digest('hex')
    .slice(0, 40);

// Sends the outbox: takes what is due in batches, hands each to the mail server or to a push service, then marks it sent. At least once by
// both channels: a message taken and not yet marked (the process died in between) leaves again, a mail with the same Message-ID, a push under
// the same topic, which shows nothing twice (ADR 34). A mail says how many things of which kind are new, never which; a push, that there are.

import type { DossierId } from '@carnet/domain/dossier';
import { instantOf } from '@carnet/domain/kernel';
import type {
  AccountStore,
  Clock,
  Courier,
  NoticeCount,
  NoticeKind,
  OutboxMessage,
  OutboxStore,
  Posted,
  ProfessionalNoticeKind,
  PushSender,
  Transactions,
} from '../ports/index.ts';

export interface NoticeDeliveryDeps {
  readonly outbox: OutboxStore;
  readonly accounts: AccountStore;
  /** Where the directory of professionals and the devices are read. */
  readonly transactions: Transactions;
  readonly courier: Courier;
  readonly push: PushSender;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
  /** A message was given up: an operator may send it again. */
  readonly onDeadLetter?: (letter: { readonly channel: OutboxMessage['channel']; readonly why: string }) => void;
}
export interface NoticeDelivery {
  /** Sends what is due now; how many mails and pushes left. */
  deliverNow(): Promise<number>;
  stop(): Promise<void>;
}

/** Few at a time: what was claimed by a process that died waits for its lease to end. */
const batchesAtOnce = 10;
/** A claim that was not settled may be taken again after this; a worker begins nothing it could not settle before. */
const leaseMs = 120_000;
/** Both channels give up on a message after ten seconds. */
const longestSendMs = 20_000;
/** Together about two days and a half: a mailbox that is down over a weekend still gets its notice. */
const retryMinutes: readonly number[] = [1, 5, 15, 60, 240, 720, 1_440, 1_440];
/** So that what failed together is not tried again together. */
const jitter = 0.2;
/** What gathers leaves after some seconds; and even with every notification lost, an emergency is told within the minute (features A106). */
const pollEveryMs = 2_000;

export async function startNoticeDelivery(deps: NoticeDeliveryDeps): Promise<NoticeDelivery> {
  let running: Promise<number> = Promise.resolve(0);
  let queued = false;
  let stopped = false;
  /** One round at a time; a wake-up during a round starts one more after it. */
  const wake = (): Promise<number> => {
    if (queued) return running;
    queued = true;
    running = running
      .then(() => {
        queued = false;
        return deliverDue(deps, () => stopped);
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
      stopped = true;
      clearInterval(poll);
      await unlisten();
      await running;
    },
  };
}

async function deliverDue(deps: NoticeDeliveryDeps, stopped: () => boolean): Promise<number> {
  let left = 0;
  while (!stopped()) {
    const now = deps.clock.now();
    const due = await deps.outbox.claim({ now, leaseUntil: instantOf(now + leaseMs), limit: batchesAtOnce });
    if (due.length === 0) return left;
    const claimedAt = performance.now();
    for (const messages of Map.groupBy(due, ({ batch }) => batch).values()) {
      // Whoever claims after us may be sending it: what is left comes back by itself.
      if (performance.now() - claimedAt > leaseMs - longestSendMs) break;
      if (await deliver(deps, messages)) left++;
    }
  }
  return left;
}

type Outcome = Posted | { readonly nobody: true };
const nobody: Outcome = { nobody: true };

async function deliver(deps: NoticeDeliveryDeps, messages: readonly OutboxMessage[]): Promise<boolean> {
  const { outbox } = deps;
  const outcome = await send(deps, messages);
  if ('nobody' in outcome) await outbox.drop(messages);
  else if (outcome.taken) await outbox.markSent(messages);
  else await tryLater(deps, messages, outcome);
  return 'taken' in outcome && outcome.taken;
}

const ofProfessionals: readonly OutboxMessage['kind'][] = ['bris-de-glace', 'centre-15', 'dossiers-separes', 'document-ecarte', 'document-retire'];
const isOfProfessionals = (kind: OutboxMessage['kind']): kind is ProfessionalNoticeKind => ofProfessionals.includes(kind);

function send(deps: NoticeDeliveryDeps, messages: readonly OutboxMessage[]): Promise<Outcome> {
  const { to } = messages[0]!;
  if ('assure' in to) return tellOfOpening(deps, messages, to.assure);
  return 'device' in to ? ring(deps, messages, to.device) : mail(deps, messages);
}

async function mail(deps: NoticeDeliveryDeps, messages: readonly OutboxMessage[]): Promise<Outcome> {
  const { courier } = deps;
  const [{ to: receiver, kind, dossier, batch: id }] = messages as readonly [OutboxMessage, ...OutboxMessage[]];
  const to = await addressOf(deps, messages);
  if (to === undefined) return nobody;
  // Professionals are told of emergencies and of corrections and of nothing else, one mail each.
  return 'professionnel' in receiver && isOfProfessionals(kind)
    ? courier.sendToProfessionnel({ id, to, kind, dossier })
    : courier.sendNotices({ id, to, notices: countByKind(messages) });
}

/** Whoever has no space yet is told of their own record where the insurer reaches them. */
async function addressOf({ accounts, transactions }: NoticeDeliveryDeps, messages: readonly OutboxMessage[]): Promise<string | undefined> {
  const { to } = messages[0]!;
  if ('personne' in to) {
    const own = messages.find(({ forAnother }) => !forAnother);
    const account = await accounts.byPersonne(to.personne);
    return account?.email ?? (own && (await transactions.run(({ assures }) => assures.emailOf(own.dossier))));
  }
  return 'professionnel' in to ? (await transactions.run(({ directory }) => directory.professionnel(to.professionnel)))?.email : undefined;
}

/** One push for all that is new on this device; a device that is gone is forgotten. */
async function ring({ push, transactions }: NoticeDeliveryDeps, messages: readonly OutboxMessage[], id: string): Promise<Outcome> {
  const [{ to }] = messages as readonly [OutboxMessage, ...OutboxMessage[]];
  const device = await transactions.run(({ devices }) => devices.find(id));
  // Another person has asked to be rung there since.
  if (device === undefined || !('personne' in to) || device.personne !== to.personne) return nobody;
  const urgent = messages.some(({ kind }) => kind === 'bris-de-glace' || kind === 'centre-15');
  const rung = await push.ring(device.address, { kind: 'notice', urgent });
  switch (rung.outcome) {
    case 'taken':
      return { taken: true };
    case 'failed':
      return { taken: false, why: rung.why, ...(rung.retryAfterSeconds === undefined ? {} : { afterSeconds: rung.retryAfterSeconds }) };
    case 'gone':
      await transactions.run(({ devices }) => devices.remove(id));
      return nobody;
  }
}

/** The information that a record will open: never twice the same letter, and a letter of paper where no mailbox takes it. */
async function tellOfOpening(deps: NoticeDeliveryDeps, messages: readonly OutboxMessage[], dossier: DossierId): Promise<Outcome> {
  const { courier, transactions } = deps;
  const told = await transactions.run(({ openings }) => openings.mail(dossier));
  if (told === undefined || told.to.channel !== 'email') return nobody;
  const { code, opensOn, aboutName, to } = told;
  const outcome = await courier.sendOpening({ id: messages[0]!.batch, to: to.email, code, opensOn, forAnother: aboutName !== undefined });
  if (!outcome.taken && isLast(messages)) await transactions.run(({ openings }) => openings.mailFailed(dossier));
  return outcome;
}

const isLast = (messages: readonly OutboxMessage[]): boolean => retryMinutes[messages[0]!.attempts - 1] === undefined;

async function tryLater(
  { outbox, clock, onDeadLetter }: NoticeDeliveryDeps,
  messages: readonly OutboxMessage[],
  refused: Posted & { taken: false },
): Promise<void> {
  const [{ attempts, channel }] = messages as readonly [OutboxMessage, ...OutboxMessage[]];
  const minutes = retryMinutes[attempts - 1];
  if (minutes === undefined) {
    await outbox.giveUp(messages, refused.why);
    onDeadLetter?.({ channel, why: refused.why });
    return;
  }
  const spreadMs = minutes * 60_000 * (1 + Math.random() * jitter);
  await outbox.retry(messages, instantOf(clock.now() + Math.round(Math.max(spreadMs, (refused.afterSeconds ?? 0) * 1_000))), refused.why);
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

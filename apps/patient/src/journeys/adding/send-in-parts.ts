// Sends a file part by part and deposits it. A network that falls costs the part that was on its way: one waits, longer and longer, and goes on from
// where the server says it stopped.

import type { DocumentDetail, Upload, UploadDeposit } from '@carnet/contract';
import { NoAnswerError, ProblemError, callDoor, sendPart } from '@carnet/ui';
import { failuresBorne, isGone, isPassing, nextPart, offsetHeld, shareSent, waitAfter } from './upload-plan.ts';

export interface Sending {
  /** Of the record's uploads. */
  readonly path: string;
  readonly file: File;
  readonly hiddenFromRepresentants: boolean;
  readonly deposit: UploadDeposit;
  /** Begun before, and not deposited. */
  readonly begun: string | undefined;
  readonly onBegun: (id: string) => void;
  readonly onProgress: (sent: number) => void;
  readonly onWaiting: (waiting: boolean) => void;
  readonly signal: AbortSignal;
}

/** Until the network is back, or so long; rejects when it is given up. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      globalThis.removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      if (signal.aborted) reject(signal.reason as Error);
      else resolve();
    };
    const timer = setTimeout(end, ms);
    globalThis.addEventListener('online', end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}

/** Asks until something answers. */
async function persist<Answer>({ onWaiting, signal }: Sending, ask: () => Promise<Answer>): Promise<Answer> {
  for (let failures = 1; ; failures++) {
    try {
      const answer = await ask();
      onWaiting(false);
      return answer;
    } catch (error) {
      const passing = error instanceof NoAnswerError || (error instanceof ProblemError && isPassing(error.problem));
      if (!passing || (failures > failuresBorne && navigator.onLine)) throw error;
    }
    onWaiting(true);
    await pause(waitAfter(failures), signal);
  }
}

/** A part without a byte asks where the next one begins. */
async function sendFrom(sending: Sending, id: string, offset: number, part: Blob): Promise<number> {
  const { path, file, onProgress, onWaiting, signal } = sending;
  const onPart = (ofPart: number): void => {
    onWaiting(false);
    onProgress(shareSent(file.size, offset, ofPart));
  };
  try {
    return (await persist(sending, () => sendPart<Upload>(`${path}/${id}`, offset, part, onPart, signal))).received;
  } catch (error) {
    const held = error instanceof ProblemError ? offsetHeld(error.problem) : undefined;
    if (held === undefined) throw error;
    return held;
  }
}

async function begin(sending: Sending): Promise<string> {
  const { path, file, hiddenFromRepresentants, onBegun, signal } = sending;
  const { id } = await persist(sending, () => callDoor<Upload>(path, { method: 'POST', body: { size: file.size, hiddenFromRepresentants }, signal }));
  onBegun(id);
  return id;
}

async function sendRest(sending: Sending, id: string, from: number | undefined): Promise<DocumentDetail> {
  const { path, file, deposit: body, onProgress, signal } = sending;
  let received = from ?? (await sendFrom(sending, id, 0, new Blob([])));
  for (let part = nextPart(file.size, received); part !== undefined; part = nextPart(file.size, received)) {
    onProgress(shareSent(file.size, received, 0));
    received = await sendFrom(sending, id, part.from, file.slice(part.from, part.to));
  }
  onProgress(1);
  return persist(sending, () => callDoor<DocumentDetail>(`${path}/${id}/deposit`, { method: 'POST', body, signal }));
}

export async function sendInParts(sending: Sending): Promise<DocumentDetail> {
  if (sending.begun !== undefined)
    try {
      return await sendRest(sending, sending.begun, undefined);
    } catch (error) {
      if (!(error instanceof ProblemError && isGone(error.problem))) throw error;
    }
  return sendRest(sending, await begin(sending), 0);
}

// A copy of a document to be read on paper or taken elsewhere, made when it is asked for and kept nowhere: the document itself is what counts. Two
// are made at a time, each in a thread with its own bounds of memory and of time.

import type { ReadingView } from '@carnet/contract';
import { type LabelLanguage, copyWording, readingLabels } from '@carnet/contract/wording';
import type { Instant } from '@carnet/domain/kernel';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Picture, Printed } from './lay-out.ts';

const { resolve } = createRequire(import.meta.url);
const fontFile = (name: string): string => resolve(`@expo-google-fonts/ibm-plex-sans/${name}`);
const fonts = {
  regular: fontFile('400Regular/IBMPlexSans_400Regular.ttf'),
  bold: fontFile('600SemiBold/IBMPlexSans_600SemiBold.ttf'),
  italic: fontFile('400Regular_Italic/IBMPlexSans_400Regular_Italic.ttf'),
} as const;

const atOnce = 2;
const waitingMaximum = 20;
const timeoutMilliseconds = 30_000;
const memoryMegabytes = 384;

export interface CopyAsked {
  readonly view: ReadingView;
  readonly media: readonly Picture[];
  readonly language: LabelLanguage;
  readonly at: Instant;
}

let running = 0;
const waiting: (() => void)[] = [];

/** Undefined: too many are asked for, or this one is too long to be made in its time. */
export async function printCopy(asked: CopyAsked): Promise<Uint8Array | undefined> {
  if (waiting.length >= waitingMaximum) return undefined;
  if (running < atOnce) running += 1;
  else await new Promise<void>((go) => waiting.push(go));
  try {
    const printed = printedOf(asked);
    // What a thread fails on is a picture that does not unpack: it costs the pictures, not the copy.
    return await inThread(printed).catch(async () => inThread({ ...printed, media: [] }));
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

function printedOf({ view, media, language, at }: CopyAsked): Printed {
  const said = (label: keyof typeof readingLabels): readonly string[] => view.header.find(({ term }) => term === readingLabels[label][language])?.details ?? [];
  const ins = said('ins');
  return {
    view,
    media,
    language: language === 'fr' ? 'fr-FR' : 'en-GB',
    head: [...said('patient'), ...(ins.length === 0 ? [] : [`${readingLabels.ins[language]} ${ins.join(', ')}`])].join(' – '),
    foot: said('authors')[0] ?? said('documentDate').join(', '),
    words: copyWording[language],
    fonts,
    at,
  };
}

function inThread(printed: Printed): Promise<Uint8Array | undefined> {
  const { promise, resolve: settle, reject } = Promise.withResolvers<Uint8Array | undefined>();
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: printed, resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes } });
  const timer = setTimeout(() => settle(undefined), timeoutMilliseconds);
  worker.once('message', (bytes: Uint8Array) => settle(bytes));
  worker.once('error', (error: NodeJS.ErrnoException) => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? settle(undefined) : reject(error)));
  return promise.finally(() => {
    clearTimeout(timer);
    void worker.terminate();
  });
}

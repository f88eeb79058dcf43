// One thing read aloud at a time, by the device's own voice: sentence after sentence, so that a pause is where a sentence begins (what browsers
// call a pause is lost on several telephones) and what is read can be shown and followed.

import { useSyncExternalStore } from 'react';
import { keep, recall } from '../device-memory.ts';
import { type Passage, passagesOf } from './passages.ts';
import { deviceVoice } from './voice.ts';

/** In hundredths of the voice's usual speed. */
export const speeds = [60, 80, 100, 125, 150, 200] as const;
const usualSpeed = 100;
const speedKey = 'carnet.debit';
const markName = 'carnet-aloud';

export interface Aloud {
  readonly state: 'off' | 'reading' | 'paused';
  readonly index: number;
  readonly total: number;
  readonly speed: number;
}

const changed = new EventTarget();
const rememberedSpeed = (): number => speeds.find((one) => String(one) === recall(speedKey)) ?? usualSpeed;
const off: Aloud = { state: 'off', index: 0, total: 0, speed: usualSpeed };
let aloud: Aloud = off;
let passages: readonly Passage[] = [];
/** Held while it is spoken: browsers let go of one nobody holds, and its end is never told. */
let spoken: SpeechSynthesisUtterance | undefined;
/** Where the focus was. */
let opener: Element | null = null;

function set(part: Partial<Aloud>): void {
  aloud = { ...aloud, ...part };
  changed.dispatchEvent(new Event('aloud'));
}

function mark(place: Range | undefined): void {
  if (!('highlights' in CSS)) return;
  if (place === undefined) CSS.highlights.delete(markName);
  else CSS.highlights.set(markName, new Highlight(place));
}

/** Brings what is read between the bars that stand over the page. */
function show({ place }: Passage): void {
  const { top, bottom, height } = place.getBoundingClientRect();
  const room = innerHeight * 0.6;
  if (height === 0 || (top >= innerHeight * 0.12 && bottom <= innerHeight * 0.12 + room)) return;
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
  scrollBy({ top: top - innerHeight * 0.25, behavior });
}

function silence(): void {
  spoken = undefined;
  speechSynthesis.cancel();
}

function say(index: number): void {
  const passage = passages[index];
  if (passage === undefined) return stopReading();
  silence();
  const voice = deviceVoice(passage.lang);
  // A language this device has no voice for is passed over, never said by a voice from elsewhere.
  if (voice === undefined) return say(index + 1);
  const words = new SpeechSynthesisUtterance(passage.text);
  words.voice = voice;
  words.lang = voice.lang;
  words.rate = aloud.speed / 100;
  spoken = words;
  words.addEventListener('end', () => spoken === words && say(index + 1));
  words.addEventListener('error', () => spoken === words && pauseReading());
  set({ state: 'reading', index });
  mark(passage.place);
  show(passage);
  speechSynthesis.speak(words);
}

/** Reads a part of the page from its beginning. False: there is nothing in it to read. */
export function readAloud(root: Element): boolean {
  const found = passagesOf(root);
  if (found.length === 0) return false;
  opener = document.activeElement;
  passages = found;
  set({ total: found.length, speed: rememberedSpeed() });
  say(0);
  return true;
}

export function pauseReading(): void {
  silence();
  set({ state: 'paused' });
}
export const resumeReading = (): void => say(aloud.index);
/** By so many sentences; a pause goes on, elsewhere. */
export function moveReading(by: number): void {
  const index = Math.min(Math.max(aloud.index + by, 0), passages.length - 1);
  if (aloud.state === 'reading') return say(index);
  set({ index });
  mark(passages[index]?.place);
  show(passages[index]!);
}
export function changeSpeed(by: number): void {
  const speed = speeds[Math.min(Math.max(speeds.indexOf(aloud.speed as (typeof speeds)[number]) + by, 0), speeds.length - 1)]!;
  keep(speedKey, speed === usualSpeed ? undefined : String(speed));
  set({ speed });
  if (aloud.state === 'reading') say(aloud.index);
}
export function stopReading(): void {
  if (aloud.state === 'off') return;
  silence();
  mark(undefined);
  passages = [];
  set(off);
  if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
  opener = null;
}

const follow = (heard: () => void): (() => void) => {
  changed.addEventListener('aloud', heard);
  return () => changed.removeEventListener('aloud', heard);
};
export const useAloud = (): Aloud => useSyncExternalStore(follow, () => aloud);

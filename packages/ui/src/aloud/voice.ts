// The voices of the device itself. A voice that speaks from a server elsewhere would be sent what is read: it is as if it were not there.

import { useSyncExternalStore } from 'react';

const synthesis = (): SpeechSynthesis | undefined => ('speechSynthesis' in globalThis ? globalThis.speechSynthesis : undefined);

const tongueOf = (lang: string): string => lang.slice(0, 2).toLowerCase();

/** Of the device, for this language; the one it prefers, where there are several. */
export function deviceVoice(lang: string): SpeechSynthesisVoice | undefined {
  const own = (synthesis()?.getVoices() ?? []).filter((voice) => voice.localService && tongueOf(voice.lang) === tongueOf(lang));
  return own.find((voice) => voice.default) ?? own[0];
}

/** Browsers tell their voices some time after they are first asked. */
const listenedForMs = 2_000;
let settled = false;

function follow(heard: () => void): () => void {
  const speech = synthesis();
  const settle = (): void => {
    settled = true;
    heard();
  };
  const timer = setTimeout(settle, listenedForMs);
  speech?.addEventListener?.('voiceschanged', heard);
  return () => {
    clearTimeout(timer);
    speech?.removeEventListener?.('voiceschanged', heard);
  };
}

/** Whether this device reads this language aloud by itself. Undefined: not known yet. */
export const useHasVoice = (lang: string): boolean | undefined =>
  useSyncExternalStore(follow, () => (deviceVoice(lang) !== undefined ? true : synthesis() === undefined || settled ? false : undefined));

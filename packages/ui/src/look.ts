// How the application is looked at: size of the text and contrast, kept on this device, set on the page before anything is drawn. Layout
// follows the size as under a browser's zoom: what is asked of the width of the screen, in rem, is asked of a screen as much narrower.

import { useCallback, useSyncExternalStore } from 'react';
import { keep, recall } from './device-memory.ts';

/** In hundredths of the usual size. */
export const textSizes = ['100', '125', '150', '200'] as const;
export type TextSize = (typeof textSizes)[number];
export const contrasts = ['system', 'more'] as const;
export type Contrast = (typeof contrasts)[number];
/** Whether hard words of documents are explained where they stand. */
const termsChoices = ['explained', 'plain'] as const;
interface Look {
  readonly text: TextSize;
  readonly contrast: Contrast;
  readonly terms: (typeof termsChoices)[number];
}

const keys = { text: 'carnet.texte', contrast: 'carnet.contraste', terms: 'carnet.mots' } as const;
const changed = new EventTarget();
let look: Look = { text: '100', contrast: 'system', terms: 'explained' };

const scaleOf = ({ text }: Look): number => Number(text) / 100;
const scaled = (query: string): string => query.replaceAll(/([\d.]+)rem/g, (_, length: string) => `${Number(length) * scaleOf(look)}rem`);

const asWritten = new WeakMap<CSSMediaRule, string>();
let isScaled = false;
function scaleRules(): void {
  // Thousands of rules, each time a part of the app comes: as written, while nobody chose another size.
  if (!isScaled && look.text === '100') return;
  isScaled = true;
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSMediaRule)) continue;
      const written = asWritten.get(rule) ?? rule.media.mediaText;
      if (!/[\d.]rem/.test(written)) continue;
      asWritten.set(rule, written);
      rule.media.mediaText = scaled(written);
    }
}

const strongerAsked = (): MediaQueryList => matchMedia('(prefers-contrast: more)');
function draw(): void {
  const { dataset } = document.documentElement;
  dataset['text'] = look.text;
  dataset['contrast'] = look.contrast === 'more' || strongerAsked().matches ? 'more' : 'usual';
  scaleRules();
}

/** Sets the look this device remembers, and follows what comes: the system's contrast, styles fetched later. */
export function followLook(): void {
  look = {
    text: textSizes.find((one) => one === recall(keys.text)) ?? '100',
    contrast: contrasts.find((one) => one === recall(keys.contrast)) ?? 'system',
    terms: termsChoices.find((one) => one === recall(keys.terms)) ?? 'explained',
  };
  draw();
  strongerAsked().addEventListener('change', draw);
  document.head.addEventListener('load', scaleRules, { capture: true });
}

export function setLook(part: Partial<Look>): void {
  look = { ...look, ...part };
  keep(keys.text, look.text === '100' ? undefined : look.text);
  keep(keys.contrast, look.contrast === 'system' ? undefined : look.contrast);
  keep(keys.terms, look.terms === 'explained' ? undefined : look.terms);
  draw();
  changed.dispatchEvent(new Event('look'));
}

const follow = (heard: () => void): (() => void) => {
  changed.addEventListener('look', heard);
  return () => changed.removeEventListener('look', heard);
};
export const useLook = (): Look => useSyncExternalStore(follow, () => look);

/** Whether a media query holds, at the chosen size of the text. */
export function useMedia(query: string): boolean {
  useLook();
  const asked = scaled(query);
  const subscribe = useCallback(
    (heard: () => void) => {
      const list = matchMedia(asked);
      list.addEventListener('change', heard);
      return () => list.removeEventListener('change', heard);
    },
    [asked],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(asked).matches);
}

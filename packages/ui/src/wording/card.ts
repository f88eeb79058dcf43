// The emergency card's own words (features A190, Q2), in the seven languages of whoever may read it far from home. They come together, so that
// the language changes at once and without a network. Labels of codes: card/codes.ts.

import type { CardLanguage, CardPartName } from '@carnet/contract';
import { ar } from './card/ar.ts';
import { de } from './card/de.ts';
import { en } from './card/en.ts';
import { es } from './card/es.ts';
import { fr } from './card/fr.ts';
import { it } from './card/it.ts';
import { pt } from './card/pt.ts';

export { labelOf } from './card/codes.ts';

export interface CardWords {
  /** Under its own name. */
  readonly language: string;
  readonly title: string;
  readonly born: string;
  readonly sexes: Readonly<Record<'F' | 'M' | 'I', string>>;
  readonly bloodGroup: string;
  /** Beside it: nobody transfuses by a card. */
  readonly bloodCaution: string;
  readonly parts: Readonly<Record<CardPartName, string>>;
  readonly none: Readonly<Record<CardPartName, string>>;
  readonly unsaid: string;
  readonly directives: string;
  /** After what a person wrote in their own words. */
  readonly untranslated: string;
  readonly byHolder: string;
  readonly madeOn: string;
  readonly until: string;
  readonly partial: string;
  readonly scan: string;
  readonly told: string;
  readonly help: string;
  readonly choose: string;
  readonly code: {
    readonly title: string;
    readonly lead: string;
    readonly label: string;
    readonly open: string;
    readonly missing: string;
    readonly wrong: (left: number) => string;
    readonly closed: string;
  };
  readonly over: { readonly title: string; readonly body: string };
  readonly unreachable: { readonly title: string; readonly body: string; readonly again: string };
  readonly loading: string;
}

export const cardWords: Readonly<Record<CardLanguage, CardWords>> = { fr, en, es, de, it, pt, ar };
/** Between a name and its value. */
export const colon = (language: CardLanguage): string => (language === 'fr' ? '\u00A0: ' : ': ');
export const isRightToLeft = (language: CardLanguage): boolean => language === 'ar';
/** Days with Latin digits in every language: they stand beside doses and numbers to call. */
const locales: Readonly<Record<CardLanguage, string>> = { fr: 'fr-FR', en: 'en-GB', es: 'es-ES', de: 'de-DE', it: 'it-IT', pt: 'pt-PT', ar: 'ar-u-nu-latn' };
/** `2026-03-12`, or a moment, as that language writes a day. */
export const cardDay = (language: CardLanguage, iso: string): string =>
  new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: iso.length === 10 ? 'UTC' : 'Europe/Paris' }).format(new Date(iso));

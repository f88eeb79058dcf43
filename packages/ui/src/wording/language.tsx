// The language in use and its words. French is there from the first paint; easy French and English are fetched when asked for.
// Changing it keeps the page, its place and what was typed. The choice stays on this device.

import { type ReactNode, createContext, useContext, useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { keep, recall } from '../device-memory.ts';
import { kit as plainFrenchKit } from './fr/kit.ts';
import { over } from './over.ts';
import { typeset } from './typeset.ts';
import type { Widen } from './widen.ts';

export type Language = 'fr' | 'en';
/** A language, or a register of it: tags of BCP 47, where "simple" is the registered variant of what is easy to read. */
export type Speech = Language | 'fr-simple';
const speeches: readonly Speech[] = ['fr', 'fr-simple', 'en'];
export type Kit = Widen<typeof plainFrenchKit>;

const frenchKit: Kit = typeset(plainFrenchKit);

/** An app's own words: French at hand, the others on demand. An app without easy French does not offer it. */
export interface Catalogue<Words> {
  readonly 'fr': Words;
  readonly 'fr-simple'?: () => Promise<Words>;
  readonly 'en': () => Promise<Words>;
}

interface Spoken {
  /** What dates, numbers and the server are asked in. */
  readonly language: Language;
  readonly speech: Speech;
  readonly speeches: readonly Speech[];
  readonly setSpeech: (speech: Speech) => void;
  readonly kit: Kit;
  readonly app: unknown;
}
type Loaded<Words> = Pick<Spoken, 'language' | 'speech' | 'kit'> & { readonly app: Words };

const storageKey = 'carnet.langue';
const LanguageContext = createContext<Spoken | undefined>(undefined);

const offeredBy = <Words,>(catalogue: Catalogue<Words>): readonly Speech[] => speeches.filter((one) => catalogue[one] !== undefined);
function remembered(offered: readonly Speech[]): Speech {
  const kept = recall(storageKey);
  return offered.find((one) => one === kept) ?? 'fr';
}

async function load<Words>(speech: Exclude<Speech, 'fr'>, catalogue: Catalogue<Words>): Promise<Loaded<Words>> {
  if (speech === 'en') {
    const [{ kit }, app] = await Promise.all([import('./en/kit.ts'), catalogue.en()]);
    return { speech, language: 'en', kit, app };
  }
  const [{ kit }, app] = await Promise.all([import('./fr-simple/kit.ts'), catalogue['fr-simple']?.()]);
  if (app === undefined) throw new Error('this app has no easy French');
  return { speech, language: 'fr', kit: typeset(over<Kit>(plainFrenchKit, kit)), app: typeset(app) };
}

export function LanguageProvider<Words>({ catalogue, children }: { catalogue: Catalogue<Words>; children: ReactNode }): ReactNode {
  const french = useMemo<Loaded<Words>>(() => ({ speech: 'fr', language: 'fr', kit: frenchKit, app: typeset(catalogue.fr) }), [catalogue]);
  const offered = useMemo(() => offeredBy(catalogue), [catalogue]);
  const [wanted, setWanted] = useState<Speech>(() => remembered(offered));
  const [spoken, setSpoken] = useState<Loaded<Words> | undefined>(wanted === 'fr' ? french : undefined);

  useEffect(() => {
    let current = true;
    if (wanted === 'fr') setSpoken(french);
    else
      void load(wanted, catalogue).then(
        (loaded) => current && setSpoken(loaded),
        () => current && setWanted('fr'),
      );
    return () => {
      current = false;
    };
  }, [wanted, catalogue, french]);

  useEffect(() => {
    if (spoken !== undefined) document.documentElement.lang = spoken.language;
  }, [spoken]);

  const value = useMemo<Spoken | undefined>(
    () =>
      spoken && {
        ...spoken,
        speeches: offered,
        setSpeech: (speech) => {
          keep(storageKey, speech);
          setWanted(speech);
        },
      },
    [spoken, offered],
  );
  if (value === undefined) return null;
  return (
    <LanguageContext.Provider value={value}>
      <I18nProvider locale={value.language === 'fr' ? 'fr-FR' : 'en-US'}>{children}</I18nProvider>
    </LanguageContext.Provider>
  );
}

function useSpoken(): Spoken {
  const spoken = useContext(LanguageContext);
  if (spoken === undefined) throw new Error('LanguageProvider is missing above this component');
  return spoken;
}

export function useLanguage(): Pick<Spoken, 'language' | 'speech' | 'speeches' | 'setSpeech'> {
  return useSpoken();
}

/** The kit's own words. */
export const useKitWords = (): Kit => useSpoken().kit;

/** Makes an app's hook: `export const useWords = wordsOf<PatientWords>()`; the provider above must hold that app's catalogue. */
export const wordsOf =
  <Words,>() =>
  (): Words =>
    useSpoken().app as Words;

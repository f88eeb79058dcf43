// The language in use and its words, fetched before anything is shown: of one language and one register, never of several.
// Changing it keeps the page, its place and what was typed. The choice stays on this device.

import { type ReactNode, createContext, useContext, useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Unreached } from '../components/unreached.tsx';
import { keep, recall } from '../device-memory.ts';
import { UnreachedError, arrived } from '../http/arrived.ts';
import type { Book } from './book.ts';
import type { kit as frenchKit } from './fr/kit.ts';
import { over } from './over.ts';
import { typeset } from './typeset.ts';

import type { Widen } from './widen.ts';

export type Language = 'fr' | 'en';
/** A language, or a register of it: tags of BCP 47, where "simple" is the registered variant of what is easy to read. */
export type Speech = Language | 'fr-simple';
const speeches: readonly Speech[] = ['fr', 'fr-simple', 'en'];
export type Kit = Widen<typeof frenchKit>;

/** An app's own words. An app without easy French does not offer it. */
export interface Catalogue<Words> {
  readonly 'fr': Book<Words>;
  readonly 'fr-simple'?: Book<Words>;
  readonly 'en': Book<Words>;
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

/** Fetches volumes of words in the language in use, beside the code of the pages that say them. */
export const fetchWords = <Words,>(catalogue: Catalogue<Words>, volumes: readonly string[]): Promise<unknown> =>
  (catalogue[remembered(offeredBy(catalogue))] ?? catalogue.fr).fetch(volumes);

async function kitOf(speech: Speech): Promise<Kit> {
  if (speech === 'en') return (await import('./en/kit.ts')).kit;
  const french = import('./fr/kit.ts');
  if (speech === 'fr') return typeset((await french).kit);
  const easy = import('./fr-simple/kit.ts');
  return typeset(over<Kit>((await french).kit, (await easy).kit));
}

async function load<Words>(speech: Speech, catalogue: Catalogue<Words>): Promise<Loaded<Words>> {
  const book = catalogue[speech] ?? catalogue.fr;
  // What the page says already is there when its language changes.
  const said = new Set(offeredBy(catalogue).flatMap((one) => catalogue[one]?.held() ?? []));
  const [kit] = await arrived(Promise.all([kitOf(speech), book.fetch([...said])]));
  return { speech, language: speech === 'en' ? 'en' : 'fr', kit, app: book.words };
}

/** Nothing is shown before its words are there: no page is seen in another language than its reader's. */
export function LanguageProvider<Words>({ catalogue, children }: { catalogue: Catalogue<Words>; children: ReactNode }): ReactNode {
  const offered = useMemo(() => offeredBy(catalogue), [catalogue]);
  const [wanted, setWanted] = useState<Speech>(() => remembered(offered));
  const [spoken, setSpoken] = useState<Loaded<Words>>();
  const [unreached, setUnreached] = useState<UnreachedError>();

  useEffect(() => {
    let current = true;
    void load(wanted, catalogue).then(
      (loaded) => current && setSpoken(loaded),
      (error: unknown) => {
        if (!current) return;
        if (wanted === 'fr') setUnreached(error instanceof UnreachedError ? error : undefined);
        else setWanted('fr');
      },
    );
    return () => {
      current = false;
    };
  }, [wanted, catalogue]);

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
  if (value === undefined)
    return unreached !== undefined ? (
      <main>
        <Unreached speech={remembered(offered)} error={unreached} />
      </main>
    ) : null;
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

// The language in use and its words. French is there from the first paint; another language is fetched when asked for.
// Changing it keeps the page, its place and what was typed. The choice stays on this device.

import { type ReactNode, createContext, useContext, useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { keep, recall } from '../device-memory.ts';
import { kit as plainFrenchKit } from './fr/kit.ts';
import { typeset } from './typeset.ts';
import type { Widen } from './widen.ts';

export type Language = 'fr' | 'en';
export const languages: readonly Language[] = ['fr', 'en'];
export type Kit = Widen<typeof plainFrenchKit>;

const frenchKit: Kit = typeset(plainFrenchKit);

/** An app's own words: French at hand, English on demand. */
export interface Catalogue<Words> {
  readonly fr: Words;
  readonly en: () => Promise<Words>;
}

interface Spoken {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  readonly kit: Kit;
  readonly app: unknown;
}

const storageKey = 'carnet.langue';
const LanguageContext = createContext<Spoken | undefined>(undefined);

const rememberedLanguage = (): Language => (recall(storageKey) === 'en' ? 'en' : 'fr');

export function LanguageProvider<Words>({ catalogue, children }: { catalogue: Catalogue<Words>; children: ReactNode }): ReactNode {
  const frenchApp = useMemo(() => typeset(catalogue.fr), [catalogue]);
  const [wanted, setWanted] = useState<Language>(rememberedLanguage);
  const [spoken, setSpoken] = useState<{ language: Language; kit: Kit; app: Words } | undefined>(
    wanted === 'fr' ? { language: 'fr', kit: frenchKit, app: frenchApp } : undefined,
  );

  useEffect(() => {
    let current = true;
    if (wanted === 'fr') setSpoken({ language: 'fr', kit: frenchKit, app: frenchApp });
    else
      void Promise.all([import('./en/kit.ts'), catalogue.en()]).then(
        ([{ kit }, app]) => current && setSpoken({ language: 'en', kit, app }),
        () => current && setWanted('fr'),
      );
    return () => {
      current = false;
    };
  }, [wanted, catalogue, frenchApp]);

  useEffect(() => {
    if (spoken !== undefined) document.documentElement.lang = spoken.language;
  }, [spoken]);

  const value = useMemo<Spoken | undefined>(
    () =>
      spoken && {
        ...spoken,
        setLanguage: (language) => {
          keep(storageKey, language);
          setWanted(language);
        },
      },
    [spoken],
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

export function useLanguage(): Pick<Spoken, 'language' | 'setLanguage'> {
  return useSpoken();
}

/** The kit's own words. */
export const useKitWords = (): Kit => useSpoken().kit;

/** Makes an app's hook: `export const useWords = wordsOf<PatientWords>()`; the provider above must hold that app's catalogue. */
export const wordsOf =
  <Words,>() =>
  (): Words =>
    useSpoken().app as Words;

// Words of a document that are explained where they stand: a word one may press, selected and printed as the text it is, and one bubble for all of
// them. What it says is general: of nobody's result.

import type { ReadingView } from '@carnet/contract';
import { type KeyboardEvent, type MouseEvent, type ReactNode, createContext, useContext, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { type ExplainedTexts, type FindTerms, explainedTexts, termFinder } from '../terms/parts.ts';
import { type Term, termsDate } from '../terms/term.ts';
import { useLook } from '../look.ts';
import { formatDay, useKitWords, useLanguage } from '../wording/index.ts';

interface Explaining {
  readonly texts: ExplainedTexts;
  readonly open: (term: Term, at: HTMLElement) => void;
  readonly opened: HTMLElement | undefined;
}
const ExplainingContext = createContext<Explaining | undefined>(undefined);
const nothing: ExplainedTexts = new Map();

let finder: Promise<FindTerms> | undefined;
const fetchFinder = (): Promise<FindTerms> => (finder ??= import('../terms/all.ts').then(({ termGroups }) => termFinder(termGroups)));

/** The words of this view, once the table has come. Without it, the document is read as it is. */
function useTexts(view: ReadingView, wanted: boolean): ExplainedTexts {
  const [find, setFind] = useState<FindTerms | undefined>(undefined);
  useEffect(() => {
    if (!wanted) return undefined;
    let current = true;
    fetchFinder().then(
      (one) => current && setFind(() => one),
      () => (finder = undefined),
    );
    return () => {
      current = false;
    };
  }, [wanted]);
  return useMemo(() => (find === undefined || !wanted ? nothing : explainedTexts(view, find)), [find, view, wanted]);
}

export function ExplainedWords({ view, wanted, children }: { readonly view: ReadingView; readonly wanted: boolean; readonly children: ReactNode }): ReactNode {
  const { terms } = useLook();
  const texts = useTexts(view, wanted && terms === 'explained');
  const at = useRef<HTMLElement>(null);
  const [opened, setOpened] = useState<{ readonly term: Term; readonly at: HTMLElement } | undefined>(undefined);
  const value = useMemo<Explaining>(
    () => ({
      texts,
      opened: opened?.at,
      open: (term, element) => {
        at.current = element;
        setOpened({ term, at: element });
      },
    }),
    [texts, opened],
  );
  return (
    <ExplainingContext value={value}>
      {children}
      <Popover
        className="popover gloss-bubble"
        triggerRef={at}
        isOpen={opened !== undefined}
        onOpenChange={(open) => {
          if (!open) setOpened(undefined);
        }}
      >
        {opened !== undefined && <Bubble term={opened.term} said={opened.at.textContent} />}
      </Popover>
    </ExplainingContext>
  );
}

function Bubble({ term, said }: { readonly term: Term; readonly said: string }): ReactNode {
  const { terms } = useKitWords();
  const { language, speech } = useLanguage();
  const titleId = useId();
  const [name, usual] = term[language];
  const isNamed = name.toLowerCase() === said.toLowerCase();
  return (
    <AriaDialog aria-labelledby={titleId}>
      <p className="strong" id={titleId}>
        {isNamed ? (
          name
        ) : (
          <>
            <span lang="fr">{said}</span> : {name}
          </>
        )}
      </p>
      <p>{speech === 'fr-simple' ? (term.easy ?? usual) : usual}</p>
      <p className="quiet small">{terms.general(formatDay(termsDate, language))}</p>
    </AriaDialog>
  );
}

/** A text of the view, its hard words to be pressed. */
export function ExplainedText({ inline }: { readonly inline: { kind: 'text'; text: string } }): ReactNode {
  const parts = useContext(ExplainingContext)?.texts.get(inline);
  if (parts === undefined) return inline.text;
  return parts.map(({ text, term }, index) => (term === undefined ? text : <Word key={index} text={text} term={term} />));
}

/** No `button`: its words could not be selected with the sentence they are in. */
function Word({ text, term }: { readonly text: string; readonly term: Term }): ReactNode {
  const { open, opened } = useContext(ExplainingContext)!;
  const word = useRef<HTMLSpanElement>(null);
  const show = (): void => {
    if (word.current !== null) open(term, word.current);
  };
  return (
    <span
      ref={word}
      className="term"
      role="button"
      tabIndex={0}
      aria-haspopup="dialog"
      aria-expanded={opened !== undefined && opened === word.current}
      onClick={(event: MouseEvent) => {
        // The end of a selection is no press.
        if (event.detail !== 0 && getSelection()?.isCollapsed === false) return;
        show();
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        show();
      }}
    >
      {text}
    </span>
  );
}

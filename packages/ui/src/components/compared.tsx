// What a version changes of the one before: its sheet, then its text section by section, what stays the same folded. Computed here, of two readings
// that were each allowed and traced.

import type { DocumentVersion, ReadingView as View } from '@carnet/contract';
import { type ReactNode, createContext, useContext, useMemo } from 'react';
import { type ComparedSection, type Difference, type Line, compareFacts, compareViews, compareWords } from '../compare/compare-views.ts';
import type { compared as frenchCompared } from '../wording/fr/compared.ts';
import { useLanguage } from '../wording/index.ts';
import type { Widen } from '../wording/widen.ts';
import { TextLink } from './button.tsx';
import { formatDay } from '../wording/dates.ts';
import { Notice } from './messages.tsx';
import { ReadingView } from './reading-view.tsx';
import '../styles/compared.css';

export type ComparedWords = Widen<typeof frenchCompared>;
/** `number`: among the versions that this reader sees. */
export type NumberedVersion = DocumentVersion & { readonly number: number };

interface ComparedProps {
  readonly words: ComparedWords;
  readonly before: NumberedVersion;
  readonly after: NumberedVersion;
  readonly views: readonly [View, View];
  /** Of the title; what stands under it follows. */
  readonly level: 2 | 3;
  /** Where the later version is read. */
  readonly backHref: string;
  readonly mediaHref: (documentId: string, media: number) => string;
}

const WordsContext = createContext<ComparedWords | undefined>(undefined);
const useCompared = (): ComparedWords => {
  const words = useContext(WordsContext);
  if (words === undefined) throw new Error('ComparedVersions is missing above');
  return words;
};
const LevelContext = createContext<2 | 3>(3);
/** A title under the one of the whole. */
const Under = ({ children }: { readonly children: ReactNode }): ReactNode => (useContext(LevelContext) === 2 ? <h3>{children}</h3> : <h4>{children}</h4>);

export function ComparedVersions({ words, before, after, views: [older, newer], level, backHref, mediaHref }: ComparedProps): ReactNode {
  const { language } = useLanguage();
  const comparison = useMemo(() => compareViews(older, newer), [older, newer]);
  const changes = comparison?.sections.reduce((sum, { differences }) => sum + differences.filter(({ kind }) => kind !== 'same').length, 0);
  const title = words.title(before.number, after.number);
  return (
    <WordsContext value={words}>
      <LevelContext value={level}>
        <div className="changes stack">
          <div>
            {level === 2 ? <h2>{title}</h2> : <h3>{title}</h3>}
            <p className="quiet">{words.deposited(formatDay(before.depositedAt, language), formatDay(after.depositedAt, language))}</p>
            {changes !== undefined && (
              <p className="strong" role="status">
                {words.count(changes)}
              </p>
            )}
            <TextLink href={backHref}>{words.back(after.number)}</TextLink>
          </div>
          <Sheet before={before} after={after} />
          {comparison?.hasMedia === true && <Notice tone="info">{words.media}</Notice>}
          {comparison?.sections.map((section, index) => (
            <SectionChanges key={index} section={section} />
          ))}
          {comparison === undefined && (
            <>
              <Notice tone="info">{words.whole}</Notice>
              <div className="both">
                {(
                  [
                    [before, older],
                    [after, newer],
                  ] as const
                ).map(([{ id, number }, view]) => (
                  <section key={id} aria-label={words.number(number)}>
                    <Under>{words.number(number)}</Under>
                    <ReadingView view={view} levelShift={level} mediaHref={(media) => mediaHref(id, media)} />
                  </section>
                ))}
              </div>
            </>
          )}
        </div>
      </LevelContext>
    </WordsContext>
  );
}

/** Of the day it arrived nothing is said here: it is never the same. */
function Sheet({ before, after }: Pick<ComparedProps, 'before' | 'after'>): ReactNode {
  const compare = useCompared();
  const { language } = useLanguage();
  const factsOf = ({ title, typeLabel, author = '', serviceStart, masked, invisiblePatient, invisibleRepresentants }: DocumentVersion): readonly Line[] => {
    const { facts, sights } = compare;
    const kept = [
      ...(masked ? [sights.masked] : []),
      ...(invisiblePatient ? [sights.waits] : []),
      ...(invisibleRepresentants === true ? [sights.representants] : []),
    ];
    return [
      { cells: [facts.title, title] },
      { cells: [facts.type, typeLabel] },
      { cells: [facts.author, author] },
      { cells: [facts.act, formatDay(serviceStart, language)] },
      { cells: [facts.sight, kept.length === 0 ? sights.open : kept.join(', ')] },
    ];
  };
  const changed = compareFacts(factsOf(before), factsOf(after)).filter(({ kind }) => kind !== 'same');
  return (
    <section>
      <Under>{compare.sheet}</Under>
      {changed.length === 0 ? <p className="quiet">{compare.sheetSame}</p> : <Lines differences={changed} />}
    </section>
  );
}

function SectionChanges({ section: { title, kind, differences } }: { readonly section: ComparedSection }): ReactNode {
  const compare = useCompared();
  const name = title === '' ? compare.untitled : title;
  if (kind === 'same')
    return (
      <details className="changes-same">
        <summary>
          {name} <span className="quiet">– {compare.section.same}</span>
        </summary>
        <Lines differences={differences} />
      </details>
    );
  return (
    <section>
      <Under>
        {name}
        {kind !== 'changed' && <span className="quiet"> – {compare.section[kind]}</span>}
      </Under>
      <Lines differences={differences} folded />
    </section>
  );
}

/** Runs of lines that stay the same, each one press away. */
function Lines({ differences, folded = false }: { readonly differences: readonly Difference[]; readonly folded?: boolean }): ReactNode {
  const compare = useCompared();
  const runs: Difference[][] = [];
  for (const one of differences) {
    const last = runs.at(-1);
    if (last !== undefined && one.kind === 'same' && last[0]!.kind === 'same') last.push(one);
    else runs.push([one]);
  }
  return (
    <ul className="changes-lines">
      {runs.map((run, index) => (
        <li key={index} data-kind={run[0]!.kind}>
          {folded && run[0]!.kind === 'same' ? (
            <details>
              <summary>{compare.sameLines(run.length)}</summary>
              {run.map((one, at) => (
                <OneLine key={at} difference={one} />
              ))}
            </details>
          ) : (
            run.map((one, at) => <OneLine key={at} difference={one} />)
          )}
        </li>
      ))}
    </ul>
  );
}

function OneLine({ difference: one }: { readonly difference: Difference }): ReactNode {
  const compare = useCompared();
  if (one.kind === 'same') return <p>{told(one.line)}</p>;
  return (
    <p>
      <span className="change-kind">{compare.kinds[one.kind]}</span> {one.kind === 'added' && <ins>{told(one.after)}</ins>}
      {one.kind === 'removed' && <del>{told(one.before)}</del>}
      {one.kind === 'changed' && <Changed before={one.before} after={one.after} />}
    </p>
  );
}

const cellTold = ({ cells, columns }: Line, index: number): string => {
  const [column = '', cell = ''] = [columns?.[index], cells[index]];
  return index === 0 || column === '' || cell === '' ? cell : `${column} : ${cell}`;
};
const told = (line: Line): string =>
  line.cells
    .map((_, index) => cellTold(line, index))
    .filter((text) => text !== '')
    .join(' · ');

/** A text, word by word; a row, cell by cell. */
function Changed({ before, after }: { readonly before: Line; readonly after: Line }): ReactNode {
  const compare = useCompared();
  if (before.cells.length === 1)
    return compareWords(before.cells[0]!, after.cells[0]!).map(({ kind, text }, index) => (
      <span key={index}>
        {index > 0 && ' '}
        {kind === 'same' ? text : <Piece kind={kind} said={kind === 'removed' ? compare.gone : compare.come} text={text} />}
      </span>
    ));
  const cells = Array.from(
    { length: Math.max(before.cells.length, after.cells.length) },
    (_, index) => [cellTold(before, index), cellTold(after, index)] as const,
  );
  return cells
    .filter(([was, is]) => was !== '' || is !== '')
    .map(([was, is], index) => (
      <span key={index}>
        {index > 0 && ' · '}
        {was === is ? (
          is
        ) : (
          <>
            {was !== '' && <Piece kind="removed" said={compare.was} text={was} />} {is !== '' && <Piece kind="added" said={compare.is} text={is} />}
          </>
        )}
      </span>
    ));
}

/** Said before it, for whoever hears: a line through it or under it is seen only. */
function Piece({ kind, said, text }: { readonly kind: 'added' | 'removed'; readonly said: string; readonly text: string }): ReactNode {
  const Mark = kind === 'added' ? 'ins' : 'del';
  return (
    <>
      <span className="visually-hidden">{said} </span>
      <Mark>{text}</Mark>
    </>
  );
}

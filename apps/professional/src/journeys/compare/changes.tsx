// What a version changes of the one before: its sheet, then its text section by section, what stays the same folded. Computed here, of two readings
// that were each allowed and traced: whoever may not read one of the two compares nothing.

import type { DocumentVersion, ReadingView as View } from '@carnet/contract';
import { ErrorState, Notice, ReadingView, Skeleton, TextLink, formatDay, useLanguage } from '@carnet/ui';
import { type ComparedSection, type Difference, type Line, compareFacts, compareViews, compareWords } from '@carnet/ui/compare';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { mediaHref, readDocument, readView } from '../../api.ts';
import { useWords } from '../../words.ts';
import { Awaiting } from '../record/awaiting.tsx';
import { usePlaces } from '../record/criteria.ts';

interface ChangesProps {
  readonly dossierId: string;
  readonly documentId: string;
  readonly former: string;
}

export function Changes({ dossierId, documentId, former }: ChangesProps): ReactNode {
  const { compare } = useWords();
  const sheet = useQuery({ queryKey: ['dossier', dossierId, 'sheet', documentId], queryFn: () => readDocument(dossierId, documentId) });
  if (sheet.error !== null) return <ErrorState error={sheet.error} onRetry={() => void sheet.refetch()} />;
  if (sheet.data === undefined) return <Skeleton shape="text" count={8} />;
  const { history } = sheet.data;
  const [older, newer] = [former, documentId].map((id) => history.findIndex((one) => one.id === id)) as [number, number];
  if (older === -1 || newer === -1) return <Notice tone="warning">{compare.unknown}</Notice>;
  return <Between dossierId={dossierId} before={{ ...history[older]!, number: older + 1 }} after={{ ...history[newer]!, number: newer + 1 }} />;
}

type Numbered = DocumentVersion & { readonly number: number };
interface BetweenProps {
  readonly dossierId: string;
  readonly before: Numbered;
  readonly after: Numbered;
}

/** What the patient has not seen is not fetched before a warning (EX_3.2-1025); the open version was warned of already. */
function Between(props: BetweenProps): ReactNode {
  const { dossierId, before, after } = props;
  const [warned, setWarned] = useState(!before.invisiblePatient);
  const reading = (id: string) => ({
    queryKey: ['dossier', dossierId, 'reading', id],
    queryFn: () => readView(dossierId, id),
    staleTime: Infinity,
    enabled: warned,
  });
  const older = useQuery(reading(before.id));
  const newer = useQuery(reading(after.id));
  const error = older.error ?? newer.error;
  if (!warned) return <Awaiting onOpen={() => setWarned(true)} />;
  if (error !== null) return <ErrorState error={error} onRetry={() => void Promise.all([older.refetch(), newer.refetch()])} />;
  if (older.data === undefined || newer.data === undefined) return <Skeleton shape="text" count={8} />;
  return <Compared {...props} views={[older.data, newer.data]} />;
}

function Compared({ dossierId, before, after, views: [older, newer] }: BetweenProps & { readonly views: readonly [View, View] }): ReactNode {
  const { compare } = useWords();
  const { language } = useLanguage();
  const places = usePlaces(dossierId);
  const comparison = useMemo(() => compareViews(older, newer), [older, newer]);
  const changes = comparison?.sections.reduce((sum, { differences }) => sum + differences.filter(({ kind }) => kind !== 'same').length, 0);
  return (
    <div className="changes stack">
      <div>
        <h3>{compare.title(before.number, after.number)}</h3>
        <p className="quiet">{compare.deposited(formatDay(before.depositedAt, language), formatDay(after.depositedAt, language))}</p>
        {changes !== undefined && (
          <p className="strong" role="status">
            {compare.count(changes)}
          </p>
        )}
        <TextLink href={places.document(after.id)}>{compare.back(after.number)}</TextLink>
      </div>
      <Sheet before={before} after={after} />
      {comparison?.hasMedia === true && <Notice tone="info">{compare.media}</Notice>}
      {comparison?.sections.map((section, index) => (
        <SectionChanges key={index} section={section} />
      ))}
      {comparison === undefined && (
        <>
          <Notice tone="info">{compare.whole}</Notice>
          <div className="both">
            {(
              [
                [before, older],
                [after, newer],
              ] as const
            ).map(([{ id, number }, view]) => (
              <section key={id} aria-label={compare.number(number)}>
                <h4>{compare.number(number)}</h4>
                <ReadingView view={view} levelShift={3} mediaHref={(media) => mediaHref(dossierId, id, media)} />
              </section>
            ))}
          </div>
        </>
      )}
    </div>
  );
}

/** Of the day it arrived nothing is said here: it is never the same. */
function Sheet({ before, after }: Pick<BetweenProps, 'before' | 'after'>): ReactNode {
  const { compare } = useWords();
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
      <h4>{compare.sheet}</h4>
      {changed.length === 0 ? <p className="quiet">{compare.sheetSame}</p> : <Lines differences={changed} />}
    </section>
  );
}

function SectionChanges({ section: { title, kind, differences } }: { readonly section: ComparedSection }): ReactNode {
  const { compare } = useWords();
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
      <h4>
        {name}
        {kind !== 'changed' && <span className="quiet"> – {compare.section[kind]}</span>}
      </h4>
      <Lines differences={differences} folded />
    </section>
  );
}

/** Runs of lines that stay the same, each one press away. */
function Lines({ differences, folded = false }: { readonly differences: readonly Difference[]; readonly folded?: boolean }): ReactNode {
  const { compare } = useWords();
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
  const { compare } = useWords();
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
  const { compare } = useWords();
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

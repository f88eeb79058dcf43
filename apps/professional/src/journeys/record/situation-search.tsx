// A medicine, an examination, a disease, looked for in what documents say and in their titles: with its date, its document, and how long ago an
// examination was done (A152), so that it is not ordered twice. What came already is looked through: typing asks the server for nothing.

import type { DocumentSummary, GlanceHead, GlanceLine, RecordGlance } from '@carnet/contract';
import { Badge, Button, EmptyState, Select, Skeleton, TextField, TextLink, formatShortDay, serverNow, useLanguage } from '@carnet/ui';
import { type ReactNode, useDeferredValue, useRef, useState } from 'react';
import { useWords } from '../../words.ts';
import { unfiltered, usePlaces } from './criteria.ts';
import { folded, useFoundDocuments } from './found-documents.ts';
import { Line, type OfRecord, keyOf } from './glance-block.tsx';

const spans = ['30', '90', '180', '365'] as const;
type Span = (typeof spans)[number];
/** Heads of what was done on a day. */
const doneHeads: readonly GlanceHead[] = ['results', 'past', 'vaccines'];
const shortest = 2;
export const isSearched = (text: string): boolean => text.trim().length >= shortest;

interface SearchProps extends OfRecord {
  readonly heads: RecordGlance['heads'];
  readonly text: string;
  readonly onText: (text: string) => void;
}

export function SituationSearch({ heads, text, onText, ...record }: SearchProps): ReactNode {
  const {
    situations: { search },
  } = useWords();
  const [within, setWithin] = useState<Span>('90');
  const field = useRef<HTMLDivElement>(null);
  const clear = (): void => {
    onText('');
    field.current?.querySelector('input')?.focus();
  };
  return (
    <search className="situation-search">
      <div className="situation-field" ref={field}>
        <TextField label={search.label} help={search.help} value={text} onChange={onText} placeholder={search.hint} autoComplete="off" />
        {isSearched(text) && (
          <Select label={search.within} choices={spans.map((value) => ({ value, label: search.days[value] }))} value={within} onChange={setWithin} />
        )}
      </div>
      {isSearched(text) && (
        <>
          <Found {...record} heads={heads} text={text.trim()} within={Number(within)} />
          <div>
            <Button small onPress={clear}>
              {search.clear}
            </Button>
          </div>
        </>
      )}
    </search>
  );
}

interface Hit {
  readonly head: GlanceHead;
  readonly line: GlanceLine;
}

function Found({ heads, text, within, ...record }: OfRecord & Pick<SearchProps, 'heads' | 'text'> & { readonly within: number }): ReactNode {
  const {
    situations: { search },
    glance,
  } = useWords();
  const sought = useDeferredValue(text);
  const all = useFoundDocuments(record.dossierId, { ...unfiltered, text: sought }, false);
  const wanted = folded(sought);
  const hits = (Object.keys(heads) as GlanceHead[]).flatMap((head) =>
    [...heads[head].lines, ...heads[head].former]
      .filter(({ label, watch }) => folded(`${label} ${watch === undefined ? '' : glance.classes[watch.class]}`).includes(wanted))
      .map((line): Hit => ({ head, line })),
  );
  const count = hits.length + all.shown.length;
  const waits = all.page.isPending;
  return (
    <div className="stack">
      <p role="status">{waits ? '' : search.found(count)}</p>
      {hits.length > 0 && (
        <section className="glance-block" aria-labelledby="situation-said">
          <h3 id="situation-said">{search.said}</h3>
          <ul className="glance-lines" data-all="">
            {hits.map(({ head, line }) => (
              <Line key={`${head} ${keyOf(line)}`} line={line} later={false} {...record}>
                <span className="glance-details">{glance.heads[head]}</span>
                {doneHeads.includes(head) && <Done at={line.from?.at ?? line.said.sources[0]?.at} within={within} />}
              </Line>
            ))}
          </ul>
        </section>
      )}
      {waits && <Skeleton shape="text" count={3} />}
      {all.shown.length > 0 && <Documents {...record} documents={all.shown} within={within} />}
      {!waits && count === 0 && (
        <EmptyState drawing="page" title={search.none.title(text)} level={3}>
          <p>{search.none.why}</p>
        </EmptyState>
      )}
      {all.page.hasNextPage && (
        <p className="small quiet">
          {search.bounded(all.documents.length)} <TextLink href={`/dossier/${record.dossierId}?${new URLSearchParams({ texte: text })}`}>{search.all}</TextLink>
        </p>
      )}
    </div>
  );
}

function Documents({
  documents,
  within,
  dossierId,
}: {
  readonly documents: readonly DocumentSummary[];
  readonly within: number;
  readonly dossierId: string;
}): ReactNode {
  const {
    situations: { search },
  } = useWords();
  const { language } = useLanguage();
  const places = usePlaces(dossierId);
  return (
    <section className="glance-block" aria-labelledby="situation-documents">
      <h3 id="situation-documents">{search.documents}</h3>
      <ul className="glance-lines" data-all="">
        {documents.map(({ id, title, typeLabel, serviceStart, authors: [author] }) => (
          <li key={id}>
            <div className="glance-what">
              <TextLink href={places.document(id)}>{title}</TextLink>
              <span className="glance-details">{[typeLabel, author?.displayName].filter((part) => part !== undefined && part !== title).join(' · ')}</span>
              <Done at={serviceStart} within={within} />
            </div>
            <div className="glance-said">{formatShortDay(serviceStart, language)}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Done({ at, within }: { readonly at: string | undefined; readonly within: number }): ReactNode {
  const { situations } = useWords();
  if (at === undefined) return null;
  const days = Math.max(0, dayOf(serverNow()) - dayOf(new Date(at)));
  return days <= within ? <Badge tone="waiting">{situations.done(days)}</Badge> : null;
}

/** Days since 1970 by the calendar of Paris. */
const dayOf = (moment: Date): number => Date.parse(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(moment)) / 86_400_000;

// One head of the record at a glance: its lines, or that there is none, or that nobody says; each with the documents that say it.

import type { GlanceBlock as Block, GlanceHead, GlanceLine } from '@carnet/contract';
import { Badge, Button, TextLink, formatShortDay, useLanguage } from '@carnet/ui';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../words.ts';
import { usePlaces } from './criteria.ts';
import { useGlanceDetails } from './glance-words.ts';
import { GlanceSeries } from './glance-series.tsx';

export interface OfRecord {
  readonly dossierId: string;
  readonly birthDate: string;
}
type Said = GlanceLine['said'];

/** More than so many are shown on demand: allergies all at once. */
const shownFirst: Readonly<Record<GlanceHead, number>> = { allergies: 60, treatments: 15, problems: 10, past: 6, vaccines: 8, results: 10 };

export function GlanceBlock({
  head,
  block,
  silent,
  ...record
}: OfRecord & {
  readonly head: GlanceHead;
  readonly block: Block;
  /** What is said where there is no line; otherwise that nobody speaks of it. */
  readonly silent?: string;
}): ReactNode {
  const { glance } = useWords();
  const [all, showAll] = useState(false);
  const { lines, former, none, total } = block;
  const rest = lines.length - shownFirst[head];
  const notTold = total - lines.length - former.length;
  return (
    <section className="glance-block" data-head={head} aria-labelledby={`glance-${head}`}>
      <h3 id={`glance-${head}`}>
        {glance.heads[head]}
        {lines.length > 0 && <span className="quiet"> ({lines.length})</span>}
      </h3>
      {lines.length === 0 && none.length === 0 && <p className="glance-silent">{silent ?? glance.silent}</p>}
      {lines.length > 0 && (
        <ul className="glance-lines" data-all={all ? '' : undefined}>
          {lines.map((line, index) => (
            <Line key={keyOf(line)} line={line} later={index >= shownFirst[head]} {...record} />
          ))}
        </ul>
      )}
      {none.map(({ label, whole, said }) => (
        <p key={label} className="glance-none">
          {lines.length > 0 ? glance.alsoNone(label) : whole ? <strong>{glance.none[head]}</strong> : glance.partlyNone(label)}{' '}
          <SaidBy said={said} dossierId={record.dossierId} />
        </p>
      ))}
      {rest > 0 && !all && (
        <div className="no-print">
          <Button small kind="quiet" onPress={() => showAll(true)}>
            {glance.more(rest)}
          </Button>
        </div>
      )}
      {notTold > 0 && <p className="small quiet">{glance.notTold(notTold)}</p>}
      {former.length > 0 && (
        <details className="glance-former">
          <summary>{glance.former(former.length)}</summary>
          <ul className="glance-lines" data-all="">
            {former.map((line) => (
              <Line key={keyOf(line)} line={line} later={false} {...record} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

export const keyOf = ({ label, said: { sources }, from }: GlanceLine): string => `${label}|${sources[0]?.id}|${from?.at}`;

export function Line({
  line,
  later,
  dossierId,
  birthDate,
  children,
}: OfRecord & { readonly line: GlanceLine; readonly later: boolean; readonly children?: ReactNode }): ReactNode {
  const { glance } = useWords();
  const details = useGlanceDetails(line, birthDate);
  return (
    <li data-later={later ? '' : undefined}>
      <div className="glance-what">
        <span className="glance-label">{line.label}</span>
        {line.watch !== undefined && <Badge tone="waiting">{glance.classes[line.watch.class]}</Badge>}
        {line.grave === true && <Badge tone="danger">{glance.grave}</Badge>}
        {line.result !== undefined && <GlanceSeries result={line.result} />}
        {details !== '' && <span className="glance-details">{details}</span>}
        {children}
      </div>
      <SaidBy said={line.said} dossierId={dossierId} />
    </li>
  );
}

/** One document: its date leads to it. Several: how many, and each of them on demand. */
function SaidBy({ said: { count, sources }, dossierId }: { readonly said: Said; readonly dossierId: string }): ReactNode {
  const { glance } = useWords();
  const { language } = useLanguage();
  const places = usePlaces(dossierId);
  const [newest] = sources;
  if (newest === undefined) return null;
  const day = formatShortDay(newest.at, language);
  return (
    <div className="glance-said">
      <TextLink href={places.document(newest.id)} aria-label={nameOf(newest, day, glance)}>
        {day}
      </TextLink>
      {count > 1 && (
        <details>
          <summary>{glance.said(count)}</summary>
          <ul>
            {sources.map((source) => (
              <li key={source.id}>
                <SourceLink dossierId={dossierId} source={source} />
              </li>
            ))}
          </ul>
          {count > sources.length && <p>{glance.saidMore(count - sources.length)}</p>}
        </details>
      )}
    </div>
  );
}

type Source = Said['sources'][number];
const nameOf = ({ title, author }: Source, day: string, words: ReturnType<typeof useWords>['glance']): string =>
  author === undefined ? words.source(title, day) : words.sourceBy(title, author, day);

export function SourceLink({ dossierId, source }: { readonly dossierId: string; readonly source: Source }): ReactNode {
  const { glance } = useWords();
  const { language } = useLanguage();
  const places = usePlaces(dossierId);
  return <TextLink href={places.document(source.id)}>{nameOf(source, formatShortDay(source.at, language), glance)}</TextLink>;
}

// A curve of measures, and its table. The drawing is for the eye: what it shows is said in a sentence above it and value by value below. Drawn at
// the width it has, so that its words keep their size on a phone; prints as it is.

import type { Curve as Series, CurvePoint, MeasureKind } from '@carnet/contract';
import { rowOfKind } from '@carnet/contract';
import { CircleUserRound, FileText } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { measures as french } from '../wording/fr/measures.ts';
import { type Language, formatDay, formatShortDay, useLanguage } from '../wording/index.ts';
import type { Widen } from '../wording/widen.ts';
import { Badge } from './badge.tsx';
import { Button, TextLink } from './button.tsx';
import { DateText } from './facts.tsx';

export type MeasureWords = Widen<typeof french>;

const locale = (language: Language): string => (language === 'fr' ? 'fr-FR' : 'en-GB');
export const unitOf = (kind: MeasureKind, words: MeasureWords): string => words.units[rowOfKind(kind).unit as keyof MeasureWords['units']];
const plainNumber = (value: number, language: Language): string => new Intl.NumberFormat(locale(language), { maximumFractionDigits: 2 }).format(value);
/** `128/79 mmHg`, `71,5 kg`. */
export function valueText(kind: MeasureKind, { value, diastolic }: Pick<CurvePoint, 'value' | 'diastolic'>, words: MeasureWords, language: Language): string {
  const numbers = [value, diastolic].flatMap((one) => (one === undefined ? [] : [plainNumber(one, language)])).join('/');
  return `${numbers}\u00A0${unitOf(kind, words)}`;
}

function useWidth(): readonly [(element: HTMLElement | null) => void, number] {
  const [width, setWidth] = useState(0);
  const observer = useRef<ResizeObserver | undefined>(undefined);
  useEffect(() => () => observer.current?.disconnect(), []);
  const attach = (element: HTMLElement | null): void => {
    if (element === null || observer.current !== undefined) return;
    observer.current = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    observer.current.observe(element);
  };
  return [attach, width];
}

const height = 220;
const margin = { top: 16, right: 16, bottom: 28, left: 48 };
/** More than so many marks would cover the line. */
const marksMaximum = 120;

/** Round steps that hold the values, at most five. */
function ticksOf(low: number, high: number): readonly number[] {
  const raw = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= raw)!;
  const first = Math.floor(low / step) * step;
  return Array.from({ length: Math.ceil((high - first) / step) + 1 }, (_, index) => Number((first + index * step).toFixed(6)));
}

export function Curve({ series, words, target }: { readonly series: Series; readonly words: MeasureWords; readonly target?: number | undefined }): ReactNode {
  const { language } = useLanguage();
  const [attach, width] = useWidth();
  const { kind } = series;
  const points = series.points.toReversed();
  const last = points.at(-1)!;
  const lowest = points.reduce((one, other) => (other.value < one.value ? other : one));
  const highest = points.reduce((one, other) => (other.value > one.value ? other : one));
  const said = (point: CurvePoint): string => valueText(kind, point, words, language);
  return (
    <figure className="curve">
      <figcaption>{words.summary(series.total, said(last), formatDay(last.at, language), said(lowest), said(highest))}</figcaption>
      {points.length > 1 && (
        <div ref={attach} className="curve-drawing" aria-hidden="true">
          {width > 0 && <Drawing points={points} width={width} words={words} language={language} {...(target === undefined ? {} : { target })} />}
        </div>
      )}
    </figure>
  );
}

function Drawing({
  points,
  width,
  words,
  language,
  target,
}: {
  readonly points: readonly CurvePoint[];
  readonly width: number;
  readonly words: MeasureWords;
  readonly language: Language;
  readonly target?: number;
}): ReactNode {
  const values = [
    ...points.flatMap(({ value, diastolic }) => (diastolic === undefined ? [value] : [value, diastolic])),
    ...(target === undefined ? [] : [target]),
  ];
  const ticks = ticksOf(Math.min(...values), Math.max(...values));
  const times = points.map(({ at }) => Date.parse(at));
  const [from, until] = [times[0]!, times.at(-1)!];
  const x = (time: number): number => margin.left + ((time - from) / (until - from || 1)) * (width - margin.left - margin.right);
  const [bottom, top] = [ticks[0]!, ticks.at(-1)!];
  const y = (value: number): number => margin.top + (1 - (value - bottom) / (top - bottom || 1)) * (height - margin.top - margin.bottom);
  const path = (of: (point: CurvePoint) => number | undefined): string =>
    points
      .flatMap((point, index) => {
        const value = of(point);
        return value === undefined ? [] : [`${x(times[index]!).toFixed(1)},${y(value).toFixed(1)}`];
      })
      .join(' ');
  const marked = points.length <= marksMaximum;
  const fromDocument = points.some(({ origin }) => origin.from === 'document');
  return (
    <>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        {ticks.map((tick) => (
          <g key={tick} className="curve-tick">
            <line x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} />
            <text x={margin.left - 8} y={y(tick)} dy="0.35em" textAnchor="end">
              {plainNumber(tick, language)}
            </text>
          </g>
        ))}
        <text x={margin.left} y={height - 8}>
          {formatShortDay(points[0]!.at, language)}
        </text>
        <text x={width - margin.right} y={height - 8} textAnchor="end">
          {formatShortDay(points.at(-1)!.at, language)}
        </text>
        {target !== undefined && <line className="curve-target" x1={margin.left} x2={width - margin.right} y1={y(target)} y2={y(target)} />}
        <polyline className="curve-line" points={path(({ value }) => value)} />
        <polyline className="curve-line" data-second="" points={path(({ diastolic }) => diastolic)} />
        {marked &&
          points.flatMap(({ value, diastolic, origin }, index) =>
            [value, diastolic].flatMap((one, place) =>
              one === undefined ? [] : [<Mark key={`${index}-${place}`} x={x(times[index]!)} y={y(one)} document={origin.from === 'document'} />],
            ),
          )}
      </svg>
      <p className="curve-legend">
        {fromDocument && (
          <>
            <span data-mark="measure">{words.legend.measure}</span>
            <span data-mark="document">{words.legend.document}</span>
          </>
        )}
        {target !== undefined && <span data-mark="target">{words.legend.target(`${plainNumber(target, language)} %`)}</span>}
      </p>
    </>
  );
}

/** A disc for what was measured, a square for what a document says. */
const Mark = ({ x, y, document }: { readonly x: number; readonly y: number; readonly document: boolean }): ReactNode =>
  document ? (
    <rect className="curve-mark" data-document="" x={x - 4.5} y={y - 4.5} width={9} height={9} />
  ) : (
    <circle className="curve-mark" cx={x} cy={y} r={4.5} />
  );

/** Where a value comes from. `reader`: who measured it is "you" on one's own record. */
export function OriginText({
  point,
  reader,
  words,
}: {
  readonly point: CurvePoint;
  readonly reader: 'self' | 'other';
  readonly words: MeasureWords;
}): ReactNode {
  const { origin, computed } = point;
  const { origins } = words;
  if (computed === true) return origins.computed;
  if (origin.from === 'document')
    return (
      <span className="icon-word">
        <FileText />
        {origins.document(origin.title)}
      </span>
    );
  const byPatient = origin.by === 'titulaire';
  const said = byPatient
    ? reader === 'self'
      ? origins.you
      : origins.patient
    : origin.by === 'representant'
      ? origins.representant
      : origin.by === 'service-tiers'
        ? origins.service(origin.name ?? '')
        : origins.by(origin.name ?? '');
  const details = [origin.device === true ? origins.device : undefined, origin.correctedAt === undefined ? undefined : origins.corrected].filter(
    (one) => one !== undefined,
  );
  return (
    <span className="measure-origin">
      {byPatient && reader === 'other' ? <Badge icon={<CircleUserRound />}>{said}</Badge> : <span>{said}</span>}
      {details.length > 0 && <span className="quiet"> {details.join(', ')}</span>}
      {origin.comment !== undefined && <span className="measure-comment">« {origin.comment} »</span>}
    </span>
  );
}

const rowsAtOnce = 30;
/** All the values of a curve, newest first. */
export function MeasureTable({
  series,
  words,
  reader,
  renderActions,
  documentHref,
}: {
  readonly series: Series;
  readonly words: MeasureWords;
  readonly reader: 'self' | 'other';
  readonly renderActions?: (point: CurvePoint) => ReactNode;
  readonly documentHref?: (documentId: string) => string;
}): ReactNode {
  const { language } = useLanguage();
  const [shown, setShown] = useState(rowsAtOnce);
  const { columns } = words;
  const left = series.points.length - shown;
  return (
    <div className="stack">
      <table className="measure-table">
        <caption className="visually-hidden">{words.tableOf(words.kinds[series.kind])}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.when}</th>
            <th scope="col">{columns.value}</th>
            <th scope="col">{columns.origin}</th>
            {renderActions !== undefined && (
              <th scope="col">
                <span className="visually-hidden">{columns.actions}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {series.points.slice(0, shown).map((point, index) => (
            <tr key={`${point.at}-${index}`}>
              <th scope="row">
                <DateText iso={point.at} as="moment" />
              </th>
              <td className="measure-value">{valueText(series.kind, point, words, language)}</td>
              <td>
                {point.origin.from === 'document' && documentHref !== undefined && point.computed !== true ? (
                  <TextLink href={documentHref(point.origin.documentId)}>
                    <OriginText point={point} reader={reader} words={words} />
                  </TextLink>
                ) : (
                  <OriginText point={point} reader={reader} words={words} />
                )}
              </td>
              {renderActions !== undefined && <td className="measure-actions">{renderActions(point)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && (
        <div>
          <Button onPress={() => setShown(shown + 200)}>{words.more(Math.min(left, 200))}</Button>
        </div>
      )}
    </div>
  );
}

// The last value of a result, how it stands and how it moved, in words; the small curve beside them is for the eye alone.

import type { GlanceLine } from '@carnet/contract';
import { Badge, formatShortDay, useLanguage } from '@carnet/ui';
import type { ReactNode } from 'react';
import { useWords } from '../../words.ts';
import { useNumber, useQuantity } from './glance-words.ts';

type Result = NonNullable<GlanceLine['result']>;

export function GlanceSeries({ result }: { readonly result: Result }): ReactNode {
  const { glance } = useWords();
  const { language } = useLanguage();
  const said = useNumber();
  const quantity = useQuantity();
  const { quantity: last, comparator = '', text, deviation, low, high, trend, values } = result;
  const before = values[1];
  return (
    <>
      <strong className="glance-value">{last === undefined ? text : `${comparator}${quantity(last)}`}</strong>
      {deviation !== undefined && <Badge tone="danger">{glance.deviation[deviation]}</Badge>}
      {values.length > 2 && <Spark values={values} />}
      {trend !== undefined && before !== undefined && (
        <span className="glance-trend">
          <span aria-hidden="true">{arrows[trend]} </span>
          {glance.trend[trend](said(before.value), formatShortDay(before.at, language))}
        </span>
      )}
      {last !== undefined && (low !== undefined || high !== undefined) && (
        <span className="glance-details">{glance.usual(low === undefined ? undefined : said(low), high === undefined ? undefined : said(high))}</span>
      )}
    </>
  );
}

const arrows = { up: '↗', down: '↘', steady: '→' } as const;
const [width, height, margin] = [72, 20, 3];

function Spark({ values }: { readonly values: Result['values'] }): ReactNode {
  const times = values.map(({ at }) => Date.parse(at));
  const heights = values.map(({ value }) => value);
  const placed = (all: readonly number[], index: number, size: number): number => {
    const [least, most] = [Math.min(...all), Math.max(...all)];
    return margin + ((all[index]! - least) / (most - least || 1)) * (size - 2 * margin);
  };
  const points = values.map((_value, index) => [placed(times, index, width), height - placed(heights, index, height)] as const);
  const [x, y] = points[0]!;
  return (
    <svg className="glance-spark" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      <polyline points={points.map((point) => point.join(',')).join(' ')} />
      <circle cx={x} cy={y} r={2.5} />
    </svg>
  );
}

// The faults of a file, by line, each with its fix. The first ones at once, the others on demand.

import type { Problem } from '@carnet/contract';
import { Button, Notice } from '@carnet/ui';
import { type ReactNode, useState } from 'react';
import { type Words, useWords } from '../../words.ts';

type Fault = NonNullable<Problem['findings']>[number];
const firstShown = 30;

/** The server names a line `ligne 12`. */
function placeOf(field: string, { load }: Words): string {
  const line = /^ligne (\d+)$/.exec(field)?.[1];
  return line === undefined ? load.wholeFile : load.line(Number(line));
}

export function Faults({ faults }: { readonly faults: readonly Fault[] }): ReactNode {
  const words = useWords();
  const { load } = words;
  const columns = load.faultColumns;
  const [all, setAll] = useState(false);
  const shown = all ? faults : faults.slice(0, firstShown);
  return (
    <section className="section stack" aria-labelledby="faults">
      <h2 id="faults">{load.faults(faults.length)}</h2>
      <Notice tone="danger" live>
        {load.faultsWhy}
      </Notice>
      <table className="plain-table faults-table">
        <caption className="visually-hidden">{load.faults(faults.length)}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.line}</th>
            <th scope="col">{columns.fault}</th>
            <th scope="col">{columns.given}</th>
            <th scope="col">{columns.expected}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ field, rule, text, given, expected }, index) => (
            <tr key={`${field}-${rule}-${index}`}>
              <th scope="row" data-label={columns.line}>
                <span>{placeOf(field, words)}</span>
              </th>
              <td data-label={columns.fault}>
                <span>{text ?? rule}</span>
              </td>
              <td data-label={columns.given}>{given !== undefined && <code>{given}</code>}</td>
              <td data-label={columns.expected}>{expected !== undefined && <code>{expected}</code>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < faults.length && <Button onPress={() => setAll(true)}>{load.moreFaults(faults.length - shown.length)}</Button>}
    </section>
  );
}

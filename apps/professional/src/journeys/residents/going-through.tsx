// The list gone through, five lines at a time: where it stands, what became of each line and why, and the receipts to print at the end. A break
// (a pause, no network) loses nothing: the lines without an answer are sent again, and opening twice opens once.

import type { CheckedResidents, Receipt as Given, Resident, ResidentOutcome } from '@carnet/contract';
import { Button, Notice, ProblemNotice } from '@carnet/ui';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { beginRound, openResidents } from '../../api.ts';
import { useWords } from '../../words.ts';
import { Receipt } from '../openings/receipt.tsx';
import { useLeaveGuard, usePrinted } from '../openings/receipt-step.tsx';

interface Done {
  readonly outcome: ResidentOutcome;
  readonly why?: string | undefined;
  readonly receipt?: Given | undefined;
}
const linesAtOnce = 5;

interface Going {
  readonly done: ReadonlyMap<number, Done>;
  readonly state: 'ready' | 'going' | 'paused' | 'finished';
  readonly error: unknown;
  readonly start: () => Promise<void>;
  readonly pause: () => void;
}

function useGoing(residents: readonly Resident[]): Going {
  const [done, setDone] = useState<ReadonlyMap<number, Done>>(new Map());
  const [state, setState] = useState<Going['state']>('ready');
  const [error, setError] = useState<unknown>(undefined);
  const round = useRef<string | undefined>(undefined);
  const pausing = useRef(false);
  const queries = useQueryClient();
  const start = async (): Promise<void> => {
    pausing.current = false;
    setError(undefined);
    setState('going');
    try {
      round.current ??= (await beginRound(residents.length)).id;
      const answered = new Map(done);
      const left = residents.filter(({ line }) => !answered.has(line));
      for (let from = 0; from < left.length && !pausing.current; from += linesAtOnce) {
        const sent = left.slice(from, from + linesAtOnce).map(({ name: _, ...resident }) => resident);
        const { lines } = await openResidents(round.current, sent);
        for (const { line, ...what } of lines) answered.set(line, what);
        setDone(new Map(answered));
      }
      setState(answered.size === residents.length ? 'finished' : 'paused');
    } catch (cause) {
      setError(cause);
      setState('paused');
    }
    await queries.invalidateQueries({ queryKey: ['rounds'] });
  };
  return { done, state, error, start, pause: () => void (pausing.current = true) };
}

export function GoingThrough({ checked, onAgain }: { readonly checked: CheckedResidents; readonly onAgain: () => void }): ReactNode {
  const { residents: words } = useWords().openings;
  const { residents } = checked;
  const going = useGoing(residents);
  const { done, state, error } = going;
  const printed = usePrinted();
  const receipts = residents.flatMap(({ line }) => done.get(line)?.receipt ?? []);
  useLeaveGuard(state === 'going' || (receipts.some(({ letter }) => letter !== undefined) && !printed));
  return (
    <>
      <div className="stack no-print">
        <h2>{state === 'finished' ? words.finished : words.ready(residents.length)}</h2>
        {checked.faults.length > 0 && state === 'ready' && <Faults checked={checked} />}
        {state === 'ready' && <Agreements residents={residents} />}
        {state !== 'ready' && <Progress done={done.size} total={residents.length} />}
        {error !== undefined && <ProblemNotice error={error} />}
        {state === 'paused' && <Notice tone="info">{words.stopped}</Notice>}
        {(state === 'going' || receipts.length > 0) && !printed && <Notice tone="warning">{words.keepOpen}</Notice>}
        {state === 'finished' && <Counts done={done} />}
        <Actions going={going} residents={residents.length} receipts={receipts.length} printed={printed} onAgain={onAgain} />
        {receipts.length > 0 && <p className="quiet">{words.receipts(receipts.length)}</p>}
        {done.size > 0 && <Results residents={residents} done={done} />}
      </div>
      <div className="print-only">
        {receipts.map((receipt, index) => (
          // Two residents may bear one name: their place in the list tells them apart.
          <Receipt key={index} given={receipt} />
        ))}
      </div>
    </>
  );
}

interface ActionsProps {
  readonly going: Going;
  readonly residents: number;
  readonly receipts: number;
  readonly printed: boolean;
  readonly onAgain: () => void;
}
function Actions({ going: { state, start, pause }, residents, receipts, printed, onAgain }: ActionsProps): ReactNode {
  const { residents: words } = useWords().openings;
  return (
    <div className="row">
      {state === 'ready' && residents > 0 && (
        <Button kind="primary" onPress={() => void start()}>
          {words.start(residents)}
        </Button>
      )}
      {state === 'going' && <Button onPress={pause}>{words.pause}</Button>}
      {state === 'paused' && (
        <Button kind="primary" onPress={() => void start()}>
          {words.resume}
        </Button>
      )}
      {receipts > 0 && state !== 'going' && (
        <Button kind={state === 'finished' && !printed ? 'primary' : 'secondary'} onPress={() => print()}>
          {words.printAll}
        </Button>
      )}
      {(state === 'ready' || state === 'finished') && (
        <Button kind="quiet" onPress={onAgain}>
          {state === 'ready' ? words.change : words.again}
        </Button>
      )}
    </div>
  );
}

function Faults({ checked: { faults } }: { readonly checked: CheckedResidents }): ReactNode {
  const { residents: words } = useWords().openings;
  const atFault = new Set(faults.map(({ line }) => line)).size;
  return (
    <Notice tone="warning" title={words.faults(atFault)}>
      <ul className="fault-lines">
        {faults.map(({ line, rule, text }) => (
          <li key={`${line}-${rule}`}>
            <span className="strong">{words.line(line)}</span> : {text}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Agreements({ residents }: { readonly residents: readonly Resident[] }): ReactNode {
  const { agreements } = useWords().openings.residents;
  const kindOf = ({ agreement }: Resident): keyof typeof agreements =>
    agreement === 'refused' ? 'refused' : agreement === 'not-asked' ? 'notAsked' : agreement.by === 'personne' ? 'agreed' : 'guardian';
  return <Tally of={Object.entries(agreements).map(([kind, label]) => [label, residents.filter((one) => kindOf(one) === kind).length] as const)} />;
}

function Counts({ done }: { readonly done: ReadonlyMap<number, Done> }): ReactNode {
  const { outcomes } = useWords().openings.residents;
  const all = [...done.values()];
  return <Tally of={Object.entries(outcomes).map(([outcome, label]) => [label, all.filter((one) => one.outcome === outcome).length] as const)} />;
}

/** Those that are none are not said. */
export function Tally({ of }: { readonly of: readonly (readonly [string, number])[] }): ReactNode {
  return (
    <dl className="tally">
      {of
        .filter(([, count]) => count > 0)
        .map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{count}</dd>
          </div>
        ))}
    </dl>
  );
}

function Progress({ done, total }: { readonly done: number; readonly total: number }): ReactNode {
  const { residents: words } = useWords().openings;
  return (
    <div className="stack-s" role="status">
      <progress value={done} max={total} aria-label={words.progress} />
      <p className="small">{words.done(done, total)}</p>
    </div>
  );
}

function Results({ residents, done }: { readonly residents: readonly Resident[]; readonly done: ReadonlyMap<number, Done> }): ReactNode {
  const { columnsOfTable, outcomes, line: lineWords } = useWords().openings.residents;
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{columnsOfTable.line}</th>
          <th scope="col">{columnsOfTable.name}</th>
          <th scope="col">{columnsOfTable.outcome}</th>
        </tr>
      </thead>
      <tbody>
        {residents.map(({ line, name }) => {
          const what = done.get(line);
          return what === undefined ? null : (
            <tr key={line}>
              <th scope="row" data-label={columnsOfTable.line}>
                <span>{lineWords(line)}</span>
              </th>
              <td data-label={columnsOfTable.name}>
                <span>{name}</span>
              </td>
              <td data-label={columnsOfTable.outcome}>
                <span>
                  {outcomes[what.outcome]}
                  {what.why !== undefined && ` : ${what.why}`}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

// What is hidden from some, line by line, with who still sees it; each one ends here.

import type { MasquageLine } from '@carnet/contract';
import { Button, ConfirmDialog, DateText, type SpaceName, callDoor, useKitWords } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, useState } from 'react';
import { recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { useAct, useLastAsked } from './asked.ts';

function useStillSaid(): (line: MasquageLine) => string | undefined {
  const { hidden } = useWords();
  return ({ exceptions }) => {
    const names = exceptions.map(({ because, displayName }) =>
      displayName === undefined ? hidden.authorsOfSpace : hidden.exception(displayName, hidden.exceptions[because]),
    );
    return names.length === 0 ? undefined : hidden.still(names.join(', '));
  };
}

/** A document by its title, a space by its name. */
function useWhatSaid(): (what: MasquageLine['what']) => string {
  const kit = useKitWords();
  const { journal } = useWords();
  return ({ kind, id, label }) => (kind === 'space' ? (kit.spaces[id as SpaceName] ?? id) : (label ?? journal.aDocument));
}

function MasquageList({ lines, onEnd }: { readonly lines: readonly MasquageLine[]; readonly onEnd: (line: MasquageLine) => void }): ReactNode {
  const { hidden } = useWords();
  const stillSaid = useStillSaid();
  const whatSaid = useWhatSaid();
  return (
    <ul className="list-lines">
      {lines.map((line) => {
        const still = stillSaid(line);
        return (
          <li key={line.id}>
            <div className="person">
              <p className="person-name">{hidden.line(whatSaid(line.what), line.from.label)}</p>
              <p>
                {hidden.kinds[line.from.kind]}. {hidden.since} <DateText iso={line.since} as="day" exact />
              </p>
              {still !== undefined && <p>{still}</p>}
              <div className="row">
                <Button small aria-label={hidden.showOf(whatSaid(line.what), line.from.label)} onPress={() => onEnd(line)}>
                  {hidden.show}
                </Button>
              </div>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function EndMasquageDialog({ line, onClose }: { readonly line: MasquageLine | undefined; readonly onClose: () => void }): ReactNode {
  const words = useWords().hidden.showDialog;
  const dossierId = useDossierId();
  const act = useAct();
  const whatSaid = useWhatSaid();
  const last = useLastAsked(line);
  if (last === undefined) return null;
  const { question: shown, opening } = last;
  return (
    <ConfirmDialog
      key={opening}
      isOpen={line !== undefined}
      onClose={onClose}
      title={words.title(whatSaid(shown.what), shown.from.label)}
      confirmLabel={words.confirm}
      onConfirm={() =>
        act(async () => {
          const { from, what } = shown;
          await callDoor(recordPath(dossierId, '/masquages/end'), {
            method: 'POST',
            body: { from: { kind: from.kind, id: from.id }, what: { kind: what.kind, id: what.id } },
          });
          return words.done;
        })
      }
    >
      <p>{words.what}</p>
    </ConfirmDialog>
  );
}

/** The lines with the dialog that ends one. */
export function Masquages({ lines }: { readonly lines: readonly MasquageLine[] }): ReactNode {
  const [ending, setEnding] = useState<MasquageLine | undefined>(undefined);
  return (
    <>
      <MasquageList lines={lines} onEnd={setEnding} />
      <EndMasquageDialog line={ending} onClose={() => setEnding(undefined)} />
    </>
  );
}

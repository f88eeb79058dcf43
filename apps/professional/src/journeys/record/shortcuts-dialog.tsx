// What the keys of the list do, and the way to turn single keys off.

import { Dialog, Switch } from '@carnet/ui';
import type { ReactNode } from 'react';
import { useWords } from '../../words.ts';
import type { useSingleKeys } from './list-keys.ts';

interface ShortcutsProps {
  readonly keys: ReturnType<typeof useSingleKeys>;
  readonly wide: boolean;
  readonly onClose: () => void;
}

/** What the grid of a wide screen does, and the list of a narrow one does not. */
const ofTheGrid: readonly string[] = ['→', 'c'];

export function ShortcutsDialog({ keys, wide, onClose }: ShortcutsProps): ReactNode {
  const words = useWords().list.keys;
  const lines = words.lines.filter(([key = '']) => wide || !ofTheGrid.includes(key));
  return (
    <Dialog isOpen onClose={onClose} title={words.title}>
      <dl className="shortcuts">
        {lines.map(([key = '', does]) => (
          <div key={key}>
            <dt>
              {/* The arrows of a narrow list are the page's. */}
              <kbd>{wide ? key : key.replace(/ .+/, '')}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      {!keys.on && <p role="status">{words.off}</p>}
      <Switch isSelected={keys.on} onChange={keys.turn} help={words.singleHelp}>
        {words.single}
      </Switch>
    </Dialog>
  );
}

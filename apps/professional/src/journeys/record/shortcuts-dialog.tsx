// What the keys of the list do, and the way to turn single keys off.

import { Dialog, Switch } from '@carnet/ui';
import type { ReactNode } from 'react';
import { useWords } from '../../words.ts';
import type { useSingleKeys } from './list-keys.ts';

export function ShortcutsDialog({ keys, onClose }: { readonly keys: ReturnType<typeof useSingleKeys>; readonly onClose: () => void }): ReactNode {
  const words = useWords().list.keys;
  return (
    <Dialog isOpen onClose={onClose} title={words.title}>
      <dl className="shortcuts">
        {words.lines.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Switch isSelected={keys.on} onChange={keys.turn} help={words.singleHelp}>
        {words.single}
      </Switch>
    </Dialog>
  );
}

// One's passkeys: what they are for, those one has, another added, one renamed or removed.

import type { OwnPasskey } from '@carnet/contract';
import { Button, DateText, ErrorState, Notice, Section, Skeleton } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { queries } from '../../queries.ts';
import { knowsPasskeys } from '../signing-in/knows-passkeys.ts';
import { AddPasskey, RemovePasskey, RenamePasskey } from './passkey-dialogs.tsx';

type Asked = { readonly act: 'add' } | { readonly act: 'rename' | 'remove'; readonly passkey: OwnPasskey };

function List({ passkeys, onAsk }: { readonly passkeys: readonly OwnPasskey[]; readonly onAsk: (asked: Asked) => void }): ReactNode {
  const { passkeys: words } = useWords();
  return (
    <ul className="list-lines" aria-label={words.title}>
      {passkeys.map((passkey) => (
        <li key={passkey.id}>
          <div className="person">
            <p className="person-name">{passkey.name}</p>
            <p>
              {words.addedOn} <DateText iso={passkey.addedAt} as="moment" exact />
            </p>
            <p>
              {passkey.lastUsedAt === undefined ? (
                words.neverUsed
              ) : (
                <>
                  {words.lastUsed} <DateText iso={passkey.lastUsedAt} as="moment" exact />
                </>
              )}
            </p>
            <div className="row">
              <Button small aria-label={words.renameOf(passkey.name)} onPress={() => onAsk({ act: 'rename', passkey })}>
                {words.rename}
              </Button>
              <Button small aria-label={words.removeOf(passkey.name)} onPress={() => onAsk({ act: 'remove', passkey })}>
                {words.remove}
              </Button>
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

export function PasskeysSection(): ReactNode {
  const { passkeys: words } = useWords();
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const own = useQuery(queries.passkeys());
  const close = (): void => setAsked(undefined);
  return (
    <Section title={words.title} lead={words.lead}>
      {own.isPending && <Skeleton shape="rows" count={1} />}
      {own.isError && own.data === undefined && <ErrorState error={own.error} onRetry={() => void own.refetch()} />}
      {own.data !== undefined &&
        (own.data.passkeys.length === 0 ? <p className="quiet">{words.none}</p> : <List passkeys={own.data.passkeys} onAsk={setAsked} />)}
      {own.data !== undefined && (
        <div className="section-after">
          {knowsPasskeys() ? (
            <Button onPress={() => setAsked({ act: 'add' })}>{words.add}</Button>
          ) : (
            <Notice title={words.faults.unsupported.title}>
              <p>{words.elsewhere}</p>
            </Notice>
          )}
        </div>
      )}
      {asked?.act === 'add' && <AddPasskey isOpen onClose={close} />}
      {asked?.act === 'rename' && <RenamePasskey isOpen onClose={close} passkey={asked.passkey} />}
      {asked?.act === 'remove' && <RemovePasskey isOpen onClose={close} passkey={asked.passkey} />}
    </Section>
  );
}

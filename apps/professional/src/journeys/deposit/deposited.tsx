// What happened: the document is there, who sees it, and whether its content was there before; or it had arrived already.

import type { DepositedDocument } from '@carnet/contract';
import { Button, EmptyState, LinkButton } from '@carnet/ui';
import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../../words.ts';
import type { Sight } from './draft.ts';

interface DepositedProps {
  readonly dossierId: string;
  readonly deposited: DepositedDocument;
  readonly sight: Sight;
  readonly replaced: boolean;
  readonly onAgain: () => void;
}

export function Deposited({ dossierId, deposited: { id, alike }, sight, replaced, onAgain }: DepositedProps): ReactNode {
  const { deposit } = useWords();
  const { done } = deposit;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div role="status" ref={place} tabIndex={-1}>
      <EmptyState
        level={3}
        title={replaced ? done.replaced : done.title}
        actions={
          <>
            <LinkButton kind="primary" href={`/dossier/${dossierId}/document/${id}`}>
              {done.read}
            </LinkButton>
            {!replaced && <Button onPress={onAgain}>{done.another}</Button>}
          </>
        }
      >
        <p>{done[sight]}</p>
        {alike && <p>{done.alike}</p>}
      </EmptyState>
    </div>
  );
}

export function AlreadyThere({ dossierId }: { readonly dossierId: string }): ReactNode {
  const { deposit } = useWords();
  return (
    <div role="status">
      <EmptyState
        level={3}
        title={deposit.already.title}
        actions={
          <LinkButton kind="primary" href={`/dossier/${dossierId}`}>
            {deposit.back}
          </LinkButton>
        }
      >
        <p>{deposit.already.why}</p>
      </EmptyState>
    </div>
  );
}

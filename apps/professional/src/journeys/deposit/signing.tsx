// As whom one deposits, and for which structure; or why one may not: told before anything is typed.

import type { DepositOptions } from '@carnet/contract';
import { Button, Notice } from '@carnet/ui';
import type { ReactNode } from 'react';
import { useStructureChange } from '../../frame.tsx';
import { useProfessional } from '../../session.tsx';
import { useWords } from '../../words.ts';

export function Signing({ options: { may, author }, children }: { readonly options: DepositOptions; readonly children: ReactNode }): ReactNode {
  const { deposit } = useWords();
  if (!may.allowed) return <DepositClosed because={may.because} />;
  if (author === undefined) return <ChooseStructure />;
  return (
    <>
      <p className="quiet">{deposit.signed(author.displayName, author.professionLabel, author.structure)}</p>
      {children}
    </>
  );
}

export function DepositClosed({ because = '' }: { readonly because?: string | undefined }): ReactNode {
  const { closed } = useWords().deposit;
  return (
    <Notice tone="warning" title={closed.title}>
      <p>{closed.why[because] ?? closed.otherwise}</p>
    </Notice>
  );
}

export function ChooseStructure(): ReactNode {
  const { noStructure } = useWords().deposit;
  const { structures } = useProfessional();
  const change = useStructureChange();
  return (
    <Notice tone="info" title={noStructure.title}>
      <p>{structures.length === 0 ? noStructure.none : noStructure.why}</p>
      <div className="row">
        {structures.map(({ id, name }) => (
          <Button key={id} onPress={() => void change(id)}>
            {name}
          </Button>
        ))}
      </div>
    </Notice>
  );
}

// The warning before a document that the patient has not seen (EX_3.2-1025): nothing of it is fetched before the press.

import { Button, Notice } from '@carnet/ui';
import type { ReactNode } from 'react';
import { useWords } from '../../words.ts';

export function Awaiting({ onOpen }: { readonly onOpen: () => void }): ReactNode {
  const { awaiting } = useWords().document;
  return (
    <Notice
      tone="warning"
      title={awaiting.title}
      live
      actions={
        <Button kind="primary" onPress={onOpen}>
          {awaiting.open}
        </Button>
      }
    >
      <p>{awaiting.why}</p>
    </Notice>
  );
}

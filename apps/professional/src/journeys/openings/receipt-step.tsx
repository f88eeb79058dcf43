// Third screen: the receipt, as it will be printed. Leaving before it was printed is asked twice: its password is never shown again.

import type { Receipt as Given } from '@carnet/contract';
import { Button, ConfirmDialog, Notice } from '@carnet/ui';
import { readableName } from '@carnet/ui/wording/readable-name';
import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../../words.ts';
import { StepHead } from './step-head.tsx';
import { Receipt } from './receipt.tsx';

export function ReceiptStep({ receipt, onNext }: { readonly receipt: Given; readonly onNext: () => void }): ReactNode {
  const { receipt: words } = useWords().openings;
  const printed = usePrinted();
  const [leaving, setLeaving] = useState(false);
  const unsafe = receipt.letter !== undefined && !printed;
  useLeaveGuard(unsafe);
  return (
    <div className="stack-l">
      <StepHead now={3} title={receipt.accessOnly ? words.accessTitle : words.title} lead={readableName(receipt.displayName)} />
      <div className="stack no-print">
        <Notice tone={receipt.letter === undefined ? 'info' : 'warning'}>{receipt.letter === undefined ? words.paper : words.once}</Notice>
        <div className="row">
          <Button kind={printed ? 'secondary' : 'primary'} onPress={() => print()}>
            {words.print}
          </Button>
          <Button kind={printed ? 'primary' : 'secondary'} onPress={() => (unsafe ? setLeaving(true) : onNext())}>
            {words.next}
          </Button>
        </div>
        <h2>{words.preview}</h2>
      </div>
      <Receipt given={receipt} />
      <ConfirmDialog
        isOpen={leaving}
        onClose={() => setLeaving(false)}
        title={words.notPrinted.title}
        confirmLabel={words.notPrinted.leave}
        danger
        onConfirm={async () => onNext()}
      >
        <p>{words.notPrinted.body}</p>
      </ConfirmDialog>
    </div>
  );
}

/** True once the page was sent to a printer, or to a file: the browser does not say more. */
export function usePrinted(): boolean {
  const [printed, setPrinted] = useState(false);
  useEffect(() => {
    const note = (): void => setPrinted(true);
    addEventListener('afterprint', note);
    return () => removeEventListener('afterprint', note);
  }, []);
  return printed;
}

/** The browser asks before the page is left. */
export function useLeaveGuard(unsafe: boolean): void {
  useEffect(() => {
    if (!unsafe) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [unsafe]);
}

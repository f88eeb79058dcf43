// Dialogs: what will happen is said before, focus is kept inside and given back after. On a phone they rise from the bottom.

import { type ReactNode, Suspense, useRef, useState } from 'react';
import { useKitWords } from '../wording/index.ts';
import { Button } from './button.tsx';
import { DialogWindow } from './late-windows.ts';
import { ProblemNotice } from './messages.tsx';

export interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons, the main one first. */
  readonly actions?: ReactNode;
  /** For what must be answered: no click outside, no cross. */
  readonly mustAnswer?: boolean;
  readonly size?: 'normal' | 'large';
}

/** From its first opening on it stays, so that it leaves as it came. */
export function Dialog(props: DialogProps): ReactNode {
  const opened = useRef(false);
  opened.current ||= props.isOpen;
  return (
    opened.current && (
      <Suspense>
        <DialogWindow {...props} />
      </Suspense>
    )
  );
}

interface ConfirmDialogProps extends Omit<DialogProps, 'actions' | 'mustAnswer'> {
  readonly confirmLabel: string;
  readonly danger?: boolean;
  /** False: something is missing, which the fields in the dialog now say; nothing is done. */
  readonly isComplete?: () => boolean;
  /** Resolves when it is done: the dialog then closes. Throws: it stays open and says why. */
  readonly onConfirm: () => Promise<unknown>;
}

export function ConfirmDialog({ confirmLabel, danger = false, isComplete, onConfirm, onClose, children, ...props }: ConfirmDialogProps): ReactNode {
  const words = useKitWords();
  const body = useRef<HTMLDivElement>(null);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const close = (): void => {
    setError(undefined);
    onClose();
  };
  const confirm = async (): Promise<void> => {
    if (isComplete?.() === false) {
      // The first field at fault takes the focus, once its error is there to be read.
      requestAnimationFrame(() => {
        const field = body.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]');
        (field?.matches('input, textarea, button') === true ? field : field?.querySelector<HTMLElement>('input, button'))?.focus();
      });
      return;
    }
    setPending(true);
    setError(undefined);
    try {
      await onConfirm();
      close();
    } catch (cause) {
      setError(cause);
    } finally {
      setPending(false);
    }
  };
  return (
    <Dialog
      {...props}
      onClose={close}
      actions={
        <>
          <Button kind={danger ? 'danger' : 'primary'} isPending={pending} onPress={() => void confirm()}>
            {confirmLabel}
          </Button>
          <Button kind="quiet" onPress={close}>
            {words.cancel}
          </Button>
        </>
      }
    >
      <div ref={body} className="stack">
        {children}
        {error !== undefined && <ProblemNotice error={error} />}
      </div>
    </Dialog>
  );
}

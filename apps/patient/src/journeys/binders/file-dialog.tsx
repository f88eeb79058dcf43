// In which of one's binders a document is: a press puts it in or takes it out, at once; a new binder begins with it.

import type { DocumentSummary } from '@carnet/contract';
import { Button, Checkbox, Dialog, FolderAddIcon, ProblemNotice, TextField, useSpeak } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, useState } from 'react';
import { useArrangement } from '../../arrangement.ts';

export function FileDialog({
  document,
  isOpen,
  onClose,
}: {
  readonly document: Pick<DocumentSummary, 'id'>;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const { binders } = useWords();
  const { arrangement, arrange } = useArrangement();
  const speak = useSpeak();
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState<string | undefined>(undefined);
  const [error, setError] = useState<unknown>(undefined);
  const act = async (mark: string, asked: Parameters<typeof arrange>[0]): Promise<boolean> => {
    setPending(mark);
    setError(undefined);
    try {
      await arrange(asked);
      return true;
    } catch (cause) {
      setError(cause);
      return false;
    } finally {
      setPending(undefined);
    }
  };
  // What was missing is not said again at the next opening.
  const close = (): void => {
    setTried(false);
    setError(undefined);
    onClose();
  };
  const make = async (): Promise<void> => {
    setTried(true);
    if (name.trim() === '' || !(await act('new', { act: 'make', name: name.trim(), document: document.id }))) return;
    // The eye sees it ticked.
    speak(binders.file.filed(name.trim()));
    setName('');
    setTried(false);
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={binders.file.title}
      actions={
        <Button kind="primary" onPress={close}>
          {binders.file.done}
        </Button>
      }
    >
      <p className="quiet">{binders.own}</p>
      {arrangement.binders.length > 0 && (
        <div className="choice-list" role="group" aria-label={binders.title}>
          {arrangement.binders.map((binder) => {
            const isIn = binder.documents.includes(document.id);
            return (
              <Checkbox
                key={binder.id}
                isSelected={isIn}
                isReadOnly={pending === binder.id}
                onChange={() => void act(binder.id, { act: isIn ? 'take' : 'put', binder: binder.id, document: document.id })}
              >
                {binder.name}
              </Checkbox>
            );
          })}
        </div>
      )}
      <form
        className="new-binder"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <TextField
          label={binders.newName}
          value={name}
          onChange={setName}
          maxLength={60}
          autoComplete="off"
          placeholder={binders.newHint}
          error={tried && name.trim() === '' ? binders.nameMissing : undefined}
        />
        <Button type="submit" icon={<FolderAddIcon />} isPending={pending === 'new'}>
          {binders.file.make}
        </Button>
      </form>
      {error !== undefined && <ProblemNotice error={error} />}
    </Dialog>
  );
}

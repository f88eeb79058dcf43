// The record closed to another professional, at the patient's request and in their name: for whoever treats the patient, and never without the tick.

import { Checkbox, ConfirmDialog, TextField, useAnnounce } from '@carnet/ui';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { blockForPatient } from '../../api.ts';
import { useWords } from '../../words.ts';

interface BlockDialogProps {
  readonly dossierId: string;
  /** Undefined: to be named by their number. */
  readonly professional: { readonly id: string; readonly displayName: string } | undefined;
  readonly onClose: () => void;
}

export function BlockDialog({ dossierId, professional, onClose }: BlockDialogProps): ReactNode {
  const { block } = useWords().care;
  const announce = useAnnounce();
  const queries = useQueryClient();
  const reminder = useId();
  const [number, setNumber] = useState('');
  const [asked, setAsked] = useState(false);
  const [reminded, setReminded] = useState(false);
  const id = professional?.id ?? number.trim();
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={professional === undefined ? block.title : block.of(professional.displayName)}
      confirmLabel={block.action}
      danger
      isComplete={() => {
        setReminded(true);
        return asked && id !== '';
      }}
      onConfirm={async () => {
        await blockForPatient(dossierId, id);
        announce(block.done);
        void queries.invalidateQueries({ queryKey: ['dossier', dossierId, 'accesses'] });
      }}
    >
      <p>{block.why}</p>
      {professional === undefined && (
        <TextField
          label={block.number}
          help={block.numberHelp}
          value={number}
          onChange={setNumber}
          mono
          inputMode="numeric"
          autoComplete="off"
          error={reminded && id === '' ? block.missing : undefined}
        />
      )}
      <Checkbox isSelected={asked} onChange={setAsked} isInvalid={reminded && !asked} {...(reminded && !asked ? { 'aria-describedby': reminder } : {})}>
        {block.asked}
      </Checkbox>
      {reminded && !asked && (
        <p id={reminder} className="field-error" role="alert">
          {block.askedRequired}
        </p>
      )}
      <p className="quiet">{block.traced}</p>
    </ConfirmDialog>
  );
}

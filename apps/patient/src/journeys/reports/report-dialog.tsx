// "I do not know this person": what the patient wants (only report, or also block), what they may add, and what happens next and by when.

import type { Report } from '@carnet/contract';
import { ConfirmDialog, RadioGroup, TextArea, callDoor, formatDay, useAnnounce, useLanguage } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { forgetAccesses, recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';

/** Whom, and the access where there is one: a line of the journal, or somebody of the list of accesses. */
export interface Reported {
  readonly name: string;
  readonly access?: { readonly id: string; readonly at: string };
  readonly actor?: string;
  /** Only a professional can be blocked. */
  readonly canBlock: boolean;
}

const textMaximum = 2000;

export function ReportDialog({
  reported,
  isOpen,
  onClose,
}: {
  readonly reported: Reported;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const { reports } = useWords();
  const words = reports.dialog;
  const { language } = useLanguage();
  const announce = useAnnounce();
  const client = useQueryClient();
  const dossierId = useDossierId();
  const [want, setWant] = useState<'report' | 'block'>('report');
  const [text, setText] = useState('');
  const tooLong = text.length > textMaximum ? words.tooLong(textMaximum) : undefined;
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={words.title(reported.name)}
      confirmLabel={want === 'block' ? words.confirmBlock : words.confirm}
      danger={want === 'block'}
      isComplete={() => tooLong === undefined}
      onConfirm={async () => {
        const { access, actor } = reported;
        const report = await callDoor<Report>(recordPath(dossierId, '/reports'), {
          method: 'POST',
          body: {
            ...(access === undefined ? { actor } : { access }),
            ...(text.trim() === '' ? {} : { text: text.trim() }),
            block: want === 'block',
          },
        });
        announce(report.blocked ? words.doneBlocked(reported.name) : words.done(formatDay(report.due, language)));
        await Promise.all([forgetAccesses(client), client.invalidateQueries({ queryKey: ['reports'] })]);
      }}
    >
      <p>{words.what}</p>
      {reported.canBlock && (
        <RadioGroup<'report' | 'block'>
          label={words.want}
          value={want}
          onChange={setWant}
          choices={[
            { value: 'report', label: words.onlyReport, help: words.onlyReportHelp },
            { value: 'block', label: words.alsoBlock, help: words.alsoBlockHelp },
          ]}
        />
      )}
      <TextArea label={words.text} help={words.textHelp} optional value={text} onChange={setText} error={tooLong} />
      <p className="quiet">{words.next}</p>
    </ConfirmDialog>
  );
}

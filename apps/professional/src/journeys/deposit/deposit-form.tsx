// The form of a deposit: a file or a note, its type, its title and its date, who will see it. What is refused keeps all that was typed; what was sent
// without an answer is sent again as the same deposit.

import { noteMaximum, patientDepositMimeTypes } from '@carnet/contract/deposit-limits';
import type { DepositOptions } from '@carnet/contract';
import { Button, Combo, NoAnswerError, Notice, ProblemNotice, Segmented, SendingProgress, TextArea, TextField, isProblem } from '@carnet/ui';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { sendDeposit } from '../../api.ts';
import { useOnce } from '../../use-once.ts';
import { useWords } from '../../words.ts';
import { keepsEnter } from '../writing/signed-by-press.ts';
import { AlreadyThere, Deposited } from './deposited.tsx';
import { type Corrected, type Draft, type Faults, type What, draftOf, faultsOf, formOf, titleOf } from './draft.ts';
import { SightFields } from './sight-fields.tsx';
import { FileField, useChosenFile } from './file-field.tsx';

interface FormProps {
  readonly dossierId: string;
  readonly options: DepositOptions;
  readonly asked: string | undefined;
  readonly corrected: Corrected | undefined;
  readonly secret: boolean;
  /** What is said once it is there, where it is not the usual. */
  readonly done?: ReactNode;
}

export function DepositForm({ dossierId, options, asked, corrected, secret, done }: FormProps): ReactNode {
  const { deposit } = useWords();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => draftOf(options, asked, corrected));
  const [tried, setTried] = useState(false);
  const [sent, setSent] = useState(0);
  const attempt = useRef(crypto.randomUUID());
  const form = useRef<HTMLFormElement>(null);
  const file = useChosenFile(options.maximumBytes);
  const set = <Key extends keyof Draft>(key: Key, value: Draft[Key]): void => setDraft((before) => ({ ...before, [key]: value }));
  const faults = faultsOf(draft, options, file.file, deposit);
  const shown: Faults = tried ? faults : {};
  const sending = useOnce({
    mutationFn: () => {
      setSent(0);
      const given = { attempt: attempt.current, file: file.file, takes: corrected?.takes };
      return sendDeposit(dossierId, formOf(draft, options, given), setSent);
    },
    onError: (error) => {
      // Refused, it left nothing behind: what is sent next is another deposit. Unanswered, it may have arrived.
      if (!(error instanceof NoAnswerError)) attempt.current = crypto.randomUUID();
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['dossier', dossierId, 'documents'] });
      void queries.invalidateQueries({ queryKey: ['dossier', dossierId, 'glance'] });
      queries.removeQueries({ queryKey: ['dossier', dossierId, 'sheet'] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (sending.isPending || file.preparing) return;
    if (Object.keys(faults).length === 0) sending.mutate();
    // The first field at fault takes the focus, once its error is there to be read.
    else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .field:has(> .field-error) button')?.focus());
  };
  const again = (): void => {
    sending.reset();
    attempt.current = crypto.randomUUID();
    setDraft(draftOf(options, undefined, undefined));
    file.choose(undefined);
    setTried(false);
  };

  if (sending.isSuccess)
    return done ?? <Deposited dossierId={dossierId} deposited={sending.data} sight={draft.sight} replaced={corrected !== undefined} onAgain={again} />;
  if (isProblem(sending.error, 'IDENTIFIANT_DEJA_UTILISE')) return <AlreadyThere dossierId={dossierId} />;
  return (
    <form ref={form} className="form deposit-form" onSubmit={submit} onKeyDownCapture={keepsEnter} noValidate>
      {asked !== undefined && draft.typeCode === undefined && <Notice tone="warning">{deposit.typeClosed}</Notice>}
      <Segmented label={deposit.what} value={draft.what} onChange={(what) => set('what', what)} choices={whats(corrected, deposit)} />
      {draft.what === 'file' && <FileField chosen={file} accept={patientDepositMimeTypes} maximumBytes={options.maximumBytes} error={shown.file} />}
      {draft.what === 'note' && (
        <TextArea
          label={deposit.note}
          help={deposit.noteHelp(noteMaximum)}
          rows={10}
          value={draft.note}
          onChange={(note) => set('note', note)}
          error={shown.note}
          spellCheck="true"
        />
      )}
      {draft.what === 'same' && <p className="quiet">{deposit.sameHelp}</p>}
      <Combo
        label={deposit.type}
        help={deposit.typeHelp}
        groups={groupsOf(options, deposit)}
        value={draft.typeCode}
        onChange={(typeCode) => set('typeCode', typeCode)}
        nothing={deposit.noType}
        error={shown.typeCode}
      />
      <TextField
        label={deposit.name}
        help={deposit.nameHelp}
        value={titleOf(draft, options)}
        onChange={(title) => set('title', title)}
        maxLength={200}
        error={shown.title}
      />
      <TextField
        type="date"
        label={deposit.date}
        help={deposit.dateHelp}
        value={draft.serviceDate}
        onChange={(day) => set('serviceDate', day)}
        error={shown.serviceDate}
      />
      <SightFields
        options={options}
        seen={draft}
        onChange={(seen) => setDraft((before) => ({ ...before, ...seen }))}
        secret={secret}
        carried={corrected !== undefined && 'replaces' in corrected.takes}
      />
      {sending.isError && <ProblemNotice error={sending.error} actions={<span className="small">{deposit.kept}</span>} />}
      {sending.isPending && <SendingProgress sent={sent} words={deposit} />}
      <div className="form-actions">
        <Button type="submit" kind="primary" isPending={sending.isPending || file.preparing}>
          {corrected === undefined || 'corrects' in corrected.takes ? deposit.send : deposit.sendCorrection}
        </Button>
      </div>
    </form>
  );
}

type DepositWords = ReturnType<typeof useWords>['deposit'];

const whats = (corrected: Corrected | undefined, { whats: words }: DepositWords): { readonly value: What; readonly label: string }[] =>
  (corrected?.isFile === true ? (['same', 'file', 'note'] as const) : (['file', 'note'] as const)).map((value) => ({ value, label: words[value] }));

function groupsOf({ types, usual }: DepositOptions, { usual: first, others }: DepositWords): Parameters<typeof Combo>[0]['groups'] {
  const choice = ({ code, label, classLabel }: DepositOptions['types'][number]) => ({ value: code, label, help: classLabel });
  const collator = new Intl.Collator(document.documentElement.lang);
  return [
    { title: first, choices: types.slice(0, usual).map(choice) },
    {
      title: others,
      choices: types
        .slice(usual)
        .toSorted((one, other) => collator.compare(one.label, other.label))
        .map(choice),
    },
  ].filter(({ choices }) => choices.length > 0);
}

// The list as it is pasted, or read from a file, with what its columns are.

import type { CheckedResidents } from '@carnet/contract';
import { Button, FileDrop, Notice, ProblemNotice, TextArea, isProblem } from '@carnet/ui';
import { type FormEvent, type ReactNode, useState } from 'react';
import { checkResidents } from '../../api.ts';
import { useOnce } from '../../use-once.ts';
import { useWords } from '../../words.ts';

export function ListForm({ onChecked }: { readonly onChecked: (checked: CheckedResidents) => void }): ReactNode {
  const { residents: words } = useWords().openings;
  const [list, setList] = useState('');
  const [file, setFile] = useState<File | undefined>(undefined);
  const [tried, setTried] = useState(false);
  const check = useOnce({ mutationFn: checkResidents, onSuccess: onChecked });
  // What is wrong with the list as a whole stands under it.
  const fault = isProblem(check.error, 'PARAMETRE_INVALIDE') ? check.error.problem.findings?.[0]?.text : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (list.trim() !== '') check.mutate(list);
  };
  return (
    <form onSubmit={submit} className="stack no-print" noValidate>
      <p>{words.columns}</p>
      <dl className="column-list">
        {words.columnList.map(([name, what]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <Notice tone="info">{words.curatelle}</Notice>
      <TextArea
        label={words.paste}
        help={words.pasteHelp}
        rows={8}
        value={list}
        onChange={(next) => {
          setList(next);
          check.reset();
        }}
        error={tried && list.trim() === '' ? words.empty : fault}
        autoComplete="off"
      />
      <FileDrop
        label={words.file}
        help=""
        accept={['text/csv', '.csv', 'text/plain']}
        file={file}
        onFile={(chosen) => {
          setFile(chosen);
          if (chosen !== undefined) void textOf(chosen).then(setList);
        }}
      />
      {check.error !== null && fault === undefined && <ProblemNotice error={check.error} />}
      <div className="row">
        <Button type="submit" kind="primary" isPending={check.isPending}>
          {words.check}
        </Button>
      </div>
    </form>
  );
}

/** As UTF-8, or as older spreadsheets of Windows write accents. */
async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

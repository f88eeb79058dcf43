// The lines of one heading: each with the documents it comes from; a field that adds one at Enter and waits for the next; or "néant".

import { AddIcon, Button, Checkbox, CloseIcon, EditIcon, RetryIcon, TextField, TextLink, formatShortDay, useKitWords, useLanguage } from '@carnet/ui';
import { type Dispatch, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useWords } from '../../words.ts';
import { type LineChange, type WrittenLine, type WrittenPart, keptLines, wordsOf } from './lines.ts';
import { usePendingLine } from './pending-lines.ts';

interface BlockProps<Part extends string> {
  readonly part: Part;
  readonly name: string;
  /** Where it is not the whole of its section. */
  readonly short?: string | undefined;
  readonly help?: string | undefined;
  readonly written: WrittenPart;
  readonly faults: ReadonlyMap<string, string>;
  readonly dossierId: string;
  readonly onChange: Dispatch<LineChange<Part>>;
}
const textMaximum = 300;

export function LinesBlock<Part extends string>({ part, name, short, help, written, faults, dossierId, onChange }: BlockProps<Part>): ReactNode {
  const { synthesis } = useWords();
  const kept = keptLines(written).length;
  return (
    <div className="synthesis-part" role="group" aria-label={name} id={`part-${part}`} tabIndex={-1}>
      {short !== undefined && <h4>{short}</h4>}
      {written.lines.length > 0 && (
        <ul className="synthesis-lines">
          {written.lines.map((line) => (
            <Line key={line.key} part={part} line={line} fault={faults.get(line.key)} dossierId={dossierId} onChange={onChange} />
          ))}
        </ul>
      )}
      <div className="synthesis-more">
        {!written.none && <Adding part={part} name={name} help={help} onChange={onChange} />}
        {kept === 0 && (
          <Checkbox isSelected={written.none} onChange={(none) => onChange({ kind: 'none', part, none })} aria-label={synthesis.noneOf(name)}>
            {synthesis.none}
          </Checkbox>
        )}
      </div>
    </div>
  );
}

interface LineProps<Part extends string> extends Pick<BlockProps<Part>, 'part' | 'dossierId' | 'onChange'> {
  readonly line: WrittenLine;
  readonly fault: string | undefined;
}

function Line<Part extends string>({ part, line, fault, dossierId, onChange }: LineProps<Part>): ReactNode {
  const { synthesis } = useWords();
  const [editing, edit] = useState(false);
  const back = useRef<HTMLLIElement>(null);
  const words = wordsOf(line);
  /** Where the button that was pressed stood: whoever types stays there. */
  const stay = (): void => {
    requestAnimationFrame(() => back.current?.querySelector('button')?.focus());
  };
  const leave = (): void => {
    edit(false);
    stay();
  };
  const change = (kind: 'remove' | 'put-back'): void => {
    onChange({ kind, part, key: line.key });
    stay();
  };
  if (editing || fault !== undefined)
    return (
      <li className="synthesis-line" ref={back}>
        <Rewriting
          words={words}
          fault={fault}
          onKeep={(text) => {
            onChange({ kind: 'rewrite', part, key: line.key, text });
            leave();
          }}
          onLeave={leave}
          onTaken={(text) => {
            edit(false);
            return { kind: 'rewrite', part, key: line.key, text };
          }}
          {...(fault === undefined ? {} : { onRemove: () => change('remove') })}
        />
      </li>
    );
  if (line.removed === true)
    return (
      <li className="synthesis-line" data-removed="" ref={back}>
        <p className="synthesis-words">
          <span className="visually-hidden">{synthesis.removed} : </span>
          <s>{words}</s>
        </p>
        <div className="synthesis-acts">
          <Button small kind="quiet" icon={<RetryIcon />} aria-label={synthesis.putBackOf(line.line.text)} onPress={() => change('put-back')}>
            {synthesis.putBack}
          </Button>
        </div>
      </li>
    );
  return (
    <li className="synthesis-line" ref={back}>
      <div className="synthesis-words">
        <p>
          <strong>{line.line.text}</strong>
          {line.details.map((detail) => (
            <span key={detail}> – {detail}</span>
          ))}
        </p>
        <Said line={line} dossierId={dossierId} />
      </div>
      <div className="synthesis-acts">
        <Button small kind="quiet" icon={<EditIcon />} aria-label={synthesis.editOf(line.line.text)} onPress={() => edit(true)}>
          {synthesis.edit}
        </Button>
        <Button small kind="quiet" icon={<CloseIcon />} aria-label={synthesis.removeOf(line.line.text)} onPress={() => change('remove')}>
          {synthesis.remove}
        </Button>
      </div>
    </li>
  );
}

function Said({ line: { said, rewritten }, dossierId }: { readonly line: WrittenLine; readonly dossierId: string }): ReactNode {
  const { synthesis } = useWords();
  const { language } = useLanguage();
  const [newest] = said?.sources ?? [];
  if (said === undefined || newest === undefined) return null;
  return (
    <p className="synthesis-said">
      {synthesis.from}{' '}
      <TextLink href={`/dossier/${dossierId}/document/${newest.id}`}>
        {newest.title}, {formatShortDay(newest.at, language)}
      </TextLink>
      {said.count > 1 && ` ${synthesis.more(said.count - 1)}`}
      {rewritten === true && ` · ${synthesis.rewritten}`}
    </p>
  );
}

interface RewritingProps {
  readonly words: string;
  readonly fault: string | undefined;
  readonly onKeep: (text: string) => void;
  readonly onLeave: () => void;
  /** The same, where the page is deposited meanwhile. */
  readonly onTaken: (text: string) => LineChange;
  readonly onRemove?: () => void;
}

/** Enter keeps, Escape gives up. */
function Rewriting({ words, fault, onKeep, onLeave, onTaken, onRemove }: RewritingProps): ReactNode {
  const { synthesis } = useWords();
  const kit = useKitWords();
  const [text, setText] = useState(words);
  usePendingLine(() => (text.trim() === '' || text.trim() === words ? undefined : onTaken(text.trim())));
  const keep = (): void => {
    const trimmed = text.trim();
    if (trimmed === '') onLeave();
    else onKeep(trimmed);
  };
  return (
    <div className="synthesis-rewriting">
      <TextField
        label={synthesis.words}
        help={synthesis.wordsKeys}
        value={text}
        onChange={setText}
        maxLength={textMaximum}
        error={fault}
        autoFocus
        autoComplete="off"
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === 'Enter') keep();
          else if (event.key === 'Escape') onLeave();
        }}
      />
      <div className="synthesis-acts">
        <Button small onPress={keep}>
          {synthesis.keep}
        </Button>
        {onRemove === undefined ? (
          <Button small kind="quiet" onPress={onLeave}>
            {kit.cancel}
          </Button>
        ) : (
          <Button small kind="quiet" icon={<CloseIcon />} onPress={onRemove}>
            {synthesis.remove}
          </Button>
        )}
      </div>
    </div>
  );
}

function Adding<Part extends string>({ part, name, help, onChange }: Pick<BlockProps<Part>, 'part' | 'name' | 'help' | 'onChange'>): ReactNode {
  const { synthesis } = useWords();
  const [text, setText] = useState('');
  const add = (): void => {
    if (text.trim() === '') return;
    onChange({ kind: 'add', part, text: text.trim() });
    setText('');
  };
  usePendingLine(() => {
    if (text.trim() === '') return undefined;
    setText('');
    return { kind: 'add', part, text: text.trim() };
  });
  return (
    <div className="synthesis-adding">
      <TextField
        label={synthesis.addTo(name)}
        {...(help === undefined ? {} : { help })}
        placeholder={synthesis.add}
        value={text}
        onChange={setText}
        maxLength={textMaximum}
        autoComplete="off"
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === 'Enter') add();
        }}
      />
      {text.trim() !== '' && (
        <Button small icon={<AddIcon />} aria-label={synthesis.addActionTo(name)} onPress={add}>
          {synthesis.addAction}
        </Button>
      )}
    </div>
  );
}

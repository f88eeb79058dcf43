// The INS as it is typed: grouped as on the carte Vitale, 2A and 2B of Corsica accepted, the caret kept where the hand is.
// Whether it is right is the server's to say: the app holds no rule.

import { TextField } from '@carnet/ui';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { bareIns, groupIns } from './group-ins.ts';

interface InsFieldProps {
  readonly label: string;
  readonly help: string;
  readonly error: string | undefined;
  readonly value: string;
  readonly onChange: (bare: string) => void;
  /** Where it is what the page is for. */
  readonly autoFocus?: boolean;
}

export function InsField({ label, help, error, value, onChange, autoFocus = false }: InsFieldProps): ReactNode {
  const caret = useRef<{ readonly input: HTMLInputElement; readonly kept: number } | undefined>(undefined);
  const shown = groupIns(value);
  useLayoutEffect(() => {
    if (caret.current === undefined) return;
    const { input, kept } = caret.current;
    caret.current = undefined;
    const place = groupIns(value.slice(0, kept)).length;
    input.setSelectionRange(place, place);
  }, [value, shown]);
  const change = (text: string): void => {
    const input = document.activeElement;
    if (input instanceof HTMLInputElement && input.selectionStart !== null)
      caret.current = { input, kept: bareIns(text.slice(0, input.selectionStart)).length };
    onChange(bareIns(text));
  };
  return (
    <TextField
      label={label}
      help={help}
      error={error}
      value={shown}
      onChange={change}
      mono
      inputMode="text"
      autoComplete="off"
      autoCorrect="off"
      spellCheck="false"
      autoFocus={autoFocus}
    />
  );
}

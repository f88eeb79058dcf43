// Choosing how the application is looked at. Each choice is shown as it will be; it takes effect at once, and is kept on this device.

import type { ReactNode } from 'react';
import { Radio as AriaRadio, RadioGroup as AriaRadioGroup } from 'react-aria-components/RadioGroup';
import { type Contrast, type TextSize, contrasts, setLook, textSizes, useLook } from '../look.ts';
import { Switch } from './choice.tsx';
import { FieldLabel } from './field.tsx';

interface LookWords {
  readonly text: string;
  readonly texts: Readonly<Record<TextSize, string>>;
  readonly contrast: string;
  readonly contrasts: Readonly<Record<Contrast, string>>;
  readonly terms: string;
  readonly termsHelp: string;
}

/** One choice among few, each with a picture of itself beside its name. */
function Pictured<Value extends string>({
  label,
  of,
  names,
  values,
  value,
  onChange,
}: {
  readonly label: string;
  readonly of: 'text' | 'contrast';
  readonly names: Readonly<Record<Value, string>>;
  readonly values: readonly Value[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}): ReactNode {
  return (
    <AriaRadioGroup className="field" value={value} onChange={(next) => onChange(next as Value)}>
      <FieldLabel label={label} />
      <div className="choice-list">
        {values.map((one) => (
          <AriaRadio key={one} value={one} className="choice look-choice">
            <span className="choice-mark" data-round="" aria-hidden="true" />
            <span className="look-name">{names[one]}</span>
            <span className="look-picture" data-of={of} data-value={one} aria-hidden="true">
              Aa
            </span>
          </AriaRadio>
        ))}
      </div>
    </AriaRadioGroup>
  );
}

export function LookChoices({ words }: { readonly words: LookWords }): ReactNode {
  const { text, contrast, terms } = useLook();
  return (
    <>
      <Pictured label={words.text} of="text" names={words.texts} values={textSizes} value={text} onChange={(chosen) => setLook({ text: chosen })} />
      <Pictured
        label={words.contrast}
        of="contrast"
        names={words.contrasts}
        values={contrasts}
        value={contrast}
        onChange={(chosen) => setLook({ contrast: chosen })}
      />
      <Switch isSelected={terms === 'explained'} onChange={(shown) => setLook({ terms: shown ? 'explained' : 'plain' })} help={words.termsHelp}>
        {words.terms}
      </Switch>
    </>
  );
}

// Fields of a form: a visible label, help before the field, the error under it naming what to correct.
// React Aria ties label, help and error to the input and announces the error.

import { CircleAlert, Eye, EyeOff, Check, Circle } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { FieldError as AriaFieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea';
import { type TextFieldProps as AriaTextFieldProps, TextField as AriaTextField } from 'react-aria-components/TextField';
import { useKitWords } from '../wording/index.ts';

export interface FieldTexts {
  readonly label: string;
  readonly help?: ReactNode;
  /** What is wrong and how to correct it. */
  readonly error?: string | undefined;
  /** Says "(facultatif)" beside the label. */
  readonly optional?: boolean;
}

export function FieldLabel({ label, optional = false }: Pick<FieldTexts, 'label' | 'optional'>): ReactNode {
  const words = useKitWords();
  return (
    <Label className="field-label">
      {label}
      {optional && <span className="field-optional"> ({words.optional})</span>}
    </Label>
  );
}

/** What stands before what is filled. */
export function FieldHead({ help, ...label }: Pick<FieldTexts, 'label' | 'help' | 'optional'>): ReactNode {
  return (
    <>
      <FieldLabel {...label} />
      {help !== undefined && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
    </>
  );
}

export function FieldError({ error }: { readonly error: string | undefined }): ReactNode {
  return (
    <AriaFieldError className="field-error">
      <CircleAlert />
      <span>{error}</span>
    </AriaFieldError>
  );
}

type Base = Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'isInvalid'> & FieldTexts;
/** `mono`: a number or an identifier, typed to the letter. */
export type TextFieldProps = Base & { readonly mono?: boolean; readonly placeholder?: string };

export function TextField({ label, help, error, optional = false, mono = false, placeholder, ...props }: TextFieldProps): ReactNode {
  return (
    <AriaTextField {...props} isInvalid={error !== undefined} validationBehavior="aria" className="field">
      <FieldHead label={label} help={help} optional={optional} />
      <Input
        className="input"
        {...(mono ? { 'data-mono': '', 'spellCheck': false, 'autoCapitalize': 'none' } : {})}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
      <FieldError error={error} />
    </AriaTextField>
  );
}

export function TextArea({ label, help, error, optional = false, rows = 3, ...props }: Base & { readonly rows?: number }): ReactNode {
  return (
    <AriaTextField {...props} isInvalid={error !== undefined} validationBehavior="aria" className="field">
      <FieldHead label={label} help={help} optional={optional} />
      <AriaTextArea className="input" rows={rows} />
      <FieldError error={error} />
    </AriaTextField>
  );
}

export interface PasswordRule {
  readonly rule: string;
  readonly test: (password: string) => boolean;
}

/** Shows or hides what is typed; with `rules`, ticks each one while typing. Paste and password managers always work. */
export function PasswordField({ label, help, error, rules, optional: _, ...props }: Base & { readonly rules?: readonly PasswordRule[] }): ReactNode {
  const words = useKitWords();
  const [shown, setShown] = useState(false);
  const rulesId = useId();
  const value = props.value ?? '';
  return (
    <AriaTextField
      {...props}
      type={shown ? 'text' : 'password'}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className="field"
      {...(rules === undefined ? {} : { 'aria-describedby': rulesId })}
    >
      <FieldHead label={label} help={help} />
      <div className="input-with-button">
        <Input className="input" spellCheck={false} autoCapitalize="none" />
        <AriaButton className="input-button" aria-pressed={shown} aria-label={words.password.show} onPress={() => setShown(!shown)}>
          {shown ? <EyeOff /> : <Eye />}
        </AriaButton>
      </div>
      <FieldError error={error} />
      {rules !== undefined && (
        <div id={rulesId} className="password-rules">
          <p className="small quiet">{words.password.rulesTitle}</p>
          <ul>
            {rules.map(({ rule, test }) => {
              const met = test(value);
              return (
                <li key={rule} data-met={met ? '' : undefined}>
                  {met ? <Check /> : <Circle />}
                  <span>
                    {words.password.rules[rule as keyof typeof words.password.rules] ?? rule}
                    <span className="visually-hidden"> : {met ? words.password.met : words.password.unmet}</span>
                  </span>
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </AriaTextField>
  );
}

/** The one-time code: a single field, so that paste, autofill and screen readers simply work. Keeps digits only. */
export function CodeField({ label, help, error, onChange, length = 6, optional: _, ...props }: Base & { readonly length?: number }): ReactNode {
  return (
    <AriaTextField
      {...props}
      inputMode="numeric"
      autoComplete="one-time-code"
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className="field"
      {...(onChange === undefined ? {} : { onChange: (value: string) => onChange(value.replaceAll(/\D/g, '').slice(0, length)) })}
    >
      <FieldHead label={label} help={help} />
      <Input className="input code-input" data-mono="" size={length + 2} />
      <FieldError error={error} />
    </AriaTextField>
  );
}

// Changing a value: within its bounds, from a day that has not begun, with a reason; what will happen is said, then confirmed.

import type { PolicySetting, PolicyValue } from '@carnet/contract';
import { Button, ConfirmDialog, RadioGroup, TextField, formatDay, formatNumber, useAnnounce, useLanguage } from '@carnet/ui';
import { type ReactNode, useState } from 'react';
import { changePolicy } from '../../api.ts';
import { DayField, ReasonField, isPossibleDay, isReason } from '../../decisions/decision-fields.tsx';
import { dayAfter, useLawChanged } from '../../law.ts';
import { labelOf, valueInWords } from '../../policy-value.ts';
import { useWords } from '../../words.ts';

interface ChangePolicyProps {
  readonly policy: PolicySetting;
  readonly earliest: string;
  readonly today: string;
  /** What is typed for one of what is stored. */
  readonly unitSize: number;
}

/** Undefined: not a value this policy may take. */
function valueOf(policy: PolicySetting, typed: string, unitSize: number): PolicyValue | undefined {
  switch (policy.type) {
    case 'integer': {
      const value = /^\d{1,9}$/.test(typed.trim()) ? Number(typed) * unitSize : undefined;
      return value !== undefined && value >= policy.minimum && value <= policy.maximum ? value : undefined;
    }
    case 'boolean':
      return typed === '' ? undefined : typed === 'true';
    case 'choice':
      return policy.choices.includes(typed) ? typed : undefined;
  }
}

/** The value that day would have without this change. */
function valueOn(policy: PolicySetting, day: string): PolicyValue {
  const coming = policy.changes.filter(({ state, value, from }) => state === 'coming' && value !== undefined && from <= day);
  return coming.toSorted((a, b) => a.from.localeCompare(b.from)).at(-1)?.value ?? policy.value;
}

export function ChangePolicy({ policy, earliest, today, unitSize }: ChangePolicyProps): ReactNode {
  const words = useWords();
  const { policy: texts } = words;
  const { language } = useLanguage();
  const announce = useAnnounce();
  const lawChanged = useLawChanged();
  const [typed, setTyped] = useState('');
  const [day, setDay] = useState(dayAfter(today));
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const [asking, setAsking] = useState(false);
  const value = valueOf(policy, typed, unitSize);
  const same = value !== undefined && isPossibleDay(day, earliest) && valueOn(policy, day) === value;
  const said = isPossibleDay(day, earliest) ? formatDay(day, language) : '';
  const confirm = async (): Promise<void> => {
    await changePolicy(policy.key, value!, day, reason.trim());
    announce(texts.done(said));
    setTyped('');
    setReason('');
    setChecked(false);
    await lawChanged();
  };
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (value !== undefined && !same && isPossibleDay(day, earliest) && isReason(reason)) setAsking(true);
      }}
    >
      <ValueField
        policy={policy}
        typed={typed}
        onType={setTyped}
        unitSize={unitSize}
        fault={checked ? (value === undefined ? 'wrong' : same ? 'same' : undefined) : undefined}
      />
      <DayField value={day} onChange={setDay} checked={checked} earliest={earliest} />
      <ReasonField value={reason} onChange={setReason} checked={checked} />
      <div className="form-actions">
        <Button kind="primary" type="submit" wide>
          {texts.action}
        </Button>
      </div>
      {value !== undefined && (
        <ConfirmDialog isOpen={asking} onClose={() => setAsking(false)} title={texts.confirmTitle} confirmLabel={texts.action} onConfirm={confirm}>
          <p>{texts.confirm(labelOf(policy.key, words), valueInWords(policy, policy.value, words), valueInWords(policy, value, words), said)}</p>
          <p className="quiet">{texts.confirmScope}</p>
        </ConfirmDialog>
      )}
    </form>
  );
}

interface ValueFieldProps {
  readonly policy: PolicySetting;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly unitSize: number;
  readonly fault: 'wrong' | 'same' | undefined;
}

function ValueField({ policy, typed, onType, unitSize, fault }: ValueFieldProps): ReactNode {
  const words = useWords();
  const { policy: texts, policies } = words;
  const { language } = useLanguage();
  if (policy.type === 'integer') {
    const [minimum, maximum] = [policy.minimum, policy.maximum].map((bound) => formatNumber(language, bound / unitSize)) as [string, string];
    return (
      <TextField
        label={texts.value}
        help={texts.valueHelp(policies.unitNames[policy.unit], minimum, maximum)}
        value={typed}
        onChange={onType}
        inputMode="numeric"
        autoComplete="off"
        isRequired
        error={fault === undefined ? undefined : fault === 'same' ? texts.valueSame : texts.valueWrong(minimum, maximum)}
      />
    );
  }
  const choices = policy.type === 'boolean' ? ['true', 'false'] : policy.choices;
  return (
    <RadioGroup
      label={texts.value}
      choices={choices.map((choice) => ({ value: choice, label: valueInWords(policy, policy.type === 'boolean' ? choice === 'true' : choice, words) }))}
      value={typed === '' ? undefined : typed}
      onChange={onType}
      isRequired
      error={fault === undefined ? undefined : fault === 'same' ? texts.valueSame : texts.valueMissing}
    />
  );
}

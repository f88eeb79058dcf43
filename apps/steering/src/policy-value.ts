// A policy value in words: with its unit, `oui` or `non`, or the words of its choice. Sizes are told and typed in mebibytes.

import type { PolicySetting, PolicyValue } from '@carnet/contract';
import type { Words } from './words.ts';

const mebibyte = 1024 * 1024;
type IntegerSetting = Extract<PolicySetting, { type: 'integer' }>;

/** What is typed for one of what is stored. */
export const unitSize = ({ unit }: IntegerSetting): number => (unit === 'bytes' ? mebibyte : 1);

export function valueInWords(setting: PolicySetting, value: PolicyValue, { policies }: Words): string {
  if (setting.type === 'integer' && typeof value === 'number') return policies.units[setting.unit](value / unitSize(setting));
  if (typeof value === 'boolean') return value ? policies.yes : policies.no;
  return policies.of[setting.key]?.choices?.[String(value)] ?? String(value);
}

/** A key this app has no words for is shown as it is. */
export const labelOf = (key: string, { policies }: Words): string => policies.of[key]?.label ?? key;
export const explanationOf = (key: string, { policies }: Words): string | undefined => policies.of[key]?.what;

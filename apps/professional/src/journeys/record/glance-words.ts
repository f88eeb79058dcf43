// A line of the record at a glance in words: values, units, dates as precise as they were written.

import type { GlanceLine } from '@carnet/contract';
import { useLanguage } from '@carnet/ui';
import { useCallback } from 'react';
import { useWords } from '../../words.ts';
import { ageText } from './age.ts';

/** UCUM as it is read: `10*3/uL` is 10³/µL. */
const powers: Readonly<Record<string, string>> = { '3': '³', '6': '⁶', '9': '⁹', '12': '¹²' };
const unitText = (unit: string): string =>
  unit
    .replaceAll(/[{}]/g, '')
    .replaceAll(/10\*(\d+)/g, (_all, power: string) => `10${powers[power] ?? `^${power}`}`)
    .replaceAll(/\[(\w+)\]/g, '$1')
    .replaceAll(/(^|[/.])u(?=[A-Zglmk])/g, '$1µ')
    .replace(/^mmHg$|^mm\[Hg\]$/, 'mmHg');

/** UCUM's ways to write what is counted. */
const countedAs = {
  '{tablet}': 'tablet',
  '{tbl}': 'tablet',
  '{capsule}': 'capsule',
  '{puff}': 'puff',
  '{drop}': 'drop',
  '[drp]': 'drop',
} as const;

export function useNumber(): (value: number) => string {
  const { language } = useLanguage();
  return useCallback((value) => new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { maximumFractionDigits: 4 }).format(value), [language]);
}
export function useQuantity(): (quantity: { readonly value: number; readonly unit?: string | undefined }) => string {
  const said = useNumber();
  const { counted } = useWords().glance;
  return useCallback(
    ({ value, unit }) => {
      if (unit === undefined) return said(value);
      const count = (countedAs as Readonly<Partial<Record<string, keyof typeof counted>>>)[unit];
      return `${said(value)}\u00A0${count === undefined ? unitText(unit) : counted[count](value)}`;
    },
    [said, counted],
  );
}

const formats = { year: { year: 'numeric' }, month: { month: 'long', year: 'numeric' }, day: { day: 'numeric', month: 'short', year: 'numeric' } } as const;
type Written = NonNullable<GlanceLine['from']>;
function useWhen(): (written: Written) => string {
  const { language } = useLanguage();
  return useCallback(
    ({ at, precision }) => {
      const format = formats[precision === 'year' || precision === 'month' ? precision : 'day'];
      const said = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { timeZone: 'Europe/Paris', ...format }).format(new Date(at));
      return language === 'fr' ? said.replace(/^1 /, '1er ') : said;
    },
    [language],
  );
}

/** What stands after the name of a line: its state, its dose, its dates. */
export function useGlanceDetails(line: GlanceLine, birthDate: string): string {
  const words = useWords();
  const { glance } = words;
  const when = useWhen();
  const quantity = useQuantity();
  const { from, to, dose, every } = line;
  const event = line.result !== undefined || line.days !== undefined || line.use === 'dispensed' || line.use === 'administered';
  const isDay = ({ precision }: Written): boolean => precision !== 'year' && precision !== 'month';
  const dated = (): string | undefined => {
    if (from !== undefined && to !== undefined) return `${glance.from(when(from), isDay(from))} ${glance.to(when(to), isDay(to))}`;
    if (from !== undefined) return event ? when(from) : glance.since(when(from), isDay(from));
    return to === undefined ? undefined : glance.until(when(to), isDay(to));
  };
  const [low, high] = [dose?.low ?? dose?.high, dose?.high].map((one) => (one === undefined ? undefined : quantity(one)));
  return [
    line.reactions?.join(', '),
    line.intolerance === true ? glance.intolerance : undefined,
    line.unconfirmed === true ? glance.unconfirmed : undefined,
    line.status === undefined || line.status === 'active' ? undefined : glance.status[line.status],
    low === undefined ? undefined : glance.dose(low, high),
    every?.unit === undefined ? undefined : glance.every(every.value, every.unit),
    line.route,
    line.use === undefined ? undefined : glance.use[line.use],
    dated(),
    line.days !== undefined && from !== undefined ? glance.atAge(ageText(words, birthDate, from.at.slice(0, 10))) : undefined,
    line.days !== undefined && line.days > 1 ? glance.days(line.days) : undefined,
    line.lot === undefined ? undefined : glance.lot(line.lot),
    line.result?.preliminary === true ? glance.preliminary : undefined,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}

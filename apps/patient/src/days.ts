// Days of the civil calendar, told by the server's clock and in Paris: today, and so many months from it.

import { serverNow } from '@carnet/ui';

const civil = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

export const today = (): string => civil.format(serverNow());

/** The day so many days after today. */
export const daysFromToday = (days: number): string => new Date(Date.parse(today()) + days * 86_400_000).toISOString().slice(0, 10);

export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** The eve of the same day so many months later: a last day, included. The 31st of a shorter month is its last day. */
export function lastDayAfterMonths(months: number): string {
  const [year, month, day] = today().split('-').map(Number) as [number, number, number];
  const inMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, inMonth) - 1)).toISOString().slice(0, 10);
}

/** The last day of what ends at this instant, which is out of it. */
export const lastDayBefore = (iso: string): string => civil.format(new Date(Date.parse(iso) - 1));

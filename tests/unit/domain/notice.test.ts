// What is told and when: every event and every kind has its row, digests leave at eight in Paris through both changes of the clock, nothing
// rings at night but emergencies.

import { noticeKinds as spoken, emailChoices as offered, noticeChoices as offeredFor } from '@carnet/contract';
import { type Instant, instantOf, toIso } from '@carnet/domain/kernel';
import {
  type Circumstances,
  afterQuietHours,
  defaultChoices,
  defaultQuietHours,
  emailChoices,
  emailDeparture,
  floodOf,
  isPastCare,
  nextDailyDigest,
  nextWeeklyDigest,
  noticeEvents,
  noticeTable,
  pushDeparture,
} from '@carnet/domain/notice';
import { describe, expect, test } from 'vitest';

const at = (iso: string): Instant => instantOf(Date.parse(iso));

/** As the facts of Mon espace santé list them (docs/sources.md §5.7). */
const events = `AJOUT_DOCUMENT MODIF_DOCUMENT SUPP_DOC CONSULT_DOCUMENT ACCES_DMP_PS ACCES_BRIS_GLACE REMISE_VISIBILITE_AUTO RECEPTION_MESSAGE
  AJOUT_VACCINATION CONSULT_VACCINATION AJOUT_ENTOURAGE RAPPEL_RDV_PREV RAPPEL_RDV_PREV_VACC RAPPEL_RDV_PREV_DEPIST RAPPEL_AGENDA RAPPEL_RDV_USAGER
  COPIE_DOC_AJOUT_GLYCEMIE COPIE_DOC_AJOUT_HBA1C COPIE_DOC_AJOUT_TAILLE COPIE_DOC_AJOUT_POIDS COPIE_DOC_AJOUT_PC PRIMO_ALIM_MHS RAPPEL_MODIF_DA
  REPONSE_SUPPORT PARTAGE_PROFIL_AIDANT ACCORD_PARTAGE_PROFIL REFUS_PARTAGE_PROFIL REVOCATION_PAR_AIDANT REVOCATION_PAR_AIDE
  RAPPEL_CONSENT_PASSAGE_MAJO RAPPEL_CONSENT_RL_PASSAGE_MAJO`.split(/\s+/);

describe('the table', () => {
  test('forgets no event, and invents none', () => {
    expect(Object.keys(noticeEvents).toSorted()).toEqual(events.toSorted());
  });
  test('what it says is told is a kind of notice; the rest says why not', () => {
    for (const [event, told] of Object.entries(noticeEvents)) {
      if ('by' in told) expect(noticeTable, event).toHaveProperty(told.by);
      else expect(('notYet' in told ? told.notYet : told.readIn).length, event).toBeGreaterThan(10);
    }
  });
  test('the apps know the same kinds, the same choices', () => {
    expect([...spoken].toSorted()).toEqual(Object.keys(noticeTable).toSorted());
    expect([...offered]).toEqual([...emailChoices]);
    expect([...offeredFor].toSorted()).toEqual(Object.keys(defaultChoices).toSorted());
  });
});

describe('digests', () => {
  test.each([
    ['winter, just before eight', '2026-01-15T06:59:59.999Z', '2026-01-15T07:00:00.000Z'],
    ['winter, at eight', '2026-01-15T07:00:00.000Z', '2026-01-16T07:00:00.000Z'],
    ['summer, at night', '2026-07-15T00:30:00.000Z', '2026-07-15T06:00:00.000Z'],
    ['the night clocks go forward, before', '2026-03-29T00:30:00.000Z', '2026-03-29T06:00:00.000Z'],
    ['the day before clocks go forward', '2026-03-28T10:00:00.000Z', '2026-03-29T06:00:00.000Z'],
    ['the day before clocks go back', '2026-10-24T10:00:00.000Z', '2026-10-25T07:00:00.000Z'],
    ['the day clocks went back', '2026-10-25T10:00:00.000Z', '2026-10-26T07:00:00.000Z'],
    ['New Year', '2026-12-31T12:00:00.000Z', '2027-01-01T07:00:00.000Z'],
  ])('daily: %s', (_when, now, expected) => {
    expect(toIso(nextDailyDigest(at(now)))).toBe(expected);
  });
  test('over two years: eight in Paris, ahead, and within 25 hours; weekly ones on a Monday, within eight days', () => {
    const shown = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', weekday: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' });
    for (let now = Date.UTC(2026, 0, 1, 0, 13); now < Date.UTC(2028, 0, 1); now += 97 * 60_000) {
      const [daily, weekly] = [nextDailyDigest(instantOf(now)), nextWeeklyDigest(instantOf(now))];
      expect(shown.format(daily)).toMatch(/ 08:00:00$/);
      expect(daily - now).toBeGreaterThan(0);
      expect(daily - now).toBeLessThanOrEqual(25 * 3_600_000);
      expect(shown.format(weekly)).toMatch(/^Mon,? 08:00:00$/);
      expect(weekly - now).toBeLessThan(8 * 86_400_000);
    }
  });
});

describe('the night', () => {
  test.each([
    ['the evening', '2026-11-20T20:59:00Z', '2026-11-20T20:59:00.000Z'],
    ['ten at night', '2026-11-20T21:00:00Z', '2026-11-21T06:00:00.000Z'],
    ['the small hours', '2026-11-21T02:00:00Z', '2026-11-21T06:00:00.000Z'],
    ['seven in the morning', '2026-11-21T06:00:00Z', '2026-11-21T06:00:00.000Z'],
    ['a summer night', '2026-07-20T20:30:00Z', '2026-07-21T05:00:00.000Z'],
    ['the night clocks go forward', '2026-03-28T23:00:00Z', '2026-03-29T05:00:00.000Z'],
  ])('%s', (_when, now, expected) => {
    expect(toIso(afterQuietHours(at(now), defaultQuietHours))).toBe(expected);
  });
  test('hours within a day, none at all', () => {
    const nap = { from: 13 * 60, to: 15 * 60 };
    expect(toIso(afterQuietHours(at('2026-11-20T12:30:00Z'), nap))).toBe('2026-11-20T14:00:00.000Z');
    expect(toIso(afterQuietHours(at('2026-11-20T21:30:00Z'), nap))).toBe('2026-11-20T21:30:00.000Z');
    for (const none of [undefined, { from: 60, to: 60 }]) expect(afterQuietHours(at('2026-11-20T00:30:00Z'), none)).toBe(at('2026-11-20T00:30:00Z'));
  });
});

describe('when a notice leaves', () => {
  const night = at('2026-11-20T22:00:00Z');
  const about = (over: Partial<Circumstances> = {}): Circumstances => ({
    kind: 'document-nouveau',
    at: night,
    past: false,
    flood: false,
    toActOn: false,
    ...over,
  });
  const now = { email: 'now', push: true } as const;
  const seconds = (over: Partial<Circumstances>): number => (emailDeparture(about(over), now)!.at - night) / 1_000;

  test('at once, or gathered with the others of its stay', () => {
    expect([seconds({ kind: 'premier-acces' }), seconds({}), seconds({ past: true }), seconds({ toActOn: true })]).toEqual([0, 3, 10, 0]);
  });
  test('a flood waits for the morning and does not ring; a result to act on leaves all the same, whatever was chosen but nothing', () => {
    expect(emailDeparture(about({ flood: true }), now)).toEqual({ timing: 'daily', at: at('2026-11-21T07:00:00Z') });
    expect(pushDeparture(about({ flood: true }), now, undefined)).toBeUndefined();
    for (const email of ['now', 'daily', 'weekly'] as const)
      expect(emailDeparture(about({ flood: true, toActOn: true }), { email, push: true })).toEqual({ timing: 'now', at: night });
    expect(pushDeparture(about({ flood: true, toActOn: true }), now, undefined)).toBeDefined();
    expect(emailDeparture(about({ toActOn: true }), { email: 'off', push: true })).toBeUndefined();
    // Ten years old, it is nothing to act on tonight.
    expect(emailDeparture(about({ flood: true, toActOn: true, past: true }), now)!.timing).toBe('daily');
  });
  test('by what was chosen', () => {
    expect(emailDeparture(about({ kind: 'premier-acces' }), { email: 'daily', push: true })!.timing).toBe('daily');
    expect(emailDeparture(about(), { email: 'weekly', push: true })).toEqual({ timing: 'weekly', at: at('2026-11-23T07:00:00Z') });
    expect(emailDeparture(about(), { email: 'off', push: true })).toBeUndefined();
    expect(pushDeparture(about(), { email: 'now', push: false }, undefined)).toBeUndefined();
  });
  test('emergencies and who may enter the record: at once whatever was chosen; emergencies even at night', () => {
    const nothing = { email: 'off', push: false } as const;
    for (const kind of ['bris-de-glace', 'centre-15'] as const) {
      expect(emailDeparture(about({ kind }), nothing)).toEqual({ timing: 'now', at: night });
      expect(pushDeparture(about({ kind }), nothing, defaultQuietHours)).toEqual({ timing: 'now', at: night });
    }
    expect(emailDeparture(about({ kind: 'medecin-traitant' }), nothing)).toEqual({ timing: 'now', at: night });
    expect(pushDeparture(about({ kind: 'medecin-traitant' }), nothing, defaultQuietHours)!.at).toBe(at('2026-11-21T06:00:00Z'));
    expect(pushDeparture(about({ kind: 'premier-acces' }), now, defaultQuietHours)!.at).toBe(at('2026-11-21T06:00:00Z'));
  });
  test('past care: by the policy’s days; from its second document of a day it is a flood', () => {
    const days = (count: number): Instant => instantOf(night - count * 86_400_000);
    expect([isPastCare(days(30), night, 30), isPastCare(days(31), night, 30), isPastCare(undefined, night, 30)]).toEqual([false, true, false]);
    expect([floodOf(true, 5).from, floodOf(false, 5).from]).toEqual([1, 5]);
  });
});

// The life of an entry and of its visibility: every status against every event, and the codes flags travel in.

import { describe, expect, test } from 'vitest';
import { type AvailabilityStatus, type LifeCycleEvent, confidentialityCodes, nextStatus, parseVisibilite, visibleToAll } from '@carnet/domain/document';

const statuses: readonly AvailabilityStatus[] = ['Approved', 'Deprecated', 'Archived', 'Deleted'];
const events: readonly LifeCycleEvent[] = ['replace', 'archive', 'unarchive', 'delete'];

test('the whole table of the life cycle', () => {
  const table = statuses.flatMap((status) => events.map((event) => `${status} ${event} ${nextStatus(status, event) ?? '—'}`));
  expect(table).toEqual([
    'Approved replace Deprecated',
    'Approved archive Archived',
    'Approved unarchive —',
    'Approved delete Deleted',
    'Deprecated replace —',
    'Deprecated archive —',
    'Deprecated unarchive —',
    'Deprecated delete Deleted',
    'Archived replace —',
    'Archived archive —',
    'Archived unarchive Approved',
    'Archived delete Deleted',
    'Deleted replace —',
    'Deleted archive —',
    'Deleted unarchive —',
    'Deleted delete —',
  ]);
});

describe('visibility codes', () => {
  test('N, R and V say nothing of visibility', () => {
    for (const code of ['N', 'R', 'V']) expect(parseVisibilite([code], false)).toEqual({ ok: true, value: visibleToAll });
  });

  test('flags read back from the codes they are written in', () => {
    for (const masquePs of [true, false])
      for (const invisiblePatient of [true, false])
        for (const invisibleRepresentants of [true, false]) {
          const visibilite = { masquePs, invisiblePatient, invisibleRepresentants };
          expect(parseVisibilite(confidentialityCodes(visibilite), true)).toEqual({ ok: true, value: visibilite });
        }
  });

  test('an unknown code is refused, whatever stands beside it', () => {
    expect(parseVisibilite(['N', 'MASQUE'], false)).toMatchObject({
      ok: false,
      findings: [{ field: 'confidentialityCode', rule: 'CODE_INCONNU', given: 'MASQUE' }],
    });
  });

  test('masked and invisible to the patient together: nobody but the author, so refused until a policy allows it', () => {
    const both = ['N', 'MASQUE_PS', 'INVISIBLE_PATIENT'];
    expect(parseVisibilite(both, false)).toMatchObject({ ok: false, findings: [{ rule: 'CONFIDENTIALITE_CUMUL' }] });
    expect(parseVisibilite(both, true).ok).toBe(true);
  });
});

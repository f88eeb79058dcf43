// A case is read strictly: what nobody asked for, what is out of bounds and what does not exist is named by its path.

import { expect, test } from 'vitest';
import { readCase } from '../../../tools/explain/case.ts';

const faultsOf = (json: object): readonly string[] => {
  const read = readCase({ title: 'a case', action: 'list-documents', ...json });
  return read.ok ? [] : read.findings.map(({ field, rule }) => `${field} ${rule}`);
};

test.each([
  [{ actor: { kind: 'aidant', categories: [] } }, ['actor.categories CHAMP_INCONNU']],
  [{ actor: { kind: 'roi' } }, ['actor.kind CODE_INCONNU']],
  [{ dossier: { delegation: { categories: ['tout'] } } }, ['dossier.delegation.categories CODE_INCONNU']],
  [{ dossier: { appairage: { pairedBy: 'aidant' } } }, ['dossier.appairage.pairedBy CODE_INCONNU']],
  [{ dossier: { representation: { kind: 'oncle' } } }, ['dossier.representation.kind CODE_INCONNU']],
  [{ dossier: { succession: { until: 'demain' } } }, ['dossier.succession.until DATE_FORME']],
  [{ dossier: { masquages: [{ space: 'tout' }] } }, ['dossier.masquages[0].space CODE_INCONNU']],
  [{ policy: { announcementDelayDays: 0 } }, ['policy.announcementDelayDays VALEUR_HORS_BORNES']],
  [{ policy: { lucky: 7 } }, ['policy.lucky CHAMP_INCONNU']],
  [{ dossier: { choices: { masksReimbursements: 1 } } }, ['dossier.choices.masksReimbursements CHAMP_FORME']],
])('%j', (json, faults) => expect(faultsOf(json)).toEqual(faults));

test('what is not said of a tie holds around the time of the case', () => {
  const read = readCase({
    title: 'a case',
    action: 'list-documents',
    secret: true,
    dossier: { representation: {}, delegation: {}, appairage: {}, succession: {} },
  });
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  const { at, dossier, secret } = read.value.request;
  expect(secret).toBe(true);
  for (const tie of [dossier!.representation!, dossier!.delegation!, dossier!.appairage!, dossier!.succession!]) {
    expect(tie.since).toBeLessThan(at);
    expect(tie.until).toBeGreaterThan(at);
  }
});

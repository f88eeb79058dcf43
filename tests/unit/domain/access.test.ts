// The table of rules as a table, and what it does where a case of tests/golden cannot reach: a row that is missing, a row that says less.

import { describe, expect, test } from 'vitest';
import { type Rule, autorisationStatus, betraysDocument, decide, documentUnknown, dossierOf, permits, ruleRefuses, rules } from '@carnet/domain/access';
import { accessRefusalCodes } from '@carnet/domain/kernel';
import { readCase } from '../../../tools/explain/case.ts';

const requestOf = (json: object) => {
  const read = readCase({ title: 'a case', action: 'test-existence', ...json });
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return read.value.request;
};

describe('the table', () => {
  test('is in order, each code once, each row with its source', () => {
    const orders = rules.map(({ order }) => order);
    expect(orders).toEqual(orders.toSorted((a, b) => a - b));
    expect(new Set(orders).size).toBe(rules.length);
    expect(new Set(rules.map(({ code }) => code)).size).toBe(rules.length);
    expect(rules.filter(({ source }) => source.trim() === '')).toEqual([]);
  });

  test('says of every liftable row what lifts it, and of no core row', () => {
    expect(rules.filter(({ level, liftedBy }) => (level === 'liftable') !== (liftedBy !== undefined))).toEqual([]);
  });

  test('a liftable row that says nothing of what lifts it is not lifted', () => {
    const mute: Rule = { order: 999, code: 'ACTE_RESERVE', level: 'liftable', source: 'a test', refuses: () => true };
    expect(ruleRefuses(mute, requestOf({ mode: 'bris_de_glace' }))).toBe(true);
  });

  test('without its row about absent records, an absent record is refused all the same', () => {
    const table = rules as Rule[];
    const place = table.findIndex(({ code }) => code === 'DOSSIER_INEXISTANT');
    const [row] = table.splice(place, 1);
    try {
      expect(decide(requestOf({ dossier: null }))).toEqual({ granted: false, rule: 'DOSSIER_INEXISTANT', shown: 'DOSSIER_INEXISTANT' });
    } finally {
      table.splice(place, 0, row!);
    }
  });
});

test('an unknown document is answered as one that may not be seen', () => {
  const masked = decide(requestOf({ action: 'read-document', dossier: { autorisations: [{}] }, document: { masked: true } }));
  expect(masked).toMatchObject({ granted: false, shown: documentUnknown.shown });
});

test('codes that would tell that a document exists are those of hidden documents, and of none', () => {
  const telling = [...accessRefusalCodes, 'DOCUMENT_INEXISTANT', 'of another version'].filter((code) => betraysDocument(code));
  expect(telling).toEqual([
    'HABILITATION_ABSENTE',
    'DOCUMENT_SUPPRIME',
    'DOCUMENT_MASQUE_PS',
    'DOCUMENT_INVISIBLE_PATIENT',
    'DOCUMENT_INVISIBLE_REPRESENTANTS',
    'CATEGORIE_NON_PARTAGEE',
    'ACTE_RESERVE',
    'DOCUMENT_INEXISTANT',
  ]);
});

test('a permit says which act it is for', () => {
  const decision = decide(requestOf({ dossier: { autorisations: [{}] }, action: 'list-documents' }));
  if (!decision.granted) throw new Error('an authorised physician lists');
  expect([permits(decision.permit, 'list-documents'), permits(decision.permit, 'read-document')]).toEqual([true, false]);
});

test('a permit says which record it is for', () => {
  const request = requestOf({});
  const decision = decide(request);
  if (!decision.granted) throw new Error('an existence test is open to every professional');
  expect(dossierOf(decision.permit)).toBe(request.dossier?.id);
  expect(decision.permit).not.toHaveProperty('document');
});

describe('what TD0.2 says of the caller’s own authorisation', () => {
  const structure = { kind: 'structure', id: '1750000018' };
  test.each([
    ['none', {}, 'NON_EXISTE'],
    ['one that holds', { dossier: { autorisations: [{}] } }, 'VALIDE'],
    ['one of the structure', { dossier: { autorisations: [{ structure: '1750000018' }] } }, 'VALIDE'],
    ['one of somebody else', { dossier: { autorisations: [{ professionnel: '801234567123' }] } }, 'NON_EXISTE'],
    ['one that ended', { dossier: { autorisations: [{ declaredAt: '-400d' }] } }, 'EXPIREE'],
    ['one that ended and one that holds', { dossier: { autorisations: [{ declaredAt: '-400d' }, {}] } }, 'VALIDE'],
    ['one withdrawn', { dossier: { autorisations: [{ withdrawnAt: '-1d' }] } }, 'NON_EXISTE'],
    ['one that starts tomorrow', { dossier: { autorisations: [{ declaredAt: '+1d' }] } }, 'NON_EXISTE'],
    ['médecin traitant', { dossier: { medecinTraitant: '801234567897' } }, 'VALIDE'],
    ['blocked, although authorised', { dossier: { autorisations: [{}], blocages: [{}] } }, 'INTERDIT'],
    ['blocked, although médecin traitant', { dossier: { medecinTraitant: '801234567897', blocages: [{}] } }, 'INTERDIT'],
    ['a structure authorised', { actor: structure, dossier: { autorisations: [{ structure: '1750000018' }] } }, 'VALIDE'],
    ['another structure', { actor: structure, dossier: { autorisations: [{ structure: '1690000023' }] } }, 'NON_EXISTE'],
    ['a structure, when one of its people is', { actor: structure, dossier: { autorisations: [{ professionnel: '801234567897' }] } }, 'NON_EXISTE'],
    ['a secretariat, by its structure', { actor: { kind: 'secretariat' }, dossier: { autorisations: [{ structure: '1750000018' }] } }, 'VALIDE'],
    ['a secretariat, when one of its people is', { actor: { kind: 'secretariat' }, dossier: { autorisations: [{}] } }, 'NON_EXISTE'],
    ['administrateur', { dossier: { administrateurs: ['801234567897'] } }, 'VALIDE'],
    ['blocked, although administrateur', { dossier: { administrateurs: ['801234567897'], blocages: [{}] } }, 'INTERDIT'],
    ['a patient', { actor: { kind: 'titulaire' }, dossier: { autorisations: [{}] } }, 'NON_EXISTE'],
  ])('%s', (_name, json, status) => {
    const { dossier, actor, at } = requestOf(json);
    expect(autorisationStatus(dossier!, actor, at)).toBe(status);
  });
});

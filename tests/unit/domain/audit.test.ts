// Traces are made from decisions and chained: what a line says, and that any change to it changes what its link covers.

import { describe, expect, test } from 'vitest';
import { type Chained, type Seal, type Trace, actorId, chainInput, meansOf, parseSeal, periodToSeal, sealText, traceOf } from '@carnet/domain/audit';
import { type CivilDate, instantOf } from '@carnet/domain/kernel';
import { decide } from '@carnet/domain/access';
import { readCase } from '../../../tools/explain/case.ts';

const requestOf = (json: object) => {
  const read = readCase({ title: 'a case', ...json });
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return read.value.request;
};
const context = { door: 'fhir', actorName: 'Dr Marie EXEMPLE', software: 'a software' } as const;
const traced = (json: object): Trace => {
  const request = requestOf(json);
  return traceOf(request, decide(request), context);
};

describe('a trace', () => {
  test('of an allowance says who, what, when and in which capacity', () => {
    expect(
      traced({
        action: 'read-document',
        actor: { kind: 'professionnel', structure: '1750000018' },
        dossier: { autorisations: [{}] },
        document: { type: '11488-4' },
      }),
    ).toMatchObject({
      ...context,
      at: Date.parse('2026-01-15T09:00:00Z'),
      action: 'read-document',
      outcome: 'granted',
      mode: 'normal',
      typeCode: '11488-4',
      actorKind: 'professionnel',
      actorId: '801234567897',
      profession: '10',
      structureId: '1750000018',
      authentication: 'DIRECTE',
    });
  });

  test('of a refusal keeps the row that refused, even where the caller reads another code', () => {
    expect(traced({ action: 'read-document', actor: { kind: 'professionnel' }, dossier: { autorisations: [{}] }, document: { masked: true } })).toMatchObject({
      outcome: 'refused',
      rule: 'DOCUMENT_MASQUE_PS',
    });
  });

  test('of a record that does not exist names no record', () => {
    expect(traced({ action: 'test-existence', actor: { kind: 'structure' }, dossier: null })).toEqual({
      ...context,
      at: Date.parse('2026-01-15T09:00:00Z'),
      action: 'test-existence',
      outcome: 'refused',
      rule: 'DOSSIER_INEXISTANT',
      mode: 'normal',
      actorKind: 'structure',
      actorId: '1750000018',
      structureId: '1750000018',
      authentication: 'CERTIFICAT_DE_STRUCTURE',
    });
  });

  test('of a patient names the account', () => {
    const request = requestOf({ action: 'list-documents', actor: { kind: 'titulaire' } });
    expect(actorId(request.actor)).toBe(traced({ action: 'list-documents', actor: { kind: 'titulaire' } }).actorId);
    expect(traced({ action: 'list-documents', actor: { kind: 'titulaire' } })).not.toHaveProperty('profession');
  });
});

test('a link covers every clear column, the sequence and the sealed part', () => {
  const trace = traced({
    action: 'read-document',
    actor: { kind: 'professionnel', structure: '1750000018' },
    dossier: { autorisations: [{}] },
    document: { masked: true },
  });
  const line: Chained = { ...trace, id: 'a' };
  const variants: readonly Partial<Record<keyof Trace | 'id', unknown>>[] = [
    { at: 1 },
    { action: 'mask' },
    { outcome: 'granted' },
    { rule: 'PS_BLOQUE' },
    { rule: undefined },
    { mode: 'centre_15' },
    { dossier: undefined },
    { document: 'x' },
    { typeCode: 'REMB' },
    { actorKind: 'structure' },
    { actorId: '8' },
    { profession: '60' },
    { structureId: '1' },
    { door: 'soap' },
    { secret: true },
    { authentication: 'INDIRECTE_RENFORCEE' },
    { authentication: undefined },
    { requestId: 'r' },
    { id: 'b' },
  ];
  const inputs = [
    chainInput(line, 1, 'aa'),
    chainInput(line, 2, 'aa'),
    chainInput(line, 1, 'ab'),
    ...variants.map((variant) => chainInput({ ...line, ...variant } as Chained, 1, 'aa')),
  ];
  expect(new Set(inputs).size).toBe(inputs.length);
});

describe('who acted is known with its assurance', () => {
  test.each([
    [{ kind: 'titulaire' }, 'DEUX_FACTEURS'],
    [{ kind: 'titulaire', factors: 1 }, 'UN_FACTEUR'],
    [{ kind: 'representant' }, 'DEUX_FACTEURS'],
    [{ kind: 'professionnel' }, 'DIRECTE'],
    [{ kind: 'professionnel', authentication: 'INDIRECTE_RENFORCEE' }, 'INDIRECTE_RENFORCEE'],
    [{ kind: 'structure' }, 'CERTIFICAT_DE_STRUCTURE'],
    [{ kind: 'assurance-maladie' }, 'CERTIFICAT_DE_STRUCTURE'],
    [{ kind: 'service-tiers' }, 'JETON'],
    [{ kind: 'exploitation' }, 'DIRECTE'],
    [{ kind: 'systeme' }, 'INTERNE'],
  ])('%j: %s', (actor, authentication) => {
    expect(traced({ action: 'list-documents', actor })).toMatchObject({ authentication });
  });
});

describe('by which means whoever acted had come', () => {
  test.each<readonly [string, Parameters<typeof meansOf>[0], string | undefined]>([
    ['a card in a reader', { authentication: 'DIRECTE', door: 'professional' }, 'carte'],
    ['a card, by their own software', { authentication: 'DIRECTE', door: 'soap' }, 'carte'],
    ['Pro Santé Connect', { authentication: 'PRO_SANTE_CONNECT', door: 'professional' }, 'pro-sante-connect'],
    ['the portal of their establishment', { authentication: 'INDIRECTE_RENFORCEE', door: 'professional' }, 'etablissement'],
    ['an assertion of its software, by SOAP', { authentication: 'INDIRECTE_RENFORCEE', door: 'soap' }, 'logiciel'],
    ['an assertion of its software, by FHIR', { authentication: 'INDIRECTE_RENFORCEE', door: 'fhir' }, 'logiciel'],
    ['a service opened from the record', { authentication: 'INDIRECTE_RENFORCEE', door: 'fhir', service: 'Suivi' }, 'service'],
    ['a structure alone', { authentication: 'CERTIFICAT_DE_STRUCTURE', door: 'fhir' }, 'certificat'],
    ['the patient', { authentication: 'DEUX_FACTEURS', door: 'patient' }, undefined],
    ['a service the patient paired', { authentication: 'JETON', door: 'fhir', service: 'Balance' }, undefined],
    ['Carnet itself', { authentication: 'INTERNE', door: 'job' }, undefined],
    ['a line older than what tells it', { door: 'professional' }, undefined],
  ])('%s', (_who, line, means) => {
    expect(meansOf(line)).toBe(means);
  });
});

describe('a seal', () => {
  const seal: Seal = {
    number: 12,
    from: '2026-11-20' as CivilDate,
    through: '2026-11-21' as CivilDate,
    sealedAt: instantOf(Date.UTC(2026, 10, 21, 23, 1)),
    previous: 'a'.repeat(64),
    chains: 3,
    root: 'b'.repeat(64),
    key: 'c'.repeat(64),
  };
  test('reads back from its text, and from nothing else', () => {
    const text = sealText(seal);
    expect(parseSeal(text)).toEqual(seal);
    expect(parseSeal(sealText({ ...seal, removedBefore: '2016-01-01' as CivilDate }))).toEqual({ ...seal, removedBefore: '2016-01-01' });
    for (const other of [
      '',
      text.trimEnd(),
      `${text}\n`,
      text.replace('number 12', 'number 012'),
      text.replace('chains', 'Chains'),
      text.replace(/root.*\n/, ''),
    ])
      expect(parseSeal(other)).toBeUndefined();
  });

  const now = (iso: string) => instantOf(Date.parse(iso));
  test.each([
    ['the first', undefined, '2026-11-22T00:00:00+01:00', { through: '2026-11-21' }],
    ['one second before midnight', '2026-11-20', '2026-11-21T23:59:59+01:00', undefined],
    ['at midnight in Paris, winter', '2026-11-20', '2026-11-22T00:00:00+01:00', { from: '2026-11-21', through: '2026-11-21' }],
    ['at midnight in Paris, summer', '2026-07-01', '2026-07-03T00:00:00+02:00', { from: '2026-07-02', through: '2026-07-02' }],
    ['missed days together', '2026-11-10', '2026-11-22T09:00:00+01:00', { from: '2026-11-11', through: '2026-11-21' }],
    ['across the change of hour', '2026-10-24', '2026-10-26T00:00:00+01:00', { from: '2026-10-25', through: '2026-10-25' }],
    ['a clock behind another by a moment', '2026-11-21', '2026-11-21T23:59:59+01:00', undefined],
    ['a clock moved back by a year', '2027-11-21', '2026-11-22T09:00:00+01:00', { from: '2026-11-21', through: '2026-11-21' }],
  ])('%s', (_what, last, at, period) => {
    expect(periodToSeal(last === undefined ? undefined : { through: last as CivilDate }, now(at))).toEqual(period);
  });
});

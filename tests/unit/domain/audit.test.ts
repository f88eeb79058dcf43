// Traces are made from decisions and chained: what a line says, and that any change to it changes what its link covers.

import { describe, expect, test } from 'vitest';
import { type Trace, actorId, chainInput, traceOf } from '@carnet/domain/audit';
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
  const variants: readonly Partial<Record<keyof Trace, unknown>>[] = [
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
  ];
  const inputs = [
    chainInput(trace, 1, 'aa'),
    chainInput(trace, 2, 'aa'),
    chainInput(trace, 1, 'ab'),
    ...variants.map((variant) => chainInput({ ...trace, ...variant } as Trace, 1, 'aa')),
  ];
  expect(new Set(inputs).size).toBe(inputs.length);
});

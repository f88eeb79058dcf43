// A line of the journal as an AuditEvent: what the national profile asks of each element, as its own snapshot says it, and every piece of what
// the European logging component asks.

import { auditEventProfile, writeAuditEvent } from '@carnet/codecs/fhir';
import type { KeptTrace, TraceId } from '@carnet/domain/audit';
import type { LogicalId } from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';
import { instantOf } from '@carnet/domain/kernel';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { journalRow } from '../../packages/server/src/interfaces/web/export/sections.ts';

const samples = path.resolve(import.meta.dirname, '../../../shared/samples/fhir');
const packageFile = path.join(samples, 'packages/interop-ig-fhir-tracabilite-evenements.package.tgz');

const read: KeptTrace = {
  id: '0f0e0d0c-0b0a-4908-8706-050403020100' as TraceId,
  at: instantOf(Date.UTC(2026, 10, 20, 12)),
  action: 'read-document',
  outcome: 'granted',
  mode: 'bris_de_glace',
  dossier: '11111111-1111-4111-8111-111111111111' as DossierId,
  document: '22222222-2222-4222-8222-222222222222' as LogicalId,
  typeCode: '11488-4',
  actorKind: 'professionnel',
  actorId: '899700000001',
  profession: '10',
  structureId: '1750000018',
  authentication: 'DIRECTE',
  door: 'fhir',
  actorName: 'Hélène MOREAU',
  structureName: 'Cabinet des Lilas',
  reason: 'Personne inconsciente',
  software: 'un-logiciel/1.0',
  documentTitle: 'Consultation',
  requestId: 'a-request-id',
};
const { document: _document, typeCode: _typeCode, documentTitle: _title, structureId: _structure, profession: _profession, ...bare } = read;
const lines: Readonly<Record<string, KeptTrace>> = {
  read,
  'refused': { ...read, outcome: 'refused', rule: 'DOCUMENT_MASQUE_PS', mode: 'normal' },
  'sign-in': { ...bare, action: 'sign-in', actorKind: 'titulaire', authentication: 'DEUX_FACTEURS', door: 'patient', mode: 'normal' },
  'journal read by the patient': { ...bare, action: 'read-journal', actorKind: 'titulaire', door: 'patient', mode: 'normal' },
  'by Carnet itself': { ...bare, action: 'show-to-patient', actorKind: 'systeme', actorId: 'carnet', authentication: 'INTERNE', door: 'job', mode: 'normal' },
  'a service that feeds': { ...read, action: 'deposit', actorKind: 'structure', actorId: '1750000018' },
  'of no record': { ...bare, action: 'list-patients', actorKind: 'professionnel', mode: 'normal' },
};

type Json = Readonly<Record<string, unknown>>;
interface ElementDefinition {
  readonly id: string;
  readonly path: string;
  readonly min: number;
  readonly max: string;
}
const valuesAt = (node: unknown, name: string): readonly unknown[] => {
  const value = (node as Json)[name] ?? Object.entries(node as Json).find(([key]) => name.endsWith('[x]') && key.startsWith(name.slice(0, -3)))?.[1];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
};

/** Cardinalities of every element of the snapshot, and no element it does not define. */
function faultsOf(resource: unknown, elements: readonly ElementDefinition[]): readonly string[] {
  const faults: string[] = [];
  const walk = (node: unknown, at: string): void => {
    const children = elements.filter(
      (element) => element.path.startsWith(`${at}.`) && !element.path.slice(at.length + 1).includes('.') && !element.id.includes(':'),
    );
    for (const { path: child, min, max } of children) {
      const values = valuesAt(node, child.slice(at.length + 1));
      if (values.length < min) faults.push(`${child}: ${values.length} where at least ${min}`);
      if (max !== '*' && values.length > Number(max)) faults.push(`${child}: ${values.length} where at most ${max}`);
      if (elements.some((element) => element.path.startsWith(`${child}.`))) for (const value of values) walk(value, child);
    }
    const known = new Set(children.map((element) => element.path.slice(at.length + 1)));
    if (children.length > 0)
      for (const key of Object.keys(node as Json)) {
        const choice = [...known].some((name) => name.endsWith('[x]') && key.startsWith(name.slice(0, -3)));
        if (!known.has(key) && !choice && key !== 'resourceType') faults.push(`${at}.${key}: not of this profile`);
      }
  };
  walk(resource, 'AuditEvent');
  return faults;
}

describe.skipIf(!existsSync(packageFile))('against the national profile (shared/samples, absent: skipped)', () => {
  const fromPackage = (file: string): Json => JSON.parse(execFileSync('tar', ['xzOf', packageFile, `package/${file}`], { maxBuffer: 1e8 }).toString()) as Json;
  const profile = existsSync(packageFile)
    ? (fromPackage('StructureDefinition-tde-auditevent.json') as { snapshot: { element: readonly ElementDefinition[] }; url: string })
    : undefined;
  const elements = profile?.snapshot.element ?? [];

  test.each(Object.entries(lines))('%s', (_what, line) => {
    expect(profile!.url).toBe(auditEventProfile);
    expect(faultsOf(writeAuditEvent(line), elements)).toEqual([]);
  });
  test('the check finds faults, and none in the samples of the guide', () => {
    for (const name of ['AuditEvent-TDEAuditEventExample.json', 'AuditEvent-TDEAuditEventExample-2.json'])
      expect(faultsOf(JSON.parse(readFileSync(path.join(samples, 'tracabilite-evenements', name), 'utf8')), elements)).toEqual([]);
    const { period: _period, ...without } = writeAuditEvent(read) as Json;
    const three = { ...writeAuditEvent(read), agent: [1, 2, 3].map(() => ({ requestor: true })), subtype: [{}, {}], invented: true };
    expect(faultsOf(without, elements)).toEqual([]);
    expect(faultsOf({ ...without, period: {} }, elements)).toEqual(['AuditEvent.period.start: 0 where at least 1']);
    expect(faultsOf(three, elements)).toEqual([
      'AuditEvent.subtype: 2 where at most 1',
      'AuditEvent.agent: 3 where at most 2',
      ...['', '', ''].map(() => 'AuditEvent.agent.who: 0 where at least 1'),
      'AuditEvent.invented: not of this profile',
    ]);
  });
});

describe('what the logging component of the European health data space asks', () => {
  const event = writeAuditEvent(read) as Record<string, never>;
  test.each([
    ['who', 'agent', expect.arrayContaining([expect.objectContaining({ requestor: true, who: expect.objectContaining({ display: 'Hélène MOREAU' }) })])],
    ['for whom', 'agent', expect.arrayContaining([expect.objectContaining({ who: expect.objectContaining({ display: 'Cabinet des Lilas' }) })])],
    ['how sure it was', 'agent', expect.arrayContaining([expect.objectContaining({ policy: ['urn:carnet:authentication:DIRECTE'] })])],
    [
      'by which means',
      'entity',
      expect.arrayContaining([expect.objectContaining({ detail: expect.arrayContaining([{ type: 'means', valueString: 'carte' }]) })]),
    ],
    ['which person', 'entity', expect.arrayContaining([expect.objectContaining({ what: { reference: 'Patient/11111111-1111-4111-8111-111111111111' } })])],
    [
      'which category',
      'entity',
      expect.arrayContaining([expect.objectContaining({ detail: expect.arrayContaining([{ type: 'category', valueString: 'comptes-rendus' }]) })]),
    ],
    ['when', 'recorded', '2026-11-20T12:00:00.000Z'],
    ['from where', 'entity', expect.arrayContaining([expect.objectContaining({ detail: expect.arrayContaining([{ type: 'door', valueString: 'fhir' }]) })])],
    ['in an emergency', 'purposeOfEvent', [{ coding: [expect.objectContaining({ code: 'BTG' })] }]],
  ])('%s', (_what, element, expected) => {
    expect(event[element]).toEqual(expected);
  });

  test('a refusal is a failure with its rule; a sign-in is an authentication', () => {
    expect(writeAuditEvent(lines['refused']!)).toMatchObject({ outcome: '4', outcomeDesc: 'DOCUMENT_MASQUE_PS', action: 'R' });
    expect(writeAuditEvent(lines['sign-in']!)).toMatchObject({ type: { code: '110114' }, subtype: [{ code: '110122' }], action: 'E' });
    expect(writeAuditEvent(lines['journal read by the patient']!)).toMatchObject({
      type: { code: '110101' },
      purposeOfEvent: [{ coding: [{ code: 'PATRQT' }] }],
    });
  });
});

test('a line of the spreadsheet one takes away says by which means, in words', () => {
  expect(journalRow(read).csv).toContain('"Hélène MOREAU";"Cabinet des Lilas";"Carte professionnelle";');
  expect(journalRow({ ...read, authentication: 'INDIRECTE_RENFORCEE' }).csv).toContain('"Logiciel de son établissement"');
  expect(journalRow(lines['sign-in']!).csv).not.toMatch(/Carte|Portail|Logiciel/);
});

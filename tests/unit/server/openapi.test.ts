// /api/openapi.json: valid by a validator that is none of ours, every route of the JSON API and of the FHIR door in it and no other, every reference
// leading somewhere, every call said in both languages.

import { writeCapabilityStatement } from '@carnet/codecs/fhir';
import { apiCalls } from '@carnet/contract/api';
import { openApiDoor } from '@carnet/server/interfaces/operations/openapi';
import { Validator } from '@seriousme/openapi-schema-validator';
import fastify from 'fastify';
import { beforeAll, expect, test } from 'vitest';
import { watchAnswers } from '../../support/answers-as-said.ts';
import { routeTable } from '../../refusal/route-table.ts';

type Json = Record<string, any>;
const capabilities = writeCapabilityStatement({
  baseUrl: 'https://localhost:8443/fhir',
  software: 'Carnet',
  version: '0.1.0',
  date: '2026-11-22',
  publisher: 'Carnet',
  description: 'Carnet',
  security: 'TLS mutuel',
});
let written: Json;
beforeAll(async () => {
  const app = fastify();
  openApiDoor(app, { publicUrl: 'http://localhost:8080', cardUrl: 'https://localhost:8443', version: '0.1.0', capabilities });
  written = (await app.inject('/api/openapi.json')).json<Json>();
  await app.close();
});

test('is OpenAPI 3.1', async () => {
  const validator = new Validator();
  expect(await validator.validate(structuredClone(written))).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
  for (const [, target] of JSON.stringify(written).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
    expect(written['components'].schemas).toHaveProperty([target!]);
});

const said = (prefix: string): readonly string[] =>
  Object.entries(written['paths'] as Json)
    .filter(([path]) => path === prefix || path.startsWith(`${prefix}/`))
    .flatMap(([path, item]) =>
      Object.keys(item as Json)
        .filter((method) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
        .map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, ':')}`),
    )
    .toSorted();
const declared = (prefix: string): readonly string[] =>
  Object.keys(routeTable)
    .filter((key) => new RegExp(`^[A-Z]+ ${prefix}(?:/|$)`).test(key) && !key.startsWith('OPTIONS') && !/openapi\.json|\.well-known/.test(key))
    .map((key) => key.replaceAll(/:\w+/g, ':'))
    .toSorted();

test.each(['/api', '/fhir'])('every route under %s is in it, and no other', (prefix) => {
  expect(said(prefix)).toEqual(declared(prefix));
  expect(said(prefix).length).toBeGreaterThan(40);
});

test('says each call in both languages, under an id of its own', () => {
  const sentences = Object.values(apiCalls).flatMap(({ says }) => [says.fr, says.en]);
  expect(sentences.filter((one) => one.trim() === '')).toEqual([]);
  const ids = Object.values(written['paths'] as Json).flatMap((item) => Object.values(item as Json).flatMap(({ operationId }) => operationId ?? []));
  expect(new Set(ids).size).toBe(ids.length);
});

test('an answer that is not as said is named when the server closes', async () => {
  const answers = watchAnswers();
  const app = fastify();
  app.get('/api/patient/directory', async () => ({ professionnels: [], structures: [], more: false, unsaid: 1 }));
  app.get('/api/patient/records', async () => ({ records: [{}] }));
  app.get('/api/patient/exports', async () => ({ exports: [], days: 7 }));
  for (const path of ['directory', 'records', 'exports']) await app.inject(`/api/patient/${path}`);
  await app.close();
  expect(() => answers.stop()).toThrow(
    /^GET \/api\/patient\/directory: fields that are not said.*\nGET \/api\/patient\/records: records\.0\.dossierId [^\n]*$/s,
  );
});

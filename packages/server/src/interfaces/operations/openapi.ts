// GET /api/openapi.json: OpenAPI 3.1 of the JSON API, from the table of calls and the shapes both ends are compiled against, and of the FHIR door, from
// its own CapabilityStatement. Nothing is written twice (ADR 40).

import * as contract from '@carnet/contract';
import { type ApiCall, apiCalls } from '@carnet/contract/api';
import { openApiWording as say } from '@carnet/contract/wording';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sessionCookie } from '../session-cookie.ts';
import { fhirPaths, launchedPaths } from './openapi-fhir.ts';

type Json = Readonly<Record<string, unknown>>;
export interface OpenApiPlace {
  readonly publicUrl: string;
  readonly cardUrl: string;
  readonly version: string;
  /** The CapabilityStatement of the FHIR door of cards. */
  readonly capabilities: object;
}

const shapes = z.registry<{ id: string }>();
for (const [name, shape] of Object.entries(contract)) if (shape instanceof z.ZodType) shapes.add(shape, { id: name.replace(/Schema$/, '') });

const unnamed = ({ $schema: _schema, $id: _id, ...rest }: Json): Json => rest;
const components = (): Json =>
  Object.fromEntries(
    Object.entries(z.toJSONSchema(shapes, { io: 'input', uri: (id) => `#/components/schemas/${id}` }).schemas).map(([name, shape]) => [
      name,
      unnamed(shape as Json),
    ]),
  );
const shapeOf = (shape: z.ZodType): Json => {
  const id = shapes.get(shape)?.id;
  return id === undefined ? unnamed(z.toJSONSchema(shape, { io: 'input' }) as Json) : { $ref: `#/components/schemas/${id}` };
};

/** As a value is once it was read from the address; required as it is before. */
function queryOf(query: z.ZodObject): readonly Json[] {
  const read = z.toJSONSchema(query, { io: 'output' }) as { readonly properties?: Json };
  const written = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' }) as { readonly required?: readonly string[] };
  return Object.entries(read.properties ?? {}).map(([name, schema]) => ({ name, in: 'query', required: written.required?.includes(name) === true, schema }));
}

const problem = { description: say.problem.fr, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/problem' } } } };

function answersOf({ answer, status }: ApiCall): Json {
  const code = String(status ?? (answer === undefined ? 204 : 200));
  const content = answer === undefined ? {} : { content: typeof answer === 'string' ? { [answer]: {} } : { 'application/json': { schema: shapeOf(answer) } } };
  return { [code]: { description: say.done.fr, ...content }, default: problem };
}

const withFile = (form: z.ZodObject): Json => {
  const { properties, required = [] } = z.toJSONSchema(form, { io: 'input' }) as { readonly properties?: Json; readonly required?: readonly string[] };
  return {
    type: 'object',
    properties: { ...properties, file: { type: 'string', contentMediaType: 'application/octet-stream' } },
    required: [...required, 'file'],
  };
};

const bodyOf = ({ body, bytes, form }: ApiCall): Json => {
  if (bytes !== undefined) return { requestBody: { required: true, content: { [bytes]: {} } } };
  if (form !== undefined) return { requestBody: { required: true, content: { 'multipart/form-data': { schema: withFile(form) } } } };
  return body === undefined ? {} : { requestBody: { required: true, content: { 'application/json': { schema: shapeOf(body) } } } };
};

const pathOf = (route: string): string => route.replaceAll(/:([A-Za-z]+)/g, '{$1}');
const pathParameters = (route: string): readonly Json[] =>
  [...route.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

/** `GET /api/pro/dossiers/:dossierId/spaces` -> `get-pro-dossiers-dossierId-spaces` */
const operationId = (key: string): string =>
  key
    .toLowerCase()
    .replace(' /api', '')
    .replaceAll(/[^a-z0-9]+/g, '-');
const sessionOf = (path: string): string | undefined => /^\/api\/(patient|pro|pilotage)\//.exec(path)?.[1];
const apps = { patient: 'patient', pro: 'professionnel', pilotage: 'pilotage' } as const;
const withoutSession = /\/(?:card-session|sandbox-card|logout)$/;

function callOf(key: string, one: ApiCall): Json {
  const route = key.slice(key.indexOf(' ') + 1);
  const session = withoutSession.test(route) ? undefined : sessionOf(route);
  const offset = { name: 'Upload-Offset', in: 'header', required: true, schema: { type: 'integer', minimum: 0 } };
  const parameters = [...pathParameters(route), ...(one.query === undefined ? [] : queryOf(one.query)), ...(one.bytes === undefined ? [] : [offset])];
  return {
    'operationId': operationId(key),
    'tags': [sessionOf(route) ?? 'entry'],
    'summary': one.says.fr,
    'x-summary-en': one.says.en,
    'security': session === undefined ? [] : [{ [session]: [] }],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...bodyOf(one),
    'responses': answersOf(one),
  };
}

/** Several methods of one address are one entry. */
function byPath(calls: readonly (readonly [key: string, operation: Json])[]): Json {
  const paths = new Map<string, Record<string, Json>>();
  for (const [key, operation] of calls) {
    const [method = '', route = ''] = key.split(' ');
    const path = pathOf(route);
    paths.set(path, { ...paths.get(path), [method.toLowerCase()]: operation });
  }
  return Object.fromEntries(paths);
}

const writeOpenApi = ({ publicUrl, cardUrl, version, capabilities }: OpenApiPlace): Json => ({
  openapi: '3.1.1',
  info: {
    title: 'Carnet',
    version,
    summary: say.title.fr,
    description: `${say.about.fr}\n\n${say.about.en}`,
    license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
  },
  servers: [{ url: publicUrl }, { url: cardUrl }],
  tags: Object.entries(say.tags).map(([name, { fr, en }]) => ({ name, description: `${fr} / ${en}` })),
  paths: {
    ...byPath(Object.entries(apiCalls).map(([key, one]) => [key, callOf(key, one)] as const)),
    ...fhirPaths(capabilities, { publicUrl, cardUrl }),
    ...launchedPaths(publicUrl),
  },
  components: {
    schemas: { ...components(), fhirResource: { type: 'object', properties: { resourceType: { type: 'string' } }, required: ['resourceType'] } },
    securitySchemes: {
      ...Object.fromEntries(
        Object.entries(apps).map(([door, app]) => [
          door,
          { type: 'apiKey', in: 'cookie', name: sessionCookie(app, publicUrl).name, description: say.session.fr },
        ]),
      ),
      card: { type: 'mutualTLS', description: say.card.fr },
      service: { type: 'openIdConnect', openIdConnectUrl: `${publicUrl}/oidc/.well-known/openid-configuration`, description: say.service.fr },
    },
  },
});

/** Written at the first request, and kept. */
export function openApiDoor(app: FastifyInstance, place: OpenApiPlace): void {
  let written: string | undefined;
  app.get('/api/openapi.json', (_request, reply) => {
    written ??= JSON.stringify(writeOpenApi(place));
    return reply.type('application/json; charset=utf-8').send(written);
  });
}

// The FHIR doors in OpenAPI, from what their CapabilityStatements list, which a test holds against their routes. Resources are named, not described: FHIR R4 and the
// profiles the statement lists do that.

import { readingsForApps } from '@carnet/codecs/fhir';
import { openApiWording as say } from '@carnet/contract/wording';

type Json = Readonly<Record<string, unknown>>;
interface Resource {
  readonly type: string;
  readonly documentation?: string;
  readonly interaction: readonly { readonly code: string }[];
  readonly searchParam?: readonly { readonly name: string; readonly type: string }[];
  readonly operation?: readonly { readonly name: string; readonly documentation?: string }[];
}
interface Statement {
  readonly rest: readonly [{ readonly resource: readonly Resource[] }];
}

const forms = ['application/fhir+json', 'application/fhir+xml'] as const;
const resource = (description: string): Json => ({
  description,
  content: Object.fromEntries(forms.map((form) => [form, { schema: form === forms[0] ? { $ref: '#/components/schemas/fhirResource' } : {} }])),
});
const outcome = resource(say.outcome.fr);
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const sent = (...types: readonly string[]): Json => ({ requestBody: { required: true, content: Object.fromEntries(types.map((type) => [type, {}])) } });

/** Open to whoever asks: what describes the door. */
const open = ['StructureDefinition', 'CodeSystem', 'ValueSet', 'OperationDefinition', 'SearchParameter'];

function operation(name: string, summary: string, more: Json, status = '200'): Json {
  return {
    operationId: `fhir-${name}`,
    tags: ['fhir'],
    summary,
    security: open.some((type) => name.startsWith(type)) || name === 'metadata' ? [] : [{ card: [] }, { service: [] }],
    ...more,
    responses: { [status]: status === '204' ? { description: say.done.fr } : resource(say.done.fr), default: outcome },
  };
}

const query = ({ searchParam = [] }: Resource): Json => ({
  parameters: searchParam.map(({ name, type }) => ({ name, in: 'query', description: type, schema: { type: 'string' } })),
});
const patches = ['application/json-patch+json', 'application/xml-patch+xml', ...forms];

/** Paths of one resource: those of its type, then those of one of it. */
function ofResource(one: Resource): Json {
  const { type } = one;
  const has = (code: string): boolean => one.interaction.some((interaction) => interaction.code === code);
  const may = (code: string, method: string, write: () => Json): Json => (has(code) ? { [method]: write() } : {});
  const byType = {
    ...may('search-type', 'get', () => operation(`${type}-search`, `${say.search.fr} : ${type}`, query(one))),
    ...may('create', 'post', () => operation(`${type}-create`, `${say.create.fr} : ${type}`, sent(...forms), '201')),
    ...(type === 'DocumentReference' && has('patch')
      ? { patch: operation(`${type}-patch-on-condition`, `${say.patch.fr} : ${type}`, { ...query(one), ...sent(...patches) }) }
      : {}),
  };
  const byId = {
    ...may('read', 'get', () => operation(`${type}-read`, `${say.read.fr} : ${type}`, {})),
    ...may('update', 'put', () => operation(`${type}-update`, `${say.update.fr} : ${type}`, sent(...forms))),
    ...may('patch', 'patch', () => operation(`${type}-patch`, `${say.patch.fr} : ${type}`, sent(...patches))),
    ...may('delete', 'delete', () => operation(`${type}-delete`, `${say.remove.fr} : ${type}`, {}, '204')),
  };
  const form = { post: operation(`${type}-search-by-form`, `${say.search.fr} : ${type}`, sent('application/x-www-form-urlencoded')) };
  return {
    ...(Object.keys(byType).length === 0 ? {} : { [`/fhir/${type}`]: byType }),
    ...(has('search-type') && !open.includes(type) ? { [`/fhir/${type}/_search`]: form } : {}),
    ...(Object.keys(byId).length === 0 ? {} : { [`/fhir/${type}/{id}`]: { parameters: [id], ...byId } }),
  };
}

/** Of a type, by GET and POST; of one resource, by the method of its effect. */
const operationPaths: Readonly<Record<string, readonly [path: string, ...methods: ('get' | 'post')[]]>> = {
  'changes': ['DocumentReference/$changes', 'get', 'post'],
  'summary': ['Patient/{id}/$summary', 'get'],
  'status': ['Subscription/{id}/$status', 'get'],
  'events': ['Subscription/{id}/$events', 'get'],
  'failed-events': ['Subscription/{id}/$failed-events', 'get'],
  'replay': ['Subscription/{id}/$replay', 'post'],
};
function ofOperations({ operation: operations = [] }: Resource): Json {
  return Object.fromEntries(
    operations.map(({ name, documentation }) => {
      const [path, ...methods] = operationPaths[name]!;
      const shared = path.includes('{id}') ? { parameters: [id] } : {};
      return [
        `/fhir/${path}`,
        { ...shared, ...Object.fromEntries(methods.map((method) => [method, operation(`${name}-${method}`, documentation ?? `$${name}`, {})])) },
      ];
    }),
  );
}

/** The door of services opened from a record by a professional (SMART EHR launch): readings alone, by their token alone. */
export function launchedPaths(publicUrl: string): Json {
  const paths: Json = {
    '/fhir/metadata': { get: operation('metadata', say.metadata.fr, {}) },
    ...Object.assign({}, ...(readingsForApps() as readonly Resource[]).map(ofResource)),
  };
  const under = (item: object): Json =>
    Object.fromEntries(
      Object.entries(item).map(([method, one]) =>
        method === 'parameters'
          ? [method, one]
          : [method, { ...one, operationId: one.operationId.replace('fhir-', 'fhir-pro-'), security: one.security.length === 0 ? [] : [{ service: [] }] }],
      ),
    );
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [path.replace('/fhir', '/fhir/pro'), { servers: [{ url: publicUrl }], ...under(item as object) }]),
  );
}

export function fhirPaths(capabilities: object, { publicUrl, cardUrl }: { readonly publicUrl: string; readonly cardUrl: string }): Json {
  const [{ resource: resources }] = (capabilities as Statement).rest;
  const paths: Json = {
    '/fhir': { post: operation('transaction', say.transaction.fr, sent(...forms)) },
    '/fhir/metadata': { get: operation('metadata', say.metadata.fr, {}) },
    ...Object.assign({}, ...resources.flatMap((one) => [ofResource(one), ofOperations(one)])),
  };
  const servers = [{ url: cardUrl }, { url: publicUrl }];
  return Object.fromEntries(Object.entries(paths).map(([path, item]) => [path, { servers, ...(item as Json) }]));
}

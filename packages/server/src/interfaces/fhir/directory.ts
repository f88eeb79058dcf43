// Practitioner, PractitionerRole and Organization, read only: who and where, as the public registers say it, for whoever shows a card.

import {
  type DirectoryType,
  type SearchEntry,
  parseDirectorySearch,
  roleId,
  writeOrganization,
  writePractitioner,
  writePractitionerRole,
} from '@carnet/codecs/fhir';
import { type Professionnel, type Structure, parsePsIdNat, parseStructIdNat } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import { findInDirectory } from '../../application/find-in-directory.ts';
import { lookUpDirectory } from '../../application/look-up-directory.ts';
import type { FhirCall } from './call.ts';
import { askedOf, queryOf, searchset } from './search.ts';

interface People {
  readonly professionnels: readonly Professionnel[];
  readonly structures: readonly Structure[];
  readonly workplaces: ReadonlyMap<string, Structure>;
}
const nobody: People = { professionnels: [], structures: [], workplaces: new Map() };

export const findInRegisters =
  (type: DirectoryType) =>
  async (call: FhirCall): Promise<Result<object>> => {
    const query = queryOf(call.request);
    const asked = askedOf(call, parseDirectorySearch(type, query));
    if (!asked.ok) return asked;
    const { number, name } = asked.value.search;
    const found = number === undefined ? await findInDirectory(call.ports, { name: name! }) : await byNumber(call, type, number);
    const entries = entriesOf(call, type, found);
    return ok(searchset(call, type, query, asked.value, { entries, total: entries.length }));
  };

/** GET /fhir/Practitioner/:id, and the two others. */
export const readInRegisters =
  (type: DirectoryType) =>
  async (call: FhirCall, id: string): Promise<Result<object>> => {
    const found = await byNumber(call, type, type === 'PractitionerRole' ? id.slice(0, id.indexOf('.')) : id);
    const entry = entriesOf(call, type, found).find(({ resource }) => (resource as { id: string }).id === id);
    if (entry !== undefined) return ok(entry.resource);
    void call.reply.code(404);
    return unknown;
  };
const unknown = refuse('PARAMETRE_INVALIDE', [{ field: 'id', rule: 'PROFESSIONNEL_INCONNU' }]);

async function byNumber({ ports }: FhirCall, type: DirectoryType, number: string): Promise<People> {
  if (type === 'Organization') {
    const id = parseStructIdNat(number);
    const { structure } = id.ok ? await lookUpDirectory(ports, { structure: id.value }) : {};
    return structure === undefined ? nobody : { ...nobody, structures: [structure] };
  }
  // An RPPS number is a PS_IdNat of type 8.
  const id = parsePsIdNat(/^\d{11}$/.test(number) ? `8${number}` : number);
  const { professionnel, workplaces = [] } = id.ok ? await lookUpDirectory(ports, { professionnel: id.value }) : {};
  return professionnel === undefined
    ? nobody
    : { professionnels: [professionnel], structures: [], workplaces: new Map(workplaces.map((one) => [one.id, one])) };
}

function entriesOf({ baseUrl }: FhirCall, type: DirectoryType, { professionnels, structures, workplaces }: People): readonly SearchEntry[] {
  const entry = (id: string, resource: object): SearchEntry => ({ fullUrl: `${baseUrl}/${type}/${id}`, resource });
  if (type === 'Organization') return structures.map((one) => entry(one.id, writeOrganization(one)));
  if (type === 'Practitioner') return professionnels.map((one) => entry(one.id, writePractitioner(one)));
  return professionnels.flatMap((one) =>
    one.structures.flatMap((id) => {
      const place = workplaces.get(id);
      return place === undefined ? [] : [entry(roleId(one.id, id), writePractitionerRole(one, place))];
    }),
  );
}

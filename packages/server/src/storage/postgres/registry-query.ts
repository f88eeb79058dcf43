// Stored queries (ITI-18) in one record. Whatever is asked, what comes out has passed the condition of visible-documents.ts, and filters are added
// to it; ids that name nothing visible are answered with nothing. Walks are bounded: rows that must be opened to be filtered come some hundreds at
// a time, and no answer holds more than its maximum. What care software asks by ids is prepared, one name for one shape
// of statement; what it asks by dates and codes is planned for them: a plan made once for all of them reads the whole record (measured).

import { type Permit, permits } from '@carnet/domain/access';
import type {
  AnyOf,
  Association,
  AvailabilityStatus,
  DocumentEntry,
  EntryFilters,
  Folder,
  FolderFilters,
  ObjectIds,
  RegistryObjects,
  StoredQuery,
  SubmissionSet,
  SubmissionSetFilters,
} from '@carnet/domain/document';
import { authorPersonMatches } from '@carnet/domain/document';
import { unreachable } from '@carnet/domain/kernel';
import type pg from 'pg';
import type { FolderKey } from '../../ports/index.ts';
import { unlessAltered } from '../integrity-fault.ts';
import type { StoreContext } from './context.ts';
import { type EntryRow, entryColumns, fromRow } from './document-row.ts';
import { columnFilters, matches, sealedFilter, within } from './entry-filters.ts';
import { type FolderRow, openFolder } from './folder-row.ts';
import { toTimestamp } from './instants.ts';
import { type LinkRow, type Reading, ownFolders, seenDocuments, toAssociation, visibleFolders, visibleLinks, visibleSets } from './registry-links.ts';
import { Parameters, isUuid } from './statement.ts';
import { type SubmissionSetRow, openSet } from './submission-set.ts';
import { forPeople, visibleDocuments } from './visible-documents.ts';

/** Rows opened at once where a filter reads what is sealed. */
const batch = 500;
const nothing: RegistryObjects = { documents: [], submissionSets: [], folders: [], associations: [] };

/** Undefined: there is more than `maximum` objects. */
export async function queryRegistry(context: StoreContext, permit: Reading, query: StoredQuery, maximum: number): Promise<RegistryObjects | undefined> {
  const found = await answer(new Registry(context, permit, maximum), query);
  const count = found.documents.length + found.submissionSets.length + found.folders.length + found.associations.length;
  return count > maximum ? undefined : found;
}

async function answer(registry: Registry, query: StoredQuery): Promise<RegistryObjects> {
  switch (query.name) {
    case 'FindDocuments':
    case 'FindDocumentsByReferenceId':
      return { ...nothing, documents: await registry.findDocuments(query.statuses, query.filters) };
    case 'FindSubmissionSets':
      return { ...nothing, submissionSets: query.statuses.includes('Approved') ? await registry.findSets(query.filters) : [] };
    case 'FindFolders':
      return { ...nothing, folders: query.statuses.includes('Approved') ? await registry.findFolders(query.filters) : [] };
    case 'GetDocuments':
      return { ...nothing, documents: await registry.documents(query.ids) };
    case 'GetFolders':
      return { ...nothing, folders: await registry.folders(query.ids) };
    case 'GetAssociations':
      return { ...nothing, associations: (await registry.links({ touching: await registry.stable(query.entryUuids) })).map(toAssociation) };
    case 'GetDocumentsAndAssociations': {
      const documents = await registry.documents(query.ids);
      return { ...nothing, documents, associations: (await registry.links({ touching: idsOf(documents) })).map(toAssociation) };
    }
    case 'GetSubmissionSets': {
      const members = await registry.links({ to: await registry.stable(query.entryUuids), ofSets: true });
      return {
        ...nothing,
        submissionSets: await registry.sets({ by: 'entryUuid', values: members.map(({ source }) => source) }),
        associations: members.map(toAssociation),
      };
    }
    case 'GetSubmissionSetAndContents':
      return contentsOfSets(registry, query);
    case 'GetFolderAndContents': {
      const folders = await registry.folders(query.ids);
      const members = await registry.links({ from: folders.map(({ id }) => id) });
      const documents = await registry.contents(members, query);
      return { ...nothing, folders, documents, associations: between(members, [...idsOf(documents)]) };
    }
    case 'GetFoldersForDocument': {
      const members = await registry.links({ to: idsOf(await registry.documents(query.ids)), ofSets: false });
      return { ...nothing, folders: await registry.folders({ by: 'entryUuid', values: members.map(({ source }) => source) }) };
    }
    case 'GetRelatedDocuments': {
      const related = await registry.links({ touching: idsOf(await registry.documents(query.ids)), kinds: query.kinds.filter((kind) => kind !== 'HasMember') });
      const ends = related.flatMap(({ source, target }) => [source, target]);
      return { ...nothing, documents: await registry.documents({ by: 'logicalId', values: ends }), associations: related.map(toAssociation) };
    }
    default:
      return unreachable(query);
  }
}

type ContentFilters = { readonly formats?: AnyOf; readonly confidentialityCodes?: readonly AnyOf[] };

async function contentsOfSets(registry: Registry, query: { readonly ids: ObjectIds } & ContentFilters): Promise<RegistryObjects> {
  const submissionSets = await registry.sets(query.ids);
  const members = await registry.links({ from: submissionSets.map(({ id }) => id) });
  const documents = await registry.contents(members, query);
  const folders = await registry.folders({ by: 'entryUuid', values: members.map(({ target }) => target) });
  const held = [...idsOf(documents), ...folders.map(({ id }) => id as string)];
  const filed = between(await registry.links({ from: folders.map(({ id }) => id) }), held);
  const relations = await registry.links({ from: idsOf(documents) });
  return { documents, submissionSets, folders, associations: [...between(members, held), ...filed, ...relations.map(toAssociation)] };
}

const idsOf = (documents: readonly DocumentEntry[]): readonly string[] => documents.map(({ logicalId }) => logicalId);
const between = (links: readonly LinkRow[], targets: readonly string[]): readonly Association[] => {
  const held = new Set(targets);
  return links.filter(({ target }) => held.has(target)).map(toAssociation);
};
const uuids = (values: readonly string[]): readonly string[] => [...new Set(values.map((value) => value.toLowerCase()).filter(isUuid))];

/** Which links: touching any of these, or from them, or to them (of sets only, or of anything but sets). */
type Links =
  | { readonly touching: readonly string[]; readonly kinds?: readonly string[] }
  | { readonly from: readonly string[] }
  | { readonly to: readonly string[]; readonly ofSets: boolean };

class Registry {
  readonly #context: StoreContext;
  readonly #permit: Reading;
  /** One row beyond the maximum tells that there is more. */
  readonly #limit: number;

  constructor(context: StoreContext, permit: Reading, maximum: number) {
    this.#context = context;
    this.#permit = permit;
    this.#limit = maximum + 1;
  }

  /** `name`: where its text is the same each time. */
  async #rows<Row extends pg.QueryResultRow>(text: string, parameters: Parameters, name?: string): Promise<readonly Row[]> {
    return (await this.#context.db.query<Row>({ ...(name === undefined ? {} : { name }), text, values: parameters.values })).rows;
  }

  async #open<Row, T>(rows: readonly Row[], open: (sealer: Awaited<ReturnType<StoreContext['keys']['sealer']>>, row: Row) => T): Promise<readonly T[]> {
    if (rows.length === 0) return [];
    const sealer = await this.#context.keys.sealer(this.#permit.dossier.id, this.#context.db);
    return rows.flatMap((row) => unlessAltered(() => open(sealer, row)) ?? []);
  }

  #entries(rows: readonly EntryRow[]): Promise<readonly DocumentEntry[]> {
    return this.#open(rows, (sealer, row) => fromRow(sealer, row).entry);
  }

  /** Newest first by date of the act, along the index of the lists. */
  async findDocuments(statuses: readonly AvailabilityStatus[], filters: EntryFilters): Promise<readonly DocumentEntry[]> {
    const keep = sealedFilter(filters);
    const found: DocumentEntry[] = [];
    const size = keep === undefined ? this.#limit : batch;
    for (let last: EntryRow | undefined; ;) {
      const parameters = new Parameters();
      const visible = visibleDocuments(this.#permit, parameters);
      const withStatus = `e.status = ANY (${parameters.add(statuses)}::text[])`;
      const narrowed = columnFilters(filters, parameters);
      const conditions = [
        visible,
        withStatus,
        ...narrowed,
        ...(last === undefined
          ? []
          : [`(e.service_start, e.logical_id) < (${parameters.add(toTimestamp(last.service_start))}::timestamptz, ${parameters.add(last.logical_id)}::uuid)`]),
      ];
      const rows = await this.#rows<EntryRow>(
        `SELECT ${entryColumns} FROM document_entry e WHERE ${conditions.join(' AND ')} ORDER BY e.service_start DESC, e.logical_id DESC LIMIT ${parameters.add(size)}::int`,
        parameters,
        // With nothing asked of the columns; their combinations are too many to be kept prepared.
        narrowed.length === 1 && narrowed[0] === forPeople ? `registry-find-documents${last === undefined ? '' : '-next'}` : undefined,
      );
      for (const entry of await this.#entries(rows)) if (keep === undefined || keep(entry)) found.push(entry);
      last = rows.at(-1);
      if (rows.length < size || found.length >= this.#limit) return found;
    }
  }

  async findSets({ sourceIds, contentTypes, submission, authorPerson }: SubmissionSetFilters): Promise<readonly SubmissionSet[]> {
    const found: SubmissionSet[] = [];
    for (let last: SubmissionSetRow | undefined; ;) {
      const parameters = new Parameters();
      const conditions = [
        ...(sourceIds === undefined ? [] : [`s.source_id = ANY (${parameters.add(sourceIds)}::text[])`]),
        ...(contentTypes === undefined ? [] : [`s.content_type_code = ANY (${parameters.add(contentTypes.map(({ code }) => code))}::text[])`]),
        ...within('s.submitted_at', submission, parameters),
        ...(last === undefined
          ? []
          : [`(s.submitted_at, s.id) < (${parameters.add(toTimestamp(last.submitted_at))}::timestamptz, ${parameters.add(last.id)}::uuid)`]),
      ];
      const rows = await this.#setRows(conditions, parameters, batch);
      const sets = await this.#open(rows, (sealer, row) => openSet(this.#permit.dossier.id, sealer, row));
      for (const set of sets)
        if (matches(set.contentType, contentTypes) && (authorPerson === undefined || authorPersonMatches(set.author, authorPerson))) found.push(set);
      last = rows.at(-1);
      if (rows.length < batch || found.length >= this.#limit) return found;
    }
  }

  #setRows(conditions: readonly string[], parameters: Parameters, limit: number, name?: string): Promise<readonly SubmissionSetRow[]> {
    const text = `${seenDocuments(this.#permit, parameters)} ${visibleSets(this.#permit, conditions, parameters)} ORDER BY s.submitted_at DESC, s.id DESC LIMIT ${parameters.add(limit)}::int`;
    return this.#rows<SubmissionSetRow>(text, parameters, name);
  }

  async sets({ by, values }: ObjectIds): Promise<readonly SubmissionSet[]> {
    const parameters = new Parameters();
    const condition = by === 'uniqueId' ? `s.unique_id = ANY (${parameters.add(values)}::text[])` : `s.id = ANY (${parameters.add(uuids(values))}::uuid[])`;
    const rows = await this.#setRows([condition], parameters, this.#limit, `registry-sets-${by}`);
    return this.#open(rows, (sealer, row) => openSet(this.#permit.dossier.id, sealer, row));
  }

  async findFolders({ codes = [], lastUpdate }: FolderFilters): Promise<readonly Folder[]> {
    const folders = await this.#folders([], new Parameters(), 'registry-folders');
    return folders.filter(
      (folder) =>
        codes.every((among) => folder.codes.some((code) => matches(code, among))) &&
        (lastUpdate?.from === undefined || folder.lastUpdate >= lastUpdate.from) &&
        (lastUpdate?.until === undefined || folder.lastUpdate < lastUpdate.until),
    );
  }

  folders(ids: ObjectIds): Promise<readonly Folder[]> {
    const parameters = new Parameters();
    return this.#folders([folderNamed(ids, parameters)], parameters, `registry-folders-${ids.by}`);
  }

  async #folders(conditions: readonly string[], parameters: Parameters, name: string): Promise<readonly Folder[]> {
    const text = `${seenDocuments(this.#permit, parameters)} ${visibleFolders(this.#permit, conditions, parameters)} ORDER BY f.made_at DESC, f.id DESC LIMIT ${parameters.add(this.#limit)}::int`;
    return this.#open(await this.#rows<FolderRow>(text, parameters, name), (sealer, row) => openFolder(this.#permit.dossier.id, sealer, row));
  }

  /** By the entryUUID of a former version: that version, Deprecated, of a document this reader sees today (ADR 20). */
  async documents({ by, values }: ObjectIds): Promise<readonly DocumentEntry[]> {
    const parameters = new Parameters();
    const named = { entryUuid: 'entry_uuid', uniqueId: 'unique_id', logicalId: 'logical_id' }[by];
    const given = by === 'uniqueId' ? `${parameters.add(values)}::text[]` : `${parameters.add(uuids(values))}::uuid[]`;
    const visible = visibleDocuments(this.#permit, parameters);
    const order = `ORDER BY service_start DESC, logical_id DESC, version DESC LIMIT ${parameters.add(this.#limit)}::int`;
    const text =
      by === 'entryUuid'
        ? `SELECT v.* FROM document_entry v WHERE v.dossier_id = ${parameters.add(this.#permit.dossier.id)}::uuid AND v.entry_uuid = ANY (${given})
            AND EXISTS (SELECT FROM document_entry e WHERE e.logical_id = v.logical_id AND ${visible}) ${order}`
        : `SELECT ${entryColumns}, e.is_current FROM document_entry e WHERE ${visible} AND e.${named} = ANY (${given}) ${order}`;
    const rows = await this.#rows<EntryRow & { readonly is_current: boolean }>(text, parameters, `registry-documents-${by}`);
    return this.#open(rows, (sealer, row): DocumentEntry => {
      const { entry } = fromRow(sealer, row);
      return row.is_current ? entry : { ...entry, status: 'Deprecated' };
    });
  }

  /** The documents at the end of these links. */
  async contents(members: readonly LinkRow[], { formats, confidentialityCodes }: ContentFilters): Promise<readonly DocumentEntry[]> {
    const filters = { ...(formats === undefined ? {} : { formats }), ...(confidentialityCodes === undefined ? {} : { confidentialityCodes }) };
    const keep = sealedFilter(filters);
    const documents = await this.documents({ by: 'logicalId', values: members.map(({ target }) => target) });
    return documents.filter((entry) => matches(entry.format, formats) && (keep === undefined || keep(entry)));
  }

  /** Of objects named by their entryUUID: the id their links hold to. Any version of a document leads to it. */
  async stable(entryUuids: readonly string[]): Promise<readonly string[]> {
    const parameters = new Parameters();
    const text = `SELECT coalesce(v.logical_id, given.id) AS id FROM unnest(${parameters.add(uuids(entryUuids))}::uuid[]) AS given (id)
      LEFT JOIN document_entry v ON v.dossier_id = ${parameters.add(this.#permit.dossier.id)}::uuid AND v.entry_uuid = given.id`;
    return (await this.#rows<{ id: string }>(text, parameters, 'registry-stable-ids')).map(({ id }) => id);
  }

  async links(which: Links): Promise<readonly LinkRow[]> {
    const parameters = new Parameters();
    const text = `${seenDocuments(this.#permit, parameters)} ${visibleLinks(this.#permit, linksNamed(which, parameters), parameters)}
      ORDER BY a.id LIMIT ${parameters.add(this.#limit)}::int`;
    return this.#rows<LinkRow>(text, parameters, `registry-links-${shapeOf(which)}`);
  }
}

const shapeOf = (which: Links): string =>
  'from' in which ? 'from' : 'to' in which ? (which.ofSets ? 'to-of-sets' : 'to') : which.kinds === undefined ? 'touching' : 'touching-of-kinds';

function linksNamed(which: Links, parameters: Parameters): readonly string[] {
  const among = (values: readonly string[]): string => `ANY (${parameters.add(uuids(values))}::uuid[])`;
  if ('from' in which) return [`a.source = ${among(which.from)}`];
  if ('to' in which) return [`a.target = ${among(which.to)}`, `a.kind = 'HasMember'`, `(a.membership IS NOT NULL) = ${which.ofSets}`];
  const ends = among(which.touching);
  return [`(a.source = ${ends} OR a.target = ${ends})`, ...(which.kinds === undefined ? [] : [`a.kind = ANY (${parameters.add(which.kinds)}::text[])`])];
}

const folderNamed = ({ by, values }: ObjectIds, parameters: Parameters): string =>
  by === 'uniqueId' ? `f.unique_id = ANY (${parameters.add(values)}::text[])` : `f.id = ANY (${parameters.add(uuids(values))}::uuid[])`;

/** A folder that whoever deposits may put a document in: one they see; their own, where they may not consult. */
export async function findFolder({ db, keys }: StoreContext, permit: Reading | Permit<'deposit'>, key: FolderKey): Promise<Folder | undefined> {
  const parameters = new Parameters();
  const ids: ObjectIds = 'uniqueId' in key ? { by: 'uniqueId', values: [key.uniqueId] } : { by: 'entryUuid', values: [key.entryUuid] };
  const named = [folderNamed(ids, parameters)];
  const own = permits(permit, 'deposit');
  const text = own ? ownFolders(permit, named, parameters) : `${seenDocuments(permit, parameters)} ${visibleFolders(permit, named, parameters)}`;
  const { rows } = await db.query<FolderRow>({ name: `registry-folder-${own ? 'own' : 'seen'}-${ids.by}`, text, values: parameters.values });
  return rows[0] === undefined ? undefined : openFolder(permit.dossier.id, await keys.sealer(permit.dossier.id, db), rows[0]);
}

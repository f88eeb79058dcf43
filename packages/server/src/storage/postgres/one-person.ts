// Records that are one person's, read as one (ADR 37): what a reader's permit covers is read record by record, each under its own facts and its
// own key, and put together here; lists, pages and totals come out as those of one record. What keeps somebody out is written in each of them,
// so that it holds whatever becomes of the fusion; everything else is written in the record of the permit. A record that is one with no other
// passes through untouched.

import { type Action, type Permit, dossierOf, eachPart } from '@carnet/domain/access';
import type { KeptTrace } from '@carnet/domain/audit';
import type { DocumentEntry, RegistryObjects } from '@carnet/domain/document';
import type { Instant } from '@carnet/domain/kernel';
import type { Space } from '@carnet/domain/terminology';
import type { DocumentChanges, DocumentQuery, ListQuery, NoticeLine, RegistryList, SpaceCount, StoredDocument, Stores } from '../../ports/index.ts';
import { fromJoined, joinPages, toJoined } from './joined-pages.ts';

type Parted<A extends Action> = Permit<A> & { readonly parts: readonly Permit<A>[] };
const isJoined = <A extends Action>(permit: Permit<A>): permit is Parted<A> => permit.parts !== undefined && permit.parts.length > 1;

/** What `other` allows in the same record: its facts, where it is of that one. */
const samePart = <A extends Action>(other: Permit<A> | undefined, part: Permit<Action>): Permit<A> | undefined =>
  other && eachPart(other).find((one) => dossierOf(one) === dossierOf(part));

export const asOnePerson = (stores: Stores): Stores => ({
  ...stores,
  documents: documentsOf(stores),
  registry: registryOf(stores),
  traces: tracesOf(stores),
  notices: noticesOf(stores),
  ...accessesOf(stores),
  clinical: {
    ...stores.clinical,
    async find(permit, sought) {
      const found = await inEach(permit, (part) => stores.clinical.find(part, sought));
      const documents = found.flatMap((one) => one.documents);
      return {
        documents: found.length === 1 ? documents : documents.toSorted((a, b) => newest(a.entry, b.entry)),
        missing: sum(found, ({ missing }) => missing),
        more: found.some(({ more }) => more),
      };
    },
  },
  profiles: {
    ...stores.profiles,
    // What was said last, wherever it was said.
    async read(permit) {
      const said = await inEach(permit, (part) => stores.profiles.read(part));
      return said.reduce((last, one) => ((one.changedAt ?? -Infinity) > (last.changedAt ?? -Infinity) ? one : last));
    },
  },
  reports: {
    ...stores.reports,
    async list(permit) {
      const found = await inEach(permit, (part) => stores.reports.list(part));
      return found.flat().toSorted((a, b) => b.at - a.at);
    },
    async readable(permit, line) {
      for (const part of eachPart(permit)) {
        const found = await stores.reports.readable(part, line);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  },
});

/** One after the other: they share one connection. */
async function inEach<A extends Action, T>(permit: Permit<A>, act: (part: Permit<A>) => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  for (const part of eachPart(permit)) results.push(await act(part));
  return results;
}
const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0);
const newest = (a: DocumentEntry, b: DocumentEntry): number => b.serviceStart - a.serviceStart || (a.logicalId < b.logicalId ? 1 : -1);

const dateOf: Readonly<Record<NonNullable<DocumentQuery['order']>, (entry: DocumentEntry) => Instant>> = {
  service: ({ serviceStart }) => serviceStart,
  deposited: ({ depositedAt }) => depositedAt,
  creation: ({ creationTime }) => creationTime,
  changed: ({ changedAt }) => changedAt,
};
const [usualPage, largestPage] = [50, 200];

function documentsOf({ documents }: Stores): Stores['documents'] {
  return {
    ...documents,
    async list(permit, query, within) {
      if (!isJoined(permit)) return documents.list(permit, query, within);
      const date = dateOf[query.order ?? 'service'];
      const sign = query.ascending === true ? 1 : -1;
      const limit = Math.min(Math.max(query.limit ?? usualPage, 1), largestPage);
      const totals = { missing: 0, total: 0, masked: 0 };
      const { rows, nextCursor } = await joinPages<Permit<'list-documents' | 'export-record'>, StoredDocument>({
        parts: permit.parts,
        cursor: query.cursor,
        limit,
        compare: (a, b) => sign * (date(a.entry) - date(b.entry) || (a.entry.logicalId < b.entry.logicalId ? -1 : 1)),
        async read(part, page, isFirst) {
          const { cursor: _cursor, ...rest } = query;
          const found = await documents.list(part, { ...rest, ...page }, samePart(within, part));
          if (isFirst) for (const figure of ['missing', 'total', 'masked'] as const) totals[figure] += found[figure];
          return { ...found, rows: found.rows.map((row) => ({ ...row, dossier: dossierOf(part) })) };
        },
      });
      return { rows, ...totals, ...(nextCursor === undefined ? {} : { nextCursor }) };
    },
    async countBySpace(permit, within) {
      if (!isJoined(permit)) return documents.countBySpace(permit, within);
      const counts = new Map<Space, SpaceCount>();
      for (const part of permit.parts)
        for (const [space, { total, unseen }] of await documents.countBySpace(part, samePart(within, part))) {
          const sofar = counts.get(space) ?? { total: 0, unseen: 0 };
          counts.set(space, { total: sofar.total + total, unseen: sofar.unseen + unseen });
        }
      return counts;
    },
    async changes(permit, query) {
      if (!isJoined(permit)) return documents.changes(permit, query);
      const given = query.cursor === undefined ? undefined : (fromJoined(query.cursor, permit.parts.length) ?? permit.parts.map(() => query.cursor!));
      const found: Extract<DocumentChanges, { kind: 'changes' }>[] = [];
      let known = query.cursor === undefined;
      for (const [index, part] of permit.parts.entries()) {
        const cursor = given?.[index];
        let one = await documents.changes(part, { maximum: query.maximum, ...(typeof cursor === 'string' ? { cursor } : {}) });
        if (one.kind === 'changes') known = true;
        // Of one of them, before they were one: all of the others is new.
        if (one.kind === 'unknown-cursor') one = await documents.changes(part, { maximum: query.maximum });
        if (one.kind !== 'changes') return one;
        found.push(one);
      }
      if (!known) return { kind: 'unknown-cursor' };
      const changes = found.flatMap((one) => one.changes);
      if (query.maximum > 0 && changes.length > query.maximum) return { kind: 'too-many' };
      return { kind: 'changes', changes, cursor: toJoined(found.map(({ cursor }) => cursor)) };
    },
  };
}

function registryOf({ registry }: Stores): Stores['registry'] {
  return {
    ...registry,
    async query(permit, query, maximum) {
      if (!isJoined(permit)) return registry.query(permit, query, maximum);
      const found: RegistryObjects[] = [];
      for (const part of permit.parts) {
        const one = await registry.query(part, query, maximum);
        if (one === undefined) return undefined;
        found.push(one);
      }
      const joined: RegistryObjects = {
        documents: once(
          found.flatMap(({ documents }) => documents),
          ({ entryUuid }) => entryUuid,
        ),
        submissionSets: once(
          found.flatMap(({ submissionSets }) => submissionSets),
          ({ id }) => id,
        ),
        folders: once(
          found.flatMap(({ folders }) => folders),
          ({ id }) => id,
        ),
        associations: once(
          found.flatMap(({ associations }) => associations),
          (link) => JSON.stringify(link),
        ),
      };
      const count = Object.values(joined).reduce((total, objects: readonly unknown[]) => total + objects.length, 0);
      return count > maximum ? undefined : joined;
    },
    async lists(permit, query) {
      if (!isJoined(permit)) return registry.lists(permit, query);
      const sign = query.ascending === true ? 1 : -1;
      let total = 0;
      const { rows, nextCursor } = await joinPages<Permit<'list-documents'>, RegistryList>({
        parts: permit.parts,
        cursor: query.cursor,
        limit: query.limit,
        compare: (a, b) => sign * (dateOfList(a) - dateOfList(b) || (idOfList(a) < idOfList(b) ? -1 : 1)),
        async read(part, page, isFirst) {
          const { cursor: _cursor, ...rest } = query;
          const found = await registry.lists(part, { ...rest, ...page } as ListQuery);
          if (isFirst) total += found.total;
          return found;
        },
      });
      return { rows, total, ...(nextCursor === undefined ? {} : { nextCursor }) };
    },
    async folder(permit, key) {
      const parts: readonly (typeof permit)[] = permit.parts ?? [permit];
      for (const part of parts) {
        const folder = await registry.folder(part, key);
        if (folder !== undefined) return folder;
      }
      return undefined;
    },
  };
}

const once = <T>(all: readonly T[], key: (one: T) => string): readonly T[] => [...new Map(all.map((one) => [key(one), one])).values()];
const dateOfList = (list: RegistryList): Instant => (list.kind === 'folder' ? list.folder.lastUpdate : list.set.submittedAt);
const idOfList = (list: RegistryList): string => (list.kind === 'folder' ? list.folder.id : list.set.id);

function tracesOf({ traces }: Stores): Stores['traces'] {
  return {
    ...traces,
    async list(permit, query) {
      if (!isJoined(permit)) return traces.list(permit, query);
      const totals = { missing: 0, total: 0 };
      const { rows, nextCursor } = await joinPages<Permit<'read-journal'>, KeptTrace>({
        parts: permit.parts,
        cursor: query.cursor,
        limit: Math.min(Math.max(query.limit ?? usualPage, 1), largestPage),
        compare: (a, b) => b.at - a.at,
        async read(part, page, isFirst) {
          const { cursor: _cursor, ...rest } = query;
          const found = await traces.list(part, { ...rest, ...page });
          if (isFirst) for (const figure of ['missing', 'total'] as const) totals[figure] += found[figure];
          return found;
        },
      });
      return { rows, ...totals, ...(nextCursor === undefined ? {} : { nextCursor }) };
    },
    async *walk(permit) {
      for (const part of eachPart(permit)) yield* traces.walk(part);
    },
  };
}

function noticesOf({ notices }: Stores): Stores['notices'] {
  return {
    ...notices,
    async list(permit, query) {
      if (!isJoined(permit)) return notices.list(permit, query);
      const totals = { missing: 0, unread: 0 };
      const { rows, nextCursor } = await joinPages<Permit<'read-notices'>, NoticeLine>({
        parts: permit.parts,
        cursor: query.cursor,
        limit: Math.min(Math.max(query.limit, 1), largestPage),
        compare: (a, b) => b.at - a.at || (a.id < b.id ? 1 : -1),
        async read(part, page, isFirst) {
          const found = await notices.list(part, page);
          if (isFirst) for (const figure of ['missing', 'unread'] as const) totals[figure] += found[figure];
          return found;
        },
      });
      return { rows, ...totals, ...(nextCursor === undefined ? {} : { nextCursor }) };
    },
    async markRead(permit, id, at) {
      await inEach(permit, (part) => notices.markRead(part, id, at));
    },
  };
}

/** Who sees the record: all of it is told, and what closes something closes it in each. */
function accessesOf({ accesses, masquages, delegations, pairings, dossiers, identities }: Stores) {
  return {
    accesses: {
      ...accesses,
      async list(permit) {
        const [own, ...others] = await inEach(permit, (part) => accesses.list(part));
        return {
          ...own!,
          autorisations: [own!, ...others].flatMap(({ autorisations }) => autorisations),
          blocages: once(
            [own!, ...others].flatMap(({ blocages }) => blocages),
            ({ professionnel }) => professionnel,
          ),
        };
      },
      history: async (permit) => (await inEach(permit, (part) => accesses.history(part))).flat(),
      withdraw: async (permit, beneficiaire, at) => sum(await inEach(permit, (part) => accesses.withdraw(part, beneficiaire, at)), (ended) => ended),
      async block(permit, blocage) {
        await inEach(permit, (part) => accesses.block(part, blocage));
      },
      isBlocked: async (permit, professionnel) => (await inEach(permit, (part) => accesses.isBlocked(part, professionnel))).includes(true),
      async unblock(permit, professionnel, at) {
        await inEach(permit, (part) => accesses.unblock(part, professionnel, at));
      },
    },
    masquages: {
      ...masquages,
      async end(permit, masquage, at) {
        await inEach(permit, (part) => masquages.end(part, masquage, at));
      },
      list: async (permit) => (await inEach(permit, (part) => masquages.list(part))).flat(),
      all: async (permit) => (await inEach(permit, (part) => masquages.all(part))).flat(),
    },
    delegations: {
      ...delegations,
      list: async (permit) => (await inEach(permit, (part) => delegations.list(part))).flat(),
      change: async (permit, id, change) => (await inEach(permit, (part) => delegations.change(part, id, change))).includes(true),
      async end(permit, id) {
        const ended = await inEach(permit, (part) => delegations.end(part, id));
        return ended.find((one) => one.ended) ?? ended[0]!;
      },
    },
    pairings: {
      ...pairings,
      list: async (permit) => (await inEach(permit, (part) => pairings.list(part))).flat(),
      async end(permit, service) {
        const ended = (await inEach(permit, (part) => pairings.end(part, service))).filter((one) => one !== undefined);
        return ended.length === 0 ? undefined : { grants: ended.flatMap(({ grants }) => grants) };
      },
    },
    dossiers: {
      ...dossiers,
      representants: async (permit) => [...new Set((await inEach(permit, (part) => dossiers.representants(part))).flat())],
      async saveChoices(permit, change) {
        const [own] = await inEach(permit, (part) => dossiers.saveChoices(part, change));
        return own!;
      },
    },
    identities: {
      ...identities,
      localIdentifiers: async (permit) => (await inEach(permit, (part) => identities.localIdentifiers(part))).flat(),
    },
  } satisfies Partial<Stores>;
}

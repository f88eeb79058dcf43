// What the list of a record is narrowed and arranged by (A143), kept in the address: Back, a reload and a document opened in between find it again.
// What an address says wrongly is as if it did not say it.

import { type DocumentSort, documentSorts } from '@carnet/contract';
import type { SpaceName } from '@carnet/ui';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useHref, useLocation, useNavigationType, useSearchParams } from 'react-router';

export const spaceNames: readonly SpaceName[] = [
  'synthese',
  'traitement',
  'analyses',
  'imagerie',
  'comptes-rendus',
  'prevention',
  'certificats',
  'remboursements',
  'espace-personnel',
];
export type SpaceChoice = SpaceName | 'all' | 'archives';
export const groupings = ['none', 'year', 'set'] as const;
type Grouping = (typeof groupings)[number];

export interface Criteria {
  readonly text: string;
  readonly space: SpaceChoice;
  /** Days, YYYY-MM-DD. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly type?: string | undefined;
  readonly author?: string | undefined;
  readonly set?: string | undefined;
  readonly folder?: string | undefined;
  readonly sort: DocumentSort;
  readonly group: Grouping;
}

const names: Readonly<Record<keyof Criteria, string>> = {
  text: 'texte',
  space: 'rubrique',
  from: 'du',
  until: 'au',
  type: 'type',
  author: 'auteur',
  set: 'lot',
  folder: 'classeur',
  sort: 'tri',
  group: 'groupe',
};
const byDefault: Readonly<Partial<Record<keyof Criteria, string>>> = { text: '', space: 'all', sort: 'service', group: 'none' };
export const unfiltered: Criteria = { text: '', space: 'all', sort: 'service', group: 'none' };

const day = /^\d{4}-\d{2}-\d{2}$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const isDay = (text: string): boolean => day.test(text) && !Number.isNaN(Date.parse(text));
const amongst = <Value extends string>(values: readonly Value[], text: string | undefined, otherwise: Value): Value =>
  values.find((value) => value === text) ?? otherwise;

function read(params: URLSearchParams): Criteria {
  const said = (key: keyof Criteria, isRight: (text: string) => boolean): string | undefined => {
    const text = params.get(names[key]) ?? '';
    return text !== '' && isRight(text) ? text : undefined;
  };
  const anything = ({ length }: string): boolean => length <= 80;
  return {
    text: said('text', anything) ?? '',
    space: amongst<SpaceChoice>([...spaceNames, 'archives'], said('space', anything), 'all'),
    from: said('from', isDay),
    until: said('until', isDay),
    type: said('type', ({ length }) => length <= 64),
    author: said('author', anything),
    set: said('set', (text) => uuid.test(text)),
    folder: said('folder', (text) => uuid.test(text)),
    sort: amongst(documentSorts, said('sort', anything), 'service'),
    group: amongst(groupings, said('group', anything), 'none'),
  };
}

export interface InAddress {
  readonly criteria: Criteria;
  /** What is chosen is a place of its own, that Back leaves. */
  readonly change: (changes: Partial<Criteria>) => void;
  /** What is typed narrows at once; the address follows when the hand rests, and the place stays the same. */
  readonly type: (text: string) => void;
  readonly clear: () => void;
}
const restMs = 400;
/** Of a place one came to by narrowing the list: the document that is open stays as it was. */
export type PlaceState = { readonly narrowed?: true } | null;

export function useCriteria(): InAddress {
  const [params, setParams] = useSearchParams();
  const said = useMemo(() => read(params), [params]);
  const [text, type] = useState(said.text);
  const criteria = useMemo(() => ({ ...said, text }), [said, text]);
  const write = useCallback(
    (changes: Partial<Criteria>, replace: boolean) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [key, value] of Object.entries(changes) as [keyof Criteria, string | undefined][])
            if (value === undefined || value === '' || value === byDefault[key]) next.delete(names[key]);
            else next.set(names[key], value);
          return next;
        },
        { replace, preventScrollReset: true, state: { narrowed: true } satisfies PlaceState },
      ),
    [setParams],
  );
  const change = useCallback(
    (changes: Partial<Criteria>) => {
      if (changes.text !== undefined) type(changes.text);
      write(changes, false);
    },
    [write],
  );
  const { key, pathname } = useLocation();
  const drawn = useHref(pathname);
  const cameBack = useNavigationType() === 'POP';
  useEffect(() => {
    if (cameBack) type(said.text);
    // A place one comes back to is another, even where it says the same.
  }, [key, cameBack, said.text]);
  useEffect(() => {
    if (text.trim() === said.text.trim()) return;
    const rest = setTimeout(() => {
      // A document opened meanwhile and not drawn yet would be closed again: it writes the text itself, once it is there.
      if (globalThis.location.pathname === drawn) write({ text }, true);
    }, restMs);
    return () => clearTimeout(rest);
  }, [text, said.text, write, drawn]);
  const clear = useCallback(() => {
    const { sort: _sort, group: _group, ...filters } = unfiltered;
    change({ ...filters, from: undefined, until: undefined, type: undefined, author: undefined, set: undefined, folder: undefined });
  }, [change]);
  return { criteria, change, type, clear };
}

export type FilterName = 'text' | 'space' | 'type' | 'dates' | 'author' | 'set' | 'folder';

/** Those that narrow the list now; two days are one filter. */
export function activeFilters({ text, space, type, from, until, author, set, folder }: Criteria): readonly FilterName[] {
  const active: Readonly<Record<FilterName, boolean>> = {
    text: text.trim() !== '',
    space: space !== 'all',
    type: type !== undefined,
    dates: from !== undefined || until !== undefined,
    author: author !== undefined,
    set: set !== undefined,
    folder: folder !== undefined,
  };
  return (Object.keys(active) as FilterName[]).filter((name) => active[name]);
}

export const without = (name: FilterName): Partial<Criteria> =>
  name === 'text' ? { text: '' } : name === 'space' ? { space: 'all' } : name === 'dates' ? { from: undefined, until: undefined } : { [name]: undefined };

/** Of the list, and of its documents: with what narrows it. */
/** What stands with the open document: the version it is compared with, or a second document. */
const formerName = 'depuis';
const besideName = 'avec';
interface Places {
  readonly list: string;
  readonly document: (id: string) => string;
  readonly changes: (id: string, former: string) => string;
  /** The version the open document is compared with. */
  readonly former: string | undefined;
  readonly beside: (id: string, second: string) => string;
  /** The document that is open beside it. */
  readonly second: string | undefined;
}

export function usePlaces(dossierId: string): Places {
  const { search } = useLocation();
  return useMemo(() => {
    const params = new URLSearchParams(search);
    const [former, second] = [formerName, besideName].map((name) => {
      const id = params.get(name) ?? '';
      params.delete(name);
      return uuid.test(id) ? id : undefined;
    });
    const kept = params.size === 0 ? '' : `?${params.toString()}`;
    const document = (id: string): string => `/dossier/${dossierId}/document/${id}`;
    const withOther = (name: string, id: string): string => {
      const all = new URLSearchParams(params);
      all.set(name, id);
      return `?${all.toString()}`;
    };
    return {
      list: `/dossier/${dossierId}${kept}`,
      document: (id) => document(id) + kept,
      changes: (id, older) => document(id) + withOther(formerName, older),
      former,
      beside: (id, other) => document(id) + withOther(besideName, other),
      second,
    };
  }, [dossierId, search]);
}

// Which list is shown: a space, or one of the three views across them. Kept in the address, so that a document opens beside its list,
// Back comes back to it and a link can be shared between one's own devices.

import type { SortKey, SpaceName } from '@carnet/ui';

type View = 'recents' | 'les-miens';
export const onlySome = ['new', 'masked'] as const;
export interface ListPlace {
  readonly space?: SpaceName | undefined;
  readonly view?: View | undefined;
  /** One of one's own binders, by its number. */
  readonly binder?: string | undefined;
  /** Those not read yet, or those kept from professionals. */
  readonly only?: (typeof onlySome)[number] | undefined;
  readonly sort?: SortKey | undefined;
  readonly ascending?: boolean | undefined;
}

const sortNames: Readonly<Record<SortKey, string>> = { service: 'acte', deposited: 'arrivee', title: 'document', author: 'auteur' };

const onlyNames: Readonly<Record<(typeof onlySome)[number], string>> = { new: 'nouveaux', masked: 'masques' };

function search({ space, view, binder, only, sort, ascending }: ListPlace): string {
  const query = new URLSearchParams();
  if (space !== undefined) query.set('espace', space);
  if (view !== undefined) query.set('vue', view);
  if (binder !== undefined) query.set('classeur', binder);
  if (only !== undefined) query.set('seulement', onlyNames[only]);
  if (sort !== undefined) query.set('tri', sortNames[sort]);
  if (ascending !== undefined) query.set('ordre', ascending ? 'croissant' : 'decroissant');
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

export const listHref = (place: ListPlace): string => `/documents${search(place)}`;
export const documentHref = (id: string, place: ListPlace): string => `/documents/${encodeURIComponent(id)}${search(place)}`;
/** What a version changes of a former one. */
export const changesHref = (id: string, former: string, place: ListPlace): string =>
  `/documents/${encodeURIComponent(id)}/depuis/${encodeURIComponent(former)}${search(place)}`;

const spaceNames: readonly SpaceName[] = [
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

export function readPlace(query: URLSearchParams): ListPlace {
  const space = spaceNames.find((name) => name === query.get('espace'));
  const view = (['recents', 'les-miens'] as const).find((name) => name === query.get('vue'));
  const only = onlySome.find((name) => onlyNames[name] === query.get('seulement'));
  const sort = (Object.keys(sortNames) as SortKey[]).find((key) => sortNames[key] === query.get('tri'));
  const order = query.get('ordre');
  const binder = query.get('classeur') ?? undefined;
  return { space, view, binder, only, sort, ...(order === null ? {} : { ascending: order === 'croissant' }) };
}

/** How a list is sorted when nobody chose: by act, or by arrival among the recent ones; newest first, and names from A to Z. */
export function sortOf({ sort, view, ascending }: ListPlace): { readonly sort: SortKey; readonly descending: boolean } {
  const by = sort ?? (view === 'recents' ? 'deposited' : 'service');
  return { sort: by, descending: ascending === undefined ? by === 'service' || by === 'deposited' : !ascending };
}

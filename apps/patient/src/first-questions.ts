// What the pages of one's own record ask first, so that it is asked with their code rather than once they are drawn. Each page asks the same by
// itself: a question that is not here is only asked later, and none is asked twice, every question to the record being a line of its journal.

import type { QueryClient } from '@tanstack/react-query';
import { queries } from './queries.ts';
import { recordOfAddress } from './record-address.ts';

type Asks = (client: QueryClient, dossierId: string) => void;

/** By the path of the route. */
export const first: Readonly<Partial<Record<string, Asks>>> = {
  '/accueil': (client, id) => {
    void client.prefetchInfiniteQuery(queries.documents(id, { sort: 'deposited' }));
    void client.prefetchQuery(queries.spaces(id));
    void client.prefetchQuery(queries.reminders(id));
  },
  '/documents': (client, id) => {
    void client.prefetchInfiniteQuery(queries.documents(id, { sort: 'service' }));
    void client.prefetchQuery(queries.arrangement(id));
  },
  '/acces': (client, id) => {
    void client.prefetchQuery(queries.accesses(id));
    void client.prefetchQuery(queries.masquages(id));
    void client.prefetchQuery(queries.choices(id));
  },
  '/journal': (client, id) => void client.prefetchInfiniteQuery(queries.journal(id, {})),
  '/avis': (client, id) => void client.prefetchInfiniteQuery(queries.notices(id)),
  '/ma-sante': (client, id) => void client.prefetchQuery(queries.profile(id)),
};

/** Nothing where the address narrows what is shown, or where the server has first to say whether the record opens. */
export async function askFirst(client: QueryClient, asks: Asks, { search }: { readonly search: string }): Promise<void> {
  if (search !== '' || recordOfAddress !== undefined) return;
  const session = await client.ensureQueryData(queries.session()).catch(() => undefined);
  if (session !== undefined && session.closed !== true) asks(client, session.dossierId);
}

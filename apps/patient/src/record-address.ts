// Which record this window is open on, told by its address: one's own at the root, somebody else's under /pour/<record>. Two windows may hold
// two records. Changing record loads the app afresh: nothing of the one stays in the memory of the other.

const openOn = /^\/pour\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=\/|$)/.exec(location.pathname)?.[1];

/** The record of somebody else that the address names; undefined: one's own. */
export const recordOfAddress: string | undefined = openOn;
export const basename = openOn === undefined ? '/' : `/pour/${openOn}`;

/** First page of a record. A plain address: it leaves the router. */
export const recordHref = (dossierId: string, isOwn: boolean, page = '/accueil'): string => (isOwn ? page : `/pour/${encodeURIComponent(dossierId)}${page}`);

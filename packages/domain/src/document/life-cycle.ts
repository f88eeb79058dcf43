// The life of an entry: which status may follow which, and what brings the change (docs/sources.md §2.3). Deletion is always logical and final.

import type { AvailabilityStatus } from './document-entry.ts';

export type LifeCycleEvent = 'replace' | 'archive' | 'unarchive' | 'delete';

export const lifeCycle: Readonly<Record<LifeCycleEvent, { readonly from: readonly AvailabilityStatus[]; readonly to: AvailabilityStatus }>> = {
  replace: { from: ['Approved'], to: 'Deprecated' },
  archive: { from: ['Approved'], to: 'Archived' },
  unarchive: { from: ['Archived'], to: 'Approved' },
  delete: { from: ['Approved', 'Archived', 'Deprecated'], to: 'Deleted' },
};

/** The status after the event, or undefined where the table has no such row. */
export const nextStatus = (status: AvailabilityStatus, event: LifeCycleEvent): AvailabilityStatus | undefined =>
  lifeCycle[event].from.includes(status) ? lifeCycle[event].to : undefined;

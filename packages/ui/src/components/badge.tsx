// Flags: a word and an icon, never a colour alone. Honey is for what is new or waiting.

import { Archive, Bookmark, CircleUserRound, Copy, EyeOff, History, Hourglass, PencilLine, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useKitWords } from '../wording/index.ts';

export type BadgeTone = 'new' | 'plain' | 'waiting' | 'danger';

export function Badge({ tone = 'plain', icon, children }: { readonly tone?: BadgeTone; readonly icon?: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    <span className="badge" data-tone={tone}>
      {icon}
      {children}
    </span>
  );
}

export const NewBadge = ({ children }: { readonly children?: ReactNode }): ReactNode => {
  const words = useKitWords();
  return (
    <Badge tone="new" icon={<Bookmark />}>
      {children ?? words.badge.new}
    </Badge>
  );
};

export const DeclaredByPatientBadge = (): ReactNode => <Badge icon={<PencilLine />}>{useKitWords().badge.declaredByPatient}</Badge>;

/** Came more than once: one document all the same. */
export const ReceivedBadge = ({ count }: { readonly count: number }): ReactNode => <Badge icon={<Copy />}>{useKitWords().badge.received(count)}</Badge>;

/** Replaces another, which its sheet leads to. */
export const VersionBadge = ({ number }: { readonly number: number }): ReactNode => <Badge icon={<History />}>{useKitWords().badge.corrected(number)}</Badge>;

export interface Flags {
  readonly isNew: boolean;
  readonly masked: boolean;
  readonly invisiblePatient: boolean;
  readonly status: 'Approved' | 'Deprecated' | 'Archived' | 'Deleted';
  readonly depositor: 'professionnel' | 'structure' | 'patient' | 'assurance-maladie';
  readonly received?: { readonly count: number } | undefined;
  /** Which version it is, from the second. */
  readonly versions?: number | undefined;
}

/** The flags of a document in their order: new, masked, awaiting, life, version, received again, who added it. `reader` words the last one. */
export function DocumentFlags({ flags, reader = 'patient' }: { readonly flags: Flags; readonly reader?: 'patient' | 'professional' }): ReactNode {
  const { badge } = useKitWords();
  const shown = [
    flags.isNew && <NewBadge key="new" />,
    flags.masked && (
      <Badge key="masked" icon={<EyeOff />}>
        {badge.masked}
      </Badge>
    ),
    flags.invisiblePatient && (
      <Badge key="awaiting" tone="waiting" icon={<Hourglass />}>
        {badge.awaiting}
      </Badge>
    ),
    flags.status === 'Deprecated' && (
      <Badge key="replaced" icon={<History />}>
        {badge.replaced}
      </Badge>
    ),
    flags.status === 'Archived' && (
      <Badge key="archived" icon={<Archive />}>
        {badge.archived}
      </Badge>
    ),
    flags.status === 'Deleted' && (
      <Badge key="deleted" tone="danger" icon={<Trash2 />}>
        {badge.deleted}
      </Badge>
    ),
    flags.versions !== undefined && <VersionBadge key="version" number={flags.versions} />,
    flags.received !== undefined && <ReceivedBadge key="received" count={flags.received.count} />,
    flags.depositor === 'patient' && (
      <Badge key="patient" icon={<CircleUserRound />}>
        {reader === 'patient' ? badge.byPatient : badge.byPatientFor}
      </Badge>
    ),
  ].filter(Boolean);
  return shown.length === 0 ? null : <span className="flags">{shown}</span>;
}

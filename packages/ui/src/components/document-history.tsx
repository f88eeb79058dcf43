// How a document came to be what is read: each time its content came and from whom, and the versions it is one of. Shown where there is more
// than one of either. What is done to a document is done to the copies that are one line with it: `lineLock` names those that allow it.

import type { DocumentDetail, VersionLock } from '@carnet/contract';
import type { ReactNode } from 'react';
import { useKitWords } from '../wording/index.ts';
import { TextLink } from './button.tsx';
import { DateText } from './facts.tsx';

type History = Pick<DocumentDetail, 'id' | 'arrivals' | 'copies' | 'history'>;

export function Arrivals({ detail, reader = 'patient' }: { readonly detail: History; readonly reader?: 'patient' | 'professional' }): ReactNode {
  const { arrivals: words } = useKitWords();
  if (detail.arrivals.length < 2) return null;
  return (
    <div className="document-history">
      <p className="quiet">{words.why}</p>
      <ol className="history-list">
        {detail.arrivals.map(({ at, from, door, documentId }, index) => (
          <li key={`${at} ${documentId} ${index}`}>
            <span className="strong">
              <DateText iso={at} as="moment" exact />
            </span>
            <span>
              {from === undefined ? words.patient[reader] : [from.name, from.institution].filter(Boolean).join(', ')}
              {door !== undefined && <span className="quiet"> · {words.doors[door]}</span>}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

interface VersionsProps {
  readonly detail: History;
  readonly href: (id: string) => string;
  /** Where one reads what a version changes of the one before. */
  readonly changes?: (id: string, former: string) => string;
}

export function Versions({ detail, href, changes }: VersionsProps): ReactNode {
  const { versions: words } = useKitWords();
  if (detail.history.length < 2) return null;
  return (
    <ol className="history-list">
      {detail.history
        .map((version, index, all) => ({ ...version, number: index + 1, former: all[index - 1]?.id }))
        .toReversed()
        .map(({ id, number, former, title, author, depositedAt, status }) => (
          <li key={id} {...(id === detail.id ? { 'aria-current': 'true' as const } : {})}>
            <span className="strong">{id === detail.id ? words.number(number) : <TextLink href={href(id)}>{words.number(number)}</TextLink>}</span>
            <span>
              {title}
              {author !== undefined && <span className="quiet"> · {author}</span>}
            </span>
            <span className="quiet">
              <DateText iso={depositedAt} as="day" />
              {status !== 'Deprecated' && ` · ${words.current}`}
              {id === detail.id && ` · ${words.here}`}
            </span>
            {changes !== undefined && former !== undefined && (
              <span>
                <TextLink href={changes(id, former)} aria-label={`${words.changes}, ${words.number(number)}`}>
                  {words.changes}
                </TextLink>
              </span>
            )}
          </li>
        ))}
    </ol>
  );
}

/** The document there is now, where what is open was replaced by one this reader sees. */
export const replacementOf = ({ id, history }: Pick<DocumentDetail, 'id' | 'history'>): string | undefined => {
  const last = history.at(-1);
  return last === undefined || last.id === id ? undefined : last.id;
};

export function lineLock({ version, copies }: Pick<DocumentDetail, 'version' | 'copies'>, act: keyof DocumentDetail['abilities']): VersionLock {
  const allowed = copies.filter(({ abilities }) => abilities[act].allowed).map((copy) => ({ id: copy.id, version: copy.version }));
  return { version, ...(allowed.length === 0 ? {} : { copies: allowed }) };
}

/** Said before an act: how many documents it is done to, where there are several. */
export function WholeLine({
  detail,
  act,
}: {
  readonly detail: Pick<DocumentDetail, 'version' | 'copies'>;
  readonly act: keyof DocumentDetail['abilities'];
}): ReactNode {
  const { arrivals } = useKitWords();
  const others = lineLock(detail, act).copies?.length ?? 0;
  return others === 0 ? null : <p>{arrivals.wholeLine(others + 1)}</p>;
}

// Who may consult this record (TD1.6), and one's own access among them. The patient decides; whoever treats them may keep another out at their
// request.

import type { Accesses } from '@carnet/contract';
import { Badge, BlockIcon, Button, EmptyState, ErrorState, Skeleton, formatDay, useLanguage } from '@carnet/ui';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { readAccesses, readStatus } from '../../api.ts';
import { lastMoment } from '../../last-moment.ts';
import { usePageTitle } from '../../page-title.ts';
import { useProfessional } from '../../session.tsx';
import { useWords } from '../../words.ts';
import { BlockDialog } from './block-dialog.tsx';
import { MyAccess, statusKey } from './my-access.tsx';

export function AccessesPage({ dossierId }: { readonly dossierId: string }): ReactNode {
  const { accesses } = useWords();
  usePageTitle(accesses.title);
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['dossier', dossierId, 'accesses'], queryFn: () => readAccesses(dossierId), staleTime: 0 });
  return (
    <section className="record-page stack" aria-labelledby="accesses" tabIndex={0}>
      <h2 id="accesses">{accesses.title}</h2>
      <p className="quiet">{accesses.lead}</p>
      <MyAccess dossierId={dossierId} />
      {isPending && <Skeleton shape="rows" count={4} />}
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Everybody dossierId={dossierId} accesses={data} />}
    </section>
  );
}

interface EverybodyProps {
  readonly dossierId: string;
  readonly accesses: Accesses;
}

function Everybody({ dossierId, accesses: { medecinTraitant, administrateurs, autorisations, blocages } }: EverybodyProps): ReactNode {
  const { accesses: words, care } = useWords();
  const { id: me } = useProfessional();
  const { data: status } = useQuery({ queryKey: statusKey(dossierId), queryFn: () => readStatus(dossierId), staleTime: 0 });
  const mayBlock = status?.may?.includes('block-professionnel') === true;
  const [blocking, setBlocking] = useState<{ readonly professional: { readonly id: string; readonly displayName: string } | undefined } | undefined>(undefined);
  const { language } = useLanguage();
  const { columns } = words;
  const day = (iso: string): string => formatDay(iso, language);
  return (
    <>
      {medecinTraitant !== undefined && (
        <p>
          <span className="strong">{medecinTraitant.displayName}</span>, {medecinTraitant.professionLabel} <Badge>{words.medecinTraitant}</Badge>
        </p>
      )}
      {administrateurs.map((one) => (
        <p key={one.id}>
          <span className="strong">{one.displayName}</span>, {one.professionLabel} <Badge>{words.administrateur}</Badge>
        </p>
      ))}
      {autorisations.length === 0 ? (
        <EmptyState drawing="people" level={3} title={words.empty.title}>
          <p>{words.empty.why}</p>
        </EmptyState>
      ) : (
        <table className="plain-table">
          <caption className="visually-hidden">{words.title}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.who}</th>
              <th scope="col">{columns.since}</th>
              <th scope="col">{columns.until}</th>
              <th scope="col">{columns.last}</th>
            </tr>
          </thead>
          <tbody>
            {autorisations.map((one) => (
              <tr key={`${one.kind}-${one.id}-${one.declaredAt}`}>
                <th scope="row" data-label={columns.who}>
                  {one.displayName}
                  {one.professionLabel !== undefined && <span className="document-beside">{one.professionLabel}</span>}
                  {mayBlock && one.kind === 'professionnel' && one.id !== me && (
                    <Button
                      small
                      kind="quiet"
                      icon={<BlockIcon />}
                      aria-label={care.block.of(one.displayName)}
                      onPress={() => setBlocking({ professional: one })}
                    >
                      {care.block.open}
                    </Button>
                  )}
                </th>
                <td data-label={columns.since}>
                  {day(one.declaredAt)}
                  <span className="document-beside">{one.declaredBy}</span>
                </td>
                <td data-label={columns.until}>
                  {day(lastMoment(one.expiresAt))} {one.expired && <Badge tone="waiting">{words.expired}</Badge>}
                </td>
                <td data-label={columns.last}>{one.lastConsultedAt === undefined ? words.never : day(one.lastConsultedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {mayBlock && (
        <div className="row">
          <Button icon={<BlockIcon />} onPress={() => setBlocking({ professional: undefined })}>
            {care.block.open}
          </Button>
        </div>
      )}
      {blocking !== undefined && <BlockDialog dossierId={dossierId} professional={blocking.professional} onClose={() => setBlocking(undefined)} />}
      {blocages.length > 0 && (
        <>
          <h3>{words.blocked}</h3>
          <ul className="stack-s">
            {blocages.map((one) => (
              <li key={one.id}>
                <span className="strong">{one.displayName}</span>, {one.professionLabel} <span className="quiet">{words.since(day(one.since))}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

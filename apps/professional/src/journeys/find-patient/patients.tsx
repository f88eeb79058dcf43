// My patients (TD0.4): the records that would open today, most recent first. A secretariat reads names, and opens none of them.

import { type PatientFilter, type PatientRow, type Patients as Page, patientFilters } from '@carnet/contract';
import {
  Badge,
  Button,
  ClockIcon,
  DateText,
  EmptyState,
  ErrorState,
  ForwardIcon,
  NewBadge,
  Select,
  Skeleton,
  TextLink,
  formatDay,
  serverNow,
  useLanguage,
} from '@carnet/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { listPatients } from '../../api.ts';
import { lastMoment } from '../../last-moment.ts';
import { useProfessional } from '../../session.tsx';
import { type Words, useWords } from '../../words.ts';
import { ageText } from '../record/age.ts';

export function Patients(): ReactNode {
  const { patients } = useWords().care;
  const { role } = useProfessional();
  const [filter, setFilter] = useState<PatientFilter>('all');
  const namesOnly = role !== undefined;
  const page = useInfiniteQuery({
    queryKey: ['patients', filter],
    queryFn: ({ pageParam }) => listPatients(filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page) => last.nextCursor,
    // What was opened a moment ago is first when one comes back.
    staleTime: 0,
  });
  const rows = page.data?.pages.flatMap((one) => one.patients) ?? [];
  const total = page.data?.pages[0]?.total;
  const empty = namesOnly ? patients.emptySecretariat : patients.empty[filter];
  return (
    <section className="patients" aria-labelledby="patients">
      <h2 id="patients">{patients.title}</h2>
      <p className="quiet">{namesOnly ? patients.leadSecretariat : patients.lead}</p>
      {!namesOnly && (
        <Select
          label={patients.filter}
          choices={patientFilters.map((value) => ({ value, label: patients.filters[value] }))}
          value={filter}
          onChange={setFilter}
        />
      )}
      {page.data !== undefined && rows.length > 0 && (
        <p className="small quiet" role="status">
          {total === undefined ? patients.shown(rows.length) : patients.count(total)}
        </p>
      )}
      {page.isPending && <Skeleton shape="rows" count={5} />}
      {page.error !== null && rows.length === 0 && <ErrorState error={page.error} onRetry={() => void page.refetch()} />}
      {page.data !== undefined && rows.length === 0 && (
        <EmptyState level={3} drawing="people" title={empty.title}>
          <p>{empty.why}</p>
        </EmptyState>
      )}
      {rows.length > 0 && (
        <ul className="patient-list">
          {rows.map((row) => (
            <li key={row.dossierId}>
              {namesOnly ? (
                <div className="patient-row">
                  <PatientWords row={row} />
                </div>
              ) : (
                <TextLink href={`/dossier/${row.dossierId}`} className="patient-row">
                  <PatientWords row={row} />
                  <ForwardIcon />
                </TextLink>
              )}
            </li>
          ))}
        </ul>
      )}
      {page.hasNextPage && (
        <Button isPending={page.isFetchingNextPage} onPress={() => void page.fetchNextPage()}>
          {patients.more}
        </Button>
      )}
    </section>
  );
}

const soonMilliseconds = 30 * 86_400_000;

function PatientWords({ row }: { readonly row: PatientRow }): ReactNode {
  const words = useWords();
  const { patients } = words.care;
  const { language } = useLanguage();
  const { displayName, birthDate, sexe, expiresAt, lastConsultedAt, newDocuments = 0 } = row;
  const soon = expiresAt !== undefined && Date.parse(expiresAt) - serverNow().getTime() < soonMilliseconds;
  return (
    <span className="patient-words">
      <span className="strong">{displayName}</span>
      {birthDate !== undefined && sexe !== undefined && (
        <span className="quiet">
          {ageText(words, birthDate)} · {words.record.sexe[sexe]}
        </span>
      )}
      <span className="quiet small">
        {tieOf(words, row)}
        {expiresAt !== undefined && `, ${patients.until(formatDay(lastMoment(expiresAt), language))}`}
      </span>
      <span className="flags">
        {newDocuments > 0 && <NewBadge>{patients.newDocuments(newDocuments)}</NewBadge>}
        {soon && (
          <Badge tone="waiting" icon={<ClockIcon />}>
            {patients.soon}
          </Badge>
        )}
      </span>
      {birthDate !== undefined && (
        <span className="quiet small">
          {lastConsultedAt === undefined ? (
            patients.never
          ) : (
            <>
              {patients.last} <DateText iso={lastConsultedAt} as="moment" />
            </>
          )}
        </span>
      )}
    </span>
  );
}

function tieOf({ care: { patients } }: Words, { tie, structureName = '' }: PatientRow): string {
  return tie === 'equipe' ? patients.ties.equipe(structureName) : patients.ties[tie];
}

// The identity the record rests on: the INS, grouped for reading, and the birth traits. Nothing can be changed here.

import { DateText, ErrorState, Facts, Gloss, Identifier, Notice, PageHeader, Skeleton } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { queries } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';

export default function Identity(): ReactNode {
  const { identity } = useWords();
  const dossier = useQuery(queries.dossier(useDossierId()));
  usePageTitle(identity.title);
  return (
    <>
      <PageHeader title={identity.title} lead={<p>{identity.lead}</p>} />
      {dossier.isPending && <Skeleton count={5} />}
      {dossier.isError && dossier.data === undefined && <ErrorState error={dossier.error} onRetry={() => void dossier.refetch()} />}
      {dossier.data !== undefined && (
        <div className="stack-l">
          <div className="ins-line">
            <p>
              <Gloss term={identity.ins}>{identity.insHelp}</Gloss>
            </p>
            <p className="ins-value">
              <Identifier value={dossier.data.ins} kind="ins" name={identity.insName} />
            </p>
          </div>
          <Facts
            facts={[
              { term: identity.birthName, value: dossier.data.birthName },
              { term: identity.firstNames, value: dossier.data.birthFirstNames },
              { term: identity.birthDate, value: <DateText iso={dossier.data.birthDate} as="day" /> },
              { term: identity.sex, value: identity.sexes[dossier.data.sexe] },
              { term: identity.doctor, value: dossier.data.medecinTraitant ?? identity.doctorNone },
              { term: identity.openedAt, value: <DateText iso={dossier.data.openedAt} as="day" exact /> },
              {
                term: identity.former,
                value:
                  dossier.data.formerIns.length === 0 ? (
                    identity.formerNone
                  ) : (
                    <ul>
                      {dossier.data.formerIns.map((ins) => (
                        <li key={ins}>
                          <Identifier value={ins} kind="ins" name={identity.insName} copy={false} />
                        </li>
                      ))}
                    </ul>
                  ),
              },
            ]}
          />
          <Notice title={identity.wrongTitle}>{identity.wrong}</Notice>
        </div>
      )}
    </>
  );
}

// The identity the record rests on: the INS, grouped for reading, and the birth traits. Nothing can be changed here. An aidant is told a name
// and a birth date, and nothing else.

import { DateText, ErrorState, Facts, Gloss, Identifier, Notice, PageHeader, Skeleton } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { useOpenRecord } from '../../open-record.tsx';
import { queries } from '../../queries.ts';
import { readableName } from '@carnet/ui/wording/readable-name';
import { useDossierId } from '../../session.tsx';

/** The calculated identifier of before 2021 has twenty-two figures. */
const isInsC = (ins: string): boolean => ins.length === 22;

type Told = NonNullable<ReturnType<typeof useOpenRecord>['dossier']>;

function FactsTold({ told }: { readonly told: Told }): ReactNode {
  const { identity } = useWords();
  const { displayName, birthName, birthFirstNames, birthDate, sexe, medecinTraitant, openedAt, formerIns, localIdentifiers = [] } = told;
  return (
    <Facts
      facts={[
        birthName === undefined ? { term: identity.name, value: readableName(displayName) } : { term: identity.birthName, value: birthName },
        ...(birthFirstNames === undefined ? [] : [{ term: identity.firstNames, value: birthFirstNames }]),
        { term: identity.birthDate, value: <DateText iso={birthDate} as="day" /> },
        ...(sexe === undefined ? [] : [{ term: identity.sex, value: identity.sexes[sexe] }]),
        ...(openedAt === undefined
          ? []
          : [
              { term: identity.doctor, value: medecinTraitant ?? identity.doctorNone },
              { term: identity.openedAt, value: <DateText iso={openedAt} as="day" exact /> },
            ]),
        ...(formerIns === undefined
          ? []
          : [
              {
                term: identity.former,
                value:
                  formerIns.length === 0 ? (
                    identity.formerNone
                  ) : (
                    <ul>
                      {formerIns.map((ins) => (
                        <li key={ins}>
                          <Identifier value={ins} kind="ins" name={identity.insName} copy={false} />
                          {isInsC(ins) && <span className="quiet"> {identity.insC}</span>}
                        </li>
                      ))}
                    </ul>
                  ),
              },
            ]),
        ...(localIdentifiers.length === 0
          ? []
          : [
              {
                term: identity.local,
                value: (
                  <ul>
                    {localIdentifiers.map(({ value, structures }) => (
                      <li key={`${value} ${structures.join()}`}>
                        <Identifier value={value} kind="plain" name={identity.localName} copy={false} /> <span className="quiet">{structures.join(', ')}</span>
                      </li>
                    ))}
                  </ul>
                ),
              },
            ]),
      ]}
    />
  );
}

export default function Identity(): ReactNode {
  const { identity } = useWords();
  const { isOwn, firstName } = useOpenRecord();
  const dossier = useQuery(queries.dossier(useDossierId()));
  const title = isOwn ? identity.title : identity.titleOf(firstName);
  usePageTitle(title);
  return (
    <>
      <PageHeader title={title} lead={<p>{isOwn ? identity.lead : identity.leadOf}</p>} />
      {dossier.isPending && <Skeleton count={5} />}
      {dossier.isError && dossier.data === undefined && <ErrorState error={dossier.error} onRetry={() => void dossier.refetch()} />}
      {dossier.data !== undefined && (
        <div className="stack-l">
          {dossier.data.ins !== undefined && (
            <div className="ins-line">
              <p>
                <Gloss term={identity.ins}>{identity.insHelp}</Gloss>
              </p>
              <p className="ins-value">
                <Identifier value={dossier.data.ins} kind="ins" name={identity.insName} />
              </p>
            </div>
          )}
          <FactsTold told={dossier.data} />
          {dossier.data.ins !== undefined && <Notice title={identity.wrongTitle}>{identity.wrong}</Notice>}
        </div>
      )}
    </>
  );
}

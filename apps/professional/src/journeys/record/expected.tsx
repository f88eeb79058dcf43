// What one's profession is expected to feed this record with (A157): what is there that one may see and since when, what is missing, and the way to
// deposit it. A document that is hidden from the reader is told as one that is not there.

import type { RecordGlance } from '@carnet/contract';
import { AddIcon, DoneIcon, TextLink, formatDay, useLanguage } from '@carnet/ui';
import type { ReactNode } from 'react';
import { useProfessional } from '../../session.tsx';
import { useWords } from '../../words.ts';
import { usePlaces } from './criteria.ts';

/** The volet de synthèse médicale is written section by section, on a page of its own. */
const synthesisType = '60591-5';

export function Expected({ dossierId, expected }: { readonly dossierId: string; readonly expected: RecordGlance['expected'] }): ReactNode {
  const { deposit } = useWords();
  const { language } = useLanguage();
  const places = usePlaces(dossierId);
  const { consultsOnly } = useProfessional();
  const words = deposit.expected;
  if (expected.length === 0) return null;
  return (
    <section className="glance-block no-print" aria-labelledby="glance-expected">
      <h3 id="glance-expected">{words.title}</h3>
      <ul className="expected">
        {expected.map(({ typeCode, typeLabel, by, newest }) => (
          <li key={typeCode}>
            <span className="expected-type">{typeLabel}</span>
            <span className="expected-there">
              {newest === undefined ? (
                <span className="quiet">{words.missing[by]}</span>
              ) : (
                <TextLink href={places.document(newest.id)} className="text-link icon-word">
                  <DoneIcon />
                  {words.there(newest.title, formatDay(newest.at, language))}
                </TextLink>
              )}
            </span>
            {consultsOnly !== true && (
              <TextLink
                href={typeCode === synthesisType ? `/dossier/${dossierId}/vsm` : `/dossier/${dossierId}/deposer?type=${encodeURIComponent(typeCode)}`}
                className="text-link icon-word"
                aria-label={words.deposit(typeLabel)}
              >
                <AddIcon />
                {deposit.open}
              </TextLink>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

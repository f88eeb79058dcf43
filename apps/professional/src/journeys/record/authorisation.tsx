// What the patient has decided about this professional, and what to do about it. Nothing is recorded without the tick (A014).

import { Notice } from '@carnet/ui';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../../words.ts';
import { Agreement } from './agreement.tsx';
import { EmergencyEntry } from './emergency.tsx';

export type Standing = 'NON_EXISTE' | 'EXPIREE' | 'INTERDIT';
/** The rule each standing comes from: what support, and the journal, call it. */
const ruleOf: Readonly<Record<Standing, string>> = { NON_EXISTE: 'AUTORISATION_ABSENTE', EXPIREE: 'AUTORISATION_EXPIREE', INTERDIT: 'PS_BLOQUE' };

export function Authorisation({ dossierId, status }: { readonly dossierId: string; readonly status: Standing }): ReactNode {
  const { authorisation, errors } = useWords();
  const words = authorisation[status];
  return (
    <section className="authorisation stack" aria-label={authorisation.heading}>
      <Notice tone={status === 'INTERDIT' ? 'danger' : 'warning'} title={words.title}>
        <p>{words.why}</p>
        <p className="small notice-code">{errors.ruleCode(ruleOf[status])}</p>
      </Notice>
      {status !== 'INTERDIT' && <OpeningAgreement dossierId={dossierId} renews={status === 'EXPIREE'} />}
      {status !== 'INTERDIT' && <EmergencyEntry dossierId={dossierId} />}
    </section>
  );
}

function OpeningAgreement({ dossierId, renews }: { readonly dossierId: string; readonly renews: boolean }): ReactNode {
  const { authorisation, care } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return (
    <Agreement
      dossierId={dossierId}
      choices={['me', 'my-structure']}
      action={renews ? care.agreement.renew : authorisation.action}
      onRecorded={async () => {
        await queries.resetQueries({ queryKey: ['dossier', dossierId] });
        void navigate(`/dossier/${dossierId}`);
      }}
    />
  );
}

/** What a médecin du travail reads until the patient has agreed in person. */
export function ExpressAgreement(): ReactNode {
  const { care, errors } = useWords();
  return (
    <section className="authorisation stack" aria-label={care.occupational.title}>
      <Notice tone="warning" title={care.occupational.title}>
        <p>{care.occupational.why}</p>
        <p>{care.occupational.who}</p>
        <p className="small notice-code">{errors.ruleCode('CONSENTEMENT_TRAVAIL_ABSENT')}</p>
      </Notice>
    </section>
  );
}

// The habilitation matrix: what is in force, and how it came to be.

import { LinkButton, PageHeader, Tabs, UploadIcon } from '@carnet/ui';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { usePageTitle } from '../../page-title.ts';
import { useSteering } from '../../session.tsx';
import { useWords } from '../../words.ts';
import { History } from './history.tsx';
import { InForce } from './in-force.tsx';

export function MatrixPage(): ReactNode {
  const { matrix } = useWords();
  const { may } = useSteering();
  const [params, setParams] = useSearchParams();
  usePageTitle(matrix.title);
  return (
    <div className="matrix-page">
      <PageHeader
        title={matrix.title}
        lead={matrix.lead}
        {...(may('change-law')
          ? {
              actions: (
                <LinkButton href="/matrice/charger" icon={<UploadIcon />}>
                  {matrix.load}
                </LinkButton>
              ),
            }
          : {})}
      />
      <Tabs
        label={matrix.faces.label}
        selected={params.get('vue') === 'historique' ? 'historique' : 'en-vigueur'}
        onSelect={(id) => setParams(id === 'historique' ? { vue: id } : {})}
        faces={[
          { id: 'en-vigueur', label: matrix.faces.inForce, children: <InForce /> },
          { id: 'historique', label: matrix.faces.history, children: <History /> },
        ]}
      />
    </div>
  );
}

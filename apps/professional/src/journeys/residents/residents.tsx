// A care home's residents, from a list: checked line by line, gone through a few lines at a time, receipts printed together, and what became of
// earlier lists. Nothing of the list, and no password, outlives this page.

import type { CheckedResidents } from '@carnet/contract';
import { type ReactNode, useState } from 'react';
import { usePageTitle } from '../../page-title.ts';
import { useProfessional } from '../../session.tsx';
import { useWords } from '../../words.ts';
import { ClosedToThem } from '../openings/closed-to-them.tsx';
import { GoingThrough } from './going-through.tsx';
import { ListForm } from './list-form.tsx';
import { Rounds } from './rounds.tsx';

export function Residents(): ReactNode {
  const { opens } = useProfessional();
  return opens.includes('residents') ? <Lists /> : <ClosedToThem />;
}

function Lists(): ReactNode {
  const { residents } = useWords().openings;
  usePageTitle(residents.title);
  const [checked, setChecked] = useState<CheckedResidents | undefined>(undefined);
  return (
    <div className="residents stack-l">
      <header className="stack-s no-print">
        <h1>{residents.title}</h1>
        <p className="lead">{residents.lead}</p>
      </header>
      {checked === undefined ? <ListForm onChecked={setChecked} /> : <GoingThrough checked={checked} onAgain={() => setChecked(undefined)} />}
      <Rounds />
    </div>
  );
}

// The words that easy French explains, in the order of the alphabet. In easy French whatever the language of the application: marked as French.

import { PageHeader } from '@carnet/ui';
import { glossary } from '@carnet/ui/wording/fr-simple/glossary';
import { useWords } from '@carnet/ui/wording/patient';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../frames.tsx';

const alphabetical = Object.entries(glossary).toSorted(([one], [other]) => one.localeCompare(other, 'fr'));

export default function Words(): ReactNode {
  const { easy } = useWords();
  usePageTitle(easy.words.title);
  return (
    <>
      <PageHeader title={easy.words.title} lead={<p>{easy.words.lead}</p>} />
      <dl className="questions" lang="fr">
        {alphabetical.map(([word, meaning]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>
              <p className="quiet">{meaning}</p>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

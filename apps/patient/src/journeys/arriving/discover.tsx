// What the record is for, in questions and answers; the three that come back most often included (features A026).

import { PageHeader, TextLink } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { signInHref } from '../../sign-in-href.ts';

export default function Discover(): ReactNode {
  const { discover } = useWords();
  usePageTitle(discover.title);
  return (
    <>
      <PageHeader title={discover.title} lead={<p>{discover.lead}</p>} />
      <dl className="questions">
        {discover.questions.map(({ question, answer }) => (
          <div key={question}>
            <dt>{question}</dt>
            <dd>
              <p className="quiet">{answer}</p>
            </dd>
          </div>
        ))}
      </dl>
      <p>
        <TextLink href="/droits">{discover.rights}</TextLink>
      </p>
      <p>
        <a className="button" data-kind="primary" href={signInHref('/accueil')}>
          {discover.sign}
        </a>
      </p>
    </>
  );
}

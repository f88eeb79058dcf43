// How a record is opened today, said honestly: not by this application.

import { Notice, PageHeader } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { signInHref } from '../../sign-in-href.ts';

export default function Create(): ReactNode {
  const { create } = useWords();
  usePageTitle(create.title);
  return (
    <div className="stack-l">
      <PageHeader title={create.title} lead={<p>{create.lead}</p>} />
      <ol className="steps">
        {create.steps.map(({ title, body }) => (
          <li key={title}>
            <h2>{title}</h2>
            <p>{body}</p>
          </li>
        ))}
      </ol>
      <Notice tone="success">{create.free}</Notice>
      <p>
        <a className="button" data-kind="primary" href={signInHref('/accueil')}>
          {create.hasLetter}
        </a>
      </p>
    </div>
  );
}

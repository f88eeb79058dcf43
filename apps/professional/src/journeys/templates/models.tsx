// The models a profession writes, the most usual in sight and the others one press away.

import type { DepositOptions } from '@carnet/contract';
import { TextLink } from '@carnet/ui';
import type { ReactNode } from 'react';
import { useWords } from '../../words.ts';

/** As many as a glance takes in. */
const inSight = 3;

export function Models({ dossierId, options: { templates } }: { readonly dossierId: string; readonly options: DepositOptions }): ReactNode {
  const words = useWords().templates;
  if (templates.length === 0) return null;
  const list = (models: DepositOptions['templates']): ReactNode => (
    <ul className="models">
      {models.map(({ name, title, help }) => (
        <li key={name}>
          <TextLink href={`/dossier/${dossierId}/modele/${name}`}>{title}</TextLink>
          <p className="small quiet">{help}</p>
        </li>
      ))}
    </ul>
  );
  return (
    <section aria-labelledby="models">
      <h3 id="models">{words.title}</h3>
      {list(templates.slice(0, inSight))}
      {templates.length > inSight && (
        <details>
          <summary>{words.more(templates.length)}</summary>
          {list(templates.slice(inSight))}
        </details>
      )}
    </section>
  );
}

// The public home: three doors (discover, create, access), and what Carnet guarantees.

import { LinkButton, Notebook, Section } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { signInHref } from '../../sign-in-href.ts';

export default function Welcome(): ReactNode {
  const { arriving } = useWords();
  usePageTitle(arriving.title);
  const { access, discover, create } = arriving.doors;
  return (
    <>
      <div className="hero">
        <div className="hero-words">
          <h1>{arriving.title}</h1>
          <p className="lead">{arriving.lead}</p>
        </div>
        <Notebook />
      </div>
      <div className="doors">
        <div className="door">
          <h2>{access.title}</h2>
          <p>{access.body}</p>
          {/* A full navigation: sign-in begins at the server. */}
          <a className="button" data-kind="primary" data-wide="" href={signInHref('/accueil')}>
            {access.action}
          </a>
        </div>
        <div className="door">
          <h2>{discover.title}</h2>
          <p>{discover.body}</p>
          <LinkButton href="/decouvrir" wide>
            {discover.action}
          </LinkButton>
        </div>
        <div className="door">
          <h2>{create.title}</h2>
          <p>{create.body}</p>
          <LinkButton href="/creer" wide>
            {create.action}
          </LinkButton>
        </div>
      </div>
      <Section title={arriving.promisesTitle}>
        <ul className="promises">
          {arriving.promises.map(({ title, body }) => (
            <li key={title} className="stack-s">
              <h3>{title}</h3>
              <p>{body}</p>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

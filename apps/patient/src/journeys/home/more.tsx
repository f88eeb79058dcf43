// On a phone, the places that do not fit in the bar, and the way out.

import { Button, ForwardIcon, PageHeader, SignOutIcon, TextLink } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { useSignOut } from '../../session.tsx';

export default function More(): ReactNode {
  const words = useWords();
  const signOut = useSignOut();
  usePageTitle(words.more.title);
  const places = [
    { href: '/avis', name: words.nav.notices, help: words.notices.lead },
    { href: '/journal', name: words.nav.journal, help: words.journal.filters },
    { href: '/ma-sante', name: words.nav.healthFull, help: words.health.lead },
    { href: '/mon-identite', name: words.nav.identity, help: words.identity.ins },
    { href: '/avis/reglages', name: words.preferences.title, help: words.notices.settings },
  ];
  return (
    <>
      <PageHeader title={words.more.title} />
      <ul>
        {places.map(({ href, name, help }) => (
          <li key={href}>
            <TextLink href={href} className="view-link">
              <span className="view-name">{name}</span>
              <span className="view-help">{help}</span>
              <ForwardIcon />
            </TextLink>
          </li>
        ))}
      </ul>
      <p className="row home-after">
        <Button icon={<SignOutIcon />} onPress={() => void signOut()}>
          {words.account.signOut}
        </Button>
      </p>
    </>
  );
}

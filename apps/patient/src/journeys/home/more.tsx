// On a phone, the places that do not fit in the bar, and the way out.

import { Button, ForwardIcon, PageHeader, SignOutIcon, TextLink } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { useMay, useOpenRecord } from '../../open-record.tsx';
import { useSignOut } from '../../session.tsx';

export default function More(): ReactNode {
  const words = useWords();
  const signOut = useSignOut();
  usePageTitle(words.more.title);
  const { isOwn, firstName } = useOpenRecord();
  const may = useMay();
  const { family } = words;
  const places = [
    {
      href: '/proches',
      name: isOwn ? family.nav : family.aidantsNav,
      help: isOwn ? family.lead : family.leadOf(firstName),
      shown: isOwn || may('manage-accesses'),
    },
    { href: '/services', name: words.services.title, help: isOwn ? words.services.lead : words.services.leadOf, shown: may('read-accesses') },
    { href: '/avis', name: words.nav.notices, help: words.notices.lead, shown: may('read-notices') },
    { href: '/journal', name: words.nav.journal, help: words.journal.filters, shown: may('read-journal') },
    { href: '/signalements', name: words.reports.title, help: words.reports.lead, shown: may('read-journal') },
    {
      href: '/ma-sante',
      name: isOwn ? words.nav.healthFull : words.nav.healthOther,
      help: isOwn ? words.health.lead : words.health.leadOf,
      shown: may('read-profile'),
    },
    { href: '/partager', name: isOwn ? words.share.title : words.share.titleOf(firstName), help: words.share.lead, shown: may('manage-accesses') },
    { href: '/carte-urgence', name: isOwn ? words.card.title : words.card.titleOf(firstName), help: words.card.lead, shown: may('read-profile') },
    { href: '/mon-identite', name: isOwn ? words.nav.identity : words.nav.identityOther, help: words.identity.ins, shown: true },
    {
      href: '/emporter',
      name: isOwn ? words.export.title : words.export.titleOf(firstName),
      help: words.export.lead,
      shown: may('export-record'),
    },
    { href: '/mon-compte', name: words.account.label, help: words.myAccount.lead, shown: isOwn },
    { href: '/avis/reglages', name: words.preferences.title, help: words.notices.settings, shown: may('manage-notices') },
  ].filter(({ shown }) => shown);
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

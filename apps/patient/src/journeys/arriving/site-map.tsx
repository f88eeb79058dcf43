// Every page, by its name: the second way of finding one's way, beside the menu (RGAA 12.1).

import { PageHeader, Section, TextLink } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../frames.tsx';

export default function SiteMap(): ReactNode {
  const words = useWords();
  const { siteMap } = words;
  usePageTitle(siteMap.title);
  const parts = [
    {
      title: siteMap.open,
      pages: [
        ['/', words.arriving.doors.access.title],
        ['/decouvrir', words.help.discover],
        ['/droits', words.rights.title],
        ['/creer', words.arriving.doors.create.title],
        ['/mot-de-passe-oublie', words.arriving.lost],
        ['/mots', words.easy.words.title],
        ['/accessibilite', words.accessibility.title],
      ],
    },
    {
      title: siteMap.record,
      pages: [
        ['/accueil', words.nav.home],
        ['/documents', words.nav.documents],
        ['/ajouter', words.nav.add],
        ['/acces', words.nav.accessesFull],
        ['/acces/comme', words.seeAs.title],
        ['/partager', words.share.title],
        ['/journal', words.nav.journal],
        ['/signalements', words.reports.title],
        ['/proches', words.family.nav],
        ['/services', words.services.title],
        ['/avis', words.nav.notices],
        ['/avis/reglages', words.preferences.title],
      ],
    },
    {
      title: siteMap.health,
      pages: [
        ['/ma-sante', words.nav.healthFull],
        ['/ma-sante/mesures', words.measures.title],
        ['/ma-sante/rappels', words.reminders.page],
        ['/carte-urgence', words.card.title],
        ['/mon-identite', words.nav.identity],
        ['/mon-compte', words.account.label],
        ['/emporter', words.export.title],
      ],
    },
  ] as const;
  return (
    <>
      <PageHeader title={siteMap.title} lead={<p>{siteMap.lead}</p>} />
      {parts.map(({ title, pages }) => (
        <Section key={title} title={title}>
          <ul className="site-map">
            {pages.map(([href, name]) => (
              <li key={href}>
                <TextLink href={href}>{name}</TextLink>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}

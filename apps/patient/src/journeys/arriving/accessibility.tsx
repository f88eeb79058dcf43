// The accessibility statement: what was checked, what remains hard, whom to tell. No score without an audit.

import { DateText, Notice, PageHeader, Section } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../frames.tsx';

const writtenOn = '2026-11-22';

export default function Accessibility(): ReactNode {
  const { accessibility } = useWords();
  usePageTitle(accessibility.title);
  return (
    <>
      <PageHeader title={accessibility.title} />
      <div className="stack">
        <Notice>{accessibility.status}</Notice>
        {accessibility.paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <p className="quiet small">
          {accessibility.dated} <DateText iso={writtenOn} as="day" />
        </p>
      </div>
      <Section title={accessibility.contactTitle}>
        <p>{accessibility.contact}</p>
      </Section>
    </>
  );
}

// The accessibility statement (decree 2019-768): what was found and when, what is not accessible, what comes next, whom to tell.

import { DateText, Notice, PageHeader, Section, useLanguage } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { audit } from './audit.ts';

export default function Accessibility(): ReactNode {
  const { accessibility } = useWords();
  usePageTitle(accessibility.title);
  const { language } = useLanguage();
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const applicable = audit.held + audit.failed.length;
  return (
    <>
      <PageHeader title={accessibility.title} />
      <div className="stack">
        <Notice title={accessibility.status}>
          <strong>{share.format(Math.floor((1_000 * audit.held) / applicable) / 1_000)}</strong> {accessibility.score(audit.held, applicable)}
        </Notice>
        {accessibility.paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      <Section title={accessibility.failedTitle}>
        <ul className="bullets">
          {audit.failed.map((criterion) => (
            <li key={criterion}>{accessibility.failed[criterion]}</li>
          ))}
        </ul>
      </Section>
      <Section title={accessibility.exemptTitle}>
        <p>{accessibility.exempt}</p>
      </Section>
      <Section title={accessibility.planTitle}>
        <p>{accessibility.plan}</p>
      </Section>
      <Section title={accessibility.contactTitle}>
        <p>{accessibility.contact}</p>
        <p className="quiet small">
          {accessibility.dated} <DateText iso={audit.on} as="day" />
        </p>
      </Section>
    </>
  );
}

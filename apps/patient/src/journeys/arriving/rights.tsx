// What the law gives the patient, whom it keeps out, whom it lets act for another (features A109 to A114): a page to read before signing in.

import { BackIcon, PageHeader, Section, TextLink } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../frames.tsx';

export default function Rights(): ReactNode {
  const { rights } = useWords();
  usePageTitle(rights.title);
  return (
    <>
      <PageHeader
        eyebrow={
          <TextLink href="/decouvrir" className="icon-word">
            <BackIcon />
            {rights.back}
          </TextLink>
        }
        title={rights.title}
        lead={<p>{rights.lead}</p>}
      />
      {rights.groups.map(({ title, questions }) => (
        <Section key={title} title={title}>
          <dl className="questions">
            {questions.map(({ question, answer }) => (
              <div key={question}>
                <dt>{question}</dt>
                <dd>
                  <p className="quiet">{answer}</p>
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      ))}
    </>
  );
}

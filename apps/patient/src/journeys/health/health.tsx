// What patients say of their own health (features A036), always marked as said by them. "None" and "not said" are two different things.

import type { Profile } from '@carnet/contract';
import { Button, DateText, DeclaredByPatientBadge, EmergencyIcon, ErrorState, HealthIcon, LinkButton, NoticeIcon, PageHeader, Skeleton } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { useMay, useOpenRecord } from '../../open-record.tsx';
import { queries } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { type Part, ProfileDialog, listWords } from './profile-dialog.tsx';

function Said({ part, profile }: { readonly part: Part; readonly profile: Profile }): ReactNode {
  const { health } = useWords();
  if (part === 'bloodGroup') return profile.bloodGroup ?? health.unsaid;
  if (part === 'diabetes') return profile.diabetes === undefined ? health.unsaid : health.diabetesAnswers[profile.diabetes];
  if (part === 'visionAid') return profile.visionAid === undefined ? health.unsaid : health.visions[profile.visionAid];
  const said = profile[part];
  if (said === undefined) return health.unsaid;
  if (said === 'none') return listWords(health, part).none;
  return (
    <ul>
      {said.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}

export default function Health(): ReactNode {
  const { card, health, measures, reminders } = useWords();
  const profile = useQuery(queries.profile(useDossierId()));
  const [part, setPart] = useState<Part | undefined>(undefined);
  const { isOwn, firstName } = useOpenRecord();
  const may = useMay();
  const title = isOwn ? health.title : health.titleOf(firstName);
  usePageTitle(title);
  const titles: Readonly<Record<Part, string>> = {
    allergies: health.allergies,
    bloodGroup: health.bloodGroup,
    diabetes: health.diabetes,
    familyHistory: health.family,
    visionAid: health.vision,
    emergencyContacts: health.contacts,
  };
  return (
    <>
      <PageHeader title={title} lead={<p>{isOwn ? health.lead : health.leadOf}</p>} />
      <p className="row acts health-badge">
        {may('read-measures') && (
          <LinkButton href="/ma-sante/mesures" icon={<HealthIcon />}>
            {isOwn ? measures.mine : measures.title}
          </LinkButton>
        )}
        {may('read-profile') && (
          <LinkButton href="/carte-urgence" icon={<EmergencyIcon />}>
            {isOwn ? card.title : card.titleOf(firstName)}
          </LinkButton>
        )}
        {may('read-profile') && (
          <LinkButton href="/ma-sante/rappels" icon={<NoticeIcon />}>
            {reminders.settings}
          </LinkButton>
        )}
      </p>
      {profile.isPending && <Skeleton count={4} />}
      {profile.isError && profile.data === undefined && <ErrorState error={profile.error} onRetry={() => void profile.refetch()} />}
      {profile.data !== undefined && (
        <>
          <p className="row health-badge">
            <DeclaredByPatientBadge />
            {profile.data.changedAt !== undefined && (
              <span className="small quiet">
                {health.changedAt} <DateText iso={profile.data.changedAt} as="moment" exact />
              </span>
            )}
          </p>
          <ul className="list-lines">
            {(Object.keys(titles) as Part[]).map((one) => (
              <li key={one}>
                <div className="health-line">
                  <h2>{titles[one]}</h2>
                  <div className="health-value" data-unsaid={profile.data[one] === undefined ? '' : undefined}>
                    <Said part={one} profile={profile.data} />
                  </div>
                  {may('write-profile') && (
                    <Button small aria-label={health.change(titles[one])} onPress={() => setPart(one)}>
                      {health.edit}
                    </Button>
                  )}
                </div>
              </li>
            ))}
          </ul>
          {part !== undefined && <ProfileDialog part={part} title={titles[part]} profile={profile.data} onClose={() => setPart(undefined)} />}
        </>
      )}
    </>
  );
}

// The record as somebody else sees it at this moment: who to be, then their list, under a band that never leaves. Nothing opens or changes here.

import type { Preview } from '@carnet/contract';
import {
  BackIcon,
  Button,
  DocumentRow,
  EmptyState,
  ErrorState,
  EyeIcon,
  LinkButton,
  Notice,
  PageHeader,
  ProblemNotice,
  RadioGroup,
  Section,
  Select,
  Skeleton,
  type SpaceName,
  TextLink,
  useKitWords,
} from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useNavigate, useQueryOfAddress } from '../../router/outlet.tsx';
import { usePageTitle } from '../../frames.tsx';
import { useOpenRecord } from '../../open-record.tsx';
import { queries } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { knownPeople } from './known-people.ts';
import { type Found, PersonSearch } from './person-search.tsx';

type AsKind = 'professionnel' | 'profession';
const noTeam = 'none';

function Choose(): ReactNode {
  const { seeAs, accesses, hidden, nav } = useWords();
  const { isOwn, firstName } = useOpenRecord();
  const dossierId = useDossierId();
  const list = useQuery(queries.accesses(dossierId));
  const masquages = useQuery(queries.masquages(dossierId));
  const navigate = useNavigate();
  const [kind, setKind] = useState<AsKind>('professionnel');
  const [who, setWho] = useState<Found | undefined>(undefined);
  const [profession, setProfession] = useState<string | undefined>(undefined);
  const [team, setTeam] = useState<string | undefined>(undefined);
  const teams = list.data?.autorisations.filter((one) => one.kind === 'structure' && one.state === 'valid') ?? [];
  // Somebody unknown of no team would always be refused: where there are teams, the first is offered.
  const chosenTeam = team ?? teams[0]?.id ?? noTeam;
  const [tried, setTried] = useState(false);
  const title = isOwn ? seeAs.title : seeAs.titleOf(firstName);
  usePageTitle(title);
  const chosen = kind === 'professionnel' ? who?.id : profession;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (chosen === undefined) return;
    const place = kind === 'profession' && chosenTeam !== noTeam ? { structure: chosenTeam } : {};
    void navigate(`/acces/comme?${new URLSearchParams({ [kind]: chosen, ...place }).toString()}`);
  };
  return (
    <>
      <PageHeader
        eyebrow={
          <TextLink href="/acces" className="icon-word">
            <BackIcon />
            {nav.accessesFull}
          </TextLink>
        }
        title={title}
        lead={<p>{seeAs.lead}</p>}
      />
      <form className="form" onSubmit={submit} noValidate>
        <RadioGroup<AsKind>
          label={seeAs.whoLabel}
          value={kind}
          onChange={setKind}
          choices={[
            { value: 'professionnel', label: seeAs.who.professionnel },
            { value: 'profession', label: seeAs.who.profession, help: seeAs.professionHelp },
          ]}
        />
        {kind === 'professionnel' ? (
          <PersonSearch
            kinds={['professionnel']}
            known={knownPeople(list.data, ['professionnel'], accesses.structure)}
            value={who}
            onChange={setWho}
            error={tried && chosen === undefined ? accesses.person.missing : undefined}
          />
        ) : (
          <Select
            label={hidden.profession}
            placeholder={hidden.professionPlaceholder}
            value={profession}
            onChange={setProfession}
            choices={(masquages.data?.professions ?? []).map(({ code, label }) => ({ value: code, label }))}
            error={tried && chosen === undefined ? hidden.professionMissing : undefined}
          />
        )}
        {kind === 'profession' && masquages.isError && <ProblemNotice error={masquages.error} />}
        {kind === 'profession' && teams.length > 0 && (
          <Select
            label={seeAs.team}
            value={chosenTeam}
            onChange={setTeam}
            choices={[...teams.map(({ id, displayName }) => ({ value: id, label: displayName })), { value: noTeam, label: seeAs.noTeam }]}
          />
        )}
        <div className="form-actions">
          <Button type="submit" kind="primary" icon={<EyeIcon />} wide>
            {seeAs.start}
          </Button>
        </div>
      </form>
    </>
  );
}

function Band({ said }: { readonly said: string }): ReactNode {
  const { seeAs } = useWords();
  return (
    <section className="see-as-band" aria-label={seeAs.bandLabel}>
      <EyeIcon />
      <p>
        <strong>{said}</strong> <span className="see-as-nothing">{seeAs.bandNothing}</span>
      </p>
      <LinkButton href="/acces" small>
        {seeAs.leave}
      </LinkButton>
    </section>
  );
}

function Refused({ who, refused }: { readonly who: string; readonly refused: NonNullable<Preview['refused']> }): ReactNode {
  const { seeAs } = useWords();
  return (
    <div className="stack">
      <h1>{seeAs.refusedTitle(who)}</h1>
      <p>{seeAs.refusedSays}</p>
      <Notice tone="danger" title={refused.title}>
        {refused.why}
      </Notice>
      <p className="quiet">{seeAs.refusedEmergency}</p>
    </div>
  );
}

function Seen({
  page,
  space,
  onSpace,
  children,
}: {
  readonly page: Preview;
  readonly space: SpaceName | undefined;
  readonly onSpace: (space: SpaceName | undefined) => void;
  readonly children: ReactNode;
}): ReactNode {
  const { seeAs } = useWords();
  const kit = useKitWords();
  const spaces = page.spaces?.spaces ?? [];
  return (
    <>
      <p className="lead">{seeAs.total(page.spaces?.total ?? 0)}</p>
      <div className="list-tools">
        <Select<SpaceName | 'all'>
          label={seeAs.space}
          value={space ?? 'all'}
          onChange={(next) => onSpace(next === 'all' ? undefined : next)}
          choices={[
            { value: 'all', label: seeAs.all, help: kit.spaceCount(page.spaces?.total ?? 0) },
            ...spaces.map(({ space: one, total }) => ({ value: one, label: kit.spaces[one], help: kit.spaceCount(total) })),
          ]}
        />
      </div>
      <Section title={seeAs.documentsTitle}>{children}</Section>
    </>
  );
}

function See({ as, structure }: { readonly as: string; readonly structure: string | undefined }): ReactNode {
  const { seeAs } = useWords();
  const { isOwn, firstName } = useOpenRecord();
  const kit = useKitWords();
  const [space, setSpace] = useState<SpaceName | undefined>(undefined);
  const preview = useInfiniteQuery({ ...queries.preview(useDossierId(), { as, structure, space }), placeholderData: keepPreviousData });
  const [first] = preview.data?.pages ?? [];
  const who = first === undefined ? '' : [first.as.label, first.as.structureName].filter(Boolean).join(', ');
  const title = isOwn ? seeAs.title : seeAs.titleOf(firstName);
  const said = first === undefined ? '' : first.ifAuthorised ? seeAs.bandIfAuthorised(who) : seeAs.band(who);
  usePageTitle(said === '' ? title : said);
  const documents = preview.data?.pages.flatMap((page) => page.documents?.documents ?? []) ?? [];
  return (
    <>
      {said !== '' && <Band said={said} />}
      {preview.isPending && <Skeleton count={6} />}
      {preview.isError && preview.data === undefined && (
        <ErrorState error={preview.error} level={1} onRetry={() => void preview.refetch()}>
          <LinkButton href="/acces/comme">{seeAs.change}</LinkButton>
        </ErrorState>
      )}
      {first?.refused !== undefined && <Refused who={first.as.label} refused={first.refused} />}
      {first !== undefined && first.refused === undefined && (
        <>
          <h1 className="visually-hidden">{title}</h1>
          <Seen page={first} space={space} onSpace={setSpace}>
            {documents.length === 0 ? (
              <EmptyState level={3} drawing="page" title={seeAs.emptyTitle}>
                <p>{seeAs.empty}</p>
              </EmptyState>
            ) : (
              <ul className="document-list" data-roomy="">
                {documents.map((document) => (
                  <li key={document.id}>
                    <DocumentRow document={document} reader="professional" />
                  </li>
                ))}
              </ul>
            )}
            {preview.isError && <ProblemNotice error={preview.error} />}
            {preview.hasNextPage && (
              <div className="list-foot">
                <Button onPress={() => void preview.fetchNextPage()} isPending={preview.isFetchingNextPage}>
                  {kit.list.more}
                </Button>
              </div>
            )}
          </Seen>
        </>
      )}
      {first !== undefined && (
        <p className="section-after row">
          <LinkButton href="/acces/comme">{seeAs.change}</LinkButton>
          <LinkButton href="/acces" kind="quiet">
            {seeAs.leave}
          </LinkButton>
        </p>
      )}
    </>
  );
}

export default function SeeAs(): ReactNode {
  const query = useQueryOfAddress();
  const professionnel = query.get('professionnel');
  const profession = query.get('profession');
  const structure = query.get('structure') ?? undefined;
  if (professionnel !== null) return <See key={professionnel} as={`professionnel:${professionnel}`} structure={structure} />;
  if (profession !== null) return <See key={`${profession} ${structure ?? ''}`} as={`profession:${profession}`} structure={structure} />;
  return <Choose />;
}

// The patient's own deposit: a file or a photo, what it is, when, and whether professionals may see it. Limits are said before.

import { patientDepositMimeTypes } from '@carnet/contract/deposit-limits';
import {
  Button,
  EmptyState,
  FileDrop,
  LinkButton,
  Notice,
  PageHeader,
  PicturePreview,
  ScanIcon,
  SendingProgress,
  Skeleton,
  ProblemNotice,
  arrived,
  formatDay,
  serverNow,
  useLanguage,
} from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, Suspense, lazy, useRef, useState } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { useOpenRecord } from '../../open-record.tsx';
import { forgetLists } from '../../queries.ts';
import { documentHref } from '../documents/places.ts';
import { DetailsFields, type Draft, emptyDraft } from './details-fields.tsx';
import { proposedCategory } from './proposed-category.ts';
import { useChosenFile } from './use-chosen-file.ts';
import { useKeptDraft } from './use-kept-draft.ts';
import { useSending } from './use-sending.ts';
import type { Page } from './scan/pages.ts';

const Scan = lazy(() => arrived(import('./scan/scan.tsx')));

const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(serverNow());

export default function Adding(): ReactNode {
  const { adding } = useWords().documents;
  const { language } = useLanguage();
  const client = useQueryClient();
  const { dossier } = useOpenRecord();
  const maySecret = dossier?.abilities['hide-from-representants'].allowed === true;
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [proposed, setProposed] = useState(false);
  const [asked, setAsked] = useState(false);
  const [scanning, setScanning] = useState(false);
  const [pages, setPages] = useState<readonly Page[]>([]);
  const form = useRef<HTMLFormElement>(null);
  usePageTitle(adding.title);

  const set = <Key extends keyof Draft>(key: Key, value: Draft[Key]): void => {
    if (key === 'typeCode') setProposed(false);
    setDraft((before) => ({ ...before, [key]: value }));
  };
  /** Only where nothing was chosen: what a person said is never changed. */
  const propose = (text: string): void => {
    const typeCode = proposedCategory(text);
    if (typeCode === undefined || draft.typeCode !== undefined) return;
    setDraft((before) => ({ ...before, typeCode: before.typeCode ?? typeCode }));
    setProposed(true);
  };
  const { file, fileError, lightened, preparing, alike, choose, setFile } = useChosenFile(({ name }) => propose(name));
  const kept = useKeptDraft(draft, file, (found) => {
    setDraft(found.draft);
    setFile(found.file);
  });
  const faults = {
    file: file === undefined ? (fileError ?? adding.errors.file) : undefined,
    title: draft.title.trim() === '' || draft.title.trim().length > 200 ? adding.errors.name : undefined,
    typeCode: draft.typeCode === undefined ? adding.errors.category : undefined,
    serviceDate: !/^\d{4}-\d{2}-\d{2}$/.test(draft.serviceDate) ? adding.errors.date : draft.serviceDate > today() ? adding.errors.future : undefined,
  };
  const sending = useSending();
  const deposit = useMutation({
    mutationFn: (chosen: File) => sending.send(draft, chosen),
    onSuccess: () => {
      kept.drop();
      return forgetLists(client);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (deposit.isPending) return;
    if (file !== undefined && Object.values(faults).every((one) => one === undefined)) deposit.mutate(file);
    // The first field at fault takes the focus, once its error is there to be read.
    else
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] button, .field:has(> .field-error) button')?.focus(),
      );
  };
  const again = (): void => {
    if (deposit.isSuccess) kept.drop();
    else void sending.giveUp().then(kept.drop);
    deposit.reset();
    setDraft(emptyDraft);
    setProposed(false);
    void choose(undefined);
    setAsked(false);
    setPages([]);
  };

  if (deposit.isSuccess)
    return (
      <div role="status">
        <EmptyState
          level={1}
          title={adding.doneTitle}
          actions={
            <>
              <LinkButton kind="primary" href={documentHref(deposit.data.id, { view: 'les-miens' })}>
                {adding.open}
              </LinkButton>
              <Button onPress={again}>{adding.another}</Button>
            </>
          }
        >
          <p>{deposit.data.masked ? adding.doneHidden : adding.doneVisible}</p>
        </EmptyState>
      </div>
    );
  if (scanning)
    return (
      <Suspense fallback={<Skeleton shape="page" count={1} />}>
        <Scan
          pages={pages}
          onPages={setPages}
          onFile={(scanned) => {
            setScanning(false);
            void choose(scanned);
          }}
          onLeave={() => setScanning(false)}
        />
      </Suspense>
    );
  return (
    <>
      <PageHeader title={adding.title} lead={<p>{adding.lead}</p>} />
      <form ref={form} className="form" onSubmit={submit} noValidate>
        {kept.resumed && (
          <Notice title={adding.kept.resumedTitle} live actions={<Button onPress={again}>{adding.kept.discard}</Button>}>
            {adding.kept.resumed}
          </Notice>
        )}
        <FileDrop
          label={adding.file}
          help={adding.limits}
          accept={[...patientDepositMimeTypes]}
          file={file}
          onFile={(chosen) => void choose(chosen)}
          error={fileError ?? (asked && !preparing ? faults.file : undefined)}
          otherWay={
            <Button icon={<ScanIcon />} onPress={() => setScanning(true)}>
              {pages.length === 0 ? adding.scan.open : adding.scan.reopen}
            </Button>
          }
          preview={file?.type.startsWith('image/') === true ? <PicturePreview file={file} /> : undefined}
        />
        <p role="status" className="small quiet">
          {preparing ? adding.preparing : lightened}
        </p>
        {alike !== undefined && (
          <Notice
            tone="warning"
            title={adding.kept.alikeTitle}
            live
            actions={<LinkButton href={documentHref(alike.id, {})}>{adding.kept.alikeOpen}</LinkButton>}
          >
            {adding.kept.alike(alike.title, formatDay(alike.depositedAt, language))}
          </Notice>
        )}
        <DetailsFields draft={draft} set={set} onTitled={propose} proposed={proposed} faults={asked ? faults : {}} maySecret={maySecret} />
        <p className="small quiet">{adding.kept.kept}</p>
        {deposit.isError && <ProblemNotice error={deposit.error} />}
        {deposit.isPending && <SendingProgress sent={sending.sent} words={adding} paused={sending.paused} />}
        <div className="form-actions">
          <Button type="submit" kind="primary" wide isPending={deposit.isPending || preparing}>
            {adding.send}
          </Button>
        </div>
      </form>
    </>
  );
}

// A service asks to be connected: for which record, for which of its purposes, until when. Nothing is ticked beforehand; refusing is one press, as
// large as agreeing, and needs no choice. The browser then goes back to the service.

import type { PairingDone, PairingQuestion } from '@carnet/contract';
import {
  Button,
  Checkbox,
  DateText,
  ErrorState,
  LinkButton,
  PageHeader,
  ProblemNotice,
  RadioGroup,
  Skeleton,
  callDoor,
  isProblem,
  useLanguage,
  FaultIcon,
} from '@carnet/ui';
import { readableName } from '@carnet/ui/wording/readable-name';
import { useWords } from '@carnet/ui/wording/patient';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useParams } from '../../router/outlet.tsx';
import { lastDayBefore } from '../../days.ts';
import { usePageTitle } from '../../frames.tsx';
import { usePurposeWords } from './purpose-words.ts';

type Purpose = PairingQuestion['purposes'][number];

function PurposeChoice({
  purpose,
  value,
  onChange,
}: {
  readonly purpose: Purpose;
  readonly value: boolean;
  readonly onChange: (on: boolean) => void;
}): ReactNode {
  const { language } = useLanguage();
  const wordsOf = usePurposeWords('question');
  return (
    <Checkbox isSelected={value} onChange={onChange} help={wordsOf(purpose).join('. ')}>
      {purpose.label[language]}
    </Checkbox>
  );
}

function Question({ path, question }: { readonly path: string; readonly question: PairingQuestion }): ReactNode {
  const { question: words } = useWords().services;
  const [dossierId, setDossierId] = useState(question.records[0]!.dossierId);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const leave = ({ redirectTo }: PairingDone): void => location.assign(redirectTo);
  const accept = useMutation({
    mutationFn: () => callDoor<PairingDone>(path, { method: 'POST', body: { dossierId, purposes: chosen } }),
    onSuccess: leave,
  });
  const refuse = useMutation({ mutationFn: () => callDoor<PairingDone>(`${path}/refuse`, { method: 'POST', body: {} }), onSuccess: leave });
  const leaving = accept.isSuccess || refuse.isSuccess;
  const none = tried && chosen.length === 0;
  return (
    <>
      <PageHeader title={words.title(question.service.name)} lead={<p>{words.by(question.service.publisher)}</p>} />
      <div className="stack">
        {question.records.length > 1 && (
          <RadioGroup<string>
            label={words.record}
            value={dossierId}
            onChange={setDossierId}
            choices={question.records.map((record) => ({
              value: record.dossierId,
              label: record.own ? words.mine(readableName(record.displayName)) : readableName(record.displayName),
            }))}
          />
        )}
        <fieldset className="field" data-invalid={none ? '' : undefined} aria-describedby="purposes-help purposes-error">
          <legend className="field-label">{words.purposes}</legend>
          <p className="field-help" id="purposes-help">
            {words.purposesHelp}
          </p>
          <div className="stack-s">
            {question.purposes.map((purpose) => (
              <PurposeChoice
                key={purpose.code}
                purpose={purpose}
                value={chosen.includes(purpose.code)}
                onChange={(on) => setChosen(on ? [...chosen, purpose.code] : chosen.filter((code) => code !== purpose.code))}
              />
            ))}
          </div>
          <p id="purposes-error" className="field-error" role={none ? 'alert' : undefined} hidden={!none}>
            {none && <FaultIcon />}
            <span>{none && words.chooseOne}</span>
          </p>
        </fieldset>
        <ul className="bullets">
          {words.rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
          {question.offline && <li>{words.offline}</li>}
        </ul>
        <p>
          {words.until} <DateText iso={lastDayBefore(question.until)} as="day" exact />, {words.untilAfter}
        </p>
        {accept.isError && <ProblemNotice error={accept.error} />}
        {refuse.isError && <ProblemNotice error={refuse.error} />}
        <div className="form-actions">
          <Button
            kind="primary"
            wide
            isPending={accept.isPending || accept.isSuccess}
            isDisabled={refuse.isPending || refuse.isSuccess}
            onPress={() => (chosen.length === 0 ? setTried(true) : accept.mutate())}
          >
            {words.accept}
          </Button>
          <Button wide isPending={refuse.isPending || refuse.isSuccess} isDisabled={accept.isPending || accept.isSuccess} onPress={() => refuse.mutate()}>
            {words.refuse}
          </Button>
        </div>
        <p role="status">{leaving ? words.leaving : ''}</p>
      </div>
    </>
  );
}

export default function Connecting(): ReactNode {
  const { services } = useWords();
  const { uid = '' } = useParams();
  const path = `/api/pairing/${encodeURIComponent(uid)}`;
  const question = useQuery({
    queryKey: ['pairing', uid],
    queryFn: ({ signal }) => callDoor<PairingQuestion>(path, { signal }),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  usePageTitle(question.data === undefined ? services.title : services.question.title(question.data.service.name));
  if (question.isPending) return <Skeleton shape="text" count={4} />;
  if (question.data === undefined)
    return (
      <ErrorState error={question.error} level={1} {...(isProblem(question.error, 'CONNEXION_EXPIREE') ? {} : { onRetry: () => void question.refetch() })}>
        <LinkButton href="/accueil">{services.question.restart}</LinkButton>
      </ErrorState>
    );
  return <Question path={path} question={question.data} />;
}

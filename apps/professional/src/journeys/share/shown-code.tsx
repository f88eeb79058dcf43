// The code a patient shows: scanned or typed, whose record it opens and for how long, then opened with their agreement. What is refused says why, and
// nothing of anybody.

import type { GivenShare, OfferedShare } from '@carnet/contract';
import { Button, DateText, Facts, LinkButton, Notice, ProblemNotice, TextField, TextLink, BackIcon, isProblem } from '@carnet/ui';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { readShare, redeemShare } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useProfessional } from '../../session.tsx';
import { useOnce } from '../../use-once.ts';
import { useWords } from '../../words.ts';
import { ageText } from '../record/age.ts';
import { takeSecret } from './kept-secret.ts';
import { Scan } from './scan.tsx';

export function ShownCode(): ReactNode {
  const { share, search } = useWords();
  const session = useProfessional();
  usePageTitle(share.title);
  const [given, setGiven] = useState<GivenShare | undefined>(undefined);
  const read = useOnce({ mutationFn: readShare });
  const take = (next: GivenShare): void => {
    setGiven(next);
    read.mutate(next);
  };
  // What a QR code brought here is read at once: scanning was the act. Redeeming is another.
  useEffect(() => {
    const secret = takeSecret();
    if (secret !== undefined) take({ secret });
  }, []);
  const again = (): void => {
    setGiven(undefined);
    read.reset();
  };
  const closed = session.role !== undefined || session.needsExpressAgreement === true;
  return (
    <div className="stack-l shown-code">
      <p className="eyebrow">
        <TextLink href="/" className="icon-word">
          <BackIcon />
          {search.title}
        </TextLink>
      </p>
      {read.data !== undefined && given !== undefined ? (
        <Offered offered={read.data} given={given} onOther={again} />
      ) : (
        <>
          <div className="stack">
            <h1>{share.title}</h1>
            <p className="lead">{share.lead}</p>
          </div>
          {closed ? (
            <ClosedToThem />
          ) : (
            <>
              <div aria-live="polite">{read.error !== null && <Refused error={read.error} />}</div>
              <Scan onSecret={(secret) => take({ secret })} />
              <CodeForm isPending={read.isPending} error={read.error} onCode={(code) => take({ code })} />
            </>
          )}
        </>
      )}
    </div>
  );
}

function CodeForm({ isPending, error, onCode }: { readonly isPending: boolean; readonly error: unknown; readonly onCode: (code: string) => void }): ReactNode {
  const { code } = useWords().share;
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string | undefined>(undefined);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setFault(typed.trim() === '' ? code.missing : undefined);
    if (typed.trim() !== '' && !isPending) onCode(typed.trim());
  };
  return (
    <form className="ins-form" onSubmit={submit} noValidate>
      <TextField
        label={code.label}
        help={code.help}
        value={typed}
        onChange={(next) => {
          setTyped(next.toUpperCase());
          setFault(undefined);
        }}
        error={fault ?? (isProblem(error, 'PARAMETRE_INVALIDE') ? code.wrongShape : undefined)}
        mono
        autoComplete="off"
      />
      <Button type="submit" kind="primary" isPending={isPending}>
        {code.action}
      </Button>
    </form>
  );
}

function ClosedToThem(): ReactNode {
  const { share, search } = useWords();
  const { needsExpressAgreement } = useProfessional();
  return (
    <Notice tone="info" title={share.closedRole.title} actions={<LinkButton href="/">{search.title}</LinkButton>}>
      <p>{needsExpressAgreement === true ? share.closedRole.travail : share.closedRole.why}</p>
    </Notice>
  );
}

/** Misread, used, withdrawn, over: one answer. What is wrong with the typing is said at the field. */
function Refused({ error }: { readonly error: unknown }): ReactNode {
  const { share } = useWords();
  if (isProblem(error, 'PARAMETRE_INVALIDE')) return null;
  if (isProblem(error, 'PS_BLOQUE'))
    return (
      <Notice tone="danger" title={share.blocked.title}>
        <p>{share.blocked.why}</p>
      </Notice>
    );
  const said = isProblem(error, 'CODE_PARTAGE_INVALIDE') ? share.invalid : isProblem(error, 'TROP_DE_DEMANDES') ? share.stopped : undefined;
  if (said === undefined) return <ProblemNotice error={error} />;
  return (
    <Notice tone="warning" title={said.title}>
      <p>{said.why}</p>
      <p>{said.what}</p>
    </Notice>
  );
}

function Offered({ offered, given, onOther }: { readonly offered: OfferedShare; readonly given: GivenShare; readonly onOther: () => void }): ReactNode {
  const words = useWords();
  const { share, record } = words;
  const { offered: said } = share;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const open = useOnce({
    mutationFn: () => redeemShare(given),
    onSuccess: async ({ dossierId }) => {
      await queries.invalidateQueries({ queryKey: ['patients'] });
      if (dossierId !== undefined) void navigate(`/dossier/${dossierId}`);
    },
  });
  const { displayName, birthDate, sexe, by, span, until } = offered;
  return (
    <div className="stack-l">
      <div className="stack">
        <h1 ref={heading} tabIndex={-1}>
          {said.title}
        </h1>
        <p className="shown-person">
          <span className="strong">{displayName}</span>{' '}
          <span className="quiet">
            {ageText(words, birthDate)} · {record.sexe[sexe]}
          </span>
        </p>
        <p>{said.check}</p>
      </div>
      <Facts
        facts={[
          { term: said.born, value: <DateText iso={birthDate} as="day" /> },
          { term: said.giver, value: by.representing ? said.representing(by.name) : said.self },
          { term: said.span, value: share.spans[span] },
          { term: said.until, value: <DateText iso={until} as="moment" /> },
        ]}
      />
      {open.error !== null && <Refused error={open.error} />}
      <p className="row">
        <Button kind="primary" isPending={open.isPending} onPress={() => open.mutate()}>
          {said.open}
        </Button>
        <Button onPress={onOther}>{said.other}</Button>
      </p>
      <p className="small quiet">{said.traced}</p>
    </div>
  );
}

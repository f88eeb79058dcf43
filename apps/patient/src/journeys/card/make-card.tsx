// Making an emergency card: what could be on it, line by line, what is hidden left out unless it is ticked; a code for what is more than the
// minimum; how long it opens.

import { type CardOffer, type CardPartName, type MadeCard, cardDays, cardPartNames, isPlainCode, openPartNames } from '@carnet/contract';
import {
  Button,
  Checkbox,
  ErrorState,
  ProblemNotice,
  RadioGroup,
  Section,
  Skeleton,
  TextField,
  TextLink,
  callDoor,
  useAnnounce,
  useKitWords,
  useLanguage,
} from '@carnet/ui';
import { cardWords, colon } from '@carnet/ui/wording/card';
import { useWords } from '@carnet/ui/wording/patient';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { queries, recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { Line } from './card-face.tsx';
import { isKept } from './kept-mark.ts';

interface Asked {
  readonly before: MadeCard | undefined;
  readonly onDone: () => void;
}

export function MakeCard(asked: Asked): ReactNode {
  const offer = useQuery(queries.cardOffer(useDossierId()));
  if (offer.isPending) return <Skeleton count={6} />;
  if (offer.data === undefined) return <ErrorState error={offer.error} onRetry={() => void offer.refetch()} />;
  return <Choosing {...asked} offer={offer.data} />;
}

const isOpen = (part: CardPartName): boolean => openPartNames.some((open) => open === part);
const noneKey = (part: CardPartName): string => `none/${part}`;
const partOfKey = ({ lines }: CardOffer, key: string): CardPartName | undefined =>
  lines.find((line) => line.key === key)?.part ?? cardPartNames.find((part) => key === noneKey(part));

function Choosing({ offer, before, onDone }: Asked & { readonly offer: CardOffer }): ReactNode {
  const { make } = useWords().card;
  const { language } = useLanguage();
  const kit = useKitWords();
  const announce = useAnnounce();
  const client = useQueryClient();
  const dossierId = useDossierId();
  const [keys, setKeys] = useState<ReadonlySet<string>>(
    () => new Set([...offer.lines.filter(({ masked }) => !masked).map(({ key }) => key), ...offer.none.map(noneKey), 'bloodGroup']),
  );
  const [code, setCode] = useState('');
  const [days, setDays] = useState('365');
  const [sent, setSent] = useState(false);
  const needsCode = [...keys].some((key) => {
    const part = partOfKey(offer, key);
    return part !== undefined && !isOpen(part);
  });
  const fault = !needsCode ? undefined : !/^\d{4,6}$/.test(code) ? make.codeMissing : isPlainCode(code) ? make.codePlain : undefined;
  const save = useMutation({
    mutationFn: () =>
      callDoor<MadeCard>(recordPath(dossierId, '/card'), { method: 'POST', body: { keys: [...keys], days: Number(days), ...(needsCode ? { code } : {}) } }),
    onSuccess: async (card) => {
      client.setQueryData(queries.card(dossierId).queryKey, { card });
      // What is kept on this device says what is new too.
      if (isKept()) await (await import('./kept-card.ts')).keepCard(card);
      void client.invalidateQueries({ queryKey: ['journal'] });
      announce(make.made);
      onDone();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setSent(true);
    if (fault === undefined && !save.isPending) save.mutate();
  };
  const tick = (key: string, isOn: boolean): void => {
    const next = new Set(keys);
    if (isOn) next.add(key);
    else next.delete(key);
    setKeys(next);
  };
  const choices = (parts: readonly CardPartName[]): ReactNode =>
    parts.map((part) => <PartChoices key={part} part={part} offer={offer} keys={keys} onTick={tick} />);
  const words = cardWords[language];
  return (
    <form className="card-layout" onSubmit={submit} noValidate>
      <Section title={make.title} lead={make.lead}>
        <div className="card-groups">
          <h3>{make.open}</h3>
          {offer.bloodGroup !== undefined && (
            <Checkbox isSelected={keys.has('bloodGroup')} onChange={(isOn) => tick('bloodGroup', isOn)}>
              {words.bloodGroup}
              {colon(language)}
              {offer.bloodGroup.replace('-', '−')}
            </Checkbox>
          )}
          {choices(openPartNames)}
          <h3>{make.closed}</h3>
          {choices(cardPartNames.filter((part) => !isOpen(part)))}
          <p>
            <TextLink href="/ma-sante">{make.complete}</TextLink>
          </p>
        </div>
      </Section>
      <div className="form">
        {needsCode && (
          <TextField
            label={make.code}
            help={make.codeHelp}
            value={code}
            onChange={(typed) => setCode(typed.replaceAll(/\D/g, '').slice(0, 6))}
            inputMode="numeric"
            autoComplete="off"
            mono
            error={sent ? fault : undefined}
          />
        )}
        <RadioGroup label={make.days} value={days} onChange={setDays} choices={cardDays.map((one) => ({ value: String(one), label: make.lasting[one] }))} />
        {save.isError && <ProblemNotice error={save.error} />}
        <div className="form-actions">
          <Button type="submit" kind="primary" wide isPending={save.isPending}>
            {before === undefined ? make.submit : make.again}
          </Button>
          <Button kind="quiet" wide onPress={onDone}>
            {kit.cancel}
          </Button>
        </div>
      </div>
    </form>
  );
}

function PartChoices({
  part,
  offer,
  keys,
  onTick,
}: {
  readonly part: CardPartName;
  readonly offer: CardOffer;
  readonly keys: ReadonlySet<string>;
  readonly onTick: (key: string, isOn: boolean) => void;
}): ReactNode {
  const { make } = useWords().card;
  const { language } = useLanguage();
  const words = cardWords[language];
  const lines = offer.lines.filter((line) => line.part === part);
  const isNone = offer.none.includes(part);
  return (
    <fieldset className="card-choices">
      <legend>{words.parts[part]}</legend>
      {lines.map((line) => (
        <Checkbox key={line.key} isSelected={keys.has(line.key)} onChange={(isOn) => onTick(line.key, isOn)} {...(line.masked ? { help: make.masked } : {})}>
          <Line line={line} language={language} isChoice />
        </Checkbox>
      ))}
      {isNone && (
        <Checkbox isSelected={keys.has(noneKey(part))} onChange={(isOn) => onTick(noneKey(part), isOn)}>
          {words.none[part]}
        </Checkbox>
      )}
      {lines.length === 0 && !isNone && <p className="quiet">{make.nothing}</p>}
    </fieldset>
  );
}

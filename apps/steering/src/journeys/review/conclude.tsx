// A conclusion and its words: of a report, or of a day.

import type { Conclusion } from '@carnet/contract';
import { reasonLength } from '@carnet/contract/steering-limits';
import { Button, ProblemNotice, RadioGroup, TextArea } from '@carnet/ui';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../words.ts';

export function Conclude({
  textLabel,
  action,
  onConclude,
}: {
  readonly textLabel: string;
  readonly action: string;
  readonly onConclude: (conclusion: Conclusion, text: string) => Promise<unknown>;
}): ReactNode {
  const { review } = useWords();
  const [conclusion, setConclusion] = useState<Conclusion | undefined>(undefined);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const short = text.trim().length < reasonLength.minimum;
  const send = async (): Promise<void> => {
    setTried(true);
    if (conclusion === undefined || short) return;
    setPending(true);
    setError(undefined);
    try {
      await onConclude(conclusion, text.trim());
    } catch (cause) {
      setError(cause);
    } finally {
      setPending(false);
    }
  };
  return (
    <div className="stack">
      <RadioGroup<Conclusion>
        label={review.report.conclusion}
        value={conclusion}
        onChange={setConclusion}
        choices={(['legitimate', 'not-legitimate', 'sent-on'] as const).map((value) => ({ value, label: review.conclusions[value] }))}
        error={tried && conclusion === undefined ? review.report.conclusionMissing : undefined}
      />
      <TextArea label={textLabel} rows={5} value={text} onChange={setText} error={tried && short ? review.textWrong(reasonLength.minimum) : undefined} />
      {error !== undefined && <ProblemNotice error={error} />}
      <p>
        <Button kind="primary" isPending={pending} onPress={() => void send()}>
          {action}
        </Button>
      </p>
    </div>
  );
}

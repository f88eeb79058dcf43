// A record opened for somebody who is there, in three screens: who (said back by the insurer), their agreement said aloud, the receipt.

import type { Opened, Receipt as Given } from '@carnet/contract';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { usePageTitle } from '../../page-title.ts';
import { useProfessional } from '../../session.tsx';
import { useWords } from '../../words.ts';
import { AgreementStep } from './agreement-step.tsx';
import { ClosedToThem } from './closed-to-them.tsx';
import { ReceiptStep } from './receipt-step.tsx';
import type { Found } from './step-head.tsx';
import { WhoStep } from './who-step.tsx';

type Step = { readonly at: 'who' } | { readonly at: 'agreement'; readonly found: Found } | { readonly at: 'receipt'; readonly receipt: Given };

export function Counter(): ReactNode {
  const { opens } = useProfessional();
  return opens.includes('for') ? <Steps /> : <ClosedToThem />;
}

function Steps(): ReactNode {
  const [step, setStep] = useState<Step>({ at: 'who' });
  const [round, setRound] = useState(0);
  const { openings } = useWords();
  const title = { who: openings.who.title, agreement: openings.agreement.title, receipt: openings.receipt.title }[step.at];
  usePageTitle(title);
  const top = useRef<HTMLDivElement>(null);
  const begun = useRef(false);
  // What the new screen says first is what is read first.
  useEffect(() => {
    if (begun.current) top.current?.querySelector('h1')?.focus();
    begun.current = true;
  }, [step.at, round]);
  const restart = (): void => {
    setRound((one) => one + 1);
    setStep({ at: 'who' });
  };
  return (
    <div ref={top} className="counter">
      {step.at === 'who' && <WhoStep key={round} onFound={(found) => setStep({ at: 'agreement', found })} />}
      {step.at === 'agreement' && (
        <AgreementStep
          found={step.found}
          onBack={restart}
          onOpened={({ receipt }: Opened) => {
            if (receipt !== undefined) setStep({ at: 'receipt', receipt });
          }}
        />
      )}
      {step.at === 'receipt' && <ReceiptStep receipt={step.receipt} onNext={restart} />}
    </div>
  );
}

// Who will see a document: one question, and what may not go together is no answer to it.

import type { DepositOptions } from '@carnet/contract';
import { Checkbox, Notice, RadioGroup } from '@carnet/ui';
import type { ReactNode } from 'react';
import { useWords } from '../../words.ts';
import type { Draft, Sight } from './draft.ts';

type Seen = Pick<Draft, 'sight' | 'fromRepresentants'>;
interface SightProps {
  readonly options: DepositOptions;
  readonly seen: Seen;
  readonly onChange: (seen: Partial<Seen>) => void;
  readonly secret: boolean;
  readonly carried: boolean;
}

export function SightFields({ options: { hiddenFromBoth, represented, announcementDelayDays }, seen, onChange, secret, carried }: SightProps): ReactNode {
  const { deposit } = useWords();
  const sights: readonly Sight[] = hiddenFromBoth ? ['all', 'masked', 'waits', 'both'] : ['all', 'masked', 'waits'];
  const help = { masked: deposit.sightHelp.masked, waits: deposit.sightHelp.waits(announcementDelayDays), both: deposit.sightHelp.both(announcementDelayDays) };
  return (
    <>
      <RadioGroup
        label={deposit.sight}
        {...(carried ? { help: deposit.carried } : {})}
        value={seen.sight}
        onChange={(sight) => onChange({ sight })}
        choices={sights.map((value) => ({ value, label: deposit.sights[value], ...(value === 'all' ? {} : { help: help[value] }) }))}
      />
      {secret && <Notice tone="info">{deposit.secret}</Notice>}
      {represented && !secret && (
        <Checkbox isSelected={seen.fromRepresentants} onChange={(fromRepresentants) => onChange({ fromRepresentants })} help={deposit.representantsHelp}>
          {deposit.representants}
        </Checkbox>
      )}
    </>
  );
}

// One deposit of the structure: when, by which way, under which number. A refusal says what was answered and what to do now.

import type { Deposits } from '@carnet/contract';
import { Badge, BlockIcon, DateText, DoneIcon, Identifier } from '@carnet/ui';
import type { ReactNode } from 'react';
import { useWords } from '../../words.ts';

type Line = Deposits['lines'][number];

export function DepositLine({ line }: { readonly line: Line }): ReactNode {
  const { deposits } = useWords();
  const { at, outcome, door, by, numbers, refusal } = line;
  return (
    <li className="deposit-line">
      <p className="deposit-head">
        <Badge tone={outcome === 'refused' ? 'danger' : 'plain'} icon={outcome === 'refused' ? <BlockIcon /> : <DoneIcon />}>
          {deposits.outcomes[outcome]}
        </Badge>
        <span className="strong">
          <DateText iso={at} as="moment" exact />
        </span>
        <span className="quiet">{deposits.doors[door]}</span>
      </p>
      {refusal !== undefined && <Refusal refusal={refusal} />}
      <dl className="deposit-facts">
        {numbers?.set !== undefined && <Number term={deposits.numbers.set} value={numbers.set} />}
        {numbers?.documents.map((number) => (
          <Number key={number} term={deposits.numbers.document} value={number} />
        ))}
        {outcome === 'taken' && numbers === undefined && <Fact term={deposits.numbers.document}>{deposits.again}</Fact>}
        {outcome === 'refused' && by === undefined && <Fact term={deposits.numbers.set}>{deposits.tooMany}</Fact>}
        {by !== undefined && (
          <Fact term={deposits.by}>
            {by.byCertificate ? deposits.byCertificate : (by.name ?? deposits.unnamed)}
            {!by.byCertificate && (
              <>
                {' '}
                <Identifier value={by.id} kind="plain" name={deposits.identifier} copy={false} />
              </>
            )}
          </Fact>
        )}
        {by?.software !== undefined && <Fact term={deposits.software}>{by.software}</Fact>}
      </dl>
    </li>
  );
}

function Refusal({ refusal: { code, title, why, remedy, findings, times, lastAt } }: { readonly refusal: NonNullable<Line['refusal']> }): ReactNode {
  const { deposits } = useWords();
  return (
    <div className="stack-s">
      <p>
        <span className="strong">{title}</span> <span className="quiet small deposit-code">{code}</span>
      </p>
      {findings.length === 0 ? (
        <p>{why}</p>
      ) : (
        <ul className="deposit-findings">
          {findings.map(({ rule, text, field }) => (
            <li key={rule}>
              {text} {field !== undefined && <span className="quiet small deposit-code">{field}</span>}
            </li>
          ))}
        </ul>
      )}
      <p>
        <span className="strong">{deposits.whatToDo}</span> {remedy}
      </p>
      {times > 1 && (
        <p className="quiet">
          {deposits.times(times)} <DateText iso={lastAt} as="moment" />.
        </p>
      )}
    </div>
  );
}

const Fact = ({ term, children }: { readonly term: string; readonly children: ReactNode }): ReactNode => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);
const Number = ({ term, value }: { readonly term: string; readonly value: string }): ReactNode => (
  <Fact term={term}>
    <Identifier value={value} kind="plain" name={term} />
  </Fact>
);

// Two records side by side, trait by trait, with what differs said before the table; then the decision: one person, or two.

import type { KeptIdentity } from '@carnet/contract';
import { Badge, Button, DateText, ErrorState, Identifier, Notice, ProblemNotice, Section, Skeleton, TextLink } from '@carnet/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { tellApart } from '../../api.ts';
import { useWords } from '../../words.ts';
import { FusionLine, ProposeFusion, isUnderWay } from './fusion-section.tsx';
import { useIdentity } from './use-identity.ts';

export function CompareSection({ identity, other: id }: { readonly identity: KeptIdentity; readonly other: string }): ReactNode {
  const { fusions } = useWords();
  const { data: other, error, refetch } = useIdentity(id);
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (other === undefined) return <Skeleton count={6} />;
  const differing = traits.filter((trait) => !isSame(identity[trait], other[trait]));
  const between = identity.fusions.filter(({ survivor, absorbed }) => [survivor, absorbed].includes(other.dossierId));
  return (
    <>
      <div className="stack">
        {differing.length === 0 ? (
          <Notice tone="info">{fusions.sameTraits}</Notice>
        ) : (
          <Notice tone="warning" title={fusions.differ(differing.length)}>
            <p>{fusions.differWhat}</p>
          </Notice>
        )}
        <Compared identity={identity} other={other} differing={differing} />
        <p className="row">
          {[identity, other].map(({ dossierId }) => (
            <TextLink key={dossierId} href={`/identites/${dossierId}`}>
              {fusions.openAlone(dossierId.slice(-6))}
            </TextLink>
          ))}
        </p>
      </div>
      {between.length > 0 && (
        <Section title={fusions.title}>
          <ul className="stack">
            {between.map((fusion) => (
              <li key={fusion.id}>
                <FusionLine fusion={fusion} of={identity.dossierId} compared />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {!between.some(isUnderWay) && <Decision identity={identity} other={other} differing={differing} />}
    </>
  );
}

/** The five that have to agree. */
const traits = ['birthName', 'birthFirstNames', 'birthDate', 'sexe', 'birthPlaceCog'] as const;
type Trait = (typeof traits)[number];
/** As the server holds them against each other: case, accents and hyphens aside. */
const isSame = (one: string, other: string): boolean => one.localeCompare(other, 'fr', { sensitivity: 'base', ignorePunctuation: true }) === 0;

interface ComparedProps {
  readonly identity: KeptIdentity;
  readonly other: KeptIdentity;
  readonly differing: readonly Trait[];
}

interface Cell {
  readonly term: string;
  readonly trait?: Trait;
  /** Undefined: the record has none. */
  readonly value: ReactNode;
}
function cellsOf(one: KeptIdentity, { fusions, identities }: ReturnType<typeof useWords>): readonly Cell[] {
  const number = (value: string): ReactNode => <Identifier key={value} value={value} kind="ins" name={identities.insName} copy={false} />;
  const local = one.localIdentifiers.map(({ value, structures }) => `${value} (${structures.join(', ')})`).join(' ; ');
  return [
    { term: fusions.sureness, value: identities.statuses[one.status] },
    { term: identities.ins, value: number(one.ins) },
    { term: identities.former, value: one.formerIns.length === 0 ? undefined : one.formerIns.map(number) },
    { term: identities.birthName, trait: 'birthName', value: one.birthName },
    { term: identities.firstNames, trait: 'birthFirstNames', value: one.birthFirstNames },
    { term: identities.usedName, value: one.usedName },
    { term: identities.birthDate, trait: 'birthDate', value: <DateText iso={one.birthDate} as="day" /> },
    { term: identities.sex, trait: 'sexe', value: identities.sexes[one.sexe] },
    { term: identities.birthPlace, trait: 'birthPlaceCog', value: one.birthPlaceCog },
    { term: identities.opened, value: <DateText iso={one.openedAt} as="day" /> },
    { term: identities.local, value: local === '' ? undefined : local },
  ];
}

function Compared({ identity, other, differing }: ComparedProps): ReactNode {
  const words = useWords();
  const { fusions } = words;
  const both = [identity, other].map((one) => ({ id: one.dossierId.slice(-6), cells: cellsOf(one, words) }));
  return (
    <table className="plain-table compare-table">
      <caption className="visually-hidden">{fusions.compareLead}</caption>
      <thead>
        <tr>
          <th scope="col">{fusions.compared}</th>
          {both.map(({ id }) => (
            <th key={id} scope="col">
              {fusions.record(id)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {both[0]!.cells.map(({ term, trait }, row) =>
          both.every(({ cells }) => cells[row]!.value === undefined) ? null : (
            <tr key={term}>
              <th scope="row" data-label={fusions.compared}>
                {term} {trait !== undefined && differing.includes(trait) && <Badge tone="danger">{fusions.differs}</Badge>}
              </th>
              {both.map(({ id, cells }) => (
                <td key={id} data-label={id}>
                  <span>{cells[row]!.value ?? fusions.nothing}</span>
                </td>
              ))}
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}

function Decision({ identity, other, differing }: ComparedProps): ReactNode {
  const { fusions, identities } = useWords();
  const client = useQueryClient();
  const apart = useMutation({
    mutationFn: () => tellApart(identity.dossierId, other.dossierId),
    onSuccess: () => client.invalidateQueries({ queryKey: ['identities', 'to-review'] }),
  });
  return (
    <Section title={fusions.decide}>
      <div className="stack">
        {apart.error !== null && <ProblemNotice error={apart.error} />}
        <div aria-live="polite">{apart.isSuccess && <Notice tone="success" title={identities.apartDone} />}</div>
        {!apart.isSuccess && (
          <>
            {differing.length === 0 && <ProposeFusion one={identity} other={other} />}
            <p className="quiet">{identities.apartWhy}</p>
            <p>
              <Button isPending={apart.isPending} onPress={() => apart.mutate()}>
                {identities.apart}
              </Button>
            </p>
          </>
        )}
      </div>
    </Section>
  );
}

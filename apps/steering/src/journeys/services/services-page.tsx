// The register of services and of structures' software: what each asks for, in which state it is, and changing that, each time with a reason.

import type { ServiceState, SteeredServices } from '@carnet/contract';
import { Badge, Button, DateText, PageHeader, type SpaceName, useKitWords, useLanguage } from '@carnet/ui';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { readServices } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useWords } from '../../words.ts';
import { ReviewTable } from '../review/review-table.tsx';
import { ChangeState } from './change-state.tsx';
import { RegisterDialog } from './register-dialog.tsx';

export type SteeredService = SteeredServices['services'][number];

/** What may be done of a service in this state. */
const actsIn: Readonly<Record<ServiceState, readonly ServiceState[]>> = {
  EN_LIGNE: ['SUSPENDUE'],
  SUSPENDUE: ['EN_LIGNE', 'DEREFERENCEE'],
  DEREFERENCEE: ['EN_LIGNE'],
};
const toneOf = { EN_LIGNE: 'plain', SUSPENDUE: 'waiting', DEREFERENCEE: 'danger' } as const satisfies Record<ServiceState, string>;

export function ServicesPage(): ReactNode {
  const { services: words } = useWords();
  usePageTitle(words.title);
  const list = useQuery({ queryKey: ['services'], queryFn: readServices });
  const [registering, setRegistering] = useState(false);
  const [changing, setChanging] = useState<{ readonly service: SteeredService; readonly to: ServiceState } | undefined>(undefined);
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} actions={<Button onPress={() => setRegistering(true)}>{words.register}</Button>} />
      <ReviewTable query={list} rows={list.data?.services} caption={words.caption} columns={words.columns} empty={words.none} drawing="door">
        {(service) => <Row key={service.id} service={service} onChange={(to) => setChanging({ service, to })} />}
      </ReviewTable>
      {registering && <RegisterDialog onClose={() => setRegistering(false)} />}
      {changing !== undefined && <ChangeState {...changing} onClose={() => setChanging(undefined)} />}
    </>
  );
}

function Row({ service, onChange }: { readonly service: SteeredService; readonly onChange: (to: ServiceState) => void }): ReactNode {
  const { services: words } = useWords();
  const { columns } = words;
  const { id, name, publisher, state, version, versionSince } = service;
  return (
    <tr>
      <th scope="row" data-label={columns.name}>
        <span>{name}</span>
        <span className="beside">{words.by(publisher)}</span>
        <span className="beside mono">{id}</span>
      </th>
      <td data-label={columns.asks}>
        <Asks service={service} />
      </td>
      <td data-label={columns.state}>
        <Badge tone={toneOf[state]}>{words.states[state]}</Badge>
        <span className="beside">
          {words.version(version)} <DateText iso={versionSince} as="day" exact />
        </span>
      </td>
      <td data-label={columns.act}>
        <span className="row">
          {actsIn[state].map((to) => (
            <Button key={to} small aria-label={words.actOf(words.act[to], name)} onPress={() => onChange(to)}>
              {words.act[to]}
            </Button>
          ))}
        </span>
      </td>
    </tr>
  );
}

function Asks({ service: { purposes, structure, care } }: { readonly service: SteeredService }): ReactNode {
  const { services: words } = useWords();
  const { language } = useLanguage();
  const kit = useKitWords();
  const named = (categories: readonly (SpaceName | 'mesures')[]): string =>
    categories.map((one) => (one === 'mesures' ? words.measures : kit.spaces[one])).join(', ');
  const filedIn = (categories: readonly (SpaceName | 'mesures')[]): readonly string[] => [
    ...(categories.some((one) => one !== 'mesures') ? [words.writes(named(categories.filter((one) => one !== 'mesures')))] : []),
    ...(categories.includes('mesures') ? [words.writesMeasures] : []),
  ];
  if (structure !== undefined)
    return (
      <>
        <span>{words.ofStructure(structure.id)}</span>
        <span className="beside">
          {words.scopes} : <span className="mono">{structure.scopes.join(' ')}</span>
        </span>
      </>
    );
  if (care !== undefined)
    return (
      <>
        <span>{words.ofCare}</span>
        <span className="beside">
          {words.openedAt} : <span className="mono">{care.launchUrl}</span>
        </span>
        <span className="beside">
          {words.openedBy} : <span className="mono">{care.structures.join(' ')}</span>
        </span>
      </>
    );
  return (
    <ul className="bullets">
      {purposes.map(({ code, label, reads, writes }) => (
        <li key={code}>
          {label[language]}
          <span className="beside">{[...(reads.length > 0 ? [words.reads(named(reads))] : []), ...filedIn(writes)].join(' ; ')}</span>
        </li>
      ))}
    </ul>
  );
}

// One deposit from end to end: writes it, sends it with the card, reads the answer. A document may say it replaces one that never came to
// this record (its first version was kept elsewhere): it is then sent again as a new document, and that is told.

import type { Declared } from './declare.ts';
import type { TlsMaterial } from './sandbox-files.ts';
import { type Answer, send } from './send.ts';
import { provideBundle, simplifiedPublish } from './write-fhir.ts';

export interface Sender {
  /** `https://localhost:8443/fhir` */
  readonly url: string;
  readonly tls: TlsMaterial;
  readonly form: 'ITI-65' | 'ITI-105';
  readonly timeoutMilliseconds?: number;
}

export interface Issue {
  /** The refusal's code, or the rule of a finding. */
  readonly code: string;
  readonly text: string;
  readonly field?: string;
}
export type DepositOutcome =
  | { readonly kind: 'deposited' | 'already-there'; readonly id: string; readonly replacedUnknown: boolean }
  | { readonly kind: 'refused'; readonly status: number; readonly issues: readonly Issue[] };

export async function deposit(sender: Sender, declared: Declared): Promise<DepositOutcome> {
  const outcome = read(await post(sender, declared));
  const replacesUnknown =
    outcome.kind === 'refused' &&
    declared.replaces !== undefined &&
    outcome.issues.some(({ field, code }) => field === 'relatesTo' && code === 'DOCUMENT_INEXISTANT');
  if (!replacesUnknown) return outcome;
  const { replaces: _unknown, ...alone } = declared;
  const again = read(await post(sender, alone));
  return again.kind === 'refused' ? again : { ...again, replacedUnknown: true };
}

const post = ({ url, tls, form, timeoutMilliseconds }: Sender, declared: Declared): Promise<Answer> =>
  send({
    method: 'POST',
    url: form === 'ITI-65' ? url : `${url}/DocumentReference`,
    tls,
    ...(timeoutMilliseconds === undefined ? {} : { timeoutMilliseconds }),
    headers: { 'content-type': 'application/fhir+json', 'accept': 'application/fhir+json' },
    body: JSON.stringify(form === 'ITI-65' ? provideBundle(declared) : simplifiedPublish(declared)),
  });

interface Resource {
  readonly id?: string;
  readonly entry?: readonly { readonly response?: { readonly status: string; readonly location: string } }[];
  readonly issue?: readonly {
    readonly details?: { readonly text?: string; readonly coding?: readonly { readonly code?: string }[] };
    readonly expression?: readonly string[];
  }[];
}

function read({ status, body, headers }: Answer): DepositOutcome {
  const resource = JSON.parse(body.toString('utf8') || '{}') as Resource;
  if (status >= 300) return { kind: 'refused', status, issues: issuesIn(resource) };
  const line = resource.entry?.map(({ response }) => response).find((response) => response?.location.startsWith('DocumentReference/') === true);
  const id =
    line?.location.split('/')[1] ??
    resource.id ??
    String(headers['location'] ?? '')
      .split('/')
      .at(-1) ??
    '';
  const repeated = line === undefined ? status === 200 : line.status.startsWith('200');
  return { kind: repeated ? 'already-there' : 'deposited', id, replacedUnknown: false };
}

export const issuesIn = ({ issue = [] }: Resource): readonly Issue[] =>
  issue.map(({ details, expression }) => ({
    code: details?.coding?.[0]?.code ?? '',
    text: details?.text ?? '',
    ...(expression?.[0] === undefined ? {} : { field: expression[0] }),
  }));

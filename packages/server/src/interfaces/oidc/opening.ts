// Opening one's record online: a code to the address the insurer holds, then, once it is right, what there is to say and a password to choose.
// Nothing said or done before tells whether the insurer knows the number, whether its traits match, or whether there is a record (ADR 24).

import type { OpeningDone, OpeningIdentity, OpeningStarted, OpeningState, openingCompleteSchema, openingVerifySchema } from '@carnet/contract';
import { openingWording } from '@carnet/contract/wording';
import { type CardTraits, ineligible } from '@carnet/domain/dossier';
import { type Ins, type InsOid, displayName, isMinor, parseIns } from '@carnet/domain/identity';
import { type Finding, type Result, instantOf, parseCivilDate, toIso } from '@carnet/domain/kernel';
import type { z } from 'zod';
import { type Asker, findAsker, openOnline } from '../../application/open-online.ts';
import type { Account, AccountPorts, AttemptKey, Ports } from '../../ports/index.ts';
import { newLogin } from './access-letter.ts';
import { mailCode, maskedAddress, redeemCode, resendAllowedAt } from './mailed-code.ts';
import { hashPassword } from './password-hash.ts';
import { faultsOfForm, faultsOfOwner } from './password-rules.ts';
import { codeMinutes, perAccount, perAddress } from './sign-in-policy.ts';
import { slowedDown } from './sign-in.ts';
import { type Step, done, refused, refusedInput } from './sign-in-refusal.ts';

export interface OpeningPorts extends AccountPorts {
  readonly records: Ports;
  /** Authorities of the INS this installation takes. */
  readonly insOids: readonly InsOid[];
}
interface Typed {
  readonly candidates: readonly Ins[];
  readonly traits: CardTraits;
}
export interface OpeningCall {
  readonly ip: string;
  readonly id: string;
}

/** What was typed, or what is wrong with it by itself: the same for everybody. A child's record is opened by whoever the child is attached to. */
export function readIdentity({ clock, insOids }: OpeningPorts, { matricule, familyName, firstName, birthDate }: OpeningIdentity): Step<Typed> {
  const read = insOids.map((oid) => parseIns(matricule, oid, 'matricule'));
  const candidates = read.flatMap((one) => (one.ok ? [one.value] : []));
  const date = parseCivilDate(birthDate, 'birthDate');
  const findings: Finding[] = [];
  const [first] = read;
  if (candidates.length === 0)
    findings.push({ field: 'matricule', rule: first !== undefined && !first.ok && first.findings[0]!.rule === 'INS_CLE' ? 'NUMERO_CLE' : 'NUMERO_FORME' });
  if (!date.ok) findings.push({ field: 'birthDate', rule: 'DATE_NAISSANCE' });
  else if (isMinor(date.value, clock.now())) findings.push({ field: 'birthDate', rule: 'OUVERTURE_MINEUR' });
  if (findings.length > 0 || !date.ok) return refusedInput(...findings);
  return done({ candidates, traits: { familyName, firstName, birthDate: date.value } });
}

/** One code a number, whoever types which name beside it. */
const subjectOf = ({ candidates }: Typed): string => candidates[0]!.matricule;
const numberKey = (typed: Typed): AttemptKey => ({ kind: 'opening', value: subjectOf(typed) });

/** Answered before anything is looked up. */
export function started({ clock }: OpeningPorts): OpeningStarted {
  const now = clock.now();
  return { expiresAt: toIso(instantOf(now + codeMinutes * 60_000)), resendAllowedAt: toIso(resendAllowedAt(now)) };
}

/** Sends the code where there is somebody to send it to; run after the answer has left, which is the same for everybody. */
export async function startOpening(ports: OpeningPorts, { ip, id }: OpeningCall, typed: Typed): Promise<void> {
  const slowed =
    (await slowedDown(ports, { kind: 'opening', value: `start ${subjectOf(typed)}` }, perAccount)) ??
    (await slowedDown(ports, { kind: 'address', value: ip }, perAddress));
  if (slowed !== undefined) return;
  const asker = granted(await findAsker(ports.records, { ...typed, requestId: id }));
  const email = asker && (await addressOf(ports, asker));
  if (email !== undefined) await mailCode(ports, { purpose: 'opening', subject: subjectOf(typed), email });
}

export async function verifyOpening(
  ports: OpeningPorts,
  call: OpeningCall,
  { identity, code }: z.infer<typeof openingVerifySchema>,
): Promise<Step<OpeningState>> {
  const typed = readIdentity(ports, identity);
  if (!typed.ok) return typed;
  const proved = await provedAsker(ports, call, typed.value, code, true);
  return proved.ok ? done(await stateOf(ports, proved.value)) : proved;
}

export interface Opened {
  readonly account: Pick<Account, 'personne' | 'dossier'>;
  readonly answer: OpeningDone;
}

export async function completeOpening(
  ports: OpeningPorts,
  call: OpeningCall,
  { identity, code, password }: z.infer<typeof openingCompleteSchema>,
): Promise<Step<Opened>> {
  const typed = readIdentity(ports, identity);
  if (!typed.ok) return typed;
  const formFaults = faultsOfForm(password, '');
  if (formFaults.length > 0) return refusedInput(...formFaults);
  const proved = await provedAsker(ports, call, typed.value, code, true);
  if (!proved.ok) return proved;
  const asker = proved.value;
  if ((await stateOf(ports, asker)).state !== 'opens') return refused('ETAPE_INATTENDUE');
  const { traits } = asker.assure;
  const login = newLogin();
  const holder = { login, displayName: displayName(traits), birthYear: traits.birthDate.slice(0, 4) };
  const ownerFaults = faultsOfOwner(password, holder);
  if (ownerFaults.length > 0) return refusedInput(...ownerFaults);
  // Used now: of two who hold it, one only opens.
  if (!(await redeemCode(ports, { purpose: 'opening', subject: subjectOf(typed.value), code }))) return refusedInput({ field: 'code', rule: 'CODE_REFUSE' });

  const hash = await hashPassword(password);
  const agreement = openingWording.agreement.fr;
  const record =
    asker.record === undefined
      ? granted(await openOnline(ports.records, asker, { agreement, requestId: call.id }))
      : { dossier: asker.record.id, titulaire: asker.record.titulaire };
  const account = { ...holder, personne: record.titulaire, dossier: record.dossier, email: asker.email!, passwordHash: hash };
  const now = ports.clock.now();
  if (!(await ports.accounts.create(account, now))) return refused('ETAPE_INATTENDUE');
  await ports.traceAccount({ action: 'change-password', at: now, holder: account, uid: call.id, authentication: 'UN_FACTEUR', requestId: call.id });
  // Chosen by its holder, and so not an initial one.
  await ports.accounts.changePassword(record.titulaire, hash, now);
  await ports.attempts.forgive(numberKey(typed.value), 'all');
  return done({ account, answer: { login } });
}

/** Who holds the code. One wrong code, no such person, no code sent: the same answer. */
async function provedAsker(ports: OpeningPorts, { ip, id }: OpeningCall, typed: Typed, code: string, keep: boolean): Promise<Step<Asker>> {
  const addressKey: AttemptKey = { kind: 'address', value: ip };
  const slowed = (await slowedDown(ports, numberKey(typed), perAccount)) ?? (await slowedDown(ports, addressKey, perAddress));
  if (slowed !== undefined) return slowed;
  const right = await redeemCode(ports, { purpose: 'opening', subject: subjectOf(typed), code }, keep);
  const asker = right ? granted(await findAsker(ports.records, { ...typed, requestId: id })) : undefined;
  if (asker === undefined) return refusedInput({ field: 'code', rule: 'CODE_REFUSE' });
  await ports.attempts.forgive(addressKey, 'this-one');
  await ports.attempts.forgive(numberKey(typed), 'this-one');
  return done(asker);
}

async function stateOf(ports: OpeningPorts, { assure, email, record }: Asker): Promise<OpeningState> {
  const account = record && (await ports.accounts.byPersonne(record.titulaire));
  const life = record?.life === 'ferme' ? 'closed' : 'open';
  if (account !== undefined) return { state: 'has-space', login: account.login, life };
  if (record === undefined && ineligible(assure, ports.clock.now()) !== undefined) return { state: 'regime', displayName: displayName(assure.traits) };
  return {
    state: 'opens',
    displayName: displayName(assure.traits),
    sentTo: maskedAddress(email!),
    ...(assure.opposedAt === undefined ? {} : { opposedAt: toIso(assure.opposedAt) }),
    ...(record === undefined ? {} : { known: life }),
  };
}

/** The holder's own, where they have a space: the insurer's may be older. */
async function addressOf(ports: OpeningPorts, { email, record }: Asker): Promise<string | undefined> {
  return (record && (await ports.accounts.byPersonne(record.titulaire)))?.email ?? email;
}

/** Carnet's own act, which the rules give it: a refusal is a programmer's error, or a race that a second try settles. */
function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`the opening was refused: ${result.refusal.code}`);
  return result.value;
}

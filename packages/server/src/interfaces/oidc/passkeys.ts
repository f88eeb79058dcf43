// Passkeys: signing in with one, which stands for both factors; one's own, added, named, removed.
// Guarantees: nobody is named before their device has signed; a passkey that is unknown, removed or another's is answered and journaled alike; adding and
// removing ask for the password again, leave a line, and are told by mail.

import type { AddPasskey, AskPasskey, NewPasskeyQuestion, OwnPasskey, PasskeyAnswer, PasskeyQuestion, Passkeys, RenamePasskey } from '@carnet/contract';
import type { SignInFault } from '@carnet/domain/audit';
import type { PersonneId } from '@carnet/domain/dossier';
import { toIso } from '@carnet/domain/kernel';
import { randomUUID } from 'node:crypto';
import type { Account, AccountPorts, AttemptKey, Passkey } from '../../ports/index.ts';
import { type AccountCall, provedHolder, tellOfAccount } from './account.ts';
import { type RelyingParty, askForNew, askToSignIn, takeChallenge, verifyNew, verifySignIn } from './passkey-ceremony.ts';
import { type SignInCall, slowedDown } from './sign-in.ts';
import { perAddress } from './sign-in-policy.ts';
import { type Step, done, refusedInput } from './sign-in-refusal.ts';

/** More than a person has devices. */
const mostPasskeys = 20;

const ofSignIn = (uid: string): string => `sign-in ${uid}`;
const ofSession = ({ sessions }: AccountPorts, { token }: AccountCall): string => `add ${sessions.markOf(token)}`;
const refusedPasskey = (rule: string) => refusedInput({ field: 'passkey', rule });

export const questionToSignIn = async (ports: AccountPorts, party: RelyingParty, { uid }: SignInCall): Promise<Step<PasskeyQuestion>> =>
  done(await askToSignIn(ports.artefacts, party, ofSignIn(uid)));

/** Who signed in. A login that is closed for a while does not close this way, which nobody can guess. */
export async function submitPasskey(
  ports: AccountPorts,
  party: RelyingParty,
  { uid, address, requestId }: SignInCall,
  answer: PasskeyAnswer,
): Promise<Step<PersonneId>> {
  const addressKey: AttemptKey = { kind: 'address', value: address };
  const slowed = await slowedDown(ports, addressKey, perAddress);
  if (slowed !== undefined) return slowed;
  const asked = await takeChallenge(ports.artefacts, ofSignIn(uid));
  if (asked === undefined) {
    await ports.attempts.forgive(addressKey, 'this-one');
    return refusedPasskey('CLE_EXPIREE');
  }
  const passkey = await ports.passkeys.byCredential(answer.id);
  const holder = passkey && (await ports.accounts.byPersonne(passkey.personne));
  const no = async (fault: SignInFault, authentication: 'AUCUNE' | 'UN_FACTEUR'): Promise<Step<PersonneId>> => {
    await ports.traceAccount({ action: 'sign-in', at: ports.clock.now(), holder, uid, fault, authentication, requestId });
    return refusedPasskey(fault);
  };
  const verified = passkey && (await verifySignIn(party, answer, asked, passkey));
  if (passkey === undefined || holder === undefined || verified === undefined) return no('CLE_REFUSEE', 'AUCUNE');
  if (!verified.userVerified) return no('CLE_SANS_VERIFICATION', 'UN_FACTEUR');
  await ports.attempts.forgive(addressKey, 'this-one');
  if (!(await ports.hasAccountAge(holder))) return no('AGE_INSUFFISANT', 'UN_FACTEUR');
  if (!(await ports.passkeys.use(passkey.id, verified.counter, ports.clock.now()))) return no('CLE_COMPTEUR', 'UN_FACTEUR');
  await ports.progress.close(uid);
  return done(passkey.personne);
}

const present = ({ id, name, addedAt, lastUsedAt }: Omit<Passkey, 'personne'>): OwnPasskey => ({
  id,
  name,
  addedAt: toIso(addedAt),
  ...(lastUsedAt === undefined ? {} : { lastUsedAt: toIso(lastUsedAt) }),
});

export async function listPasskeys({ passkeys }: AccountPorts, { session }: AccountCall): Promise<Passkeys> {
  return { passkeys: (await passkeys.listOf(session.personne)).map(present) };
}

export async function questionForNew(ports: AccountPorts, party: RelyingParty, call: AccountCall, { password }: AskPasskey): Promise<Step<NewPasskeyQuestion>> {
  const proved = await provedHolder(ports, call, password, { field: 'password', leavesLine: 'add-passkey' });
  if (!proved.ok) return proved;
  const known = await ports.passkeys.listOf(call.session.personne);
  if (known.length >= mostPasskeys) return refusedPasskey('CLES_TROP_NOMBREUSES');
  return done(await askForNew(ports.artefacts, party, ofSession(ports, call), { displayName: proved.value.displayName, known }));
}

/** The question of this session was given to who knew the password: answering it is enough. */
export async function addPasskey(ports: AccountPorts, party: RelyingParty, call: AccountCall, { name, answer }: AddPasskey): Promise<Step<OwnPasskey>> {
  const { personne } = call.session;
  const asked = await takeChallenge(ports.artefacts, ofSession(ports, call));
  if (asked?.userHandle === undefined) return refusedPasskey('CLE_EXPIREE');
  const made = await verifyNew(party, answer, asked);
  if (made === undefined) return refusedPasskey('CLE_ILLISIBLE');
  if (!made.userVerified) return refusedPasskey('CLE_SANS_VERIFICATION');
  const account = await holderOf(ports, personne);
  const passkey = {
    id: randomUUID(),
    personne,
    name,
    credential: made.credential,
    publicKey: made.publicKey,
    userHandle: asked.userHandle,
    transports: answer.response.transports ?? [],
    addedAt: ports.clock.now(),
  };
  if ((await ports.passkeys.byCredential(made.credential)) !== undefined) return refusedPasskey('CLE_DEJA_AJOUTEE');
  await tellOfAccount(ports, call, account, 'add-passkey');
  if (!(await ports.passkeys.add(passkey, made.counter))) return refusedPasskey('CLE_DEJA_AJOUTEE');
  await ports.courier.sendPasskeyChanged({ to: account.email, what: 'added' });
  return done(present(passkey));
}

export async function renamePasskey(ports: AccountPorts, { session }: AccountCall, id: string, { name }: RenamePasskey): Promise<Step<void>> {
  return (await ports.passkeys.rename(session.personne, id, name)) ? done(undefined) : refusedPasskey('CLE_INCONNUE');
}

/** Every other session ends: a device that is lost or lent may have one. */
export async function removePasskey(ports: AccountPorts, call: AccountCall, id: string, { password }: AskPasskey): Promise<Step<void>> {
  const { personne } = call.session;
  const proved = await provedHolder(ports, call, password, { field: 'password', leavesLine: 'remove-passkey' });
  if (!proved.ok) return proved;
  if (!(await ports.passkeys.listOf(personne)).some((passkey) => passkey.id === id)) return refusedPasskey('CLE_INCONNUE');
  await tellOfAccount(ports, call, proved.value, 'remove-passkey');
  await ports.passkeys.remove(personne, id);
  await ports.sessions.closeOthers(personne, call.token);
  await ports.courier.sendPasskeyChanged({ to: proved.value.email, what: 'removed' });
  return done(undefined);
}

async function holderOf({ accounts }: AccountPorts, personne: PersonneId): Promise<Account> {
  const account = await accounts.byPersonne(personne);
  if (account === undefined) throw new Error('a session belongs to an account');
  return account;
}

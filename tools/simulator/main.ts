// npm run simulator -- <transaction> --card <key> --patient <key>: a program of the national DMP, one transaction at a time, with the sandbox's
// cards and people. Exit code: 0 done, 1 refused, 2 not sent.

import { simulatorWording as say } from '@carnet/contract/wording';
import { runCommand } from '../command-line.ts';
import { archiving, deleting, depositing, finding, reading, restricting, searching } from './documents.ts';
import { NotSent, type Session, known, openSession } from './options.ts';
import { authorised, authorising, candidates, consulting, keeping, listing } from './records.ts';

const transactions: Readonly<Record<string, (session: Session) => Promise<boolean>>> = {
  'td0.2': consulting,
  'td0.3': authorising,
  'td0.4': listing,
  'td0.5': candidates,
  'td1.1': keeping,
  'td1.2': keeping,
  'td1.3a': consulting,
  'td1.3b': keeping,
  'td1.4': keeping,
  'td1.6': authorised,
  'td2.1a': depositing,
  'td2.1b': depositing,
  'td2.2': depositing,
  'td3.1a': searching,
  'td3.1b': finding,
  'td3.2': reading,
  'td3.3a': restricting,
  'td3.3b': restricting,
  'td3.3c': deleting,
  'td3.3d': archiving,
};

await runCommand('simulator', known, async (options, positionals) => {
  const session = await openSession(options, positionals);
  const transaction = transactions[session.transaction];
  if (transaction === undefined) throw new NotSent(say.unknownTransaction(session.transaction, Object.keys(transactions)));
  const { mode, person, structure } = session.lps.sender;
  console.log(say.spoke(mode, person === undefined ? structure.key : `${person.givenName} ${person.familyName}`, structure.name));
  return (await transaction(session)) ? 0 : 1;
});

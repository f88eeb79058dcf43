// What the terminal says once the server is ready: the addresses, three people to sign in as, and a card to try.

import { relative } from 'node:path';
import { welcomeWording as say } from '@carnet/contract/wording';
import type { Config } from '../config.ts';
import { type People, featuredPatients } from './people.ts';

export interface Welcomed {
  readonly httpUrl: string;
  readonly tlsUrl: string;
  readonly people: People | undefined;
  readonly hasInitialPassword: (login: string) => Promise<boolean>;
}

export async function welcome(config: Config, { httpUrl, tlsUrl, people, hasInitialPassword }: Welcomed): Promise<string> {
  const lines = [
    '',
    say.ready,
    `  ${say.patients}  ${httpUrl}/`,
    `  ${say.professionals}  ${httpUrl}/pro`,
    `  ${say.software}  ${tlsUrl}/fhir/metadata`,
    `  ${say.docs}  ${httpUrl}/docs`,
  ];
  if (people === undefined) return lines.join('\n');
  lines.push(`  ${say.sandbox}  ${httpUrl}/sandbox`, '', say.signIns);
  for (const key of featuredPatients) {
    const patient = people.patients.find((one) => one.key === key)!;
    const secret = (await hasInitialPassword(patient.login)) ? `${say.initialPassword} ${patient.password}` : say.ownPassword;
    lines.push(`  ${patient.login.padEnd(24)} ${secret}`, `    ${patient.story}`);
  }
  const absolute = `${config.dataDir}/sandbox`;
  const near = relative(process.cwd(), absolute);
  const sandbox = near.startsWith('..') ? absolute : near;
  const { ins } = people.patients[0]!;
  lines.push(
    '',
    `${say.mail} ${httpUrl}/sandbox/inbox`,
    '',
    say.card,
    `  curl --cacert ${sandbox}/ca.pem --cert ${sandbox}/cards/dr-moreau/cert.pem --key ${sandbox}/cards/dr-moreau/key.pem \\`,
    `    '${tlsUrl}/fhir/Patient?identifier=urn:oid:${ins.oid}|${ins.matricule}'`,
    '',
    say.stop,
  );
  return lines.join('\n');
}

// What a start is refused for once the machine is looked at: a port that is taken, the people of a sandbox in a production database.

import { createServer } from 'node:net';
import { sandboxPsIdNat } from './sandbox/professionals.ts';
import type { Storage } from './storage/index.ts';

/** The last check of production, which needs the database open: accounts whose passwords are published must not be there. */
export async function refuseSandboxPeople({ pool }: Storage): Promise<void> {
  const { rows } = await pool.query<{ found: boolean }>('SELECT EXISTS (SELECT FROM professionnel WHERE id LIKE $1) AS found', [`${sandboxPsIdNat}%`]);
  if (rows[0]?.found === true)
    throw Object.assign(new Error('BASE_DE_DONNEES : DATABASE_URL nomme la base d’un bac à sable (ses personnes, ses mots de passe) : donnez-en une autre.'), {
      code: 'SANDBOX_DATABASE',
    });
}

export function refuseTakenPort(host: string, port: number): Promise<void> {
  return new Promise((free, taken) => {
    const probe = createServer();
    probe.once('error', taken);
    probe.listen(port, host, () => probe.close(() => free()));
  });
}

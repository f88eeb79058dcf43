// Composition for `npm run populate`: fills a sandbox's database with a region, beside its running server and without it. Refuses any other mode:
// its people are fictional, and a production's are not.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentReader } from './clinical-reader.ts';
import { machineClock } from './clock.ts';
import type { Config } from './config.ts';
import { peopleOf } from './sandbox/people.ts';
import { type Populated, type PopulationAsked, populate } from './sandbox/population.ts';
import { type Alarm, openMasterKey, openStorage } from './storage/index.ts';

export { OtherRegion, type Populated } from './sandbox/population.ts';

/** Throws where the database's server is no sandbox's. */
export async function runPopulate(
  { config, databaseUrl, dataDir, alarm }: { readonly config: Config; readonly databaseUrl: string; readonly dataDir: string; readonly alarm: Alarm },
  asked: PopulationAsked,
  progress: (done: Populated) => void,
): Promise<Populated> {
  if (config.mode !== 'sandbox') throw new Error('CARNET_MODE = production : une région fictive n’a sa place que dans un bac à sable');
  const { master } = openMasterKey({ url: config.masterKeyUrl, formerUrls: config.formerMasterKeyUrls, tls: config.kmsTls, mayMake: false });
  const storage = await openStorage({ databaseUrl, blobDir: fileURLToPath(config.blobUrl), masterKey: master, alarm });
  try {
    const readContent = contentReader(({ name, through }) => {
      throw new Error(`${name}\n${through.join('\n')}`);
    });
    return await populate(
      storage,
      { people: peopleOf(config.seed), directory: join(dataDir, 'sandbox'), ports: { clock: machineClock, readContent } },
      asked,
      progress,
    );
  } finally {
    await storage.close();
  }
}

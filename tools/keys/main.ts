// npm run keys: what wraps the keys of a Carnet, and how to change or destroy one, while it serves. Every command can be stopped at any
// moment and run again. Exit code: 0, 1 when something was refused or does not open, 2 when it could not be done.

import { keysWording as words, refusalDetail, refusalWording } from '@carnet/contract/wording';
import { type OperatorsKeys, openOperatorsKeys } from '@carnet/server/operate-keys';
import { writeFileSync } from 'node:fs';
import { Misused, runCommand } from '../command-line.ts';
import { configOf } from '../config.ts';
import { databaseOf } from '../database.ts';

type Said = { readonly fr: string; readonly en: string };
const say = (...sentences: readonly Said[]): void => {
  for (const { fr, en } of sentences) console.log(`${fr}\n${en}\n`);
};
const progressEveryMs = 1_000;

/** The first step, then one a second. */
function teller(): (done: number, of: number) => void {
  let said = 0;
  return (done, of) => {
    if (done < of && Date.now() - said < progressEveryMs) return;
    said = Date.now();
    console.error(words.progress(done, of));
  };
}

const options = { data: { type: 'string' }, by: { type: 'string' }, reason: { type: 'string' }, to: { type: 'string' } } as const;
type Dossier = Parameters<OperatorsKeys['rotateDossier']>[0];
type By = Parameters<OperatorsKeys['certificateOf']>[1];

await runCommand('keys', options, async (values, [command = '', id]) => {
  const needed = (value: string | undefined): string => {
    if (value === undefined || value.trim() === '') throw new Misused();
    return value;
  };
  const commands: Readonly<Record<string, (keys: OperatorsKeys) => Promise<number>>> = {
    'status': status,
    'rotate-master': rotateMaster,
    'retire-master': retireMaster,
    'rotate-dossier': (keys) => rotateDossier(keys, needed(id) as Dossier),
    'destroy-dossier': async (keys) =>
      certified(keys, await keys.destroyDossier(needed(id) as Dossier, needed(values.by) as By, needed(values.reason)), values.to, words.dossierDestroyed),
    'certificate': async (keys) => certified(keys, await keys.certificateOf(needed(id) as Dossier, needed(values.by) as By), values.to),
  };
  const chosen = commands[command];
  if (chosen === undefined) throw new Misused();
  const keys = await open(values.data);
  try {
    return await chosen(keys);
  } finally {
    await keys.close();
  }
});

async function open(data: string | undefined): Promise<OperatorsKeys> {
  const config = configOf(data);
  const url = databaseOf(data === undefined && process.env['DATABASE_URL'] !== undefined ? undefined : config.dataDir, process.env);
  if (url === undefined) throw new Misused();
  return openOperatorsKeys(config, url, ({ place, reference }) => console.error(`${place} ${reference}`));
}

async function status(keys: OperatorsKeys): Promise<number> {
  const { wrappedBy, destroyed } = await keys.status();
  say(...wrappedBy.map(({ name, dossiers, systemKeys, current }) => words.wrappedBy(name, dossiers, systemKeys, current)), words.destroyed(destroyed));
  return 0;
}

async function rotateMaster(keys: OperatorsKeys): Promise<number> {
  const { name, wrapped, refused } = await keys.rotateMaster(teller());
  if (refused.length === 0) say(words.masterRotated(name, wrapped));
  else say(words.masterRefused(refused));
  return refused.length === 0 ? 0 : 1;
}

async function retireMaster(keys: OperatorsKeys): Promise<number> {
  const retired = await keys.retireMaster();
  say(retired === undefined ? words.notRetired : words.retired(retired));
  return retired === undefined ? 1 : 0;
}

async function rotateDossier(keys: OperatorsKeys, dossier: Dossier): Promise<number> {
  const rotated = await keys.rotateDossier(dossier, teller());
  if (rotated === undefined) {
    say(words.unknownDossier);
    return 1;
  }
  const { generation, rows, blobs, faults } = rotated;
  say(words.dossierRotated(generation, rows, blobs));
  if (faults.length > 0) say(words.faults(faults.map(({ place, reference }) => `${place} ${reference}`)));
  return faults.length === 0 ? 0 : 1;
}

/** The certificate, its signature and the key that verifies it, as one JSON text. */
function certified(keys: OperatorsKeys, answer: Awaited<ReturnType<OperatorsKeys['certificateOf']>>, to: string | undefined, done?: Said): number {
  if (!answer.ok) {
    const { code } = answer.refusal;
    say({ fr: `${refusalWording[code].title.fr} : ${refusalDetail(code, 'fr')}`, en: `${refusalWording[code].title.en}: ${refusalDetail(code, 'en')}` });
    return 1;
  }
  const { text, signature } = answer.value;
  const json = `${JSON.stringify({ certificate: text, signature: Buffer.from(signature).toString('base64'), publicKey: keys.publicKey }, undefined, 2)}\n`;
  if (to === undefined) console.log(json);
  else writeFileSync(to, json, { mode: 0o600 });
  if (done !== undefined) say(done);
  return 0;
}

// npm start: from a clone to a running Carnet. Installs what is missing, builds the apps, then runs the server with the Node of the lockfile
// and hands it Ctrl-C. Plain JavaScript for any Node from 20.19; asks for nothing.

import { spawn, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { install, isInstalled, node24 } from './install.mjs';
import { serverEnvironment, serverFlags } from './server-memory.mjs';

const root = resolve(import.meta.dirname, '..');
const say = (text) => console.log(text);

function fail(text) {
  console.error(text);
  process.exit(1);
}

if (!isInstalled()) {
  say('Installation des paquets (une à deux minutes la première fois)…');
  if (!install()) fail('L’installation a échoué : le message de npm est ci-dessus.');
}
const node = node24();
if (node === undefined)
  fail(
    `Carnet demande Node 24 ou plus récent sur ce système ; celui-ci est ${process.versions.node}. Installez-le depuis https://nodejs.org, puis relancez npm start.`,
  );

const environment = { NODE_COMPILE_CACHE: join(root, '.cache/compile'), ...serverEnvironment, ...process.env };
const build = spawnSync(
  node,
  [
    '--input-type=module',
    '-e',
    "const { build } = await import('./tools/build.mjs'); build({ onApp: (name) => console.log(`Construction de l’application ${name}…`) });",
  ],
  { cwd: root, stdio: 'inherit', env: environment },
);
if (build.status !== 0) fail('Une application n’a pas pu être construite : le message est ci-dessus.');

say('Démarrage du serveur…');
// The channel tells the server when this process is gone, however it went.
const server = spawn(node, [...serverFlags, join(root, 'packages/server/src/main.ts'), '--welcome'], {
  cwd: root,
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  env: { CARNET_LOG_LEVEL: 'warn', ...environment },
});
// A terminal's Ctrl-C reaches the server too: told twice, it stops once.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
// npm does not hand every signal on: when whoever started us is gone, we go too.
const starter = process.ppid;
setInterval(() => process.ppid !== starter && server.kill('SIGTERM'), 500).unref();
server.on('error', (error) => fail(`Le serveur n’a pas pu être lancé : ${error.message}`));
server.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 0) : 1));

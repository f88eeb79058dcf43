// npm start: from a clone to a running Carnet. Installs what is missing, builds the apps, then runs the server with the Node of the lockfile
// and hands it Ctrl-C. Plain JavaScript for any Node from 20.19; asks for nothing.

import { spawn, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { install, isInstalled, node24 } from './install.mjs';

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

const environment = {
  ...process.env,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, '.cache/compile'),
  // Of glibc: left alone, each of Node's threads keeps a heap of its own, some hundred megabytes in all that nothing uses.
  MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? '2',
};
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
// The space of young objects would grow to 128 MB where nobody is short of memory; at 48 the server is as fast. Below 2 GB in all, V8 lets garbage
// double the heap before it looks for it; above, it lets it grow fourfold.
const server = spawn(node, ['--max-semi-space-size=16', '--max-old-space-size=2000', join(root, 'packages/server/src/main.ts'), '--welcome'], {
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

// An app asks to be connected: a page of its own in a real browser, PKCE, the person's choice, the token, one reading across origins; then the
// person sees it under « Services connectés », disconnects it, and the app reads nothing more.

import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';
import { depositFor } from '../support/journey-deposit.ts';
import { signInAnyTime } from '../support/journey-sign-in.ts';
import { chosenPassword, expectAccessible, newCode, mailsTo, patientOf, picture, test } from '../support/journey.ts';

/** All of an app: it knows Carnet's address, and finds the rest by itself. */
const page = (fhir: string, client: string): string => `<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Mes analyses</title></head><body>
<h1>Mes analyses</h1><button id="connect">Connecter mon dossier</button><button id="read">Lire</button><output id="said"></output>
<script type="module">
const fhir = ${JSON.stringify(fhir)}, client = ${JSON.stringify(client)}, back = location.origin + '/retour';
const b64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const smart = await (await fetch(fhir + '/.well-known/smart-configuration')).json();
const say = (text) => document.querySelector('#said').textContent = text;
document.querySelector('#connect').onclick = async () => {
  const verifier = b64(crypto.getRandomValues(new Uint8Array(32)));
  sessionStorage.setItem('verifier', verifier);
  const challenge = b64(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
  location.assign(smart.authorization_endpoint + '?' + new URLSearchParams({ response_type: 'code', client_id: client, redirect_uri: back, aud: fhir, state: 'etat',
    scope: 'launch/patient patient/DocumentReference.rs', code_challenge: challenge, code_challenge_method: 'S256' }));
};
const answer = new URLSearchParams(location.search);
let tokens;
if (answer.has('error')) say('refus : ' + answer.get('error'));
if (answer.has('code')) {
  tokens = await (await fetch(smart.token_endpoint, { method: 'POST', body: new URLSearchParams({ grant_type: 'authorization_code', client_id: client,
    redirect_uri: back, code: answer.get('code'), code_verifier: sessionStorage.getItem('verifier') }) })).json();
  say('connecté');
}
document.querySelector('#read').onclick = async () => {
  const found = await fetch(fhir + '/DocumentReference?patient=' + tokens.patient, { headers: { authorization: 'Bearer ' + tokens.access_token } });
  const body = await found.json();
  say(found.status + ' : ' + (body.entry ?? []).map((one) => one.resource.content[0].attachment.title).join(', '));
};
</script></body></html>`;

test('connecting an app, one purpose of two, and disconnecting it', async ({ page: app, openPage, baseURL }, info) => {
  test.setTimeout(300_000);
  const patient = patientOf(info.project.name === 'phone' ? 'camille' : 'jean-1');
  const origin = baseURL!.replace(/\/$/, '');
  await depositFor('dr-moreau', patient.key, { title: 'Prise de sang', typeCode: '11502-2' });
  await depositFor('dr-moreau', patient.key, { title: 'Lettre du cardiologue', typeCode: '11488-4' });
  const carnet = await openPage();
  await signInAnyTime(carnet, patient);

  let html = '';
  const server = http.createServer((_request, answer) => answer.setHeader('content-type', 'text/html').end(html)).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const site = `http://localhost:${(server.address() as AddressInfo).port}`;
  try {
    const registered = await app.request.post(`${origin}/oidc/reg`, {
      data: {
        client_name: 'Mes analyses',
        carnet_publisher: 'Exemple Santé',
        carnet_purposes: [
          { code: 'ANALYSES', label: { fr: 'Suivre vos analyses dans le temps', en: 'Follow your results over time' }, reads: ['analyses'], writes: [] },
          {
            code: 'TOUT',
            label: { fr: 'Préparer vos rendez-vous', en: 'Prepare your appointments' },
            reads: ['comptes-rendus', 'synthese'],
            writes: ['espace-personnel'],
          },
          { code: 'TENSION', label: { fr: 'Suivre votre tension', en: 'Follow your blood pressure' }, reads: ['mesures'], writes: ['mesures'] },
        ],
        redirect_uris: [`${site}/retour`],
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
      },
    });
    const { client_id: client } = (await registered.json()) as { client_id: string };
    html = page(`${origin}/fhir`, client);

    await test.step('the app sends its user to Carnet, who signs in with both factors', async () => {
      await app.goto(site);
      await app.getByRole('button', { name: 'Connecter mon dossier' }).click();
      const codesBefore = (await mailsTo(app, patient.email)).filter(({ subject }) => subject.includes('code')).length;
      await app.getByRole('textbox', { name: 'Identifiant' }).fill(patient.login);
      await app.getByLabel('Mot de passe', { exact: true }).fill(chosenPassword);
      await app.getByRole('button', { name: 'Continuer' }).click();
      await app.locator('input[autocomplete="one-time-code"]').fill(await newCode(app, patient.email, codesBefore));
      await app.locator('button[type="submit"]').click();
    });

    await test.step('nothing is ticked: one purpose is chosen, the other left', async () => {
      await expect(app.getByRole('heading', { level: 1, name: 'Mes analyses demande l’accès à votre dossier' })).toBeVisible();
      for (const box of await app.getByRole('checkbox').all()) await expect(box).not.toBeChecked();
      await expectAccessible(app);
      await picture(app, 'connecting');
      await app.getByRole('button', { name: 'Autoriser' }).click();
      await expect(app.getByRole('alert')).toHaveText('Cochez au moins une finalité, ou refusez.');
      await app
        .getByRole('checkbox', { name: /Suivre vos analyses/ })
        .locator('xpath=ancestor::label[1]')
        .click();
      await app.getByRole('button', { name: 'Autoriser' }).click();
    });

    await test.step('the app reads what was chosen', async () => {
      await expect(app.getByText('connecté', { exact: true })).toBeVisible();
      await app.getByRole('button', { name: 'Lire' }).click();
      await expect(app.locator('#said')).toHaveText(/^200 : .*Prise de sang/);
      await expect(app.locator('#said')).not.toContainText('Lettre du cardiologue');
    });

    await test.step('whoever runs Carnet sees what it asks, suspends it for a reason, and puts it on line again', async () => {
      const steering = await openPage();
      const cards = (await (await steering.request.get('/sandbox/cards?app=pilotage')).json()) as readonly {
        readonly key: string;
        readonly displayName: string;
      }[];
      await steering.goto('/pilotage/services');
      await steering.getByRole('button', { name: `Présenter cette carte : ${cards.find(({ key }) => key === 'exploitant-carnet')!.displayName}` }).click();
      // Each project has registered one of the same name.
      const line = steering.getByRole('row').filter({ hasText: client });
      await expect(line.getByText('Suivre vos analyses dans le temps')).toBeVisible();
      await expectAccessible(steering);
      await picture(steering, 'steering-services');
      for (const [act, state] of [
        ['Suspendre', 'Suspendu'],
        ['Remettre en ligne', 'En ligne'],
      ] as const) {
        await line.getByRole('button', { name: `${act} : Mes analyses` }).click();
        const dialog = steering.getByRole('dialog');
        await dialog.getByRole('button', { name: act }).click();
        await expect(dialog.getByText(/Dites pourquoi|au moins/)).toBeVisible();
        if (act === 'Suspendre') await picture(steering, 'steering-service-suspended');
        await dialog.getByRole('textbox').fill('Signalement d’un patient, vu avec l’éditeur');
        await dialog.getByRole('button', { name: act }).click();
        await expect(line.getByText(state, { exact: true })).toBeVisible();
      }
      await steering.getByRole('button', { name: 'Inscrire' }).click();
      await steering.getByRole('textbox', { name: /Demande de l’éditeur/ }).fill('{');
      await steering.getByRole('dialog').getByRole('button', { name: 'Inscrire' }).click();
      await expect(steering.getByText('Ce n’est pas du JSON.')).toBeVisible();
      await picture(steering, 'steering-service-register');
    });

    await test.step('it is disconnected, and reads nothing more', async () => {
      await carnet.goto('/services');
      await expect(carnet.getByText('Suivre vos analyses dans le temps')).toBeVisible();
      await expectAccessible(carnet);
      await picture(carnet, 'services');
      await carnet.getByRole('button', { name: 'Déconnecter Mes analyses' }).click();
      await carnet.getByRole('dialog').getByRole('button', { name: 'Déconnecter' }).click();
      await expect(carnet.getByRole('heading', { name: 'Aucun service connecté' })).toBeVisible();
      await app.getByRole('button', { name: 'Lire' }).click();
      await expect(app.locator('#said')).toHaveText('401 : ');
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

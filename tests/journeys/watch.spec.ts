// Watching over accesses: somebody opens a record, its patient does not know them and reports it, the reviewer examines and answers without
// seeing any document, and the patient reads the answer.

import { type Page, expect, test } from '@playwright/test';
import { signInAnyTime } from '../support/journey-sign-in.ts';
import { expectAccessible, openRecord, patientOf, picture, presentCard, professionalOf } from '../support/journey.ts';

/** Each project has a patient of its own: the state of one never shows in the other. */
const patientKey = (project: string): string => (project === 'phone' ? 'alix' : 'maud');
const snooper = 'dr-royer';
const typed = 'Je n’ai jamais rencontré ce médecin.';
const outage = {
  type: '/docs/erreurs#SERVICE_INDISPONIBLE',
  status: 503,
  code: 'SERVICE_INDISPONIBLE',
  title: 'The service is unavailable',
  detail: 'Try again in a minute.',
};
const answer = 'Aucun soin ne justifiait cet accès : sa structure est saisie.';

async function presentReviewerCard(page: Page): Promise<void> {
  const cards = (await (await page.request.get('/sandbox/cards?app=pilotage')).json()) as readonly { readonly key: string; readonly displayName: string }[];
  await page.goto('/pilotage/');
  await page.getByRole('button', { name: `Présenter cette carte : ${cards.find(({ key }) => key === 'controle-carnet')!.displayName}` }).click();
  await page.getByRole('link', { name: 'Voir le contrôle des accès' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Contrôle des accès' })).toBeVisible();
}

test('an access nobody expected: reported, examined, answered', async ({ page }, info) => {
  test.setTimeout(240_000);
  const patient = patientOf(patientKey(info.project.name));
  const { familyName } = professionalOf(snooper);

  await test.step('a card that its authority took back opens nothing, and says what to do', async () => {
    await page.goto('/pro/');
    await page.getByRole('button', { name: /Présenter cette carte.*VALETTE/i }).click();
    await expect(page.getByText('CERTIFICAT_REVOQUE')).toBeInViewport();
    await expectAccessible(page);
    await picture(page, 'revoked-card');
    expect((await page.request.get('/api/pro/session')).status()).toBe(401);
  });

  await test.step('a professional notes an agreement nobody gave, and looks', async () => {
    await presentCard(page, professionalOf(snooper));
    await openRecord(page, patient);
    await page.getByRole('button', { name: 'Urgence : bris de glace' }).click();
    await page.getByRole('textbox', { name: 'Raison de l’urgence' }).fill('Patient vu en urgence au cabinet, sans ses papiers');
    await page.getByRole('button', { name: 'Ouvrir en urgence' }).click();
    await expect(page.getByRole('region', { name: 'Accès en urgence : bris de glace' })).toBeVisible();
  });

  await test.step('the patient reports it from the journal, and blocks at once', async () => {
    await signInAnyTime(page, patient);
    await page.goto('/journal');
    await page
      .getByRole('button', { name: new RegExp(`Je ne connais pas cette personne : .*${familyName}`, 'i') })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(/sous un mois au plus/)).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'report-access');
    await dialog.getByRole('radio', { name: /Signaler et bloquer tout de suite/ }).press('Space');
    await dialog.getByRole('textbox', { name: /Ce que vous savez/ }).fill(typed);
    await dialog.getByRole('button', { name: 'Signaler et bloquer' }).click();
    await expect(page.getByText(/Le signalement est reçu/)).toBeVisible();
    await page.goto('/signalements');
    await expect(page.getByText('Reçu', { exact: true })).toBeVisible();
    await expect(page.getByText(`Vous avez écrit : « ${typed} »`)).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('the reviewer examines who, when and why, sees no document, and answers', async () => {
    await presentReviewerCard(page);
    await expectAccessible(page);
    await page.getByRole('link', { name: new RegExp(familyName, 'i') }).click();
    await expect(page.getByText(typed)).toBeVisible();
    await expect(page.getByText('bris de glace').first()).toBeVisible();
    await expect(page.getByText('celui du signalement').first()).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'review-report');
    await page.getByRole('button', { name: 'Commencer l’examen' }).click();
    await expect(page.getByText('L’examen est commencé : le patient le voit.')).toBeVisible();
    await page.getByRole('button', { name: 'Envoyer la réponse' }).click();
    await expect(page.getByText('Choisissez une conclusion.')).toBeVisible();
    await page.getByRole('radio', { name: 'Non justifié' }).press('Space');
    await page.getByRole('textbox', { name: /Réponse, telle que le patient la lira/ }).fill(answer);
    await page.getByRole('button', { name: 'Envoyer la réponse' }).click();
    await expect(page.getByText('La réponse est envoyée : le patient est prévenu.')).toBeVisible();
    for (const face of ['Journées à examiner', 'Recherches arrêtées']) {
      await page.goto('/pilotage/controle');
      await page.getByRole('tab', { name: face }).click();
      await expect(page.getByRole('tabpanel', { name: face })).toBeVisible();
      await expectAccessible(page);
    }
  });

  await test.step('each face of the review at 320 px, in English, empty and when the server does not answer', async () => {
    const faces = { signalements: ['Reports', 'reports'], journees: ['Days to examine', 'days'], arrets: ['Stopped look-ups', 'stops'] } as const;
    await page.goto('/pilotage/controle');
    await page.getByRole('button', { name: 'English' }).first().click();
    await page.setViewportSize({ width: 320, height: 640 });
    for (const [face, [name, resource]] of Object.entries(faces)) {
      const api = new RegExp(`/api/pilotage/${resource}(?:\\?|$)`);
      for (const state of ['there', 'empty', 'failed'] as const) {
        if (state === 'empty') await page.route(api, (route) => route.fulfill({ json: { [resource]: [] } }));
        if (state === 'failed') await page.route(api, (route) => route.fulfill({ status: 503, json: outage, contentType: 'application/problem+json' }));
        await page.goto(`/pilotage/controle?vue=${face}`);
        const panel = page.getByRole('tabpanel', { name });
        await expect(panel).toBeVisible();
        await expect(page.getByRole('tab', { name })).toBeInViewport({ ratio: 0.95 });
        if (state === 'empty') await expect(panel.getByRole('heading')).toBeVisible();
        if (state === 'failed') await expect(panel.getByRole('alert').getByText(outage.title)).toBeVisible();
        await expectAccessible(page);
        await picture(page, `review-${face}-${state}`);
        await page.unroute(api);
      }
    }
    await page.setViewportSize(info.project.use.viewport!);
    await page.goto('/pilotage/controle');
    await page.getByRole('button', { name: 'Français' }).first().click();
  });

  await test.step('the patient is told, and reads the answer', async () => {
    await page.goto('/avis');
    await expect(page.getByRole('heading', { name: 'Votre signalement a reçu une réponse' })).toBeVisible();
    await page.getByRole('link', { name: 'Voir mes signalements' }).click();
    await expect(page.getByText('Cet accès n’était pas justifié')).toBeVisible();
    await expect(page.getByText(answer)).toBeVisible();
    await expectAccessible(page);
    await page.goto('/journal');
    await expect(page.getByText(/a examiné un signalement, pour le contrôle des accès/).first()).toBeVisible();
    await expectAccessible(page);
  });
});

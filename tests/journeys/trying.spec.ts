// Whoever writes software tries Carnet's calls from the sandbox's own page: deposits, is refused and reads why, asks for the right, reads what was
// deposited by following an address of an answer. On a screen of 320 px, by keyboard where it matters, and once in English.

import { expect } from '@playwright/test';
import { expectAccessible, patientOf, test } from '../support/journey.ts';

test('trying the calls of software with cards of the sandbox', async ({ page, browser, baseURL }, info) => {
  test.skip(info.project.name !== 'phone', 'held at one size');
  const { key } = patientOf('marcel');
  const said = page.getByRole('status');
  const content = page.getByRole('region', { name: 'Contenu' });
  const address = page.getByRole('textbox', { name: 'Adresse' });
  const call = async (name: RegExp): Promise<void> => {
    const before = await address.inputValue();
    await page.getByRole('combobox', { name: 'Appel' }).selectOption({ label: await page.getByRole('option', { name }).innerText() });
    await expect(address).not.toHaveValue(before);
    await page.getByRole('button', { name: 'Envoyer' }).press('Enter');
  };
  await page.setViewportSize({ width: 320, height: 640 });

  await test.step('found from the page of doors; a document is deposited by its author', async () => {
    await page.goto('/docs');
    await page.getByRole('link', { name: /^Essayer les appels/ }).click();
    await expect(address).toHaveValue(/^\/fhir\/Patient/);
    await page.getByRole('combobox', { name: 'Carte' }).selectOption('cards/dr-boileau');
    await page.getByRole('combobox', { name: 'Dossier de' }).selectOption(key);
    await call(/ITI-105/);
    await expect(said).toHaveText(/^201 Created · \d+ ms$/);
    await expect(content).toContainText('"title": "Consultation d’essai"');
  });

  await test.step('who may not consult is told why, with the page that explains it', async () => {
    await call(/ITI-67/);
    await expect(said).toHaveText(/^403 /);
    await expect(page.getByRole('link', { name: 'AUTORISATION_ABSENTE' })).toHaveAttribute('href', '/docs/erreurs#AUTORISATION_ABSENTE');
    await expectAccessible(page);
  });

  await test.step('once the patient agreed, the list comes, and its addresses lead on', async () => {
    await call(/TD0\.3/);
    await expect(said).toHaveText(/^201 /);
    await call(/ITI-67/);
    await expect(said).toHaveText(/^200 /);
    await content.getByRole('link', { name: /\/Binary\// }).click();
    await expect(content).toContainText('<title>Consultation d’essai</title>');
    await expect(address).toHaveValue(/^\/fhir\/Binary\/[0-9a-f]{64}$/);
    await expect(page.getByRole('region', { name: 'Le même appel depuis un terminal' })).toContainText('cards/dr-boileau/cert.pem');
    await expectAccessible(page);
  });

  await test.step('an address of no door goes nowhere, and says so; in English', async () => {
    const english = await browser.newPage({ baseURL: baseURL!, locale: 'en-GB' });
    await english.goto('/sandbox/try');
    await english.getByRole('textbox', { name: 'Address' }).fill('/metrics');
    await english.getByRole('button', { name: 'Send' }).click();
    await expect(english.getByRole('status')).toHaveText(/^The request has not left\..*path : /);
    await english.close();
  });
});

// Putting one's documents in order: pinned from the list and from the document, kept in binders of one's own, found by type.

import { expect } from '@playwright/test';
import { depositFor } from '../support/journey-deposit.ts';
import { signInAnyTime } from '../support/journey-sign-in.ts';
import { expectAccessible, fitsNarrow, patientOf, picture, test } from '../support/journey.ts';

test('pins, binders, and a list narrowed by type', async ({ page }, info) => {
  const patient = patientOf('jean-2');
  await depositFor('dr-moreau', patient.key, { title: 'Avant la hanche', typeCode: '11488-4' });
  await depositFor('dr-moreau', patient.key, { title: 'Après la hanche', typeCode: '11488-4' });
  await depositFor('dr-moreau', patient.key, { title: 'Bilan de la hanche', typeCode: '11502-2' });
  await signInAnyTime(page, patient);
  const main = page.getByRole('main');
  const pinned = page.getByRole('region', { name: 'Épinglés' });
  const row = (title: string) => main.getByRole('listitem').filter({ hasText: title }).last();

  await test.step('the first document comes before the fold; the list is narrowed by what is in it', async () => {
    await page.goto('/documents');
    await expect(row('Avant la hanche')).toBeVisible();
    expect((await main.locator('a.document-row').first().boundingBox())!.y).toBeLessThan(420);
    await expectAccessible(page);
    await fitsNarrow(page);
    await page.screenshot({ path: info.outputPath('list.png') });
    await page.getByRole('button', { name: 'Filtrer' }).click();
    await page.getByRole('button', { name: /Type de document/ }).click();
    await page.getByRole('option', { name: /^Résultats d’analyses \(\d+\)$/ }).click();
    await expect(row('Avant la hanche')).toBeHidden();
    await expect(row('Bilan de la hanche')).toBeVisible();
    await main.getByRole('textbox', { name: 'Chercher dans cette liste' }).fill('hanche');
    await expect(page.getByRole('status').filter({ hasText: '1 document trouvé' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Filtrer (2)' })).toBeVisible();
    expect(page.url()).not.toContain('11502');
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath('narrowed.png') });
    await main.getByRole('textbox', { name: 'Chercher dans cette liste' }).fill('');
    await page.getByRole('button', { name: /Type de document/ }).click();
    await page.getByRole('option', { name: 'Tous les types' }).click();
    await page.getByRole('button', { name: 'Filtrer' }).click();
  });

  await test.step('pinned from the list, it stands on top; from the document, no more', async () => {
    await row('Avant la hanche')
      .getByRole('button', { name: /^Épingler/ })
      .click();
    await expect(pinned.getByText('Avant la hanche')).toBeVisible();
    await expectAccessible(page);
    await fitsNarrow(page);
    await page.screenshot({ path: info.outputPath('pinned.png') });
    await picture(page, 'pinned');
    await pinned.getByRole('link').click();
    await page.getByRole('button', { name: 'Ne plus épingler', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Épingler', exact: true })).toBeVisible();
  });

  await test.step('in the table of a wide screen, pinned and not any more', async () => {
    const phone = page.viewportSize()!;
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto('/documents');
    const line = page.getByRole('table', { name: 'Liste des documents' }).getByRole('row', { name: /Bilan de la hanche/ });
    await line.getByRole('button', { name: /^Épingler/ }).click();
    await expect(pinned.getByText('Bilan de la hanche')).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath('table.png') });
    await line.getByRole('button', { name: /^Ne plus épingler/ }).click();
    await expect(pinned).toHaveCount(0);
    await page
      .getByRole('link', { name: /Avant la hanche/ })
      .last()
      .click();
    await expect(page.getByRole('button', { name: 'Ranger' })).toBeVisible();
    await page.setViewportSize(phone);
  });

  await test.step('put in a binder made on the spot, which moves nothing', async () => {
    await page.getByRole('button', { name: 'Ranger' }).click();
    const dialog = page.getByRole('dialog', { name: 'Ranger ce document' });
    await dialog.getByRole('textbox', { name: 'Nom du classeur' }).fill('Opération de la hanche');
    await dialog.getByRole('button', { name: 'Créer et ranger' }).click();
    await expect(dialog.getByRole('checkbox', { name: 'Opération de la hanche' })).toBeChecked();
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath('file.png') });
    await dialog.getByRole('button', { name: 'Terminé' }).click();
    await page.goto('/documents');
    await main.getByRole('link', { name: 'Mes classeurs (1)' }).click();
    await expect(main.getByRole('heading', { level: 1, name: 'Mes classeurs' })).toBeVisible();
    await expectAccessible(page);
    await fitsNarrow(page);
    await page.screenshot({ path: info.outputPath('binders.png') });
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.screenshot({ path: info.outputPath('binders-wide.png') });
    await page.setViewportSize({ width: 360, height: 780 });
    await picture(page, 'binders');
    await main.getByRole('link', { name: /Opération de la hanche/ }).click();
    await expect(row('Avant la hanche')).toBeVisible();
    await expect(main.locator('a.document-row')).toHaveCount(1);
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath('binder.png') });
  });

  await test.step('named otherwise, then deleted: its document stays', async () => {
    await page.getByRole('button', { name: 'Renommer' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('Hanche');
    await page.getByRole('dialog').getByRole('button', { name: 'Renommer' }).click();
    await expect(main.getByRole('heading', { level: 1, name: 'Hanche' })).toBeVisible();
    await page.getByRole('button', { name: 'Supprimer le classeur' }).click();
    await expect(page.getByRole('alertdialog').or(page.getByRole('dialog'))).toContainText('reste dans votre dossier');
    await page.getByRole('dialog').or(page.getByRole('alertdialog')).getByRole('button', { name: 'Supprimer le classeur' }).click();
    await expect(main.getByText('Vous n’avez pas encore de classeur')).toBeVisible();
    await expectAccessible(page);
    await page.goto('/documents');
    await expect(row('Avant la hanche')).toBeVisible();
  });
});

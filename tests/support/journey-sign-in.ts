// Signing in whether or not another journey of the same run has already changed this person's first password.

import { type Page, expect } from '@playwright/test';
import { type Patient, chosenPassword, signIn } from './journey.ts';

export async function signInAnyTime(page: Page, patient: Patient): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: 'Me connecter' }).first().click();
  await page.getByRole('textbox', { name: 'Identifiant' }).fill(patient.login);
  await page.getByLabel('Mot de passe', { exact: true }).fill(patient.password);
  await page.getByRole('button', { name: 'Continuer' }).click();
  const first = page.locator('input[autocomplete="new-password"]').first();
  const changed = page.getByText('Identifiant ou mot de passe incorrect.').first();
  await expect(first.or(changed)).toBeVisible();
  await signIn(page, patient, (await first.isVisible()) ? patient.password : chosenPassword);
}

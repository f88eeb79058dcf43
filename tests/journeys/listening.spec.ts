// A document listened to, and its hard words explained where they stand. The voice is a double, at the edge of the browser: what Carnet hands it
// is looked at, one sentence after the other.

import { type Page, expect } from '@playwright/test';
import { depositFor } from '../support/journey-deposit.ts';
import { signInAnyTime } from '../support/journey-sign-in.ts';
import { expectAccessible, fitsNarrow, patientOf, picture, test } from '../support/journey.ts';

interface Heard {
  readonly text: string;
  readonly lang: string;
  readonly voice: string;
  readonly rate: number;
}
type Doubled = typeof globalThis & { heard: Heard[]; cancelled: number; endSentence: () => void };

/** One voice of the device, and a better one that speaks from a server. */
const doubleVoice = async (page: Page, own: boolean): Promise<void> => {
  await page.addInitScript((hasOwn) => {
    const far = { name: 'De loin', lang: 'fr-FR', localService: false, default: true };
    const near = { name: 'De l’appareil', lang: 'fr-FR', localService: true, default: false };
    class Utterance extends EventTarget {
      text: string;
      lang = '';
      rate = 1;
      voice: typeof near | null = null;
      constructor(text: string) {
        super();
        this.text = text;
      }
    }
    const doubled = globalThis as unknown as Doubled;
    let current: Utterance | undefined;
    Object.assign(doubled, {
      heard: [],
      cancelled: 0,
      endSentence: () => current?.dispatchEvent(new Event('end')),
      SpeechSynthesisUtterance: Utterance,
    });
    Object.defineProperty(globalThis, 'speechSynthesis', {
      value: Object.assign(new EventTarget(), {
        getVoices: () => (hasOwn ? [far, near] : [far]),
        cancel: () => {
          doubled.cancelled++;
          current = undefined;
        },
        speak: (words: Utterance) => {
          current = words;
          doubled.heard.push({ text: words.text, lang: words.lang, voice: words.voice!.name, rate: words.rate });
        },
      }),
    });
  }, own);
};
const heard = (page: Page): Promise<readonly Heard[]> => page.evaluate(() => (globalThis as unknown as Doubled).heard);
const last = async (page: Page): Promise<string | undefined> => (await heard(page)).at(-1)?.text;
const endSentence = (page: Page): Promise<void> => page.evaluate(() => (globalThis as unknown as Doubled).endSentence());
const marked = (page: Page): Promise<string> => page.evaluate(() => [...(CSS.highlights.get('carnet-aloud') ?? [])].map(String).join(''));

const title = 'Bilan lu à voix haute';
const narrative = `<paragraph>Patient suivi pour une HTA. Pas de fièvre.</paragraph>
<table><thead><tr><th>Analyse</th><th>Résultat</th><th>Valeurs de référence</th></tr></thead>
<tbody><tr><td>Glycémie</td><td>1,2 g/L</td><td>0,70 à 1,10</td></tr><tr><td>TSH</td><td>2,1 mUI/L</td><td></td></tr></tbody></table>
<list><item>Enoxaparine en sous-cutané, le soir.</item></list>`;

test('a document read aloud, sentence by sentence, and its words explained in place', async ({ page }, info) => {
  const patient = patientOf('jean-2');
  await depositFor('dr-moreau', patient.key, { title, typeCode: '11502-2', narrative });
  await doubleVoice(page, true);
  await signInAnyTime(page, patient);
  await page.goto('/documents');
  await page
    .getByRole('main')
    .getByRole('link', { name: new RegExp(title) })
    .click();
  const bar = page.getByRole('region', { name: 'Lecture à voix haute' });

  await test.step('by the device’s own voice, each sentence marked as it is read', async () => {
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Écouter', exact: true }).press('Enter');
    await expect(bar.getByRole('button', { name: 'Pause' })).toBeFocused();
    expect((await heard(page)).at(0)).toMatchObject({ text: 'Conclusion', lang: 'fr-FR', voice: 'De l’appareil', rate: 1 });
    await endSentence(page);
    expect(await last(page)).toBe('Patient suivi pour une HTA.');
    await expect.poll(() => marked(page)).toBe('Patient suivi pour une HTA.');
    await endSentence(page);
    expect(await last(page)).toBe('Pas de fièvre.');
    await expectAccessible(page);
    await fitsNarrow(page);
    await page.screenshot({ path: info.outputPath('reading.png') });
    await picture(page, 'listening');
  });

  await test.step('a table row by row, each value after its heading', async () => {
    await endSentence(page);
    expect(await last(page)).toBe('Glycémie : Résultat : 1,2 g/L. Valeurs de référence : 0,70 à 1,10');
    await endSentence(page);
    expect(await last(page)).toBe('TSH : Résultat : 2,1 mUI/L');
  });

  await test.step('pause, faster, back, go on: by the keyboard', async () => {
    await page.keyboard.press('Enter');
    const silent = (await heard(page)).length;
    await endSentence(page);
    expect((await heard(page)).length).toBe(silent);
    await bar.getByRole('button', { name: 'Plus vite' }).press('Enter');
    await expect(bar.getByText('× 1,25')).toBeVisible();
    await bar.getByRole('button', { name: 'Phrase précédente' }).press('Enter');
    await bar.getByRole('button', { name: 'Reprendre' }).press('Enter');
    expect((await heard(page)).at(-1)).toMatchObject({ text: 'Glycémie : Résultat : 1,2 g/L. Valeurs de référence : 0,70 à 1,10', rate: 1.25 });
    // At the end of its scale a button takes no press any more: the focus goes to the other.
    for (let turn = 0; turn < 2; turn++) await bar.getByRole('button', { name: 'Plus vite' }).press('Enter');
    await expect(bar.getByRole('button', { name: 'Plus lentement' })).toBeFocused();
    for (let turn = 0; turn < 3; turn++) await bar.getByRole('button', { name: 'Plus lentement' }).press('Enter');
  });

  await test.step('to its end, or until Escape: the bar goes, and the focus comes back', async () => {
    for (let left = 0; left < 3; left++) await endSentence(page);
    await expect(bar).toBeHidden();
    await expect(page.getByRole('button', { name: 'Écouter', exact: true })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(bar).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(bar).toBeHidden();
    expect(await marked(page)).toBe('');
  });

  const word = (name: string) => page.locator('.reading-body').getByRole('button', { name, exact: true });
  await test.step('a word explained where it stands, by the keyboard and by touch', async () => {
    await word('HTA').focus();
    await page.keyboard.press('Enter');
    const bubble = page.getByRole('dialog', { name: 'HTA : Hypertension artérielle' });
    await expect(bubble).toContainText('Le sang appuie trop fort dans les artères.');
    await expect(bubble).toContainText('Elle ne dit rien de votre résultat');
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath('word.png') });
    await page.keyboard.press('Escape');
    await expect(bubble).toBeHidden();
    await expect(word('HTA')).toBeFocused();
    await word('sous-cutané').tap();
    await expect(page.getByRole('dialog')).toContainText('juste sous la peau');
    await page.keyboard.press('Escape');
    expect(
      await page.evaluate(() => {
        getSelection()!.selectAllChildren(document.querySelector('.reading-body p')!);
        return String(getSelection());
      }),
    ).toBe('Patient suivi pour une HTA. Pas de fièvre.');
  });

  await test.step('in easy French and in English; or not at all', async () => {
    const footer = page.getByRole('contentinfo');
    await footer.getByRole('button', { name: 'English' }).click();
    await word('TSH').press('Enter');
    await expect(page.getByRole('dialog', { name: 'TSH' })).toContainText('A hormone that drives the thyroid.');
    await page.keyboard.press('Escape');
    await footer.getByRole('button', { name: 'Français facile' }).click();
    await word('TSH').press('Enter');
    await expect(page.getByRole('dialog', { name: 'TSH' })).toContainText('La thyroïde est dans le cou.');
    await page.keyboard.press('Escape');
    await footer.getByRole('button', { name: 'Français', exact: true }).click();
    await footer.getByRole('button', { name: 'Version accessible' }).click();
    await page
      .getByRole('dialog')
      .getByRole('switch', { name: /Expliquer les mots/ })
      .press('Space');
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Écouter cette page' }).click();
    await expect(bar).toBeVisible();
    expect((await heard(page)).at(-1)?.text).toBe('Résultats d’analyses');
    await bar.getByRole('button', { name: 'Arrêter la lecture' }).click();
    await expect(word('HTA')).toHaveCount(0);
    await expect(page.getByText('Patient suivi pour une HTA.')).toBeVisible();
  });

  await test.step('another page is silent', async () => {
    await page.getByRole('button', { name: 'Écouter', exact: true }).click();
    await expect(bar).toBeVisible();
    const before = await page.evaluate(() => (globalThis as unknown as Doubled).cancelled);
    await page.getByRole('main').getByRole('link', { name: 'Retour à la liste' }).click();
    await expect(bar).toBeHidden();
    expect(await page.evaluate(() => (globalThis as unknown as Doubled).cancelled)).toBeGreaterThan(before);
  });
});

test('a device whose only voice speaks from a server has none: it is said, and nothing is offered', async ({ page }) => {
  const patient = patientOf('jean-2');
  await doubleVoice(page, false);
  await signInAnyTime(page, patient);
  await page.goto('/documents');
  await page
    .getByRole('main')
    .getByRole('link')
    .filter({ has: page.locator('.document-name') })
    .first()
    .click();
  await expect(page.getByText('Cet appareil n’a pas de voix pour lire à voix haute.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Écouter', exact: true })).toHaveCount(0);
});

// Where the focus goes when what held it goes away, and when a form is refused: case by case, on a piece of page that the kit knows nothing of.

import { type Page, expect, test } from '@playwright/test';
import { lightBrowser } from '../support/browser.ts';

test.use({ launchOptions: lightBrowser });

async function openPage(page: Page): Promise<void> {
  await page.goto('/specimens');
  await expect(page.getByRole('heading', { level: 1, name: 'Specimens' })).toBeVisible();
  // What looks after the focus is fetched with the first that is given.
  await page.keyboard.press('Tab');
  await page.waitForLoadState('networkidle');
}

/** A piece of page in the place of the last one. */
async function stage(page: Page, html: string): Promise<void> {
  await page.evaluate((inner) => {
    document.querySelector('#stage')?.remove();
    const piece = document.createElement('div');
    piece.id = 'stage';
    piece.innerHTML = inner;
    document.querySelector('main')!.append(piece);
  }, html);
}

/** What has the focus once everybody who gives it back has had the time to. */
const atFocus = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 6; frame += 1) await new Promise(requestAnimationFrame);
    return document.activeElement === null || document.activeElement === document.body ? 'nothing' : document.activeElement.id;
  });

interface Case {
  readonly what: string;
  readonly html: string;
  readonly from: string;
  readonly act: () => void;
  readonly to: string;
}
const line = (id: string): string => `<li id="${id}">${id} <button id="${id}-remove">Retirer</button></li>`;
const list = `<section><h2 id="title">Liste</h2><ul>${line('one')}${line('two')}${line('three')}</ul></section>`;

const cases: readonly Case[] = [
  { what: 'a line is deleted: the one after', html: list, from: 'two-remove', act: () => document.querySelector('#two')!.remove(), to: 'three' },
  { what: 'the last line is deleted: the one before', html: list, from: 'three-remove', act: () => document.querySelector('#three')!.remove(), to: 'two' },
  {
    what: 'the only line is deleted: the heading it stood under',
    html: `<section><h2 id="title">Liste</h2><ul>${line('one')}</ul></section>`,
    from: 'one-remove',
    act: () => document.querySelector('#one')!.remove(),
    to: 'title',
  },
  {
    what: 'the list goes with its last line: what stands in its place',
    html: `<section><h2 id="title">Liste</h2><ul>${line('one')}</ul></section>`,
    from: 'one-remove',
    act: () => {
      const empty = document.createElement('div');
      empty.innerHTML = '<h3 id="empty">Rien ici</h3><p>…</p>';
      document.querySelector('#stage ul')!.replaceWith(empty);
    },
    to: 'empty',
  },
  {
    what: 'a button is replaced: the newcomer, not its neighbour',
    html: '<div role="group"><button id="mask">Masquer</button><button id="print">Imprimer</button></div>',
    from: 'mask',
    act: () => {
      const other = document.createElement('button');
      other.id = 'unmask';
      document.querySelector('#mask')!.replaceWith(other);
    },
    to: 'unmask',
  },
  {
    what: 'a button is disabled: another of its group',
    html: '<div role="group"><button id="up">Avancer</button><button id="down">Reculer</button></div>',
    from: 'up',
    act: () => {
      document.querySelector<HTMLButtonElement>('#up')!.disabled = true;
    },
    to: 'down',
  },
  {
    what: 'a picture’s button is disabled, in what holds its word: another of its group',
    html: '<h2>Pages</h2><div role="group"><span class="icon-button-holder"><button id="up">Avancer</button></span><span class="icon-button-holder"><button id="down">Reculer</button></span></div>',
    from: 'up',
    act: () => {
      document.querySelector<HTMLButtonElement>('#up')!.disabled = true;
    },
    to: 'down',
  },
  {
    what: 'what holds it is hidden: the heading it stood under',
    html: '<section><h2 id="title">Recherche</h2><div id="fields"><input id="sought" aria-label="Chercher"></div></section>',
    from: 'sought',
    act: () => {
      document.querySelector<HTMLElement>('#fields')!.hidden = true;
    },
    to: 'title',
  },
  {
    what: 'somebody gave it elsewhere: it stays there',
    html: `${list}<button id="elsewhere">Ailleurs</button>`,
    from: 'two-remove',
    act: () => {
      document.querySelector<HTMLElement>('#elsewhere')!.focus();
      document.querySelector('#two')!.remove();
    },
    to: 'elsewhere',
  },
  {
    what: 'a page takes the place of the whole: what it says, past its bar',
    html: '',
    from: 'before',
    act: () => {
      const shell = document.querySelector('.shell')!;
      const other = document.createElement('div');
      other.className = 'shell';
      other.innerHTML = '<a class="skip-link" href="#contenu">Aller au contenu</a><a href="/">Carnet</a><main id="contenu" tabindex="-1"><h1>Fermé</h1></main>';
      shell.replaceWith(other);
    },
    to: 'contenu',
  },
];
/** The same, where the page that comes is not there at once. */
const comesLater = (): void => {
  const shell = document.querySelector('.shell')!;
  const other = document.createElement('div');
  shell.replaceWith(other);
  setTimeout(() => {
    other.className = 'shell';
    other.innerHTML = '<a href="/">Carnet</a><main id="contenu" tabindex="-1"><h1>Fermé</h1></main>';
  }, 300);
};

test('the focus goes to what took the place of what held it, or stands beside, and is taken from nobody', async ({ page }) => {
  await openPage(page);
  for (const { what, html, from, act, to } of cases) {
    await stage(page, html === '' ? `<button id="${from}">Avant</button>` : html);
    await page.locator(`#${from}`).focus();
    expect(await atFocus(page), what).toBe(from);
    await page.evaluate(act);
    expect(await atFocus(page), what).toBe(to);
  }
  await openPage(page);
  await stage(page, '<button id="before">Avant</button>');
  await page.locator('#before').focus();
  await page.evaluate(comesLater);
  await expect(page.locator('#contenu')).toBeFocused();
});

const dialogOver = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const veil = document.createElement('div');
    veil.className = 'veil';
    veil.innerHTML = '<div role="dialog" aria-label="Masquer ?"><button id="confirm">Masquer le document</button></div>';
    document.body.append(veil);
    document.querySelector<HTMLElement>('.shell')!.inert = true;
    veil.querySelector('button')!.focus();
  });
const dialogGone = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.querySelector('.veil')!.remove();
    document.querySelector<HTMLElement>('.shell')!.inert = false;
  });

test('what opened a dialog goes while it is open: its place is kept until the dialog closes', async ({ page }) => {
  await openPage(page);
  await stage(page, '<div role="group"><button id="mask">Masquer</button><button id="print">Imprimer</button></div>');
  await page.locator('#mask').focus();
  await dialogOver(page);
  expect(await atFocus(page)).toBe('confirm');
  await page.evaluate(() => {
    const other = document.createElement('button');
    other.id = 'unmask';
    document.querySelector('#mask')!.replaceWith(other);
  });
  expect(await atFocus(page)).toBe('confirm');
  await dialogGone(page);
  expect(await atFocus(page)).toBe('unmask');
});

test('whoever presses elsewhere lets the focus go', async ({ page }) => {
  await openPage(page);
  await stage(page, list);
  await page.evaluate(() => {
    const text = document.createElement('p');
    text.id = 'text';
    text.textContent = 'Un texte, hors de ce qui prend le focus.';
    document.querySelector('.page-column')!.append(text);
  });
  await page.locator('#two-remove').focus();
  await page.locator('#text').click();
  await page.evaluate(() => document.querySelector('#two')!.remove());
  expect(await atFocus(page)).toBe('nothing');
});

test('a heading for the ear alone stays out of sight with the focus', async ({ page }) => {
  await openPage(page);
  await stage(page, '<section><h2 id="ear" class="visually-hidden">Actions</h2><div><button id="only">Faire</button></div></section>');
  await page.locator('#only').focus();
  await page.evaluate(() => document.querySelector('#only')!.remove());
  expect(await atFocus(page)).toBe('ear');
  const { width, height } = (await page.locator('#ear').boundingBox())!;
  expect({ width, height }).toEqual({ width: 1, height: 1 });
  // It holds the focus once: it is no stop of the tabulation.
  await page.keyboard.press('Tab');
  await expect(page.locator('#ear')).not.toHaveAttribute('tabindex');
});

const form = `<form id="form" novalidate><label>Nom <input id="name"></label><label>Courriel <input id="mail"></label>
  <fieldset id="until"><label><input type="radio" name="until" id="month">1 mois</label><label><input type="radio" name="until" id="year" checked>1 an</label></fieldset>
  <button id="send">Envoyer</button></form><button id="elsewhere">Ailleurs</button>`;
const faultAt = (page: Page, id: string): Promise<void> => page.evaluate((one) => document.querySelector(`#${one}`)!.setAttribute('aria-invalid', 'true'), id);

test('a form that is refused leads to its first field at fault, at once or when the server says so, unless one has gone on', async ({ page }) => {
  await openPage(page);
  const sent = async (): Promise<void> => {
    await stage(page, form);
    await page.evaluate(() => document.querySelector('#form')!.addEventListener('submit', (event) => event.preventDefault()));
    await page.locator('#send').focus();
    await page.keyboard.press('Enter');
  };
  // By the page: it is told as the form is sent.
  await stage(page, form);
  await page.evaluate(() =>
    document.querySelector('#form')!.addEventListener('submit', (event) => {
      event.preventDefault();
      for (const id of ['mail', 'name']) document.querySelector(`#${id}`)!.setAttribute('aria-invalid', 'true');
    }),
  );
  await page.locator('#send').focus();
  await page.keyboard.press('Enter');
  expect(await atFocus(page)).toBe('name');

  await sent();
  expect(await atFocus(page)).toBe('send');
  await faultAt(page, 'mail');
  expect(await atFocus(page)).toBe('mail');

  // Of a group, what is chosen in it.
  await sent();
  await faultAt(page, 'until');
  expect(await atFocus(page)).toBe('year');

  await sent();
  await page.locator('#elsewhere').focus();
  await faultAt(page, 'mail');
  expect(await atFocus(page)).toBe('elsewhere');

  // A fault that nobody sent.
  await stage(page, form);
  await page.locator('#send').focus();
  await faultAt(page, 'mail');
  expect(await atFocus(page)).toBe('send');
});

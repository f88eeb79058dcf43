// A professional comes by their establishment (accès indirect renforcé, TD0.10): its software shows a certificate and a signed assertion, and is given
// an address that opens once. Whoever comes so consults as the rules say, feeds nothing, and is written in the journal as what they are.

import { journalSchema, professionalSessionSchema, synthesisParts } from '@carnet/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { VihfChoices, VihfFields } from '../../tools/simulator/vihf.ts';
import { send } from '../../tools/deposit/send.ts';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';
import { assertionOf } from '../support/structure-software.ts';

const hospital = 'hopital-saint-fictif';
const keys = { card: hospital, person: 'dr-navarro' };
let fhir: FhirServer;
beforeAll(async () => {
  fhir = await startFhirServer();
}, 120_000);
afterAll(() => fhir.close());
beforeEach(async () => {
  await fhir.query(`UPDATE service SET state = 'EN_LIGNE'`);
});

interface Launched {
  readonly status: number;
  readonly body: Readonly<Record<string, any>>;
}
interface Asked {
  readonly by?: { readonly card: string; readonly person?: string };
  /** The certificate on the connection; `none`: no certificate. */
  readonly over?: string;
  readonly patient?: string;
  readonly choices?: VihfChoices;
  readonly changed?: Partial<VihfFields>;
  readonly page?: string;
  readonly rewrite?: (assertion: string) => string;
}
const post = async (over: string, body: object): Promise<Launched> => {
  const url = new URL('/AccesDirect/lancement', fhir.url).href;
  const answer = await send({
    method: 'POST',
    url,
    tls: await fhir.material(over),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: JSON.parse(answer.body.toString('utf8')) };
};
async function ask({ by = keys, over = by.card, patient, choices, changed, page, rewrite = (same) => same }: Asked = {}): Promise<Launched> {
  return post(over, { assertion: rewrite(await assertionOf(fhir, by, patient, choices, changed)), ...(page === undefined ? {} : { page }) });
}
const rulesOf = ({ body }: Launched): readonly string[] => [body['code'], ...(body['findings'] ?? []).map(({ rule }: { rule: string }) => rule)];
const linesOf = (): Promise<readonly Record<string, unknown>[]> =>
  fhir.query(
    `SELECT rule, outcome, actor_id, authentication, structure_id, profession FROM trace WHERE action = 'sign-in' AND door = 'professional' ORDER BY at DESC, sequence DESC LIMIT 1`,
  );

/** As a browser: its cookies, by name. */
class Browser {
  readonly cookies = new Map<string, string>();
  async go(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(path, fhir.server.httpUrl), {
      redirect: 'manual',
      ...init,
      headers: { cookie, ...(init.headers as Record<string, string>) },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      this.cookies.set(name!, value!);
    }
    return answer;
  }
  readonly ours = (path: string, method: string, body?: object): Promise<Response> =>
    this.go(path, {
      method,
      headers: { 'x-carnet': '1', 'origin': fhir.server.httpUrl, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  async session() {
    const answer = await this.go('/api/pro/session');
    return answer.ok ? professionalSessionSchema.parse(await answer.json()) : undefined;
  }
}
const idOf = (key: string): string => [...fhir.personas.professionals, ...fhir.personas.structures].find((one) => one.key === key)!.idNat;

async function entered(asked: Asked = {}): Promise<Browser> {
  const { status, body } = await ask(asked);
  expect([status, body]).toEqual([201, { url: expect.stringMatching(/\/AccesDirect\/entree\/[\w-]{43}$/), expiresAt: expect.any(String) }]);
  const browser = new Browser();
  expect((await browser.go(body['url'])).headers.get('location')).toBe(asked.patient === undefined ? '/pro/' : '/pro/acces-direct');
  return browser;
}

test('two factors shown at the establishment open a session of that structure, once', async () => {
  const { body } = await ask();
  const [first, second] = [new Browser(), new Browser()];
  expect((await first.go(body['url'])).headers.get('location')).toBe('/pro/');
  expect(await first.session()).toMatchObject({
    id: idOf('dr-navarro'),
    means: 'air',
    consultsOnly: true,
    structure: { id: idOf(hospital) },
    structures: [{ id: idOf(hospital) }],
  });
  expect(await linesOf()).toEqual([
    { rule: null, outcome: 'granted', actor_id: idOf('dr-navarro'), authentication: 'INDIRECTE_RENFORCEE', structure_id: idOf(hospital), profession: '10' },
  ]);
  expect((await second.go(body['url'])).headers.get('location')).toBe('/pro/connexion?refus=AIR_LIEN_PERDU');
  expect(await second.session()).toBeUndefined();
  expect(await linesOf()).toMatchObject([{ rule: 'AIR_LIEN_PERDU', outcome: 'refused', authentication: 'AUCUNE' }]);
});

test('they read what the rules let them, deposit nothing, and each is a line that says by whom they came', async () => {
  const browser = await entered({ patient: 'camille' });
  const direct = await (await browser.ours('/api/pro/direct-access', 'POST', {})).json();
  expect(direct).toMatchObject({ state: 'opened', page: 'documents' });
  const record = `/api/pro/dossiers/${direct.status.dossierId}`;
  // No agreement yet: what reads is refused as to anybody.
  expect((await (await browser.go(`${record}/documents`)).json()).code).toBe('AUTORISATION_ABSENTE');
  expect((await browser.ours(`${record}/autorisations`, 'POST', { consentCollected: true })).status).toBe(201);
  expect((await browser.go(`${record}/documents`)).status).toBe(200);
  expect((await (await browser.go(`${record}/deposit`)).json()).may).toEqual({ allowed: false, because: 'AUTHENTIFICATION_INSUFFISANTE' });
  const form = new FormData();
  const fields = { attempt: crypto.randomUUID(), typeCode: '11488-4', title: 'Note', serviceDate: '2026-03-12', note: 'Vue ce jour.' };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const refused = await browser.go(`${record}/documents`, { method: 'POST', body: form, headers: { 'x-carnet': '1', 'origin': fhir.server.httpUrl } });
  expect([refused.status, (await refused.json()).code]).toEqual([403, 'AUTHENTIFICATION_INSUFFISANTE']);
  const lines = await fhir.query<{ authentication: string; structure_id: string }>(
    `SELECT DISTINCT authentication, structure_id FROM trace WHERE dossier_id = $1 AND actor_id = $2`,
    [direct.status.dossierId, idOf('dr-navarro')],
  );
  expect(lines).toEqual([{ authentication: 'INDIRECTE_RENFORCEE', structure_id: idOf(hospital) }]);
});

test('every way to feed a record is refused, and the journal says that they came by their establishment', async () => {
  const browser = await entered({ patient: 'solange' });
  const direct = await (await browser.ours('/api/pro/direct-access', 'POST', {})).json();
  const record = `/api/pro/dossiers/${direct.status.dossierId}`;
  expect((await browser.ours(`${record}/autorisations`, 'POST', { consentCollected: true })).status).toBe(201);
  const none = { lines: [], none: true };
  const sight = { masked: false, hiddenFromPatient: false, hiddenFromRepresentants: false };
  const template = {
    attempt: crypto.randomUUID(),
    serviceDate: '2026-03-12',
    texts: { reason: 'Chute' },
    lines: { treatments: none, allergies: none },
    fields: {},
    ...sight,
  };
  const ways: readonly (readonly [string, string, object?])[] = [
    ['GET', '/vsm'],
    ['POST', '/vsm', { parts: Object.fromEntries(synthesisParts.map((part) => [part, none])) }],
    ['GET', '/templates/admission-letter/draft'],
    ['POST', '/templates/admission-letter', template],
  ];
  // A page that is only looked at deposits nothing: the patient is told of no deposit.
  const told = async (): Promise<number> => {
    const sql = `SELECT 1 FROM trace WHERE dossier_id = $1 AND actor_id = $2 AND action = 'deposit'`;
    return (await fhir.query(sql, [direct.status.dossierId, idOf('dr-navarro')])).length;
  };
  for (const [method, path, body] of ways) {
    const before = await told();
    const answer = await browser.ours(`${record}${path}`, method, body);
    expect([path, answer.status, (await answer.json()).code]).toEqual([path, 403, 'AUTHENTIFICATION_INSUFFISANTE']);
    expect([method, path, (await told()) - before]).toEqual([method, path, method === 'GET' ? 0 : 1]);
  }
  const { lines } = journalSchema.parse(await (await browser.go(`${record}/journal`)).json());
  expect(new Set(lines.filter(({ self }) => self).map(({ means }) => means))).toEqual(new Set(['etablissement']));
});

test('they act for that structure and no other', async () => {
  const browser = await entered();
  for (const id of [null, idOf('cabinet-moreau')]) {
    const answer = await browser.ours('/api/pro/session/structure', 'POST', { id });
    expect([answer.status, (await answer.json()).code]).toEqual([403, 'STRUCTURE_INCOHERENTE']);
  }
});

test('a program that is suspended ends the sessions it opened', async () => {
  const browser = await entered();
  await fhir.query(`UPDATE service SET state = 'SUSPENDUE' WHERE id = 'exemple-de-portail'`);
  expect(await browser.session()).toBeUndefined();
  await fhir.query(`UPDATE service SET state = 'EN_LIGNE'`);
  expect(await browser.session()).toBeUndefined();
});

test('who was there before, in that browser, is out', async () => {
  const browser = await entered();
  const former = new Browser();
  for (const [name, value] of browser.cookies) former.cookies.set(name, value);
  const { body } = await ask({ by: { card: hospital, person: 'ide-marin' } });
  await browser.go(body['url']);
  expect((await browser.session())?.id).toBe(idOf('ide-marin'));
  expect(await former.session()).toBeUndefined();
});

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
describe('refused', () => {
  test.each<[string, () => Asked, number, readonly string[]]>([
    ['one factor', () => ({ changed: { authnDeclaration: undefined } }), 403, ['IDENTITE_NON_ETABLIE', 'VIHF_DEUX_FACTEURS']],
    ['a password, whatever it is called', () => ({ changed: { authnDeclaration: 'Password' } }), 403, ['IDENTITE_NON_ETABLIE', 'VIHF_DEUX_FACTEURS']],
    ['shown this morning', () => ({ changed: { authnInstant: ago(241) } }), 401, ['VIHF_PERIME', 'AIR_AUTHENTIFICATION_ANCIENNE']],
    ['signed too long ago', () => ({ choices: { now: new Date(Date.now() - 3_600_000) } }), 401, ['VIHF_PERIME', 'VIHF_PASSE']],
    ['nobody of the directory', () => ({ changed: { nameId: '899700000009' } }), 403, ['IDENTITE_NON_ETABLIE', 'VIHF_UTILISATEUR_INCONNU']],
    ['who does not work there', () => ({ by: { card: hospital, person: 'dr-royer' } }), 403, ['IDENTITE_NON_ETABLIE', 'VIHF_NON_LIES']],
    [
      'a structure that is not registered',
      () => ({ by: { card: 'clinique-belvedere', person: 'dr-boileau' } }),
      403,
      ['PORTEE_INSUFFISANTE', 'AIR_NON_AUTORISE'],
    ],
    ['over another’s certificate', () => ({ over: 'cabinet-moreau' }), 401, ['CERTIFICAT_REFUSE', 'VIHF_TITULAIRES_DIFFERENTS']],
    ['over no certificate', () => ({ over: 'none' }), 401, ['CERTIFICAT_ABSENT']],
    ['the structure alone', () => ({ by: { card: hospital } }), 403, ['AUTHENTIFICATION_INSUFFISANTE', 'VIHF_MODE']],
    ['with a card, which has its own door', () => ({ by: { card: 'dr-navarro' } }), 403, ['AUTHENTIFICATION_INSUFFISANTE', 'VIHF_MODE']],
    ['in secret', () => ({ choices: { secret: true }, patient: 'camille' }), 400, ['PARAMETRE_INVALIDE', 'VALEUR_HORS_LISTE']],
    ['a page that is none', () => ({ page: 'constructor' }), 400, ['PARAMETRE_INVALIDE', 'VALEUR_HORS_LISTE']],
    ['a page of a patient, without one', () => ({ page: 'Documents' }), 400, ['PARAMETRE_INVALIDE', 'VALEUR_HORS_LISTE']],
  ])('%s', async (_why, asked, status, rules) => {
    const answer = await ask(asked());
    expect([answer.status, rulesOf(answer)]).toEqual([status, expect.arrayContaining([...rules])]);
    expect(answer.body['url']).toBeUndefined();
  });

  test('altered after it was signed', async () => {
    const other = idOf('ide-marin');
    const answer = await ask({
      rewrite: (one) => Buffer.from(Buffer.from(one, 'base64url').toString().replace(idOf('dr-navarro'), other)).toString('base64url'),
    });
    expect([answer.status, rulesOf(answer)]).toEqual([401, ['VIHF_SIGNATURE_REFUSEE', 'XMLDSIG_EMPREINTE']]);
  });

  test('replayed', async () => {
    const assertion = await assertionOf(fhir, keys, undefined);
    expect((await post(hospital, { assertion })).status).toBe(201);
    const again = await post(hospital, { assertion });
    expect([again.status, rulesOf(again)]).toEqual([401, ['VIHF_REJOUE', 'MESSAGE_REJOUE']]);
    expect(await linesOf()).toMatchObject([{ rule: 'VIHF_REJOUE', outcome: 'refused', structure_id: idOf(hospital) }]);
  });

  test('by a program that is suspended', async () => {
    await fhir.query(`UPDATE service SET state = 'SUSPENDUE'`);
    expect(rulesOf(await ask())).toEqual(['PORTEE_INSUFFISANTE', 'AIR_NON_AUTORISE']);
  });
});

test('the sandbox’s portal signs for its own people, and is refused with one factor', async () => {
  const browser = new Browser();
  const sign = (facteurs: string): Promise<Response> =>
    browser.go('/sandbox/portail', {
      method: 'POST',
      body: new URLSearchParams({ qui: 'dr-navarro', facteurs }),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  expect(await (await sign('one')).text()).toContain('role="alert"');
  const opened = await sign('two');
  expect(opened.status).toBe(303);
  await browser.go(opened.headers.get('location')!);
  expect((await browser.session())?.means).toBe('air');
});

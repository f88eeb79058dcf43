// The steering door on a whole server: who gets in and with what abilities, what each route refuses to everybody else, and what an
// operator sees and changes, from the file to the decision.

import {
  indicatorKeys,
  indicatorsSchema,
  matricesSchema,
  matrixInForceSchema,
  matrixPreviewSchema,
  matrixSummarySchema,
  policiesSchema,
  policySchema,
  problemSchema,
  sandboxCardsSchema,
  steeringSessionSchema,
  pillarKeys,
  pillarsSchema,
} from '@carnet/contract';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cdaLevel1 } from '../../tools/simulator/cda-level1.ts';
import { declareCda } from '../../tools/deposit/declare.ts';
import { deposit } from '../../tools/deposit/deposit.ts';
import { depositorOf, materialOf } from '../../tools/deposit/sandbox-files.ts';
import { send } from '../../tools/deposit/send.ts';
import { registryAnswer } from '../../tools/simulator/answers.ts';
import { demographicsQuery, hl7Actions } from '../../tools/simulator/gdp.ts';
import { type Lps, call, findDocuments } from '../../tools/simulator/lps.ts';
import { senderOf } from '../../tools/simulator/sender.ts';
import { all } from '../../tools/simulator/soap.ts';
import { newUniqueId } from '../../tools/simulator/xds.ts';
import { shippedMatrixFile } from '../../tools/explain/shipped-matrix.ts';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';

let server: FhirServer;
const sessions: Record<string, string> = {};
beforeAll(async () => {
  server = await startFhirServer();
  for (const key of ['exploitant-carnet', 'identites-carnet', 'pilote-saint-fictif']) sessions[key] = (await present('pilotage', key)).cookie;
  // Somebody without a role here, who puts the token of another app in this one's cookie.
  for (const key of ['dr-moreau', 'sec-marchal']) sessions[key] = (await present('pro', key)).cookie.replace('carnet_pro', 'carnet_pilotage');
});
afterAll(() => server.close());

interface Sent {
  readonly status: number;
  readonly body: unknown;
  readonly text: string;
  readonly headers: Headers;
}
async function ask(method: string, route: string, cookie?: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Sent> {
  const answer = await fetch(`${server.server.httpUrl}${route}`, {
    method,
    redirect: 'manual',
    headers: {
      'accept-language': 'fr',
      'x-carnet': '1',
      'origin': server.server.httpUrl,
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = (answer.headers.get('content-type') ?? '').includes('json');
  return { status: answer.status, text, body: isJson ? (JSON.parse(text) as unknown) : undefined, headers: answer.headers };
}
async function present(app: 'pro' | 'pilotage', key: string): Promise<Sent & { readonly cookie: string }> {
  const answer = await ask('POST', `/api/${app}/sandbox-card`, undefined, { key });
  return { ...answer, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0]! };
}
const codeOf = ({ body }: Sent): string => problemSchema.parse(body).code;
const rulesOf = ({ body }: Sent): readonly string[] => (problemSchema.parse(body).findings ?? []).map(({ field, rule }) => `${field} ${rule}`);
const operator = (method: string, route: string, body?: unknown): Promise<Sent> => ask(method, `/api/pilotage${route}`, sessions['exploitant-carnet'], body);

const csv = readFileSync(shippedMatrixFile, 'utf8');
const reason = 'Relu avec le service juridique';

describe('a card at the steering door', () => {
  it('of the operator opens a session that only this door receives, with everything', async () => {
    const opened = await present('pilotage', 'exploitant-carnet');
    expect(opened.status).toBe(201);
    expect(opened.headers.get('set-cookie')).toMatch(/^carnet_pilotage=[\w-]{43}; Path=\/api\/pilotage; HttpOnly; SameSite=Lax$/);
    expect(steeringSessionSchema.parse(opened.body)).toMatchObject({
      displayName: 'Agnès KELLER',
      role: 'exploitation',
      abilities: ['read-law', 'change-law', 'read-indicators', 'keep-identities'],
    });
    expect((await operator('GET', '/session')).body).toEqual(opened.body);
  });
  it('of the steering of a structure sees counts and nothing else', async () => {
    const session = await ask('GET', '/api/pilotage/session', sessions['pilote-saint-fictif']);
    expect(steeringSessionSchema.parse(session.body)).toMatchObject({
      role: 'pilotage',
      abilities: ['read-indicators'],
      structure: { label: 'Hôpital Saint-Fictif' },
    });
  });
  it.each(['dr-moreau', 'sec-marchal'])('of %s opens nothing', async (key) => {
    const refused = await present('pilotage', key);
    expect([refused.status, codeOf(refused), refused.cookie]).toEqual([403, 'FONCTION_INTERDITE', '']);
    expect((await ask('GET', '/api/pilotage/session', sessions[key])).status).toBe(403);
  });
  it('is read over mutual TLS too, by software and by a browser that comes back here', async () => {
    const folder = path.join(server.sandbox, 'cards/exploitant-carnet');
    const tls = {
      ca: await readFile(path.join(server.sandbox, 'ca.pem')),
      cert: await readFile(path.join(folder, 'cert.pem')),
      key: await readFile(path.join(folder, 'key.pem')),
    };
    const { origin } = new URL(server.url);
    const bySoftware = await send({ method: 'POST', url: `${origin}/api/pilotage/card-session`, tls, headers: { 'x-carnet': '1', origin } });
    expect(bySoftware.status).toBe(201);
    expect(String(bySoftware.headers['set-cookie'])).toMatch(/^__Host-carnet_pilotage=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const byBrowser = await send({ method: 'GET', url: `${origin}/auth/carte?app=pilotage`, tls });
    expect([byBrowser.status, byBrowser.headers.location]).toEqual([303, '/pilotage/']);
    const stranger = await send({ method: 'GET', url: `${origin}/auth/carte?app=pilotage`, tls: await server.material('dr-moreau') });
    expect([stranger.status, stranger.headers.location, stranger.headers['set-cookie']]).toEqual([
      303,
      '/pilotage/connexion?refus=FONCTION_INTERDITE',
      undefined,
    ]);
    expect((await ask('GET', '/auth/carte?app=pilotage')).headers.get('location')).toBe(`${origin}/auth/carte?app=pilotage`);
  });
  it('is in the drawer of this app, and not among those of the other', async () => {
    const cards = sandboxCardsSchema.parse((await ask('GET', '/sandbox/cards?app=pilotage')).body);
    expect(cards.map(({ key }) => key)).toEqual(['pilote-saint-fictif', 'exploitant-carnet', 'controle-carnet', 'identites-carnet']);
  });
  it('is taken back by signing out', async () => {
    const { cookie } = await present('pilotage', 'exploitant-carnet');
    expect((await ask('DELETE', '/api/pilotage/session', cookie)).status).toBe(204);
    expect((await ask('GET', '/api/pilotage/policies', cookie)).status).toBe(401);
  });
});

const lawRoutes: readonly (readonly [method: string, route: string, body: object | undefined])[] = [
  ['GET', '/matrices', undefined],
  ['GET', '/matrices/in-force', undefined],
  ['GET', '/matrices/in-force.csv', undefined],
  ['POST', '/matrices/preview', { csv }],
  ['POST', '/matrices', { csv, from: '2099-01-01', reason }],
  ['POST', '/matrices/withdraw', { from: '2099-01-01', reason }],
  ['GET', '/policies', undefined],
  ['POST', '/policies', { key: 'historyMonths', value: 12, from: '2099-01-01', reason }],
  ['POST', '/policies/withdraw', { key: 'historyMonths', from: '2099-01-01', reason }],
];

describe.each(lawRoutes)('%s %s', (method, route, body) => {
  it('is closed to who is not signed in, and to the session of a patient or of another app', async () => {
    expect((await ask(method, `/api/pilotage${route}`, undefined, body)).status).toBe(401);
    expect((await ask(method, `/api/pilotage${route}`, `carnet_pilotage=${'A'.repeat(43)}`, body)).status).toBe(401);
    expect((await ask(method, `/api/pilotage${route}`, sessions['exploitant-carnet']!.replace('carnet_pilotage', 'carnet_pro'), body)).status).toBe(401);
  });
  it.each(['dr-moreau', 'sec-marchal', 'pilote-saint-fictif'])('is refused to %s, whatever cookie they hold', async (key) => {
    const refused = await ask(method, `/api/pilotage${route}`, sessions[key], body);
    expect([refused.status, codeOf(refused)]).toEqual([403, 'FONCTION_INTERDITE']);
  });
});

describe.each(lawRoutes.filter(([method]) => method === 'POST'))('%s %s', (method, route, body) => {
  it('is refused to another site', async () => {
    const forged = await ask(method, `/api/pilotage${route}`, sessions['exploitant-carnet'], body, { origin: 'https://mechant.example' });
    expect([forged.status, codeOf(forged)]).toEqual([400, 'REQUETE_MALFORMEE']);
  });
  it('takes one shape and no other', async () => {
    for (const shape of [{}, [], { ...body, more: 1 }, { ...body, from: '2026-02-30' }, { ...body, from: 7 }]) {
      const refused = await operator(method, route, shape);
      expect([refused.status, codeOf(refused)]).toEqual([400, 'PARAMETRE_INVALIDE']);
    }
  });
});

describe('GET /indicators', () => {
  it('gives counts and no person to the operator, and to the steering of a structure its own', async () => {
    const everything = indicatorsSchema.parse((await operator('GET', '/indicators')).body);
    expect(everything.tables.map(({ key }) => key)).toEqual([...indicatorKeys]);
    const open = everything.tables.find(({ key }) => key === 'dossiers')!.lines.find(({ code }) => code === 'ouvert')!.count!;
    expect(open).toBeGreaterThan(5);
    const refusals = everything.tables.find(({ key }) => key === 'refus-par-regle')!.lines;
    expect(refusals.find(({ code }) => code === 'FONCTION_INTERDITE')).toMatchObject({
      label: expect.stringContaining('matrice des droits fonctionnels') as string,
    });
    const own = indicatorsSchema.parse((await ask('GET', '/api/pilotage/indicators', sessions['pilote-saint-fictif'])).body);
    expect(own.tables.find(({ key }) => key === 'dossiers')!.lines.find(({ code }) => code === 'ouvert')!.count ?? 0).toBeLessThan(open);
  });
  it.each(['dr-moreau', 'sec-marchal'])('gives %s nothing', async (key) => {
    const refused = await ask('GET', '/api/pilotage/indicators', sessions[key]);
    expect([refused.status, codeOf(refused)]).toEqual([403, 'FONCTION_INTERDITE']);
  });
  it('gives nothing to who is not signed in', async () => expect((await ask('GET', '/api/pilotage/indicators')).status).toBe(401));
});

describe('the operator', () => {
  it('reads the matrix in force with words beside each code, and takes it away as the file it came from', async () => {
    const matrices = matricesSchema.parse((await operator('GET', '/matrices')).body);
    expect(matrices.matrices.map(({ from, state, loaded }) => [from, state, loaded])).toEqual([['2023-10-29', 'in-force', undefined]]);
    const found = matrixInForceSchema.parse((await operator('GET', '/matrices/in-force')).body);
    expect([found.professions.length, found.types.length, found.cells.length]).toEqual([19, found.cells[0]!.length, 19]);
    const nurse = found.professions.findIndex(({ label }) => label === 'Infirmier');
    const psychiatry = found.types.findIndex(({ label }) => label === 'Synthèse psychiatrique');
    expect(found.cells[nurse]![psychiatry]).toEqual({ allowed: false, origin: 'sourced' });
    const file = await operator('GET', '/matrices/in-force.csv?day=2024-01-01');
    expect(file.headers.get('content-type')).toBe('text/csv');
    expect(file.headers.get('content-disposition')).toContain('filename="matrice-habilitation-2023-10-29.csv"');
    expect(file.text.replace(/^\uFEFF/, '')).toBe(csv);
    expect(matrixInForceSchema.parse((await operator('GET', '/matrices/in-force?day=2020-01-01')).body)).toMatchObject({ day: '2020-01-01', cells: [] });
    expect((await operator('GET', '/matrices/in-force?day=hier')).status).toBe(400);
  });

  it('is told each fault of a file with its line, in words', async () => {
    const broken = await operator('POST', '/matrices/preview', {
      csv: csv.replace('10;SYNTH;oui;sourcé', '10;SYNTH;oui;supposé').replace('\n21;SYNTH', '\n22;SYNTH'),
    });
    expect([broken.status, codeOf(broken)]).toEqual([422, 'CONTENU_REFUSE']);
    expect(rulesOf(broken)).toEqual(['ligne 18 VALEUR_HORS_LISTE', expect.stringMatching(/^ligne \d+ PROFESSION_INCONNUE$/), 'fichier LIGNE_ABSENTE']);
    expect(problemSchema.parse(broken.body).findings![2]!.text).toMatch(/^Cette ligne manque/);
  });

  it('sees what a file would change, puts it in force tomorrow, and takes it back', async () => {
    const opened = csv.replace('28;11488-4;non;prudent', '28;11488-4;oui;sourcé').replace('21;SYNTH;oui;prudent', '21;SYNTH;non;prudent');
    const preview = matrixPreviewSchema.parse((await operator('POST', '/matrices/preview', { csv: opened, from: '2099-01-01' })).body);
    expect([preview.opened, preview.closed].map((cells) => cells.map(({ profession, type }) => `${profession.label} : ${type.label}`))).toEqual([
      ['Opticien-lunetier : CR ou fiche de consultation ou de visite'],
      ['Pharmacien : Synthèse'],
    ]);
    const loaded = await operator('POST', '/matrices', { csv: opened, from: '2099-01-01', reason });
    expect(loaded.status).toBe(201);
    expect(matrixSummarySchema.parse(loaded.body)).toMatchObject({ from: '2099-01-01', state: 'coming', loaded: { by: 'Agnès KELLER', reason } });
    const again = matrixPreviewSchema.parse((await operator('POST', '/matrices/preview', { csv, from: '2099-01-01' })).body);
    expect(again.replaces?.loaded).toMatchObject({ by: 'Agnès KELLER' });
    expect((await operator('POST', '/matrices/withdraw', { from: '2099-01-01', reason: 'Publiée trop tôt au JO' })).status).toBe(204);
    const [withdrawn, current] = matricesSchema.parse((await operator('GET', '/matrices')).body).matrices;
    expect(withdrawn).toMatchObject({ from: '2099-01-01', state: 'withdrawn', withdrawn: { by: 'Agnès KELLER', reason: 'Publiée trop tôt au JO' } });
    expect(current).toMatchObject({ state: 'in-force' });
    const late = await operator('POST', '/matrices', { csv: opened, from: '2020-01-01', reason });
    expect([late.status, ...rulesOf(late)]).toEqual([400, 'from JOUR_DEJA_COMMENCE']);
  });

  it('reads every policy with its bounds and where it comes from, changes one from a day on, and takes it back', async () => {
    const { policies, today } = policiesSchema.parse((await operator('GET', '/policies')).body);
    expect(new Set(policies.map(({ earliestFrom }) => earliestFrom))).toEqual(new Set([today]));
    expect(policies.map(({ key }) => key)).toContain('openingRegime');
    const changed = await operator('POST', '/policies', { key: 'openingRegime', value: 'consentement', from: '2099-01-01', reason });
    expect(changed.status).toBe(201);
    expect(policySchema.parse(changed.body)).toMatchObject({
      value: 'opposition',
      changes: [{ from: '2099-01-01', value: 'consentement', state: 'coming', decided: { by: 'Agnès KELLER', reason } }],
    });
    const back = policySchema.parse(
      (await operator('POST', '/policies/withdraw', { key: 'openingRegime', from: '2099-01-01', reason: 'Décision ajournée' })).body,
    );
    expect(back.changes.map(({ value, state }) => [value, state])).toEqual([
      [undefined, 'withdrawn'],
      ['consentement', 'withdrawn'],
    ]);
    for (const [ask_, rule] of [
      [{ key: 'brisDeGlaceHours', value: 400 }, 'value VALEUR_HORS_BORNES'],
      [{ key: 'brisDeGlaceHours', value: '4' }, 'value VALEUR_HORS_BORNES'],
      [{ key: 'majorityAge', value: 18 }, 'key VALEUR_FIXEE_PAR_LA_LOI'],
      [{ key: 'inconnue', value: 1 }, 'key VALEUR_HORS_LISTE'],
    ] as const) {
      const refused = await operator('POST', '/policies', { ...ask_, from: '2099-01-01', reason });
      expect([refused.status, ...rulesOf(refused)]).toEqual([400, rule]);
    }
  });

  it('measures the four pillars of security (A116): what it tells is what the base holds, and its own answers count', async () => {
    const read = async () => pillarsSchema.parse((await operator('GET', '/pillars')).body);
    const first = await read();
    expect(first.pillars.map(({ key }) => key)).toEqual([...pillarKeys]);
    const figure = ({ pillars }: typeof first, code: string) => pillars.flatMap(({ figures }) => figures).find((one) => one.code === code)!;
    for (const { figures } of first.pillars) expect(figures.length).toBeGreaterThanOrEqual(3);
    const [held] = await server.query<{ seals: number; journals: number; masked: number }>(
      `SELECT (SELECT count(*)::int FROM trace_seal) AS seals, (SELECT count(*)::int FROM trace_head) AS journals,
        (SELECT count(*)::int FROM document_entry WHERE is_current AND masque_ps AND status <> 'Deleted') AS masked`,
    );
    expect(figure(first, 'sceaux').value).toBe(held!.seals);
    expect(figure(first, 'journaux').value).toBe(held!.journals);
    expect(figure(first, 'documents-masques').value).toBe(held!.masked > 0 && held!.masked < 5 ? undefined : held!.masked);
    expect(figure(first, 'scelle-jusqu-au').day === undefined).toBe(held!.seals === 0);
    const second = await read();
    for (const code of ['lignes', 'lignes-a-sceller', 'reponses']) expect(figure(second, code).value).toBeGreaterThan(figure(first, code).value!);
    expect(figure(second, 'reponses-en-panne').value).toBe(0);
    expect(figure(second, 'reponse-lente').value).toBeGreaterThanOrEqual(figure(second, 'reponse-mediane').value!);
    expect((await ask('GET', '/api/pilotage/pillars', sessions['pilote-saint-fictif'])).status).toBe(403);
  });

  it('says why, in a sentence', async () => {
    const short = await operator('POST', '/policies', { key: 'historyMonths', value: 12, from: '2099-01-01', reason: 'parce que' });
    expect([short.status, ...rulesOf(short)]).toEqual([400, 'reason TROP_COURT']);
  });

  it('sends no file larger than any matrix', async () => {
    const large = await operator('POST', '/matrices/preview', { csv: '#'.repeat(1_048_577) });
    expect([large.status, codeOf(large)]).toEqual([400, 'PARAMETRE_INVALIDE']);
    expect((await operator('POST', '/matrices/preview', { csv: '#'.repeat(7 * 1024 * 1024) })).status).toBe(413);
  });

  it('sees a policy take its day when the clock moves there', async () => {
    await operator('POST', '/policies', { key: 'historyMonths', value: 12, from: '2098-06-01', reason });
    const move = (now: string | null) => ask('POST', '/sandbox/clock', undefined, { now });
    const valueAt = async (now: string) => {
      await move(now);
      const { cookie } = await present('pilotage', 'exploitant-carnet');
      const { policies } = policiesSchema.parse((await ask('GET', '/api/pilotage/policies', cookie)).body);
      return policies.find(({ key }) => key === 'historyMonths')!;
    };
    expect(await valueAt('2098-05-31T21:59:00Z')).toMatchObject({ value: 24, changes: [{ state: 'coming' }] });
    expect(await valueAt('2098-05-31T22:00:00Z')).toMatchObject({ value: 12, since: '2098-06-01', changes: [{ state: 'in-force' }] });
    await move(null);
  });
});

describe('two records of one person', () => {
  const moreau = 'dr-moreau';
  const personOf = (key: string) => server.personas.patients.find((one) => one.key === key)!;
  const identifier = (key: string): string => `identifier=urn:oid:${personOf(key).oid}%7C${personOf(key).ins}`;
  const lps = async (key: string): Promise<Lps> => ({
    base: `${new URL(server.url).origin}/si-dmp-server/v2/services`,
    sender: (await senderOf(server.sandbox, server.personas, { card: moreau }))!,
    patient: personOf(key),
  });
  /** Over FHIR, under this person's number; its id there. */
  async function write(key: string): Promise<{ readonly uniqueId: string; readonly id: string }> {
    const { structure, professional } = depositorOf(server.personas, moreau)!;
    const uniqueId = newUniqueId();
    const read = declareCda(
      cdaLevel1({
        bytes: Buffer.from(`%PDF-1.4 ${uniqueId}`),
        mimeType: 'application/pdf',
        patient: personOf(key),
        author: professional!,
        structure,
        typeCode: '11490-0',
        title: 'Lettre',
        uniqueId,
      }),
      false,
    );
    if (!read.ok) throw new Error(JSON.stringify(read.findings));
    const tls = await materialOf(server.sandbox, depositorOf(server.personas, moreau)!);
    const outcome = await deposit({ url: server.url, tls, form: 'ITI-65' }, read.value);
    if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome));
    return { uniqueId, id: outcome.id };
  }
  const byFhir = async (key: string): Promise<readonly string[]> => {
    const found = await server.ask(moreau, 'GET', `/DocumentReference?patient.${identifier(key)}&status=current&type=http://loinc.org%7C11490-0`);
    return ((found.json['entry'] ?? []) as { resource: { id: string; resourceType: string } }[]).map(({ resource }) => resource.id).toSorted();
  };
  const bySoap = async (key: string): Promise<readonly string[]> =>
    registryAnswer(await findDocuments(await lps(key)))
      .entries.map(({ uniqueId }) => uniqueId)
      .toSorted();
  const numbersBySoap = async (key: string): Promise<readonly (string | undefined)[]> => {
    const reply = await call(await lps(key), 'patients', { action: hl7Actions.read, body: demographicsQuery('TEST_EXST', personOf(key)) });
    const [patient] = all(reply.body, 'patient');
    return patient!.children.filter(({ name }) => name === 'id').map(({ attributes }) => attributes['extension']);
  };
  const cell = (card: string, method: string, route: string, body?: unknown): Promise<Sent> =>
    ask(method, `/api/pilotage/identities${route}`, sessions[card], body);
  const idOf = async (key: string): Promise<string> =>
    ((await cell('exploitant-carnet', 'POST', '/search', { ins: personOf(key).ins })).body as { dossierId: string }).dossierId;

  it('are one by SOAP and by FHIR once two people said so, and two again with what came meanwhile', async () => {
    const [stays, goes] = [await idOf('jean-1'), await idOf('jean-2')];
    // Dr Moreau treats one of them, and is let in to the other.
    await server.query(
      `INSERT INTO medecin_traitant (dossier_id, since, professionnel) SELECT $1, since, professionnel FROM medecin_traitant WHERE dossier_id = $2 AND until IS NULL`,
      [goes, stays],
    );
    const [before, other] = [await write('jean-1'), await write('jean-2')];
    // Perfect namesakes until somebody says that they are one: whoever reads either is told to look at its number.
    const reader = (await present('pro', moreau)).cookie;
    const namesakeOf = async (id: string): Promise<unknown> => {
      const { status, body } = await ask('GET', `/api/pro/dossiers/${id}`, reader);
      expect(status).toBe(200);
      return (body as { namesake?: boolean }).namesake;
    };
    expect([await namesakeOf(stays), await namesakeOf(goes)]).toEqual([true, true]);
    expect(await namesakeOf(await idOf('dominique'))).toBeUndefined();
    expect((await cell('exploitant-carnet', 'POST', `/${goes}/status`, { said: 'doubt' })).status).toBe(204);
    const proposed = await cell('exploitant-carnet', 'POST', `/${stays}/fusions`, { absorbed: goes, reason: 'acte de naissance' });
    expect(proposed.status).toBe(200);
    const { id } = proposed.body as { id: string };
    const own = await cell('exploitant-carnet', 'POST', `/${stays}/fusions/${id}/confirm`, {});
    expect([own.status, ...rulesOf(own)]).toEqual([400, 'id AUTRE_PERSONNE_REQUISE']);
    expect((await cell('identites-carnet', 'POST', `/${stays}/fusions/${id}/confirm`, {})).status).toBe(204);

    for (const key of ['jean-1', 'jean-2']) {
      expect(await byFhir(key)).toEqual([before.id, other.id].toSorted());
      expect(await bySoap(key)).toEqual(expect.arrayContaining([before.uniqueId, other.uniqueId]));
    }
    expect(await numbersBySoap('jean-2')).toEqual([personOf('jean-1').ins, personOf('jean-2').ins]);
    const found = (await server.ask(moreau, 'GET', `/Patient?${identifier('jean-2')}`)).json['entry'][0].resource;
    expect(found).toMatchObject({ id: stays, active: true, link: [{ other: { reference: `Patient/${goes}` }, type: 'replaces' }] });
    expect(found.identifier.map(({ use, value }: { use: string; value: string }) => [use, value])).toEqual([
      ['official', personOf('jean-1').ins],
      ['old', personOf('jean-2').ins],
    ]);
    expect((await server.ask(moreau, 'GET', `/Patient/${goes}`)).json).toMatchObject({
      id: goes,
      active: false,
      link: [{ other: { reference: `Patient/${stays}` }, type: 'replaced-by' }],
    });
    const meanwhile = await write('jean-2');
    expect([await namesakeOf(stays), await namesakeOf(goes)]).toEqual([undefined, undefined]);

    expect((await cell('exploitant-carnet', 'POST', `/${stays}/fusions/${id}/end`, {})).status).toBe(204);
    expect(await byFhir('jean-1')).toEqual([before.id]);
    expect(await byFhir('jean-2')).toEqual([other.id, meanwhile.id].toSorted());
    expect(await bySoap('jean-2')).not.toContain(before.uniqueId);
    expect(await numbersBySoap('jean-2')).toEqual([personOf('jean-2').ins]);
    const kept = (await cell('identites-carnet', 'GET', `/${goes}`)).body as { fusions: { state: string; mine: boolean }[] };
    expect(kept.fusions).toMatchObject([{ state: 'undone', mine: false }]);
  });
});

// Those who act for a patient, on the whole server: what opens to whom and until when, aidants from the invitation to the end, a minor's
// secret, majority at midnight in Paris, and documents that release themselves.

import { type Aidant, aidantsSchema, invitationSchema, noticesSchema, patientDossierSchema, recordsSchema } from '@carnet/contract';
import { majorityAt } from '@carnet/domain/identity';
import { type CivilDate, civilDateInParis, instantOf, plusDays } from '@carnet/domain/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answered, type FamilyWorld, startFamilyWorld } from '../support/family-world.ts';

let world: FamilyWorld;
beforeAll(async () => {
  world = await startFamilyWorld();
});
afterAll(() => world.close());

const recordsOf = async (key: string) => recordsSchema.parse((await world.ask(key, 'GET', '/records')).json).records;
const refusal = ({ status, json }: Answered) => ({ status, code: json?.code as string });
const inDays = async (days: number): Promise<string> => civilDateInParis(plusDays(await world.now(), days));

/** Waits for what leaves by the delivery's own rhythm. */
async function eventually<T>(look: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries++) {
    const value = await look();
    if (holds(value) || tries === 150) return value;
    await new Promise((resume) => setTimeout(resume, 100));
  }
}
const codeMailedTo = async (email: string, not: readonly string[] = []): Promise<string> => {
  const codes = await eventually(
    async () => (await world.mailsTo(email)).flatMap(({ text }) => /\/invitation\/([\w-]+)/.exec(text)?.[1] ?? []).filter((code) => !not.includes(code)),
    (found) => found.length > 0,
  );
  return codes[0]!;
};
const invite = async (key: string, record: string, guest: string, more: Record<string, unknown> = {}): Promise<Answered> =>
  world.on(key, record, '/aidants', 'POST', {
    kind: 'aidant',
    name: `Proche ${guest}`,
    email: `${guest}@carnet.test`,
    categories: ['comptes-rendus'],
    until: await inDays(60),
    ...more,
  });
const endAll = async (key: string, record: string): Promise<void> => {
  for (const { id } of aidantsSchema.parse((await world.on(key, record, '/aidants')).json).aidants) await world.on(key, record, `/aidants/${id}`, 'DELETE');
};

describe('the records one may enter', () => {
  test('are one’s own, and those of the people one acts for; a curatelle opens nothing and says why', async () => {
    const ruth = await recordsOf('ruth');
    expect(ruth.map(({ as, opens }) => ({ as, opens }))).toEqual([
      { as: 'titulaire', opens: true },
      { as: 'representant', opens: true },
    ]);
    expect(ruth[1]).toMatchObject({ representation: 'parent', until: '2036-05-20T22:00:00.000Z' });
    expect((await recordsOf('solange'))[1]).toMatchObject({ representation: 'tuteur', opens: true });
    expect((await recordsOf('nicole'))[1]).toMatchObject({ representation: 'curateur', opens: false, because: 'ACTEUR_INTERDIT' });
    expect((await recordsOf('alix'))[1]).toMatchObject({ as: 'aidant', categories: ['traitement', 'comptes-rendus'], opens: true });
  });

  test('open as what one is there', async () => {
    const own = patientDossierSchema.parse((await world.on('ruth', 'leo')).json);
    expect(own).toMatchObject({ as: 'representant', representation: 'parent', minor: true });
    expect(own.ins).toMatch(/^\d{15}$/);
    expect(own.abilities).toMatchObject({
      'manage-accesses': { allowed: true },
      'deposit': { allowed: true },
      'hide-from-representants': { allowed: false },
      'renounce-delegation': { allowed: false },
    });
    expect(patientDossierSchema.parse((await world.on('ines', 'ines')).json).abilities['hide-from-representants']).toEqual({ allowed: true });
    expect(patientDossierSchema.parse((await world.on('ruth', 'ruth')).json).abilities['hide-from-representants']).toEqual({
      allowed: false,
      because: 'ACTE_RESERVE',
    });
  });

  test('give an aidant a name and a birth date, and nothing else of the identity', async () => {
    const answered = await world.on('alix', 'bernard');
    const { displayName, birthDate, as, abilities, ...rest } = patientDossierSchema.parse(answered.json);
    expect({ displayName, birthDate, as }).toEqual({ displayName: 'BERNARD FOURNIER', birthDate: '1957-08-19', as: 'aidant' });
    expect(Object.keys(rest).toSorted()).toEqual(['categories', 'id', 'until']);
    expect(answered.text).not.toContain(world.fhir.personas.patients.find(({ key }) => key === 'bernard')!.ins);
    expect(abilities).toMatchObject({ 'read-journal': { allowed: false }, 'manage-accesses': { allowed: false }, 'renounce-delegation': { allowed: true } });
  });

  test('do not open to a curator, who is told so, nor to a stranger, who learns nothing', async () => {
    expect(refusal(await world.on('nicole', 'bernard'))).toEqual({ status: 403, code: 'ACTEUR_INTERDIT' });
    expect(refusal(await world.on('camille', 'bernard'))).toEqual({ status: 404, code: 'DOSSIER_INEXISTANT' });
    expect(refusal(await world.ask('camille', 'GET', '/dossiers/01900000-0000-7000-8000-000000000000'))).toEqual({ status: 404, code: 'DOSSIER_INEXISTANT' });
  });

  const routes = ['', '/spaces', '/documents', '/journal', '/accesses', '/choices', '/notices', '/notices/preferences', '/profile', '/aidants'];
  test.each([
    ['a parent', 'ruth', 'leo', routes],
    ['a tuteur', 'solange', 'marcel', routes],
    ['an aidant', 'alix', 'bernard', ['', '/spaces', '/documents']],
    ['a curator', 'nicole', 'bernard', []],
    ['a stranger', 'camille', 'leo', []],
  ] as const)('answer %s on these routes and on no other', async (_who, key, record, open) => {
    const answered = await Promise.all(routes.map(async (path) => [path, (await world.on(key, record, path)).status] as const));
    expect(answered.filter(([, status]) => status === 200).map(([path]) => path)).toEqual([...open]);
    expect(answered.filter(([, status]) => status !== 200 && status !== 403 && status !== 404)).toEqual([]);
  });

  test('keep what is new for each person apart', async () => {
    expect((await world.publish('dr-moreau', 'leo', { title: 'Vu par qui' })).status).toBe(201);
    const rowOf = async (key: string) =>
      (await world.on(key, 'leo', '/documents')).json.documents.find(({ title }: { title: string }) => title === 'Vu par qui');
    const { id, isNew } = await rowOf('ruth');
    expect(isNew).toBe(true);
    expect((await world.on('ruth', 'leo', '/spaces')).json.unseen).toBe(1);
    expect((await world.on('ruth', 'leo', `/documents/${id}/original`)).status).toBe(200);
    expect((await rowOf('ruth')).isNew).toBe(false);
    expect((await world.on('ruth', 'leo', '/spaces')).json.unseen).toBe(0);
    expect((await rowOf('leo')).isNew).toBe(true);
  });
});

describe('an aidant', () => {
  test('is invited by mail, sees what would be shared, accepts once, sees those spaces and is named in the journal for whom', async () => {
    await world.publish('dr-moreau', 'camille', { title: 'Pour l’aidante' });
    const created = await invite('camille', 'camille', 'sacha-un', { categories: ['synthese'] });
    expect(created.status).toBe(201);
    const { id } = created.json as Aidant;
    const code = await codeMailedTo('sacha-un@carnet.test');
    expect(Buffer.from(code, 'base64url')).toHaveLength(16);
    expect(await world.fhir.query('SELECT * FROM invitation_directory WHERE encode(code_hash, $1) = $2', ['escape', code])).toEqual([]);

    const seen = invitationSchema.parse((await world.ask('sacha', 'POST', '/invitations/look', { code })).json);
    expect(seen).toMatchObject({ displayName: 'CAMILLE VASSEUR', categories: ['synthese'], temporary: false });
    const accepted = await world.ask('sacha', 'POST', '/invitations/accept', { code });
    expect(accepted.json).toEqual({ dossierId: (await world.person('camille')).dossier });
    for (const act of ['look', 'accept', 'refuse'])
      expect(refusal(await world.ask('maud', 'POST', `/invitations/${act}`, { code }))).toEqual({ status: 404, code: 'INVITATION_INVALIDE' });

    const { documents, total } = (await world.on('sacha', 'camille', '/documents')).json;
    expect(total).toBe(documents.length);
    expect(documents.map(({ space }: { space: string }) => space)).toEqual(['synthese']);
    expect((await world.on('sacha', 'camille', '/spaces')).json.total).toBe(1);

    const mine = aidantsSchema.parse((await world.on('camille', 'camille', '/aidants')).json).aidants.find((one) => one.id === id)!;
    expect(mine).toMatchObject({ state: 'active', accountName: 'sacha.perrin', lastAccessAt: expect.any(String) });
    const lines = (await world.on('camille', 'camille', '/journal?limit=50')).json.lines as { actorKind: string; actorName: string; forName?: string }[];
    expect(lines.find(({ actorKind }) => actorKind === 'aidant')).toMatchObject({ actorName: 'sacha.perrin', forName: 'CAMILLE VASSEUR' });
    expect(lines.find(({ actorKind }) => actorKind === 'titulaire')!.forName).toBeUndefined();
    const told = noticesSchema.parse((await world.on('camille', 'camille', '/notices')).json).notices;
    expect(told.filter(({ kind }) => kind === 'partage')).toEqual([expect.objectContaining({ actorName: 'sacha.perrin' })]);

    // Other spaces, at once; then none, at once.
    expect((await world.on('camille', 'camille', `/aidants/${id}`, 'PUT', { categories: ['imagerie'] })).json.categories).toEqual(['imagerie']);
    expect((await world.on('sacha', 'camille', '/documents')).json.total).toBe(0);
    expect((await world.on('camille', 'camille', `/aidants/${id}`, 'DELETE')).status).toBe(204);
    expect(refusal(await world.on('sacha', 'camille', '/documents'))).toEqual({ status: 403, code: 'CATEGORIE_NON_PARTAGEE' });
    expect((await recordsOf('sacha')).length).toBe(1);
  });

  test('refuses, or gives up later; either way the patient sees it', async () => {
    await invite('camille', 'camille', 'refuse');
    const code = await codeMailedTo('refuse@carnet.test');
    expect((await world.ask('maud', 'POST', '/invitations/refuse', { code })).status).toBe(204);
    expect(refusal(await world.ask('maud', 'POST', '/invitations/accept', { code }))).toEqual({ status: 404, code: 'INVITATION_INVALIDE' });
    await invite('camille', 'camille', 'renonce');
    const second = await codeMailedTo('renonce@carnet.test');
    expect((await world.ask('maud', 'POST', '/invitations/accept', { code: second })).status).toBe(200);
    expect((await world.on('maud', 'camille', '/delegation', 'DELETE')).status).toBe(204);
    expect((await world.on('maud', 'camille', '/documents')).status).toBe(403);
    const states = aidantsSchema
      .parse((await world.on('camille', 'camille', '/aidants')).json)
      .aidants.map(({ name, state, endedBy }) => [name, state, endedBy]);
    expect(states.slice(0, 2)).toEqual([
      ['Proche renonce', 'ended', 'aidant'],
      ['Proche refuse', 'refused', 'aidant'],
    ]);
  });

  test('is of age, is not the patient, and does not enter the record already', async () => {
    await invite('camille', 'camille', 'interdit');
    const code = await codeMailedTo('interdit@carnet.test');
    const accept = (key: string) => world.ask(key, 'POST', '/invitations/accept', { code });
    for (const [key, rule] of [
      ['ines', 'MINEUR'],
      ['camille', 'SOI_MEME_OU_DEJA_LIE'],
    ] as const) {
      const answered = await accept(key);
      expect({ ...refusal(answered), rule: answered.json.findings[0].rule }).toEqual({ status: 409, code: 'AIDANT_IMPOSSIBLE', rule });
    }
    // Refused to them, it still serves.
    expect((await accept('roland')).status).toBe(200);
    await endAll('camille', 'camille');
  });

  test('three at most for a person, five persons at most for an aidant, however quickly they are asked', async () => {
    const asked = await Promise.all(Array.from({ length: 7 }, (_, index) => invite('roland', 'roland', `limite-${index}`)));
    expect(asked.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(asked.filter(({ status }) => status === 409).map(({ json }) => json.code)).toEqual(Array(4).fill('LIMITE_ATTEINTE'));
    await endAll('roland', 'roland');
    expect((await invite('roland', 'roland', 'place-libre')).status).toBe(201);

    const patients = ['dominique', 'roland', 'jean-1', 'jean-2', 'sacha', 'maud'];
    const codes: string[] = [];
    for (const key of patients) {
      await invite(key, key, `six-${key}`);
      codes.push(await codeMailedTo(`six-${key}@carnet.test`));
    }
    const accepted = await Promise.all(codes.map((code) => world.ask('nicole', 'POST', '/invitations/accept', { code })));
    expect(accepted.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 409]);
    expect((await recordsOf('nicole')).filter(({ as }) => as === 'aidant')).toHaveLength(5);
    for (const key of patients) await endAll(key, key);
  });

  test('for a few days: every space of a child, by the parent; it ends by itself, and no later than may be', async () => {
    const share = (days?: number) =>
      world.on('ruth', 'leo', '/aidants', 'POST', { kind: 'temporary', name: 'Mamie', email: 'mamie@carnet.test', ...(days === undefined ? {} : { days }) });
    expect(refusal(await share(31))).toEqual({ status: 400, code: 'PARAMETRE_INVALIDE' });
    const started = await world.now();
    const { categories, until, temporary } = (await share()).json as Aidant;
    expect({ spaces: categories.length, temporary }).toEqual({ spaces: 9, temporary: true });
    expect(Date.parse(until) - plusDays(started, 7)).toBeLessThan(10_000);
    const code = await codeMailedTo('mamie@carnet.test');
    expect((await world.ask('dominique', 'POST', '/invitations/accept', { code })).status).toBe(200);
    expect((await world.on('dominique', 'leo', '/documents')).json.total).toBeGreaterThan(0);
    const end = instantOf(Date.parse(until));
    await world.moveClock(instantOf(end - 60_000));
    expect((await world.on('dominique', 'leo', '/documents')).status).toBe(200);
    await world.moveClock(end);
    expect(refusal(await world.on('dominique', 'leo', '/documents'))).toEqual({ status: 403, code: 'CATEGORIE_NON_PARTAGEE' });
  });
});

describe('a minor’s secret', () => {
  const own = ({ self }: { self: boolean }): boolean => self;
  /** All that the mother can look at, less the lines her own looking leaves. */
  async function allSheSees(): Promise<unknown> {
    const look = async (path: string): Promise<any> => (await world.on('samira', 'ines', path)).json;
    const journal = await look('/journal?limit=200');
    const { json: dossier, headers } = await world.on('samira', 'ines');
    return {
      dossier,
      etag: headers.etag,
      documents: await look('/documents?limit=100'),
      deposited: await look('/documents?sort=deposited&limit=1'),
      spaces: await look('/spaces'),
      notices: await look('/notices'),
      accesses: await look('/accesses'),
      lines: journal.lines.filter((line: { self: boolean }) => !own(line)),
      others: journal.total - journal.lines.filter(own).length,
      refused: (await look('/journal?outcome=refused')).total,
      deposits: (await look('/journal?what=depot')).total,
      aidants: await look('/aidants'),
      mails: (await world.mailsTo((await world.person('samira')).email)).length,
    };
  }
  const toldTo = async (key: string): Promise<readonly string[]> =>
    noticesSchema.parse((await world.on(key, 'ines', '/notices')).json).notices.map(({ kind }) => kind);

  test('is in the sandbox from the first day: hers to read, and nowhere for her mother', async () => {
    const titles = async (key: string) => (await world.on(key, 'ines', '/documents')).json.documents.map(({ title }: { title: string }) => title);
    expect(await titles('ines')).toEqual(['Consultation de contraception']);
    expect(await titles('samira')).toEqual([]);
    expect(await toldTo('ines')).toEqual(['document-nouveau']);
    expect(await toldTo('samira')).toEqual([]);
  });

  test('changes nothing that a parent may look at: neither lists, counts, notices, journal, accesses nor mails', async () => {
    const ines = await world.person('ines');
    const [mailsBefore, unreadBefore] = [(await world.mailsTo(ines.email)).length, (await world.on('ines', 'ines', '/notices')).json.unread as number];
    const before = await allSheSees();
    expect((await world.publish('sf-roche', 'ines', { secret: true, title: 'Analyse secrète' })).status).toBe(201);
    // A search, a refused one, and a first consultation, all in secret.
    const secret = { headers: { 'x-carnet-secret': 'true' } };
    const patient = `patient.identifier=${encodeURIComponent(`urn:oid:1.2.250.1.213.1.4.10|${world.fhir.personas.patients.find(({ key }) => key === 'ines')!.ins}`)}&status=current`;
    await world.fhir.ask('sf-roche', 'GET', `/DocumentReference?${patient}`, secret);
    await world.fhir.ask('dr-royer', 'GET', `/DocumentReference?${patient}`, secret);
    expect((await world.deposit('ines', 'ines', { title: 'Mon journal', hiddenFromRepresentants: 'true' })).status).toBe(201);

    await eventually(
      () => world.mailsTo(ines.email),
      (mails) => mails.length > mailsBefore,
    );
    expect(await allSheSees()).toEqual(before);
    expect((await toldTo('ines')).toSorted()).toEqual(['document-nouveau', 'document-nouveau']);
    expect((await world.on('ines', 'ines', '/documents')).json.total).toBe(3);

    // "Mark everything read" is said of what she was shown.
    expect((await world.on('samira', 'ines', '/notices/read', 'POST', {})).status).toBe(204);
    expect((await world.on('ines', 'ines', '/notices')).json.unread).toBe(unreadBefore + 1);
    const hidden = (await world.on('ines', 'ines', '/documents')).json.documents[0].id as string;
    const [absent, kept] = [
      await world.on('samira', 'ines', '/documents/01900000-0000-7000-8000-000000000000'),
      await world.on('samira', 'ines', `/documents/${hidden}`),
    ];
    expect({ ...kept.json, instance: undefined }).toEqual({ ...absent.json, instance: undefined });
  });

  test('is switched on by a professional for one record: the agreement is then nowhere for the mother, and hers to withdraw', async () => {
    const before = await allSheSees();
    const told = (await world.mailsTo((await world.person('samira')).email)).length;
    const agreed = () => world.asPro('dr-royer', 'ines', '/autorisations', 'POST', { consentCollected: true });
    expect((await world.asPro('dr-royer', 'ines', '/secret', 'POST')).status).toBe(204);
    expect((await agreed()).status).toBe(201);
    expect((await world.asPro('dr-royer', 'ines', '')).json).toMatchObject({ secret: true, minor: true });
    expect((await world.asPro('dr-royer', 'ines', '/documents')).status).toBe(200);
    expect(await allSheSees()).toEqual(before);
    const names = async (key: string) => (await world.on(key, 'ines', '/accesses')).json.autorisations.map(({ id }: { id: string }) => id);
    expect(await names('ines')).toHaveLength(1);
    expect(await names('samira')).toEqual([]);

    // Left, the same professional is an ordinary one: what follows is told to both.
    expect((await world.asPro('dr-royer', 'ines', '/secret', 'DELETE')).status).toBe(204);
    expect((await agreed()).status).toBe(201);
    expect(await names('samira')).toHaveLength(1);
    expect((await world.asPro('dr-royer', 'ines', '/documents')).status).toBe(200);
    expect(await toldTo('samira')).toEqual(['premier-acces']);
    const { email } = await world.person('samira');
    await eventually(
      () => world.mailsTo(email),
      (mails) => mails.length > told,
    );
    const adult = await world.asPro('dr-royer', 'dominique', '/secret', 'POST');
    expect({ ...refusal(adult), rule: adult.json.findings[0].rule }).toEqual({ status: 400, code: 'PARAMETRE_INVALIDE', rule: 'MINEUR_SEUL' });
  });

  test('does not keep quiet what is not secret: the same act, openly, is told to both', async () => {
    const samira = await world.person('samira');
    const mails = (await world.mailsTo(samira.email)).length;
    expect((await world.publish('sf-roche', 'ines', { title: 'Vaccination' })).status).toBe(201);
    expect(await toldTo('samira')).toContain('document-nouveau');
    const left = await eventually(
      () => world.mailsTo(samira.email),
      (found) => found.length > mails,
    );
    expect(left.length).toBe(mails + 1);
    expect(left[0]!.text).toContain('un dossier que vous suivez');
    expect(left[0]!.text).not.toMatch(/Inès|CHERIF/);
  });

  test('is a minor’s: refused for an adult, at the card’s door and at their own', async () => {
    const answered = await world.publish('dr-moreau', 'dominique', { secret: true });
    expect({ status: answered.status, codes: answered.codes }).toEqual({ status: 400, codes: expect.arrayContaining(['MINEUR_SEUL']) });
    const own = await world.deposit('dominique', 'dominique', { hiddenFromRepresentants: 'true' });
    expect({ ...refusal(own), rule: own.json.findings[0].rule }).toEqual({ status: 400, code: 'PARAMETRE_INVALIDE', rule: 'MINEUR_SEUL' });
    expect(refusal(await world.deposit('ruth', 'leo', { hiddenFromRepresentants: 'true' }))).toEqual({ status: 403, code: 'ACTE_RESERVE' });
    const unclear = await world.fhir.ask('sf-roche', 'GET', '/Patient?identifier=x', { headers: { 'x-carnet-secret': 'oui' } });
    expect({ status: unclear.status, codes: unclear.codes }).toEqual({ status: 400, codes: ['PARAMETRE_INVALIDE', 'VALEUR_HORS_LISTE'] });
  });
});

describe('a document that awaits its announcement', () => {
  test('is released on the day of the policy, by Carnet, told then and not before, once', async () => {
    expect((await world.publish('dr-moreau', 'jean-1', { labels: ['INVISIBLE_PATIENT'], title: 'Résultat à annoncer' })).status).toBe(201);
    const deposited = await world.now();
    const seen = async () => (await world.on('jean-1', 'jean-1', '/documents')).json.total as number;
    const announced = async () =>
      noticesSchema.parse((await world.on('jean-1', 'jean-1', '/notices')).json).notices.filter(({ kind }) => kind === 'document-annonce').length;
    await world.moveClock(instantOf(plusDays(deposited, 30) - 60_000));
    expect([await seen(), await announced()]).toEqual([0, 0]);
    await world.moveClock(instantOf(plusDays(deposited, 30) + 1_000));
    expect([await seen(), await announced()]).toEqual([1, 1]);
    await world.moveClock(instantOf(plusDays(deposited, 31)));
    expect([await seen(), await announced()]).toEqual([1, 1]);
    const lines = (await world.on('jean-1', 'jean-1', '/journal')).json.lines as { action: string; actorKind: string; actorName: string }[];
    expect(lines.filter(({ action }) => action === 'show-to-patient')).toEqual([expect.objectContaining({ actorKind: 'systeme', actorName: 'Carnet' })]);
  });
});

describe('majority', () => {
  test('passes the record over at midnight in Paris; the parent loses it at that instant; both are told, once', async () => {
    const midnight = majorityAt('2010-02-09' as CivilDate);
    await world.moveClock(instantOf(midnight - 1_000));
    // The clock goes on: what takes more than its last second would be after it.
    const before = await world.on('samira', 'ines', '/documents');
    if ((await world.now()) < midnight) expect(before.status).toBe(200);
    await world.moveClock(midnight);
    expect(refusal(await world.on('samira', 'ines', '/documents'))).toEqual({ status: 403, code: 'ACTEUR_INTERDIT' });
    expect((await recordsOf('samira')).map(({ as }) => as)).toEqual(['titulaire']);
    expect((await world.on('ines', 'ines', '/documents')).status).toBe(200);

    const kindsOf = async (key: string) => noticesSchema.parse((await world.on(key, key, '/notices')).json).notices.map(({ kind }) => kind);
    expect((await kindsOf('ines')).filter((kind) => kind === 'majorite')).toHaveLength(1);
    expect(await kindsOf('samira')).toEqual(['fin-representation']);
    const ofAge = await eventually(
      () => world.mailsTo('ines.cherif@carnet.test'),
      (mails) => mails.some(({ text }) => text.includes('Vous êtes majeur')),
    );
    expect(ofAge.filter(({ text }) => text.includes('Vous êtes majeur'))).toHaveLength(1);

    await world.moveClock(plusDays(midnight, 1));
    expect((await kindsOf('ines')).filter((kind) => kind === 'majorite')).toHaveLength(1);
    expect(await kindsOf('samira')).toEqual(['fin-representation']);
  });
});

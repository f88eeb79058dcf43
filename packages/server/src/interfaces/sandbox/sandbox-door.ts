// The sandbox's own pages and controls: its people and cards, its inbox, its clock, its reset. Never mounted in production.
// Listens on the loopback; what changes something refuses a request sent by another site's page.

import type { SandboxCards } from '@carnet/contract';
import { type LabelLanguage, professionLabel, sandboxWording as say, storiesPageWording } from '@carnet/contract/wording';
import { type Instant, parseInstant, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { MovableClock } from '../../clock.ts';
import type { ReceivedMail } from '../../ports/index.ts';
import { type People, featuredPatients } from '../../sandbox/people.ts';
import { answerProblem } from '../pipeline/listener.ts';
import { elsewhere, fromElsewhere } from './from-elsewhere.ts';
import { connectSimulator } from './connect-simulator.ts';
import { insiSimulator } from './insi-simulator.ts';
import { portalPage } from './portal.ts';
import { servicePage } from './service-page.ts';
import { storiesPage } from './stories/page.ts';
import { tryPage } from './try-page.ts';
import { escapeHtml, page } from '../pipeline/page.ts';
import { languageOf } from '../pipeline/refusal-http.ts';

export interface SandboxDoor {
  readonly people: People;
  readonly clock: MovableClock;
  /** Does what the new time makes due. */
  readonly onClockMoved: () => Promise<void>;
  /** Newest first; undefined: everybody's. */
  readonly mail: (to: string | undefined) => Promise<readonly ReceivedMail[]>;
  /** Back to the first day: every record, account and mail as the seed makes them. */
  readonly reset: () => Promise<void>;
  readonly publicUrl: string;
  readonly cardUrl: string;
  /** Of this machine's own TLS listener, whatever name others call it by. */
  readonly ownCardUrl: string;
  /** Where the cards lie, as written in the commands shown. */
  readonly materialDirectory: string;
}

export function sandboxDoor(app: FastifyInstance, door: SandboxDoor): void {
  void app.register(insiSimulator(door.people.patients));
  void app.register(connectSimulator(door));
  tryPage(app, door);
  servicePage(app, door);
  portalPage(app, door);
  const forgetPlays = storiesPage(app, door);
  app.get('/sandbox', async (request, reply) => html(reply, peoplePage(door, languageOf(request.headers))));
  app.get<{ Querystring: { to?: unknown } }>('/sandbox/inbox', async (request, reply) => {
    const { to } = request.query;
    return html(reply, inboxPage(await door.mail(typeof to === 'string' ? to.toLowerCase() : undefined), languageOf(request.headers)));
  });
  app.get('/sandbox/people', async () => ({
    patients: door.people.patients.map(({ key, login, password, email, story, traits, ins }) => ({
      key,
      login,
      password,
      email,
      story,
      ...traits,
      ins: ins.matricule,
      oid: ins.oid,
    })),
  }));
  app.get('/sandbox/clock', async () => ({ now: toIso(door.clock.now()) }));
  app.post('/sandbox/clock', async (request, reply) => {
    if (fromElsewhere(request)) return answerProblem(request, reply, elsewhere, 403);
    const given = (request.body as { now?: unknown } | null)?.now;
    if (given === null) {
      door.clock.release();
      await door.onClockMoved();
      return { now: toIso(door.clock.now()) };
    }
    const to = parseInstant(typeof given === 'string' ? given : '', 'now');
    if (!to.ok) return answerProblem(request, reply, { code: 'PARAMETRE_INVALIDE', findings: to.findings });
    door.clock.moveTo(to.value satisfies Instant);
    await door.onClockMoved();
    return { now: toIso(door.clock.now()) };
  });
  app.post('/sandbox/reset', async (request, reply) => {
    if (fromElsewhere(request)) return answerProblem(request, reply, elsewhere, 403);
    await door.reset();
    forgetPlays();
    return reply.code(204).send();
  });
}

const html = (reply: FastifyReply, text: string): FastifyReply => reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(text);

function cardsOf(people: People, language: LabelLanguage): SandboxCards {
  return people.professionals.map(({ key, givenName, familyName, profession, specialty, cardStructure, story }) => ({
    key,
    displayName: `${givenName} ${familyName}`,
    professionLabel: professionLabel(language, profession, specialty),
    structureName: people.structures.find((structure) => structure.key === cardStructure)?.name ?? '',
    story,
  }));
}

const row = (...cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const table = (headings: readonly string[], rows: readonly string[]): string =>
  `<div class="scroll"><table><thead><tr>${headings.map((heading) => `<th scope="col">${escapeHtml(heading)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
const code = (text: string): string => `<code>${escapeHtml(text)}</code>`;

function peoplePage({ people, clock, cardUrl, materialDirectory }: SandboxDoor, language: LabelLanguage): string {
  const order = (key: string): number => (featuredPatients as readonly string[]).indexOf(key) >>> 0;
  const patients = people.patients
    .toSorted((a, b) => order(a.key) - order(b.key))
    .map(({ traits, ins, login, password, email, story }) =>
      row(
        escapeHtml(`${traits.birthFirstNames} ${traits.birthName}`),
        code(login),
        code(password),
        `<a href="/sandbox/inbox?to=${encodeURIComponent(email)}">${escapeHtml(email)}</a>`,
        code(ins.matricule),
        escapeHtml(story),
      ),
    );
  const cards = cardsOf(people, language).map(({ key, displayName, professionLabel: profession, structureName, story }) =>
    row(code(key), escapeHtml(displayName), escapeHtml(profession), escapeHtml(structureName), escapeHtml(story)),
  );
  const example = `curl --cacert ${materialDirectory}/ca.pem --cert ${materialDirectory}/cards/dr-moreau/cert.pem --key ${materialDirectory}/cards/dr-moreau/key.pem "${cardUrl}/fhir/Patient?identifier=urn:oid:${people.patients[0]!.ins.oid}%7C${people.patients[0]!.ins.matricule}"`;
  return page(
    language,
    say.title[language],
    [
      `<p>${escapeHtml(say.lead[language])}</p>`,
      `<p>${escapeHtml(say.clock[language])} <code>${toIso(clock.now())}</code>. <a href="/sandbox/inbox">${escapeHtml(say.inbox[language])}</a></p>`,
      `<p><a href="/sandbox/stories">${escapeHtml(storiesPageWording.link[language])}</a></p>`,
      `<h2>${escapeHtml(say.patients[language])}</h2><p>${escapeHtml(say.passwords[language])}</p>`,
      table(say.patientColumns[language], patients),
      `<h2>${escapeHtml(say.cards[language])}</h2>`,
      table(say.cardColumns[language], cards),
      `<h2>${escapeHtml(say.tryCard[language])}</h2><pre>${escapeHtml(example)}</pre><p><a href="/sandbox/try">${escapeHtml(say.tryLink[language])}</a></p>`,
    ].join(''),
  );
}

function inboxPage(mails: readonly ReceivedMail[], language: LabelLanguage): string {
  const articles = mails.map(
    ({ to, subject, text, receivedAt }) =>
      `<article><h2>${escapeHtml(subject)}</h2><p>${escapeHtml(to)} · <time datetime="${toIso(receivedAt)}">${toIso(receivedAt)}</time></p><pre>${escapeHtml(text)}</pre></article>`,
  );
  return page(language, say.inbox[language], articles.length === 0 ? `<p>${escapeHtml(say.empty[language])}</p>` : articles.join(''));
}

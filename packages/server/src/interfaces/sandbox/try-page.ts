// /sandbox/try: a card, a person and a call chosen from three lists, changed at will and sent; then what the door answered, why, and the same as a line
// of a terminal. Never mounted in production; the sandbox listens on the loopback, and another site's page can send nothing.

import { type SandboxAnswer, sandboxCallSchema } from '@carnet/contract';
import { type LabelLanguage, type TryName, professionLabel, sandboxWording } from '@carnet/contract/wording';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MovableClock } from '../../clock.ts';
import type { People } from '../../sandbox/people.ts';
import { answerProblem } from '../pipeline/listener.ts';
import { escapeHtml, page } from '../pipeline/page.ts';
import { languageOf } from '../pipeline/refusal-http.ts';
import { requireSameOrigin } from '../pipeline/same-origin.ts';
import { type Proposed, tryCalls } from './try-calls.ts';
import { type TryPlace, addressTried, curlOf, doorsTried, makeCall } from './try-send.ts';

export interface TryDoor extends TryPlace {
  readonly people: People;
  readonly clock: MovableClock;
  readonly cardUrl: string;
}
const say = sandboxWording.tryPage;
const script = readFileSync(join(import.meta.dirname, 'try-page-browser.mjs'));
const callNames = Object.keys(tryCalls) as TryName[];

export function tryPage(app: FastifyInstance, door: TryDoor): void {
  app.get('/sandbox/try', (request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(formPage(door, languageOf(request.headers))),
  );
  app.get('/sandbox/try/page.mjs', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script));
  app.get('/sandbox/try/call', (request, reply) => {
    const call = proposed(door, request.query as Readonly<Record<string, unknown>>, languageOf(request.headers));
    return call.ok ? reply.header('cache-control', 'no-store').send(call.value) : answerProblem(request, reply, call.refusal);
  });
  app.post('/sandbox/try', async (request, reply) => {
    const answered = await tried(door, request);
    return answered.ok ? reply.header('cache-control', 'no-store').send(answered.value) : answerProblem(request, reply, answered.refusal);
  });
}

type Group = 'none' | keyof typeof say.cardGroups;
interface CardChoice {
  readonly group: Group;
  /** Of the sandbox's material; empty: no card. */
  readonly folder: string;
  readonly label: string;
  /** Keys of who writes what is deposited with it, and of where. */
  readonly author?: string;
  readonly structure?: string;
}
function cardsOf({ professionals, structures }: People, language: LabelLanguage): readonly CardChoice[] {
  return [
    ...professionals.map(({ key, givenName, familyName, profession, specialty, cardStructure }) => ({
      group: 'professionals' as const,
      folder: `cards/${key}`,
      label: `${givenName} ${familyName}, ${professionLabel(language, profession, specialty)}`,
      author: key,
      structure: cardStructure,
    })),
    ...structures.map(({ key, name }) => ({ group: 'structures' as const, folder: `structures/${key}`, label: name, structure: key })),
    ...Object.entries(say.refusedCards).map(([why, label]) => ({ group: 'refused' as const, folder: `cards-refused/${why}`, label: label[language] })),
    { group: 'none', folder: '', label: say.noCard[language] },
  ];
}

/** Who holds no card of their own writes as the first professional of the structure, or of all. */
function proposed({ people, clock }: TryDoor, given: Readonly<Record<string, unknown>>, language: LabelLanguage): Result<Proposed> {
  const card = cardsOf(people, language).find(({ folder }) => folder === given['card']);
  const patient = people.patients.find(({ key }) => key === given['person']);
  const name = callNames.find((one) => one === given['call']);
  if (card === undefined || patient === undefined || name === undefined) return refuse('PARAMETRE_INVALIDE', [{ field: 'query', rule: 'VALEUR_HORS_LISTE' }]);
  const author =
    people.professionals.find(({ key }) => key === card.author) ??
    people.professionals.find(({ cardStructure }) => cardStructure === card.structure) ??
    people.professionals[0]!;
  const structure = people.structures.find(({ key }) => key === (card.structure ?? author.cardStructure))!;
  return ok(tryCalls[name]({ patient, author, structure, at: clock.now(), language }));
}

async function tried(door: TryDoor, request: FastifyRequest): Promise<Result<SandboxAnswer>> {
  const ours = requireSameOrigin(request);
  if (!ours.ok) return ours;
  const read = sandboxCallSchema.safeParse(request.body);
  if (!read.success)
    return refuse(
      'PARAMETRE_INVALIDE',
      read.error.issues.map(({ path }) => ({ field: path.join('.').slice(0, 80), rule: 'FORME' })),
    );
  const call = read.data;
  if (!cardsOf(door.people, 'fr').some(({ folder }) => folder === call.card))
    return refuse('PARAMETRE_INVALIDE', [{ field: 'card', rule: 'VALEUR_HORS_LISTE' }]);
  const url = addressTried(call.path, door);
  if (url === undefined) return refuse('PARAMETRE_INVALIDE', [{ field: 'path', rule: 'VALEUR_HORS_LISTE', expected: doorsTried }]);
  return ok({ ...(await makeCall(call, url, door)), curl: curlOf(call, door) });
}

const option = (value: string, text: string): string => `<option value="${escapeHtml(value)}">${escapeHtml(text)}</option>`;
const labelled = (id: string, label: string, field: string): string => `<p><label for="${id}">${escapeHtml(label)}</label>${field}</p>`;
const select = (id: string, label: string, options: string, shape = ''): string => labelled(id, label, `<select id="${id}"${shape}>${options}</select>`);
const area = (id: string, label: string, rows: number): string => labelled(id, label, `<textarea id="${id}" rows="${rows}" spellcheck="false"></textarea>`);
const block = (id: string, label: string): string =>
  `<h3 id="${id}-title">${escapeHtml(label)}</h3><pre id="${id}" tabindex="0" role="region" aria-labelledby="${id}-title"></pre>`;

function formPage({ people, cardUrl }: TryDoor, language: LabelLanguage): string {
  const cards = cardsOf(people, language);
  const ofGroup = (group: Group): string =>
    cards
      .filter((one) => one.group === group)
      .map(({ folder, label }) => option(folder, label))
      .join('');
  const groups = Object.entries(say.cardGroups).map(
    ([group, label]) => `<optgroup label="${escapeHtml(label[language])}">${ofGroup(group as Group)}</optgroup>`,
  );
  const { sending, failed, notText, characters } = say;
  const words = Object.fromEntries(Object.entries({ sending, failed, notText, characters }).map(([name, text]) => [name, text[language]]));
  const choices = [
    select('card', say.card[language], [...groups, ofGroup('none')].join('')),
    select('person', say.person[language], people.patients.map(({ key, traits }) => option(key, `${traits.birthFirstNames} ${traits.birthName}`)).join('')),
    select('call', say.call[language], callNames.map((name) => option(name, say.calls[name][language])).join('')),
  ];
  const request = [
    select('method', say.method[language], sandboxCallSchema.shape.method.options.map((one) => option(one, one)).join(''), ' class="short"'),
    labelled(
      'path',
      say.path[language],
      '<input id="path" class="path" required maxlength="4000" autocomplete="off" spellcheck="false" aria-describedby="hint">',
    ),
    `<p id="hint">${escapeHtml(say.pathHint[language])}</p>`,
    area('headers', say.headers[language], 3),
    area('body', say.body[language], 8),
    `<p><button>${escapeHtml(say.send[language])}</button></p>`,
  ];
  const answer = [
    `<h2>${escapeHtml(say.answer[language])}</h2><p id="said" role="status">${escapeHtml(say.nothingYet[language])}</p>`,
    '<div id="answer" hidden>',
    `<div id="refused" hidden><h3>${escapeHtml(say.why[language])}</h3><dl id="why"></dl></div>`,
    block('content', say.content[language]),
    block('answer-headers', say.answerHeaders[language]),
    block('curl', say.curl[language]),
    '</div>',
  ];
  return page(
    language,
    say.title[language],
    [
      `<p>${escapeHtml(say.lead[language])} <a href="/api/openapi.json">${escapeHtml(say.allAddresses[language])}</a></p>`,
      `<noscript><p>${escapeHtml(say.needsScript[language])}</p></noscript>`,
      `<form id="try" data-doors="${escapeHtml(cardUrl)}" data-words="${escapeHtml(JSON.stringify(words))}">${[...choices, ...request].join('')}</form>`,
      ...answer,
      '<script type="module" src="/sandbox/try/page.mjs"></script>',
    ].join(''),
  );
}

// /sandbox/stories: the stories of the sandbox, played step by step or whole through the real doors, what each step asked and was answered, and the
// screens that prove it. Never mounted in production; another site's page can play nothing.

import {
  type Bilingual,
  type LabelLanguage,
  type StoryName,
  professionLabel,
  sandboxWording,
  storiesPageWording as say,
  storyTold,
} from '@carnet/contract/wording';
import { displayName } from '@carnet/domain/identity';
import { refuse } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerProblem } from '../../pipeline/listener.ts';
import { escapeHtml, page } from '../../pipeline/page.ts';
import { languageOf } from '../../pipeline/refusal-http.ts';
import { elsewhere, fromElsewhere } from '../from-elsewhere.ts';
import { stories } from './all.ts';
import { type PlayPlace, type PlayState, Plays, type StepResult } from './play.ts';
import type { Act, Screen, Step, Story } from './story.ts';

const script = readFileSync(join(import.meta.dirname, 'page-browser.mjs'));
const hows = ['next', 'all', 'again'] as const;
interface Named {
  readonly Params: { readonly story: string };
}

/** What forgets the plays when the sandbox begins anew. */
export function storiesPage(app: FastifyInstance, place: Omit<PlayPlace, 'askInsi'> & { readonly publicUrl: string }): () => void {
  const plays = new Plays({
    ...place,
    askInsi: async (question) => {
      const headers = { 'host': new URL(place.publicUrl).host, 'content-type': 'application/soap+xml' };
      const { statusCode, rawPayload } = await app.inject({ method: 'POST', url: '/sandbox/insi', headers, payload: question });
      return { status: statusCode, body: rawPayload };
    },
  });
  app.addHook('onClose', () => plays.close());
  // `same-origin`: under `no-referrer`, which other pages have, a browser says of a form that it comes from nowhere.
  const html = (reply: FastifyReply, text: string): FastifyReply =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').header('referrer-policy', 'same-origin').send(text);
  const storyIn = ({ params: { story } }: FastifyRequest<Named>): Story | undefined => stories.find(({ name }) => name === story);
  const unknown = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    answerProblem(request, reply, refuse('REQUETE_MALFORMEE', [{ field: 'url', rule: 'ADRESSE_INCONNUE' }]).refusal, 404);

  app.get('/sandbox/stories', (request, reply) => html(reply, listPage(place, languageOf(request.headers))));
  app.get('/sandbox/stories/page.mjs', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script));
  app.get<Named>('/sandbox/stories/:story', (request, reply) => {
    const story = storyIn(request);
    return story === undefined ? unknown(request, reply) : html(reply, storyPage(place, story, plays.stateOf(story), languageOf(request.headers)));
  });
  // A form of the page: what it says is in its address.
  void app.register(async (forms) => {
    forms.addContentTypeParser('application/x-www-form-urlencoded', (_request, body, parsed) => {
      body.resume();
      parsed(null, undefined);
    });
    forms.post<Named & { Params: { readonly how: string } }>('/sandbox/stories/:story/:how', async (request, reply) => {
      if (fromElsewhere(request)) return answerProblem(request, reply, elsewhere, 403);
      const story = storyIn(request);
      const how = hows.find((one) => one === request.params.how);
      if (story === undefined || how === undefined) return unknown(request, reply);
      await plays.play(story, how, languageOf(request.headers));
      return reply.redirect(`/sandbox/stories/${story.name}#${plays.stateOf(story).results.length === 0 ? 'etapes' : 'etat'}`, 303);
    });
  });
  return () => plays.forget();
}

type Place = Pick<PlayPlace, 'people'>;
const nameOf = ({ people }: Place, key: string): string => {
  const patient = people.patients.find((one) => one.key === key);
  return patient === undefined ? key : displayName(patient.traits);
};

function listPage(place: Place, language: LabelLanguage): string {
  const items = stories.map(({ name, patient }) => {
    const { title, summary } = storyTold(name);
    return `<li><h2><a href="/sandbox/stories/${name}">${escapeHtml(title[language])}</a></h2><p>${escapeHtml(summary[language])}</p><p>${escapeHtml(nameOf(place, patient))}</p></li>`;
  });
  return page(language, say.title[language], `<p>${escapeHtml(say.lead[language])}</p><ul class="stories">${items.join('')}</ul>${back(language)}`);
}
const back = (language: LabelLanguage): string => `<p><a href="/sandbox">${escapeHtml(sandboxWording.title[language])}</a></p>`;

function storyPage(place: Place, story: Story, state: PlayState, language: LabelLanguage): string {
  const { title, summary } = storyTold(story.name);
  const { results } = state;
  const checked = results.filter(({ fault }) => fault === undefined).length;
  const whole = checked === story.steps.length;
  const stopped = results.at(-1)?.fault !== undefined;
  const summed = [results.length === 0 ? say.notPlayed : say.done(checked, story.steps.length), ...(whole ? [say.whole] : stopped ? [say.stopped] : [])];
  const button = (how: (typeof hows)[number], label: Bilingual): string =>
    `<form method="post" action="/sandbox/stories/${story.name}/${how}"><button>${escapeHtml(label[language])}</button></form>`;
  const buttons = whole
    ? [button('again', say.again)]
    : results.length === 0
      ? [button('all', say.playAll), button('next', say.playNext)]
      : [button('all', say.playOn), button('next', stopped ? say.retry : say.playNext), button('again', say.again)];
  return page(
    language,
    title[language],
    [
      `<p>${escapeHtml(summary[language])}</p>`,
      `<p id="etat" role="status" tabindex="-1" data-playing="${escapeHtml(say.playing[language])}">${summed.map((one) => escapeHtml(one[language])).join(' ')}</p>`,
      `<div class="buttons">${buttons.join('')}</div>`,
      `<h2 id="etapes">${escapeHtml(say.steps[language])}</h2>`,
      `<ol class="steps">${story.steps.map((step, index) => stepItem(place, story.name, step, results[index], language)).join('')}</ol>`,
      `<h2>${escapeHtml(say.screens[language])}</h2>`,
      ...(whole ? [] : [`<p>${escapeHtml(say.screensLater[language])}</p>`]),
      `<ul class="steps">${story.screens.map((screen) => screenItem(place, story, screen, whole ? state : undefined, language)).join('')}</ul>`,
      `<p><a href="/sandbox/stories">${escapeHtml(say.all[language])}</a></p>`,
      `<script type="module" src="/sandbox/stories/page.mjs"></script>`,
    ].join(''),
  );
}

const doorOf: Readonly<Record<Act['does'], keyof typeof say.doors>> = {
  'agree': 'app',
  'leave': 'app',
  'write': 'app',
  'read': 'app',
  'break-glass': 'app',
  'deposit': 'fhir',
  'list': 'fhir',
  'is-refused': 'fhir',
  'subscribe': 'fhir',
  'identify': 'insi',
  'is-told': 'hook',
  'is-mailed': 'mail',
};

function holderOf({ people }: Place, key: string, language: LabelLanguage): string {
  const { givenName, familyName, profession, specialty, cardStructure } = people.professionals.find((one) => one.key === key)!;
  const structure = people.structures.find((one) => one.key === cardStructure)!;
  return `${givenName} ${familyName}, ${professionLabel(language, profession, specialty)}, ${structure.name}`;
}

function stepItem(place: Place, story: StoryName, { name, by, act }: Step, result: StepResult | undefined, language: LabelLanguage): string {
  const who = [...(by === undefined ? [] : [holderOf(place, by, language)]), say.doors[doorOf[act.does]][language]].join(' · ');
  const state = result === undefined ? 'waiting' : result.fault === undefined ? 'held' : 'failed';
  return [
    `<li class="${state}"><p><strong>${escapeHtml(storyTold(story).steps[name]![language])}</strong></p>`,
    `<p class="who">${escapeHtml(who)}</p>`,
    `<p class="state">${escapeHtml(say.states[state][language])}${result === undefined ? '' : `, ${escapeHtml(say.took(result.milliseconds)[language])}`}</p>`,
    ...(result === undefined ? [] : [told(result, language)]),
    '</li>',
  ].join('');
}

function told({ fault, reason, status, exchanges }: StepResult, language: LabelLanguage): string {
  const said = fault === undefined ? '' : `<p>${escapeHtml(say.faults[fault][language].replace('%', String(status ?? '')))}</p>`;
  const refused =
    reason === undefined
      ? ''
      : `<p>${escapeHtml(say.refusedBecause[language])} <a href="/docs/erreurs#${escapeHtml(reason.code)}"><code>${escapeHtml(reason.code)}</code></a>. ${escapeHtml(reason.text)}</p>`;
  const calls = exchanges.map(
    ({ method, path, status: answered, milliseconds }) => `<li><code>${escapeHtml(`${method} ${path}`)}</code> → ${answered}, ${milliseconds} ms</li>`,
  );
  const technical = calls.length === 0 ? '' : `<details><summary>${escapeHtml(say.technical[language])}</summary><ul>${calls.join('')}</ul></details>`;
  return `${said}${refused}${technical}`;
}

/** Undefined: the story is not played. */
function screenItem(place: Place, { name: story }: Story, screen: Screen, state: PlayState | undefined, language: LabelLanguage): string {
  const { name, card, person, document, breaksGlass } = screen;
  const label = storyTold(story).screens[name]![language];
  if (state?.dossier === undefined) return `<li>${escapeHtml(label)}</li>`;
  if (card !== undefined) {
    const id = document === undefined ? undefined : state.documents.get(document);
    const path = `/pro/dossier/${state.dossier}${id === undefined ? '' : `/document/${id}`}`;
    const known = { card, path, dossier: state.dossier, ...(breaksGlass === true ? { reason: say.reason.fr } : {}) };
    const words = { opening: say.opening[language], failed: say.failedToOpen[language] };
    const holder = place.people.professionals.find(({ key }) => key === card)!;
    return `<li><p>${escapeHtml(label)}</p><p><button data-screen="${escapeHtml(JSON.stringify({ ...known, words }))}">${escapeHtml(say.openAs(`${holder.givenName} ${holder.familyName}`)[language])}</button></p><p role="status"></p></li>`;
  }
  const { login, password, email, traits } = place.people.patients.find(({ key }) => key === person)!;
  return `<li><p>${escapeHtml(label)}</p><p>${escapeHtml(say.personSignsIn(displayName(traits), login, password)[language])}</p><p><a href="/">${escapeHtml(say.openSpace[language])}</a> · <a href="/sandbox/inbox?to=${encodeURIComponent(email)}">${escapeHtml(say.theirInbox[language])}</a></p></li>`;
}

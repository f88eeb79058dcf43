// The portal of an establishment of the sandbox: somebody of the hospital signs in there with two factors (simulated), and opens Carnet. The portal
// then does what the hospital's program would: with the hospital's certificate and its signature, on this machine's own listener of cards.

import { type LabelLanguage, portalWording as say, professionLabel } from '@carnet/contract/wording';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { portalStructure } from '../../sandbox/care-service.ts';
import type { People } from '../../sandbox/people.ts';
import { answerProblem } from '../pipeline/listener.ts';
import { escapeHtml, page } from '../pipeline/page.ts';
import { languageOf } from '../pipeline/refusal-http.ts';
import { elsewhere, fromElsewhere } from './from-elsewhere.ts';
import { portalAssertion } from './portal-assertion.ts';
import { makeCall } from './try-send.ts';

interface PortalPlace {
  readonly people: People;
  readonly ownCardUrl: string;
  readonly materialDirectory: string;
}

const path = '/sandbox/portail';

/** Under `no-referrer` a browser posts a form with no origin (`null`), and says in another header whether the page was ours. */
const isForeign = (request: FastifyRequest): boolean => {
  const site = request.headers['sec-fetch-site'];
  return site === undefined ? fromElsewhere(request) : site !== 'same-origin';
};

export function portalPage(app: FastifyInstance, place: PortalPlace): void {
  const { people } = place;
  const hospital = people.structures.find(({ key }) => key === portalStructure)!;
  const users = people.professionals.filter(({ structures }) => structures.includes(hospital.id));
  const html = (reply: FastifyReply, text: string): FastifyReply => reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(text);
  const form = (language: LabelLanguage, refused = ''): string =>
    page(
      language,
      say.title[language](hospital.name),
      [
        `<p>${escapeHtml(say.lead[language])}</p>`,
        refused === '' ? '' : `<p role="alert"><strong>${escapeHtml(say.refused[language])}</strong> ${escapeHtml(refused)}</p>`,
        `<form method="post" action="${path}"><p><label for="qui">${escapeHtml(say.who[language])}</label><select id="qui" name="qui">`,
        ...users.map(
          ({ key, givenName, familyName, profession, specialty }) =>
            `<option value="${key}">${escapeHtml(`${givenName} ${familyName}, ${professionLabel(language, profession, specialty)}`)}</option>`,
        ),
        `</select></p><p>${escapeHtml(say.factors[language])}</p>`,
        `<p><button name="facteurs" value="two">${escapeHtml(say.two[language])}</button></p>`,
        `<p><button name="facteurs" value="one">${escapeHtml(say.one[language])}</button></p></form>`,
      ].join(''),
    );
  void app.register(async (mount) => {
    mount.removeAllContentTypeParsers();
    mount.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 4_096 }, (_request, body, parsed) =>
      parsed(null, Object.fromEntries(new URLSearchParams(body as string))),
    );
    mount.get(path, async (request, reply) => html(reply, form(languageOf(request.headers))));
    mount.post(path, async (request, reply) => {
      if (isForeign(request)) return answerProblem(request, reply, elsewhere, 403);
      const { qui, facteurs } = (request.body ?? {}) as Readonly<Record<string, unknown>>;
      const user = users.find(({ key }) => key === qui);
      if (user === undefined) return html(reply, form(languageOf(request.headers)));
      const folder = join(place.materialDirectory, 'structures', hospital.key);
      const [certificate, key] = await Promise.all([readFile(join(folder, 'sign-cert.pem')), readFile(join(folder, 'sign-key.pem'))]);
      const { id, givenName, familyName, profession, specialty } = user;
      const named = {
        idNat: id,
        name: `${familyName} ${givenName}`,
        profession,
        specialty,
        structure: hospital.id,
        sector: hospital.sector,
        factors: facteurs === 'one' ? 'one' : 'two',
      } as const;
      const assertion = portalAssertion(named, new X509Certificate(certificate), createPrivateKey(key), new Date());
      const call = {
        card: `structures/${hospital.key}`,
        method: 'POST',
        path: '/AccesDirect/lancement',
        headers: { 'content-type': 'application/json', 'accept-language': languageOf(request.headers) },
        body: JSON.stringify({ assertion: Buffer.from(assertion).toString('base64url') }),
      } as const;
      const { status, body = '{}' } = await makeCall(call, new URL(call.path, place.ownCardUrl), place);
      const answer = JSON.parse(body) as { readonly url?: string; readonly title?: string; readonly findings?: readonly { readonly text: string }[] };
      if (status === 201 && answer.url !== undefined) return reply.redirect(answer.url, 303);
      return html(reply, form(languageOf(request.headers), [answer.title, ...(answer.findings ?? []).map(({ text }) => text)].join('. ')));
    });
  });
}

// /sandbox/service: a service of care as anybody would write one, to be opened from a record in the professionals' app. Its page is a SMART client in the
// browser, with nothing but what Carnet tells any client. Never mounted in production.

import { sandboxWording } from '@carnet/contract/wording';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleService } from '../../sandbox/care-service.ts';
import { escapeHtml, page } from '../pipeline/page.ts';
import { languageOf } from '../pipeline/refusal-http.ts';
import { launchIss } from '../pipeline/service-metadata.ts';

const say = sandboxWording.servicePage;
const script = readFileSync(join(import.meta.dirname, 'service-page-browser.mjs'));

export function servicePage(app: FastifyInstance, { publicUrl }: { readonly publicUrl: string }): void {
  const show = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(written(languageOf(request.headers), publicUrl));
  app.get('/sandbox/service', show);
  app.get('/sandbox/service/launch', show);
  app.get('/sandbox/service/page.mjs', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script));
}

function written(language: 'fr' | 'en', publicUrl: string): string {
  const { title, lead, again, columns, ...rest } = say;
  const { id, redirectUri } = sampleService(publicUrl);
  const words = Object.fromEntries(Object.entries(rest).map(([name, text]) => [name, text[language]]));
  const known = { client: id, redirectUri, iss: launchIss(publicUrl), words };
  return page(
    language,
    title[language],
    [
      `<p>${escapeHtml(lead[language])}</p>`,
      `<p id="said" role="status">${escapeHtml(say.needsScript[language])}</p>`,
      `<div class="scroll" id="found" hidden><table><thead><tr>${columns[language].map((one) => `<th scope="col">${escapeHtml(one)}</th>`).join('')}</tr></thead><tbody id="documents"></tbody></table></div>`,
      `<p><button id="again" hidden>${escapeHtml(again[language])}</button></p>`,
      `<script type="module" src="/sandbox/service/page.mjs" id="script" data-known="${escapeHtml(JSON.stringify(known))}"></script>`,
    ].join(''),
  );
}

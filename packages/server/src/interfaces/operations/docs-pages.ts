// `/docs`: where the doors are, and what each refusal code means. Made from the wording itself, so that it cannot lag behind.

import { type LabelLanguage, findingWording, refusalWording } from '@carnet/contract/wording';
import type { RefusalCode } from '@carnet/domain/kernel';
import type { FastifyInstance } from 'fastify';
import { httpStatusOf, languageOf } from '../pipeline/refusal-http.ts';
import { escapeHtml, page, pageStyle } from '../pipeline/page.ts';

export interface DocsLinks {
  readonly publicUrl: string;
  readonly cardUrl: string;
  readonly sandbox: boolean;
}

const words = {
  title: { fr: 'Carnet : les portes', en: 'Carnet: the doors' },
  errors: { fr: 'Les refus, un par un', en: 'Refusals, one by one' },
  findings: { fr: 'Les points relevés', en: 'Findings' },
  patient: { fr: 'Application des patients', en: 'Patients’ app' },
  professional: { fr: 'Application des professionnels', en: 'Professionals’ app' },
  oidc: { fr: 'Connexion (OpenID Connect)', en: 'Sign-in (OpenID Connect)' },
  fhir: { fr: 'FHIR R4 (PDSm) : ce que la porte sait faire', en: 'FHIR R4 (PDSm): what the door can do' },
  soap: {
    fr: 'SOAP (patients, habilitations, registry, repository) : ce que la porte sait faire',
    en: 'SOAP (patients, habilitations, registry, repository): what the door can do',
  },
  api: { fr: 'Toutes les adresses, pour les programmes (OpenAPI 3.1)', en: 'Every address, for programs (OpenAPI 3.1)' },
  try: { fr: 'Essayer les appels des logiciels avec une carte du bac à sable', en: 'Try the calls of software with a card of the sandbox' },
  sandbox: { fr: 'Bac à sable : personnes, cartes, courrier, horloge', en: 'Sandbox: people, cards, mail, clock' },
} as const satisfies Record<string, Record<LabelLanguage, string>>;

export function docsDoor(app: FastifyInstance, links: DocsLinks): void {
  app.get('/docs/style.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(pageStyle));
  app.get('/docs', async (request, reply) => {
    const language = languageOf(request.headers);
    const rows: readonly (readonly [keyof typeof words, string])[] = [
      ['patient', `${links.publicUrl}/`],
      ['professional', `${links.publicUrl}/pro`],
      ['oidc', `${links.publicUrl}/oidc/.well-known/openid-configuration`],
      ['fhir', `${links.cardUrl}/fhir/metadata`],
      ['soap', `${links.cardUrl}/si-dmp-server/v2/services/registry?wsdl`],
      ['api', `${links.publicUrl}/api/openapi.json`],
      ...(links.sandbox
        ? ([
            ['try', `${links.publicUrl}/sandbox/try`],
            ['sandbox', `${links.publicUrl}/sandbox`],
          ] as const)
        : []),
      ['errors', '/docs/erreurs'],
    ];
    const items = rows.map(([key, url]) => `<li><a href="${escapeHtml(url)}">${words[key][language]}</a></li>`).join('');
    return reply.type('text/html; charset=utf-8').send(page(language, words.title[language], `<ul>${items}</ul>`));
  });
  app.get('/docs/erreurs', async (request, reply) => {
    const language = languageOf(request.headers);
    const codes = (Object.keys(refusalWording) as RefusalCode[])
      .map((code) => {
        const { title, why, remedy } = refusalWording[code];
        return `<h2 id="${code}"><code>${code}</code> · ${httpStatusOf[code]} · ${escapeHtml(title[language])}</h2><p>${escapeHtml(why[language])} ${escapeHtml(remedy[language])}</p>`;
      })
      .join('');
    const rules = Object.entries(findingWording)
      .map(([rule, sentence]) => `<dt id="${rule}"><code>${rule}</code></dt><dd>${escapeHtml(sentence[language])}</dd>`)
      .join('');
    return reply.type('text/html; charset=utf-8').send(page(language, words.errors[language], `${codes}<h2>${words.findings[language]}</h2><dl>${rules}</dl>`));
  });
}

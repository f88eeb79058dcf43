// GET /fhir/StructureDefinition?url=… and so for the other resources that say what Carnet's own extensions, codes, operations and parameters mean.
// Open, as the CapabilityStatement that names them: whoever validates an answer needs no card. There are a few dozen: no pages.

import { type Definition, definitionTypes, writeDefinitions, writeSearchset } from '@carnet/codecs/fhir';
import { findingWording, refusalWording } from '@carnet/contract/wording';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { FhirDeps } from './call.ts';
import { sendRefusal, sendResource, warningsOutcome } from './outcome.ts';

const refusals = {
  ...Object.fromEntries(Object.entries(refusalWording).map(([code, { title }]) => [code, title])),
  ...findingWording,
};

/** Of any address of these: whose pages may read it from a browser. */
export const definitionAddress = new RegExp(`/(?:${definitionTypes.join('|')})(?:/[^/]*)?$`);

export function definitionRoutes(app: FastifyInstance, { baseUrl, version }: Pick<FhirDeps, 'baseUrl' | 'version'>): void {
  const definitions = writeDefinitions({ version, refusals });
  const entryOf = (resource: Definition) => ({ fullUrl: `${baseUrl}/${resource.resourceType}/${resource.id}`, resource });
  for (const type of definitionTypes) {
    const ofType = definitions.filter(({ resourceType }) => resourceType === type);
    app.get(`/${type}`, (request, reply) => {
      const asked = [...new URLSearchParams(request.url.split('?').slice(1).join('?'))];
      const urls = asked.filter(([name]) => name === 'url').map(([, value]) => value.split(','));
      const found = ofType.filter(({ url }) => urls.every((any) => any.includes(url)));
      const ignored = asked
        .filter(([name]) => name !== 'url' && name !== '_format')
        .map(([name]) => ({ field: name.slice(0, 100), rule: 'PARAMETRE_INCONNU' }));
      return sendResource(
        reply,
        writeSearchset({
          entries: found.map(entryOf),
          total: found.length,
          self: `${baseUrl}/${type}${urls.length === 0 ? '' : `?${urls.map((any) => `url=${encodeURIComponent(any.join(','))}`).join('&')}`}`,
          ...(ignored.length === 0 ? {} : { outcome: warningsOutcome(ignored) }),
        }),
      );
    });
    app.get(`/${type}/:id`, (request: FastifyRequest, reply) => {
      const { id } = request.params as { readonly id: string };
      const found = ofType.find((one) => one.id === id);
      return found === undefined
        ? sendRefusal(reply, { code: 'REQUETE_MALFORMEE', findings: [{ field: 'url', rule: 'ADRESSE_INCONNUE' }] }, 404)
        : sendResource(reply, found);
    });
  }
}

// The question a service asks: for which record, and which of its purposes. Answered by the person who has just given both factors, in the browser
// that began it, from our own page; saying no is one press, and opens nothing.

import { type PairingDone, type PairingQuestion, pairingAnswerSchema } from '@carnet/contract';
import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import { parseDossierId } from '@carnet/domain/dossier';
import { plusDays, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import type { Caller } from '../../application/caller.ts';
import { listRecords } from '../../application/list-records.ts';
import { agreedAmong, pairService, pairingDays } from '../../application/pair-service.ts';
import type { Account, AccountPorts, Ports, Service, ServiceRegister } from '../../ports/index.ts';
import { keepGrantedRecord, revokeGrant } from '../pipeline/bearer.ts';
import { answerProblem as answerRefusal } from '../pipeline/listener.ts';
import { requireSameOrigin } from '../pipeline/same-origin.ts';
import { grantable } from '../pipeline/smart-scopes.ts';
import { agreementPrompt, requiredAcr } from './provider.ts';
import { grantSeconds } from './services.ts';
import { refused } from './sign-in-refusal.ts';
import { answerProblem, interactionOf, readBody } from './sign-in-routes.ts';

export interface PairingDeps {
  readonly ports: AccountPorts;
  readonly records: Ports;
  readonly services: ServiceRegister;
}
type Interaction = InstanceType<Provider['Interaction']>;
interface Asked {
  readonly interaction: Interaction;
  readonly account: Account;
  readonly service: Service;
  readonly scopes: readonly string[];
}

export function pairingRoutes(app: FastifyInstance, deps: PairingDeps, provider: Provider): void {
  const { ports, services } = deps;
  const asked =
    (act: (asked: Asked, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) => async (request: FastifyRequest, reply: FastifyReply) => {
      const ours = requireSameOrigin(request);
      const interaction = ours.ok ? await interactionOf(provider, request, reply, agreementPrompt) : undefined;
      const { accountId, acr } = interaction?.session ?? {};
      const account = accountId === undefined || acr !== requiredAcr ? undefined : await ports.accounts.byPersonne(accountId as PersonneId);
      const service = account === undefined ? undefined : await services.find(String(interaction?.params['client_id']));
      if (interaction === undefined || account === undefined || service?.state !== 'EN_LIGNE')
        return answerProblem(request, reply, ports.clock, refused(ours.ok ? 'CONNEXION_EXPIREE' : 'REQUETE_MALFORMEE'));
      return act({ interaction, account, service, scopes: String(interaction.params['scope'] ?? '').split(' ') }, request, reply);
    };

  app.get(
    '/api/pairing/:uid',
    asked(async (question, _request, reply) => reply.send(await questionOf(deps, question))),
  );
  app.post(
    '/api/pairing/:uid/refuse',
    asked(async ({ interaction }, _request, reply) => {
      interaction.result = { error: 'access_denied', error_description: 'the person refused' };
      await interaction.persist();
      return reply.send({ redirectTo: interaction.returnTo } satisfies PairingDone);
    }),
  );
  app.post(
    '/api/pairing/:uid',
    asked(async (question, request, reply) => {
      const input = readBody(request.body, pairingAnswerSchema);
      if (!input.ok) return answerProblem(request, reply, ports.clock, input);
      const dossier = parseDossierId(input.value.dossierId);
      if (!dossier.ok) return answerProblem(request, reply, ports.clock, refused('REQUETE_MALFORMEE'));
      return pair(deps, provider, question, { dossier: dossier.value, purposes: input.value.purposes }, request, reply);
    }),
  );
}

async function questionOf({ ports, records }: PairingDeps, { account, service, scopes }: Asked): Promise<PairingQuestion> {
  const { own, ties } = await listRecords(records, account.personne, account.dossier);
  const children = ties.filter((tie) => tie.opens && tie.kind === 'representant' && tie.representation === 'parent');
  return {
    service: { name: service.name, publisher: service.publisher },
    purposes: service.purposes.map(({ code, label, reads, writes }) => ({ code, label, reads: [...reads], writes: [...writes] })),
    records: [
      { dossierId: own, displayName: account.displayName, own: true },
      ...children.map(({ dossier, titulaireName }) => ({ dossierId: dossier, displayName: titulaireName, own: false })),
    ],
    offline: scopes.includes('offline_access'),
    until: toIso(plusDays(ports.clock.now(), pairingDays)),
  };
}

async function pair(
  { ports, records, services }: PairingDeps,
  provider: Provider,
  { interaction, account, service, scopes }: Asked,
  chosen: { readonly dossier: DossierId; readonly purposes: readonly string[] },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const agreed = agreedAmong(service.purposes, chosen.purposes);
  const granted = grantable(scopes, { reads: agreed.flatMap(({ reads }) => reads), writes: agreed.flatMap(({ writes }) => writes) });
  const grant = new provider.Grant({ clientId: service.id, accountId: account.personne });
  if (granted.length > 0) grant.addOIDCScope(granted.join(' '));
  const kept = scopes.filter((scope) => !granted.includes(scope));
  if (kept.length > 0) grant.rejectOIDCScope(kept.join(' '));
  const grantId = await grant.save();
  const caller = await callerOn(records, account, chosen.dossier, request.id);
  const paired = await pairService(records, caller, { id: chosen.dossier }, { service, purposes: chosen.purposes, grant: grantId });
  if (!paired.ok) {
    await grant.destroy();
    return answerRefusal(request, reply, paired.refusal);
  }
  const { dossier, ins, dropped } = paired.value;
  for (const one of dropped) await revokeGrant(ports.artefacts, one);
  await keepGrantedRecord(ports.artefacts, { grantId, dossier, ins, idPe: services.pseudonymOf(service.id, dossier) }, grantSeconds);
  // With what the sign-in before said: the provider asks it again otherwise.
  interaction.result = { ...interaction.lastSubmission, [agreementPrompt]: { grantId } };
  await interaction.persist();
  return reply.send({ redirectTo: interaction.returnTo } satisfies PairingDone);
}

/** The person, as what ties them to this record. */
async function callerOn(records: Ports, { personne, dossier: own, displayName }: Account, dossier: DossierId, requestId: string): Promise<Caller> {
  const tie = dossier === own ? 'titulaire' : await records.transactions.run(({ ties }) => ties.kindOf(personne, dossier, records.clock.now()));
  return { actor: { kind: tie ?? 'titulaire', personne, factors: 2 }, mode: 'normal', context: { door: 'patient', actorName: displayName, requestId } };
}

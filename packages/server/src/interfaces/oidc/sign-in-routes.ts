// JSON routes of the sign-in and of the recovery, as packages/contract says. A sign-in answers only to the browser that began it.

import {
  codeSchema,
  credentialsSchema,
  newPasswordSchema,
  passkeyAnswerSchema,
  recoveryCompleteSchema,
  recoveryStartSchema,
  type SignInState,
} from '@carnet/contract';
import type { PersonneId } from '@carnet/domain/dossier';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import type { z } from 'zod';
import type { AccountPorts, Clock } from '../../ports/index.ts';
import { questionToSignIn, submitPasskey } from './passkeys.ts';
import type { RelyingParty } from './passkey-ceremony.ts';
import { type SignInMeans, acceptedAmr, type agreementPrompt, interactionCookie, requiredAcr } from './provider.ts';
import { completeRecovery, startRecovery } from './recovery.ts';
import { type SignInCall, currentStep, resendCode, submitCode, submitCredentials, submitNewPassword } from './sign-in.ts';
import { type RefusedStep, type Step, done, languageOf, problemOf, refused, secondsUntil } from './sign-in-refusal.ts';

type Interaction = InstanceType<Provider['Interaction']>;

export function signInRoutes(app: FastifyInstance, ports: AccountPorts, provider: Provider, party: RelyingParty): void {
  const step = async <T = never>(request: FastifyRequest, reply: FastifyReply, act: (call: SignInCall) => Promise<Step<SignInState | T>>): Promise<unknown> => {
    const interaction = await interactionOf(provider, request, reply);
    if (interaction === undefined) return answerProblem(request, reply, ports.clock, refused('CONNEXION_EXPIREE'));
    if (interaction.result?.login !== undefined) return reply.send({ step: 'done', redirectTo: interaction.returnTo } satisfies SignInState);
    const outcome = await act({ uid: interaction.uid, address: request.ip, requestId: request.id });
    return outcome.ok ? reply.send(outcome.value) : answerProblem(request, reply, ports.clock, outcome);
  };
  const given =
    <Schema extends z.ZodType>(request: FastifyRequest, schema: Schema, act: (call: SignInCall, input: z.infer<Schema>) => Promise<Step<SignInState>>) =>
    async (call: SignInCall): Promise<Step<SignInState>> => {
      const input = readBody(request.body, schema);
      return input.ok ? act(call, input.value) : input;
    };

  const ended = async ({ uid }: SignInCall, means: SignInMeans, personne: Step<PersonneId>): Promise<Step<SignInState>> =>
    personne.ok ? done({ step: 'done', redirectTo: await finish(provider, uid, personne.value, means) }) : personne;

  app.get('/api/sign-in/:uid', (request, reply) => step(request, reply, async ({ uid }) => done(await currentStep(ports, uid))));
  app.post('/api/sign-in/:uid/identifier', (request, reply) =>
    step(
      request,
      reply,
      given(request, credentialsSchema, (call, input) => submitCredentials(ports, call, input)),
    ),
  );
  app.post('/api/sign-in/:uid/password', (request, reply) =>
    step(
      request,
      reply,
      given(request, newPasswordSchema, ({ uid }, input) => submitNewPassword(ports, uid, input)),
    ),
  );
  app.post('/api/sign-in/:uid/resend', (request, reply) => step(request, reply, ({ uid }) => resendCode(ports, uid)));
  app.post('/api/sign-in/:uid/code', (request, reply) =>
    step(
      request,
      reply,
      given(request, codeSchema, async (call, input) => {
        return ended(call, 'password', await submitCode(ports, call, input));
      }),
    ),
  );
  app.post('/api/sign-in/:uid/passkey/options', (request, reply) => step(request, reply, (call) => questionToSignIn(ports, party, call)));
  app.post('/api/sign-in/:uid/passkey', (request, reply) =>
    step(
      request,
      reply,
      given(request, passkeyAnswerSchema, async (call, input) => {
        return ended(call, 'passkey', await submitPasskey(ports, party, call, input));
      }),
    ),
  );
}

export function recoveryRoutes(app: FastifyInstance, ports: AccountPorts): void {
  const underWay = new Set<Promise<void>>();
  app.addHook('onClose', async () => void (await Promise.all(underWay)));

  app.post('/api/recovery/start', async (request, reply) => {
    const input = readBody(request.body, recoveryStartSchema);
    if (!input.ok) return answerProblem(request, reply, ports.clock, input);
    // After the answer, whose time must not tell a known login from an unknown one.
    const work: Promise<void> = startRecovery(ports, request.ip, input.value.login)
      .catch((error: unknown) => request.log.error({ err: error }, 'a recovery could not start'))
      .finally(() => underWay.delete(work));
    underWay.add(work);
    return reply.code(202).send();
  });
  app.post('/api/recovery/complete', async (request, reply) => {
    const input = readBody(request.body, recoveryCompleteSchema);
    const outcome = input.ok ? await completeRecovery(ports, request, input.value) : input;
    return outcome.ok ? reply.code(204).send() : answerProblem(request, reply, ports.clock, outcome);
  });
}

export const readBody = <Schema extends z.ZodType>(body: unknown, schema: Schema): Step<z.infer<Schema>> => {
  const read = schema.safeParse(body ?? {});
  if (read.success) return done(read.data);
  return refused(
    'REQUETE_MALFORMEE',
    read.error.issues.map((issue) => ({ field: issue.path.join('.'), rule: 'FORME' })),
  );
};

/** The live sign-in, or question of a service, of this browser; undefined: unknown, ended, or another browser's. */
export async function interactionOf(
  provider: Provider,
  request: FastifyRequest,
  reply: FastifyReply,
  prompt: 'login' | typeof agreementPrompt = 'login',
): Promise<Interaction | undefined> {
  const { uid } = request.params as { uid: string };
  // The provider's own cookie reader checks the signature.
  const cookie = provider.createContext(request.raw, reply.raw).cookies.get(interactionCookie(provider.issuer), { signed: true });
  if (cookie === undefined || cookie !== uid) return undefined;
  const interaction = await provider.Interaction.find(uid);
  return interaction?.prompt.name === prompt ? interaction : undefined;
}

/** Tells the provider who signed in and how; where the browser goes next. */
async function finish(provider: Provider, uid: string, personne: PersonneId, means: SignInMeans): Promise<string> {
  const interaction = await provider.Interaction.find(uid);
  if (interaction === undefined) throw new Error('the sign-in ended while its last step was checked');
  interaction.result = { login: { accountId: personne, acr: requiredAcr, amr: [...acceptedAmr[means]], remember: false } };
  await interaction.persist();
  return interaction.returnTo;
}

export function answerProblem(request: FastifyRequest, reply: FastifyReply, clock: Clock, { refusal }: RefusedStep): FastifyReply {
  const now = clock.now();
  const problem = problemOf(refusal, languageOf(request.headers['accept-language']), now);
  if (refusal.retryAt !== undefined) reply.header('retry-after', secondsUntil(refusal.retryAt, now));
  return reply.code(problem.status).type('application/problem+json').send(problem);
}

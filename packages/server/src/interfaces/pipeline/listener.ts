// One HTTP listener with what every door shares: request ids, logs and measures by route, security headers, the Host check of the
// sandbox, and answers for what no door answers. Doors are plugins mounted on it by main.ts.

import helmet from '@fastify/helmet';
import { constants, randomUUID } from 'node:crypto';
import { type Refusal, type RefusalCode } from '@carnet/domain/kernel';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { Clock } from '../../ports/index.ts';
import { type RateLimits, addressKey } from './rate-limits.ts';
import { type Failure, outageOf } from './outage.ts';
import { languageOf, problemOf } from './refusal-http.ts';

export interface ListenerOptions {
  readonly log: Logger;
  /** Undefined: clear HTTP. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer; readonly ca: Buffer };
  /** Hosts this listener answers to (`localhost:8080`); undefined: any, behind a reverse proxy that checks. Against DNS rebinding. */
  readonly hosts: readonly string[] | undefined;
  /** Tells browsers to come back over TLS only. Never on a loopback sandbox, where it would break the clear listener of the same host. */
  readonly strictTransport: boolean;
  readonly onAnswer: (request: FastifyRequest, reply: FastifyReply) => void;
  readonly limits: RateLimits;
  /** Addresses whose `X-Forwarded-*` are believed: a reverse proxy's. None unless told. */
  readonly trustedProxies?: readonly string[];
  /** Whose time is the Date of every answer: screens tell deadlines by it. Undefined: the machine's. */
  readonly clock?: Clock;
}

/** Node reads no header longer. */
const longestAddress = 16 * 1024;
function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0]!);
    return true;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}

/** Largest body unless a door says otherwise. */
const bodyLimitBytes = 1024 * 1024;
/** After which a 503 may be tried again: a database started again is back within this. */
const retryAfterSeconds = '5';
const requestIdShape = /^[\w.-]{8,64}$/;

/**
 * What the DMP announces to software (PDT-INF-579 v4) and the same with an ECDSA certificate, then TLS 1.3. All have forward secrecy;
 * the CBC suite is last, for software that has no other. Whoever resumes or renegotiates gets nothing weaker.
 */
const transport = {
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.3',
  ciphers: [
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'TLS_AES_128_GCM_SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-RSA-CHACHA20-POLY1305',
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES256-SHA384',
  ].join(':'),
  ecdhCurve: 'X25519:P-256:P-384',
  honorCipherOrder: true,
  secureOptions: constants.SSL_OP_NO_RENEGOTIATION | constants.SSL_OP_NO_COMPRESSION,
} as const;

/** Features of browsers that no screen of ours asks for, but one that reads a code with the camera. */
const policyWith = (camera: '()' | '(self)'): string =>
  [`camera=${camera}`, ...['display-capture', 'geolocation', 'microphone', 'midi', 'payment', 'serial', 'usb'].map((feature) => `${feature}=()`)].join(', ');
const permissionsPolicy = policyWith('()');
/** Of the pages of an app that scans. */
export const scanningPolicy = policyWith('(self)');

export async function openListener({
  log,
  tls,
  hosts,
  strictTransport,
  onAnswer,
  clock,
  limits,
  trustedProxies = [],
}: ListenerOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimitBytes,
    requestTimeout: 120_000,
    forceCloseConnections: 'idle',
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    // The framework answers by itself, past every hook, an address it cannot decode or finds long: neither ever is.
    rewriteUrl: ({ url = '/' }) => (isDecodable(url) ? url : '/adresse-illisible'),
    routerOptions: { maxParamLength: longestAddress },
    genReqId: (request) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && requestIdShape.test(given) ? given : randomUUID();
    },
    // Every visitor is asked for a card, nobody is turned away here: doors answer for each fault (pipeline/card.ts).
    ...(tls === undefined ? {} : { https: { ...tls, ...transport, requestCert: true, rejectUnauthorized: false } }),
  }) as unknown as FastifyInstance;

  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id).header('permissions-policy', permissionsPolicy);
    if (clock !== undefined) void reply.header('date', new Date(clock.now()).toUTCString());
    if (hosts !== undefined && !hosts.includes(request.host.toLowerCase()))
      return answerProblem(request, reply, { code: 'REQUETE_MALFORMEE', findings: [{ field: 'Host', rule: 'ORIGINE_REFUSEE' }] }, 421);
    const spent = limits.spend(reply, 'address', addressKey(request.ip));
    return spent.ok ? undefined : answerProblem(request, reply, spent.refusal);
  });
  app.addHook('onSend', async (_request, reply, payload) => {
    if (reply.statusCode === 503 && !reply.hasHeader('retry-after')) void reply.header('retry-after', retryAfterSeconds);
    return payload;
  });
  app.addHook('onResponse', async (request, reply) => {
    onAnswer(request, reply);
    log.info(
      { id: request.id, method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        manifestSrc: ["'self'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
      },
    },
    strictTransportSecurity: strictTransport ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    crossOriginEmbedderPolicy: false,
  });
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const { refusal, status } = refusalOfError(error);
    if (status >= 500) log.error({ id: request.id, route: request.routeOptions.url ?? 'none', err: error }, 'failed');
    return answerProblem(request, reply, refusal, status);
  });
  return app;
}

export const answerProblem = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal, status?: number): FastifyReply => {
  const problem = problemOf(refusal, languageOf(request.headers), status);
  if (refusal.retryAfterSeconds !== undefined) void reply.header('retry-after', String(refusal.retryAfterSeconds));
  return reply.code(problem.status).type('application/problem+json').send(problem);
};

const refused = (status: number, code: RefusalCode, rule?: string): { refusal: Refusal; status: number } => ({
  status,
  refusal: { code, findings: rule === undefined ? [] : [{ field: 'body', rule }] },
});

/** What an exception means to the caller; only those of programmers and of the database come out as 5xx. */
export function refusalOfError(error: Failure & { readonly statusCode?: number | undefined }): { refusal: Refusal; status: number } {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return refused(413, 'CONTENU_TROP_GRAND', 'CONTENU_TROP_GRAND');
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return refused(415, 'REQUETE_MALFORMEE', 'MEDIA_TYPE');
  if (error.code === 'FST_ERR_CTP_INVALID_JSON_BODY' || error.code === 'FST_ERR_CTP_EMPTY_JSON_BODY')
    return refused(400, 'REQUETE_MALFORMEE', 'JSON_MAL_FORME');
  if (error.statusCode === 429) return refused(429, 'TROP_DE_DEMANDES');
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) return refused(error.statusCode, 'REQUETE_MALFORMEE');
  const outage = outageOf(error);
  return outage === undefined ? refused(500, 'SERVICE_INDISPONIBLE') : refused(503, outage);
}

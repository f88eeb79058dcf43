// The sandbox's mail server: takes every message on a loopback port, keeps it parsed, and shows it at GET /sandbox/mail?to=ADDRESS.
// Delivers nothing anywhere. Never started in production, where the route does not exist either.

import type { SandboxMail } from '@carnet/contract';
import { type Instant, toIso } from '@carnet/domain/kernel';
import type { FastifyPluginAsync } from 'fastify';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { Clock, ReceivedMail, SandboxMailStore } from '../../ports/index.ts';

export interface SandboxInboxDeps {
  readonly mails: SandboxMailStore;
  readonly clock: Clock;
  /** 0: any free port. */
  readonly port: number;
}
export interface SandboxInbox {
  readonly smtpUrl: string;
  readonly routes: FastifyPluginAsync;
  close(): Promise<void>;
}

const loopback = '127.0.0.1';
const largestMessageBytes = 10 * 1024 * 1024;
const mostShown = 200;

export async function startSandboxInbox({ mails, clock, port }: SandboxInboxDeps): Promise<SandboxInbox> {
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disabledCommands: ['STARTTLS'],
    size: largestMessageBytes,
    logger: false,
    onData(stream, session, taken) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('error', taken);
      stream.once('end', () => {
        if (stream.sizeExceeded) return taken(Object.assign(new Error('message too large'), { responseCode: 552 }));
        // The SMTP acknowledgement leaves only once the message is kept.
        parse(Buffer.concat(chunks), clock.now())
          .then((mail) => Promise.all(session.envelope.rcptTo.map(({ address }) => mails.keep({ ...mail, to: address.toLowerCase() }))))
          .then(() => taken(), taken);
      });
    },
  });
  // A client that hangs up in the middle is its own trouble.
  server.on('error', () => undefined);
  const listening = Promise.withResolvers<void>();
  server.server.once('error', listening.reject);
  server.listen(port, loopback, listening.resolve);
  await listening.promise;
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('the sandbox inbox listens on a TCP port');

  return { smtpUrl: `smtp://${loopback}:${address.port}`, routes: inboxRoutes(mails), close: () => new Promise((closed) => server.close(() => closed())) };
}

async function parse(bytes: Buffer, receivedAt: Instant): Promise<Omit<ReceivedMail, 'to'>> {
  const { from, subject, text, html } = await PostalMime.parse(bytes);
  return { from: from?.address ?? '', subject: subject ?? '', text: text ?? '', html: html ?? '', receivedAt };
}

const inboxRoutes =
  (mails: SandboxMailStore): FastifyPluginAsync =>
  async (app) => {
    app.get('/sandbox/mail', async (request, reply): Promise<SandboxMail> => {
      const { to } = request.query as Record<string, unknown>;
      const found = await mails.list(typeof to === 'string' ? to.toLowerCase() : undefined, mostShown);
      reply.header('cache-control', 'no-store');
      return found.map((mail) => ({ ...mail, receivedAt: toIso(mail.receivedAt) }));
    });
  };

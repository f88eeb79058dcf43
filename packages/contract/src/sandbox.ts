// The sandbox's own pages (never mounted in production): people, cards, inbox, clock, calls tried.

import { z } from 'zod';

/** GET /sandbox/mail?to=ADDRESS, newest first. */
export const sandboxMailSchema = z.array(
  z.object({ to: z.string(), from: z.string(), subject: z.string(), text: z.string(), html: z.string(), receivedAt: z.string() }),
);
export type SandboxMail = z.infer<typeof sandboxMailSchema>;

/** POST /api/pro/sandbox-card */
export const sandboxCardSchema = z.object({ key: z.string().min(1).max(80) });

/** GET /sandbox/cards: the cards the simulator can present. POST /api/pro/sandbox-card {key}: presents one over mutual TLS and opens the session. */
export const sandboxCardsSchema = z.array(
  z.object({ key: z.string(), displayName: z.string(), professionLabel: z.string(), structureName: z.string(), story: z.string() }),
);
export type SandboxCards = z.infer<typeof sandboxCardsSchema>;

/**
 * POST /sandbox/try: a call made with a card, to this server's own doors. `card` is a folder of the sandbox's material (`cards/dr-moreau`), empty for none;
 * `path` begins with a door's. GET /sandbox/try/call proposes one, without its card.
 */
export const sandboxCallSchema = z.object({
  card: z.string().max(80),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: z.string().max(4000),
  headers: z.record(
    z.string().regex(/^(?:accept|accept-language|authorization|content-type|if-[a-z-]+|prefer|range|soapaction|x-[a-z-]+)$/i),
    z.string().regex(/^[\t -~]*$/),
  ),
  body: z.string(),
});
export type SandboxCall = z.infer<typeof sandboxCallSchema>;

export interface SandboxAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: it is no text. */
  readonly body?: string;
  readonly bytes: number;
  /** From the first packet of the connection to the last of the answer. */
  readonly milliseconds: number;
  /** The same call from a terminal. */
  readonly curl: string;
}

// The sandbox's own pages (never mounted in production): people, cards, inbox, clock.

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

// The doors a story goes through, each as its users do: cards over mutual TLS to this server's own listener, and the app with the session its card
// opens. What is asked and answered is kept, to be shown.

import { problemSchema } from '@carnet/contract';
import type { LabelLanguage } from '@carnet/contract/wording';
import { z } from 'zod';
import { type TryPlace, makeCall } from '../try-send.ts';

/** One call, as it is shown. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
}
export interface Answered {
  readonly status: number;
  readonly json: unknown;
  /** Of a refusal: its code, and its sentence in the language of whoever plays. */
  readonly reason?: { readonly code: string; readonly text: string };
}
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

const outcomeSchema = z.object({
  issue: z.array(z.object({ details: z.object({ text: z.string(), coding: z.array(z.object({ code: z.string() })) }) })).min(1),
});

function reasonOf(json: unknown): Answered['reason'] {
  const outcome = outcomeSchema.safeParse(json);
  const [issue] = outcome.success ? outcome.data.issue : [];
  if (issue !== undefined) return { code: issue.details.coding[0]?.code ?? '', text: issue.details.text };
  const problem = problemSchema.safeParse(json);
  return problem.success ? { code: problem.data.code, text: problem.data.detail } : undefined;
}

/** Of one play: sessions last as long as it does. */
export class Doors {
  readonly #place: TryPlace;
  readonly #sessions = new Map<string, string>();
  /** Since it was last taken. */
  #exchanges: Exchange[] = [];
  language: LabelLanguage = 'fr';

  constructor(place: TryPlace) {
    this.#place = place;
  }

  taken(): readonly Exchange[] {
    return this.#exchanges.splice(0);
  }
  note(exchange: Exchange): void {
    this.#exchanges.push(exchange);
  }

  fhir(card: string, method: Method, path: string, content?: unknown, type = 'application/fhir+json'): Promise<Answered> {
    return this.#call(card, method, `/fhir${path}`, {
      accept: 'application/fhir+json',
      ...(content === undefined ? {} : { 'content-type': type, 'body': JSON.stringify(content) }),
    });
  }

  /** Under /api/pro, in the session that this card opened. */
  async app(card: string, method: Method, path: string, content?: unknown): Promise<Answered> {
    const cookie = this.#sessions.get(card) ?? (await this.#signIn(card));
    return this.#call(card, method, `/api/pro${path}`, {
      ...this.#ours(),
      cookie,
      ...(content === undefined ? {} : { 'content-type': 'application/json', 'body': JSON.stringify(content) }),
    });
  }

  #ours(): Readonly<Record<string, string>> {
    return { 'x-carnet': '1', 'origin': new URL(this.#place.ownCardUrl).origin };
  }

  async #signIn(card: string): Promise<string> {
    const path = '/api/pro/card-session';
    const { status, milliseconds, headers } = await makeCall(
      { card: `cards/${card}`, method: 'POST', path, headers: this.#ours(), body: '' },
      new URL(path, this.#place.ownCardUrl),
      this.#place,
    );
    this.note({ method: 'POST', path, status, milliseconds });
    const cookie = /^[^;]+/.exec(headers['set-cookie'] ?? '')?.[0] ?? '';
    this.#sessions.set(card, cookie);
    return cookie;
  }

  async #call(card: string, method: Method, path: string, { body = '', ...headers }: Readonly<Record<string, string>>): Promise<Answered> {
    const call = { card: `cards/${card}`, method, path, headers: { 'accept-language': this.language, ...headers }, body };
    const { status, milliseconds, body: text } = await makeCall(call, new URL(path, this.#place.ownCardUrl), this.#place);
    this.note({ method, path, status, milliseconds });
    const json: unknown = text !== undefined && /^\s*[{[]/.test(text) ? JSON.parse(text) : undefined;
    const reason = status >= 400 ? reasonOf(json) : undefined;
    return { status, json, ...(reason === undefined ? {} : { reason }) };
  }
}

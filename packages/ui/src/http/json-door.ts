// The one way the apps speak to the server: JSON in the language in use, refusals as the server words them (RFC 9457).
// Same origin only; the session is the browser's cookie; X-Carnet proves the call comes from our own pages.

import type { Problem } from '@carnet/contract';
import { takeEarly } from './early.ts';
import { learnServerTime } from './server-clock.ts';
import { waitedFor } from './under-way.ts';

/** Fires `used` at each answer, which prolongs the session, and `over` when one says that nobody is signed in. */
export const sessionWatch = new EventTarget();

/** What the server refused, in its own words. */
export class ProblemError extends Error {
  readonly problem: Problem;
  /** Of the answer: with it, whoever runs Carnet finds the line of the journal. */
  readonly requestId: string | undefined;
  constructor(problem: Problem, requestId?: string) {
    super(problem.code);
    this.name = 'ProblemError';
    this.problem = problem;
    this.requestId = requestId;
  }
}

/** Nothing came back: no network, or no server. */
export class NoAnswerError extends Error {
  constructor(cause: unknown) {
    super('no answer', { cause });
    this.name = 'NoAnswerError';
  }
}

export const isProblem = (error: unknown, code?: string): error is ProblemError =>
  error instanceof ProblemError && (code === undefined || error.problem.code === code);
export const isSessionOver = (error: unknown): boolean => error instanceof ProblemError && error.problem.status === 401;

const unreadable = (status: number): Problem => ({
  type: 'about:blank',
  status,
  code: status === 503 || status === 502 ? 'SERVICE_INDISPONIBLE' : `HTTP_${status}`,
  title: '',
  detail: '',
});

/** The problem an answer carries; one without words (`title` empty) when the answer is not of our making. */
export async function problemOf(response: Response): Promise<Problem> {
  if (!(response.headers.get('content-type') ?? '').includes('json')) return unreadable(response.status);
  const body = (await response.json().catch(() => undefined)) as Partial<Problem> | undefined;
  return typeof body?.code === 'string' && typeof body.title === 'string' ? { ...unreadable(response.status), ...body } : unreadable(response.status);
}

async function refusedBy(response: Response): Promise<ProblemError> {
  const requestId = response.headers.get('x-request-id') ?? '';
  const error = new ProblemError(await problemOf(response), requestId === '' ? undefined : requestId);
  if (isSessionOver(error)) sessionWatch.dispatchEvent(new Event('over'));
  return error;
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

export const doorHeaders = (): Record<string, string> => ({
  'accept': 'application/json, application/problem+json',
  'accept-language': document.documentElement.lang || 'fr',
  'x-carnet': '1',
});

/** Answers the parsed body, or undefined for an empty one (202, 204). Throws ProblemError or NoAnswerError. */
export const callDoor = <Answer>(path: string, call: Call = {}): Promise<Answer> => waitedFor(answerOf<Answer>(path, call));

async function answerOf<Answer>(path: string, { method = 'GET', body, signal }: Call): Promise<Answer> {
  let response: Response;
  try {
    response = await ((method === 'GET' ? takeEarly(path) : undefined) ??
      fetch(path, {
        method,
        headers: { ...doorHeaders(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        credentials: 'same-origin',
        cache: 'no-store',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal === undefined ? {} : { signal }),
      }));
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw new NoAnswerError(cause);
  }
  learnServerTime(response.headers.get('date'));
  if (!response.ok) throw await refusedBy(response);
  sessionWatch.dispatchEvent(new Event('used'));
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

interface Sent {
  readonly method: 'POST' | 'PATCH';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: FormData | Blob;
  /** Without anything leaving or coming for so long, there is no network any more. */
  readonly stalledMs?: number;
}

/** Tells how much has left. XMLHttpRequest, because fetch says nothing of what it uploads. */
function send<Answer>(
  path: string,
  { method, headers = {}, body, stalledMs }: Sent,
  onProgress: (sent: number) => void,
  signal?: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, path);
    for (const [name, value] of Object.entries({ ...doorHeaders(), ...headers })) request.setRequestHeader(name, value);
    let stalled: ReturnType<typeof setTimeout> | undefined;
    const moving = (): void => {
      clearTimeout(stalled);
      if (stalledMs === undefined) return;
      stalled = setTimeout(() => {
        reject(new NoAnswerError('stalled'));
        request.abort();
      }, stalledMs);
    };
    request.upload.addEventListener('progress', (event) => {
      moving();
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener('loadend', () => clearTimeout(stalled));
    request.addEventListener('error', () => reject(new NoAnswerError('upload')));
    request.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    request.addEventListener('load', () => {
      const response = new Response([204, 205].includes(request.status) ? null : request.responseText, {
        status: request.status,
        headers: { 'content-type': request.getResponseHeader('content-type') ?? '', 'x-request-id': request.getResponseHeader('x-request-id') ?? '' },
      });
      if (response.ok) {
        sessionWatch.dispatchEvent(new Event('used'));
        resolve(JSON.parse(request.responseText) as Answer);
      } else void refusedBy(response).then(reject, reject);
    });
    signal?.addEventListener('abort', () => request.abort());
    moving();
    request.send(body);
  });
}

/** A form with its file. */
export const sendForm = <Answer>(path: string, form: FormData, onProgress: (sent: number) => void, signal?: AbortSignal): Promise<Answer> =>
  send(path, { method: 'POST', body: form }, onProgress, signal);

const partStalledMs = 30_000;

/** A part of a file, from this byte of it on. */
export const sendPart = <Answer>(path: string, offset: number, part: Blob, onProgress: (sent: number) => void, signal?: AbortSignal): Promise<Answer> =>
  send(
    path,
    { method: 'PATCH', headers: { 'content-type': 'application/partial-upload', 'upload-offset': String(offset) }, body: part, stalledMs: partStalledMs },
    onProgress,
    signal,
  );

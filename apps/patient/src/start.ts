// Runs while the app's own script, a hundred times heavier, is still on its way: asks for the parts of the page and for its words at once, in the
// language of this device, and for what the page first asks of the server. The build puts in what each address needs (ui/vite/fetch-ahead.ts).

/** `code`, `words`: places in `files`. `volumes`: names of words. */
interface Ahead {
  readonly files: readonly string[];
  readonly pages: readonly { readonly path: string; readonly code: readonly number[]; readonly volumes: readonly string[]; readonly isOfRecord: boolean }[];
  readonly words: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}
declare const ahead: Ahead;

/** Null too where the browser keeps nothing for us. */
function keptLanguage(): string | null {
  try {
    return localStorage.getItem('carnet.langue');
  } catch {
    return null;
  }
}

function startAhead(): void {
  // The app came first, from what this device keeps: it asks by itself.
  if (globalThis.carnetEarly !== undefined) return;
  const answers = new Map<string, Promise<Response>>();
  globalThis.carnetEarly = { answers };

  const kept = keptLanguage();
  const speech = kept !== null && kept in ahead.words ? kept : 'fr';
  document.documentElement.lang = speech === 'en' ? 'en' : 'fr';
  const [, ofOther, own] = /^(\/pour\/[\da-f-]{36}(?=\/))?(.*)$/.exec(location.pathname)!;
  const page = ahead.pages.find(({ path }) => new RegExp(`^${path}$`).test(own!));
  if (page === undefined) return;

  /** `then`: done before whoever takes the answer has it. */
  const ask = (path: string, then?: (answer: Response) => Promise<void>): void => {
    const asked = fetch(path, {
      headers: { 'accept': 'application/json, application/problem+json', 'accept-language': document.documentElement.lang, 'x-carnet': '1' },
      credentials: 'same-origin',
      cache: 'no-store',
    });
    const answer = then === undefined ? asked : asked.then(async (one) => then(one).then(() => one));
    // Its failure is for whoever takes it.
    answer.catch(() => undefined);
    answers.set(path, answer);
  };
  const door = '/api/patient';
  /** Asked for before the app knows whose record it is: it would ask the same. */
  const askOfRecord = async (session: Response): Promise<void> => {
    if (!session.ok || ofOther !== undefined) return;
    const { dossierId, closed } = (await session.clone().json()) as { dossierId: string; closed?: boolean };
    if (closed === true) return;
    const record = `${door}/dossiers/${encodeURIComponent(dossierId)}`;
    for (const rest of own === '/accueil' ? ['', '/documents?sort=deposited&limit=50', '/spaces', '/notices?limit=1', '/reminders'] : ['', '/notices?limit=1'])
      ask(record + rest);
    ask(`${door}/records`);
  };
  if (page.isOfRecord) ask(`${door}/session`, askOfRecord);
  const signIn = /^\/connexion\/([^/]+)$/.exec(own!)?.[1];
  if (signIn !== undefined) ask(`/api/sign-in/${signIn}`);

  const words = ['', ...page.volumes, ...(ofOther === undefined ? [] : ['other'])].flatMap((volume) => ahead.words[speech]![volume] ?? []);
  for (const file of new Set([...page.code, ...words].map((place) => ahead.files[place]!))) {
    const link = document.createElement('link');
    const isStyle = file.endsWith('.css');
    link.rel = isStyle ? 'preload' : 'modulepreload';
    if (isStyle) link.as = 'style';
    else link.crossOrigin = '';
    link.href = file;
    document.head.append(link);
  }
}

startAhead();

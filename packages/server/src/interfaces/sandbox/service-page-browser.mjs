// What /sandbox/service does in a browser: SMART App Launch 2.2 opened from a record, step by step and without a library. The token stays in this page's
// memory; what must outlive the way there and back waits in the tab's own storage, and is taken from it at once.

const one = (id) => document.getElementById(id);
const { client, redirectUri, iss, words } = JSON.parse(one('script').dataset.known);
const place = new URL(location.href);
const waiting = 'exemple-lancement';
const longestList = 50;
const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long', timeZone: 'Europe/Paris' });

const base64url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
const drawn = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
const digest = async (text) => base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
const say = (text) => void (one('said').textContent = text);

const asked = place.searchParams;
const unanswered = () => say(words.failed);
if (asked.has('launch')) begin().catch(unanswered);
else if (asked.has('code') || asked.has('error')) finish().catch(unanswered);
else say(words.fromRecord);

async function begin() {
  // A client talks to the servers it knows, not to whichever an address names.
  if (asked.get('iss') !== iss) return say(words.otherServer);
  say(words.opening);
  const told = await fetch(`${iss}/.well-known/smart-configuration`);
  const { authorization_endpoint: authorize, token_endpoint: token } = await told.json();
  const [state, verifier] = [drawn(), drawn()];
  sessionStorage.setItem(waiting, JSON.stringify({ state, verifier, token }));
  const url = new URL(authorize);
  const parameters = {
    response_type: 'code',
    client_id: client,
    redirect_uri: redirectUri,
    scope: 'launch patient/DocumentReference.rs',
    state,
    aud: iss,
    launch: asked.get('launch'),
    code_challenge: await digest(verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  location.replace(url);
  return undefined;
}

async function finish() {
  const kept = JSON.parse(sessionStorage.getItem(waiting) ?? '{}');
  sessionStorage.removeItem(waiting);
  history.replaceState(null, '', place.pathname);
  if (asked.get('state') !== kept.state) return say(words.fromRecord);
  if (asked.has('error')) return say(`${words.refused} ${asked.get('error_description') ?? asked.get('error')}`);
  const body = { grant_type: 'authorization_code', client_id: client, code: asked.get('code'), redirect_uri: redirectUri, code_verifier: kept.verifier };
  const answer = await fetch(kept.token, { method: 'POST', body: new URLSearchParams(body) });
  const given = await answer.json();
  if (!answer.ok) return say(`${words.refused} ${given.error_description ?? given.error}`);
  one('again').hidden = false;
  one('again').addEventListener('click', () => read(given).catch(unanswered));
  return read(given);
}

async function read({ access_token: token, patient }) {
  say(words.reading);
  const answer = await fetch(`${iss}/DocumentReference?patient=${patient}&_sort=-date&_count=${longestList}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const found = await answer.json();
  if (!answer.ok) {
    one('found').hidden = true;
    return say(`${words.refused} ${found.issue?.[0]?.details?.text ?? answer.status}`);
  }
  const documents = (found.entry ?? []).map(({ resource }) => resource).filter(({ resourceType }) => resourceType === 'DocumentReference');
  one('documents').replaceChildren(...documents.map(row));
  one('found').hidden = documents.length === 0;
  return say(words.found.replace('%', String(found.total)));
}

function row({ content, type, date, context }) {
  const [{ attachment }] = content;
  const written = attachment.creation ?? context?.period?.start ?? date;
  const cells = [attachment.title ?? '', type?.coding?.[0]?.display ?? '', written === undefined ? '' : day.format(new Date(written))];
  const line = document.createElement('tr');
  for (const text of cells) line.append(Object.assign(document.createElement('td'), { textContent: text }));
  return line;
}

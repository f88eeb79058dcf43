// What /sandbox/try does in a browser: asks for the call chosen, sends it as it was changed, shows the answer. Everything that comes from an answer is
// text; addresses of our doors in it are links that ask for them.

const one = (id) => document.getElementById(id);
const form = one('try');
const words = JSON.parse(form.dataset.words);
const base = `${form.dataset.doors}/fhir/`;
const language = document.documentElement.lang;
const longestShown = 400;

/** Nobody has changed what was proposed. */
let untouched = true;
/** By type, the first id of the last answer that named one. */
let seen = {};

async function propose() {
  const chosen = new URLSearchParams({ card: one('card').value, person: one('person').value, call: one('call').value });
  const answer = await fetch(`/sandbox/try/call?${chosen}`);
  if (!answer.ok) return say(words.failed);
  const { method, path, headers, body } = await answer.json();
  fill({ method, path: withId(path), headers, body });
}
function fill({ method, path, headers, body }) {
  one('method').value = method;
  one('path').value = path;
  one('headers').value = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
  one('body').value = body;
  untouched = true;
}
/** A document's bytes have the id of its description. */
const withId = (path) =>
  path.replace(/(\w+)\/ID/, (whole, type) => {
    const id = seen[type] ?? (type === 'Binary' ? seen.DocumentReference : undefined);
    return id === undefined ? whole : `${type}/${id}`;
  });

const headersIn = (text) =>
  Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line.includes(':'))
      .map((line) => [line.slice(0, line.indexOf(':')).trim().toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );

async function send() {
  say(words.sending);
  const call = {
    card: one('card').value,
    method: one('method').value,
    path: one('path').value.trim(),
    headers: headersIn(one('headers').value),
    body: one('body').value,
  };
  const answer = await fetch('/sandbox/try', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-carnet': '1', 'accept-language': language },
    body: JSON.stringify(call),
  });
  const told = await answer.json();
  one('answer').hidden = !answer.ok;
  if (!answer.ok)
    return say(
      [words.failed, told.detail, ...(told.findings ?? []).map(({ field, text, expected }) => [field, ':', text, expected].filter(Boolean).join(' '))].join(
        ' ',
      ),
    );
  show(told);
  say(`${told.status} ${told.statusText} · ${told.milliseconds} ms`);
}

function show({ headers, body, bytes, curl }) {
  const value = jsonIn(body);
  showReasons(value);
  const text = value === undefined ? body : JSON.stringify(value, shortened, 2);
  one('content').replaceChildren(...(text === undefined ? [`${bytes} ${words.notText}`] : withLinks(text)));
  one('answer-headers').textContent = Object.entries(headers)
    .map(([name, said]) => `${name}: ${said}`)
    .join('\n');
  one('curl').textContent = curl;
}
function jsonIn(body) {
  if (!/^\s*[{[]/.test(body ?? '')) return undefined;
  return JSON.parse(body);
}
const shortened = (_name, value) =>
  typeof value === 'string' && value.length > longestShown ? `${value.slice(0, 60)}… (${value.length} ${words.characters})` : value;

/** Issues of an OperationOutcome, or of those a Bundle holds, each with the page that explains it. */
function showReasons(value) {
  const outcomes = [value, ...(value?.entry ?? []).map(({ resource }) => resource)].filter((resource) => resource?.resourceType === 'OperationOutcome');
  const issues = outcomes.flatMap(({ issue }) => issue);
  one('refused').hidden = issues.length === 0;
  one('why').replaceChildren(
    ...issues.flatMap(({ extension, details, diagnostics }) => {
      const code = document.createElement('code');
      code.textContent = details.coding[0].code;
      const [explained] = (extension ?? []).filter(({ url }) => url === 'urn:carnet:page');
      const name = document.createElement('dt');
      name.append(explained === undefined ? code : linkTo(explained.valueUri, code));
      const sentence = document.createElement('dd');
      sentence.textContent = [inLanguage(details), diagnostics].filter(Boolean).join(' · ');
      return [name, sentence];
    }),
  );
}
const inLanguage = ({ text, _text }) =>
  language === 'en' ? (_text?.extension?.[0]?.extension?.find(({ url }) => url === 'content')?.valueString ?? text) : text;
function linkTo(href, content) {
  const link = document.createElement('a');
  link.href = href;
  link.append(content);
  return link;
}

/** `https://…/fhir/…` and `Type/id`, within the quotes of JSON. */
function withLinks(text) {
  const told = { ...seen };
  const found = {};
  const parts = text.split(/(?<=")((?:https:[^"\s]+|[A-Z][A-Za-z]+\/[A-Za-z0-9.-]+(?:\/[^"\s]*)?))(?=")/).map((part, index) => {
    if (index % 2 === 0 || (part.startsWith('https:') && !part.startsWith(base))) return part;
    const path = part.replace(base, '');
    const [, type, id] = /^(\w+)\/([A-Za-z0-9.-]{12,})/.exec(path) ?? [];
    if (type !== undefined) found[type] ??= id;
    const link = linkTo('#answer', part);
    link.dataset.path = `/fhir/${path}`;
    return link;
  });
  seen = { ...told, ...found };
  return parts;
}

const say = (text) => {
  one('said').textContent = text;
};
/** What goes wrong here is told, never swallowed. */
const act = (doing) => doing().catch((fault) => say(`${words.failed} ${fault.message}`));

for (const id of ['method', 'path', 'headers', 'body']) one(id).addEventListener('input', () => (untouched = false));
one('call').addEventListener('change', () => act(propose));
one('person').addEventListener('change', () => {
  seen = {};
  act(propose);
});
one('card').addEventListener('change', () => untouched && act(propose));
form.addEventListener('submit', (event) => {
  event.preventDefault();
  act(send);
});
one('content').addEventListener('click', (event) => {
  const { path } = event.target.dataset;
  if (path === undefined) return;
  fill({
    method: 'GET',
    path,
    headers: { 'accept': path.startsWith('/fhir/Binary/') ? '*/*' : 'application/fhir+json', 'accept-language': language },
    body: '',
  });
  act(send);
});
act(propose);

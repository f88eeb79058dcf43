// What /sandbox/stories does in a browser: presents a card as the drawer of cards does, breaks the glass where the story does, and opens the screen.

const ours = { 'content-type': 'application/json', 'x-carnet': '1', 'accept-language': document.documentElement.lang };
const send = async (path, content) => {
  const answer = await fetch(`/api/pro${path}`, { method: 'POST', headers: ours, body: JSON.stringify(content) });
  if (!answer.ok) throw new Error(String((await answer.json()).detail ?? answer.status));
};

async function open({ card, path, dossier, reason }) {
  await send('/sandbox-card', { key: card });
  if (reason !== undefined) await send(`/dossiers/${dossier}/emergency`, { mode: 'bris_de_glace', reason });
  location.assign(path);
}

for (const button of document.querySelectorAll('button[data-screen]')) {
  const { words, ...screen } = JSON.parse(button.dataset.screen);
  const said = button.closest('li').querySelector('[role="status"]');
  button.addEventListener('click', () => {
    said.textContent = words.opening;
    // What goes wrong here is told, never swallowed.
    open(screen).catch((fault) => {
      said.textContent = `${words.failed} ${fault.message}`;
    });
  });
}
// After a play, the page comes back where its state is said.
if (location.hash === '#etat') document.getElementById('etat').focus();

// A play takes a few seconds: pressed once, and said.
for (const form of document.querySelectorAll('form'))
  form.addEventListener('submit', () => {
    document.getElementById('etat').textContent = document.getElementById('etat').dataset.playing;
    for (const button of document.querySelectorAll('form button')) button.disabled = true;
  });

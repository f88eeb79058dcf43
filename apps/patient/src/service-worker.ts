// The installed app's shell: scripts, styles, fonts and icons, never an answer of the server. A part that a newer version has replaced is
// not there any more: the page then reloads, once.

const reloadedKey = 'carnet.recharge';

export function keepShell(): void {
  addEventListener('vite:preloadError', (event) => {
    if (sessionStorage.getItem(reloadedKey) !== null) return;
    event.preventDefault();
    sessionStorage.setItem(reloadedKey, '1');
    location.reload();
  });
  addEventListener('load', () => setTimeout(() => sessionStorage.removeItem(reloadedKey), 10_000));
  if (import.meta.env.PROD && 'serviceWorker' in navigator)
    addEventListener('load', () => void navigator.serviceWorker.register('/sw.js').catch(() => undefined));
}

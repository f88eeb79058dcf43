// The installed app's shell: scripts, styles, fonts and icons, never an answer of the server.

export function keepShell(): void {
  if (import.meta.env.PROD && 'serviceWorker' in navigator)
    addEventListener('load', () => void navigator.serviceWorker.register('/sw.js').catch(() => undefined));
}

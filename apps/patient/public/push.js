// Push in the service worker: shows what the server said, which is that there is something new and nothing of what, and opens the place it names
// when it is pressed. Part of sw.js (vite.config.ts). Plain script: it is not bundled.

/** What is not ours to read still says that there is something: a browser that was pushed to and shows nothing takes the right away. */
function said(data) {
  try {
    return data?.json() ?? {};
  } catch {
    return {};
  }
}

self.addEventListener('push', (event) => {
  const { title = 'Carnet', body = '', url = '/avis' } = said(event.data);
  // One tag: what comes again replaces what is shown.
  event.waitUntil(self.registration.showNotification(title, { body, tag: 'carnet', icon: '/icons/carnet-192.png', data: { url } }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { origin } = self.location;
  const asked = new URL(event.notification.data?.url ?? '/avis', origin);
  const target = asked.origin === origin ? asked.href : `${origin}/avis`;
  event.waitUntil(
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then(async (windows) => {
      const [open] = windows;
      if (open === undefined) return self.clients.openWindow(target);
      // A page this worker does not control yet cannot be led anywhere.
      await open.navigate(target).catch(() => self.clients.openWindow(target));
      return open.focus();
    }),
  );
});

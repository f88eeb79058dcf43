// A device that keeps passkeys and checks who uses it, as Chromium plays one; its owner touches it when told.

import type { Page } from '@playwright/test';

export interface PasskeyDevice {
  /** Whether whoever is asked answers at once, or not at all. */
  answers(soon: boolean): Promise<void>;
}

export async function withPasskeyDevice(page: Page): Promise<PasskeyDevice> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('WebAuthn.enable');
  const { authenticatorId } = await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: false,
    },
  });
  return { answers: async (soon) => void (await browser.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: soon })) };
}

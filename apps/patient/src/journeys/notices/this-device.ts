// Whether this browser rings for whoever is signed in, and how it is asked to. The browser's own question is put only on a press, never by itself.

import type { PushDevices } from '@carnet/contract';
import { callDoor } from '@carnet/ui';
import { pushPath } from '../../queries.ts';

type DeviceState = 'unsupported' | 'denied' | 'off' | 'on';

/** At the first visit the worker is still being set up; where there is none after this, there will be none. */
const setUpWithinMs = 5_000;
async function worker(): Promise<ServiceWorkerRegistration | undefined> {
  if (!('serviceWorker' in navigator)) return undefined;
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), setUpWithinMs));
  return Promise.race([navigator.serviceWorker.ready, late]);
}

async function markOf(endpoint: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));

export interface ThisDevice {
  readonly state: DeviceState;
  /** How the server knows this browser; absent: it has no subscription. */
  readonly mark?: string;
}

/** `on` only where the server knows it, and for this person. */
export async function lookAtDevice({ devices }: PushDevices): Promise<ThisDevice> {
  const registration = await worker();
  if (registration === undefined || !('PushManager' in globalThis) || !('Notification' in globalThis)) return { state: 'unsupported' };
  if (Notification.permission === 'denied') return { state: 'denied' };
  const subscription = await registration.pushManager.getSubscription();
  if (subscription === null) return { state: 'off' };
  const mark = await markOf(subscription.endpoint);
  return { state: devices.some((one) => one.mark === mark) ? 'on' : 'off', mark };
}

/** Answers what came of the browser's question. Rejects where its push service, or ours, cannot be reached. */
export async function ringHere({ publicKey }: PushDevices): Promise<NotificationPermission> {
  const permission = await Notification.requestPermission();
  if (permission !== 'granted') return permission;
  const registration = await worker();
  const given = await registration!.pushManager.getSubscription();
  const subscription = given ?? (await registration!.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(publicKey) }));
  const { endpoint, keys } = subscription.toJSON();
  await callDoor(pushPath(), { method: 'POST', body: { endpoint, keys } });
  return permission;
}

/** The server first: a browser that kept its subscription would otherwise still ring. */
export async function ringNoMore(mark: string | undefined): Promise<void> {
  if (mark !== undefined) await callDoor(pushPath(`/${mark}`), { method: 'DELETE' });
  await (await (await worker())?.pushManager.getSubscription())?.unsubscribe();
}

// A push message as the standards seal and sign it, against their own example; and which addresses the server calls.

import { guardedLookup, mayCall } from '@carnet/server/interfaces/pipeline/outward';
import { isPushEndpoint, publicOnly } from '@carnet/server/interfaces/push/push-address';
import { areKeys, newVapidKey, sealForBrowser, vapid } from '@carnet/server/interfaces/push/web-push';
import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');

describe('RFC 8291 §5, RFC 8292', () => {
  /** Appendix A. */
  const browser = {
    p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  };
  test('the example of the standard, byte for byte', () => {
    const sealed = sealForBrowser(Buffer.from('When I grow up, I want to be a watermelon'), browser, {
      privateKey: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'),
      salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'),
    });
    expect(sealed.toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    );
  });
  test('twice the same is never the same twice', () => {
    expect(sealForBrowser(Buffer.from('x'), browser)).not.toEqual(sealForBrowser(Buffer.from('x'), browser));
  });
  test('signed for one service, for half a day', () => {
    const { publicKey, authorization } = vapid(newVapidKey(), 'mailto:securite@carnet.test');
    const [, token = '', key = ''] = /^vapid t=(.+), k=(.+)$/.exec(authorization('https://push.example.net', 1_800_000_000_000)) ?? [];
    expect(key).toBe(publicKey);
    const [header, claims, signature] = token.split('.') as [string, string, string];
    expect(JSON.parse(bytes(claims).toString())).toEqual({ aud: 'https://push.example.net', exp: 1_800_043_200, sub: 'mailto:securite@carnet.test' });
    const [x, y] = [bytes(key).subarray(1, 33).toString('base64url'), bytes(key).subarray(33).toString('base64url')];
    const signer = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    expect(verify('sha256', Buffer.from(`${header}.${claims}`), { key: signer, dsaEncoding: 'ieee-p1363' }, bytes(signature))).toBe(true);
  });
  test('keys that are none are refused before they are kept', () => {
    expect(areKeys(browser)).toBe(true);
    expect(areKeys({ ...browser, auth: 'AAAA' })).toBe(false);
    expect(areKeys({ ...browser, p256dh: browser.p256dh.slice(0, 40) })).toBe(false);
    // Of the right length, and on no curve.
    expect(areKeys({ ...browser, p256dh: Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]).toString('base64url') })).toBe(false);
  });
});

describe('where the server calls', () => {
  test.each(['https://fcm.googleapis.com/fcm/send/x', 'https://updates.push.services.mozilla.com/wpush/v2/x', 'https://8.8.8.8/x', 'https://[2a00:1450::1]/x'])(
    '%s',
    (endpoint) => expect(isPushEndpoint(endpoint)).toBe(true),
  );
  test.each([
    'http://push.example.net/x',
    'https://push.example.net:8443/x',
    'https://user:secret@push.example.net/x',
    'https://localhost/x',
    'https://intranet/x',
    'https://127.0.0.1/x',
    'https://2130706433/x',
    'https://0x7f.1/x',
    'https://10.0.0.8/x',
    'https://172.31.255.255/x',
    'https://192.168.1.1/x',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/x',
    'https://[::1]/x',
    'https://[::ffff:127.0.0.1]/x',
    'https://[fe80::1]/x',
    'https://[fd00::1]/x',
    'https://[2002:7f00:1::]/x',
    'https://[64:ff9b::7f00:1]/x',
    'file:///etc/passwd',
    'nonsense',
  ])('never %s', (endpoint) => expect(isPushEndpoint(endpoint)).toBe(false));
  test('nor a name that leads inside, whenever it is asked', async () => {
    const code = await new Promise((told) => guardedLookup(publicOnly)('localhost', {}, (error) => told(error?.code)));
    expect(code).toBe('ADRESSE_NON_PUBLIQUE');
    expect(mayCall('not an address', publicOnly)).toBe(false);
  });
});

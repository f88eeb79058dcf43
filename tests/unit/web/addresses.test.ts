// Which page an address is, read without a browser.

import { describe, expect, test } from 'vitest';
import { addressIn, addressOf, hrefIn, paramsOf } from '../../../apps/patient/src/router/addresses.ts';

const address = (pathname: string, search = '', hash = '') => ({ pathname, search, hash });

describe('the page of an address', () => {
  test.each([
    ['/', '/', {}],
    ['/acces', '/acces', {}],
    ['/acces', '/Acces/', {}],
    ['/documents/:documentId', '/documents/0b1c', { documentId: '0b1c' }],
    ['/documents/:documentId/depuis/:formerId', '/documents/a/depuis/b', { documentId: 'a', formerId: 'b' }],
    ['/opposition/:code?', '/opposition', {}],
    ['/opposition/:code?', '/opposition/AB%20CD', { code: 'AB CD' }],
    ['/invitation/:code', '/invitation/100%', { code: '100%' }],
  ])('%s is %s', (path, pathname, params) => {
    expect(paramsOf(path, pathname)).toEqual(params);
  });

  test.each([
    ['/', '/acces'],
    ['/acces', '/acces/comme'],
    ['/acces', '/accesses'],
    ['/documents/:documentId', '/documents'],
    ['/documents/:documentId', '/documents/a/depuis/b'],
    ['/connexion/:uid', '/connexion/'],
  ])('%s is not %s', (path, pathname) => {
    expect(paramsOf(path, pathname)).toBeUndefined();
  });
});

describe('an address in the window of somebody else’s record', () => {
  const base = '/pour/7d2f';
  test('is the app’s without what tells the record, and back', () => {
    const inApp = addressIn(base, address('/pour/7d2f/documents', '?vue=recents', '#haut'));
    expect(inApp).toEqual(address('/documents', '?vue=recents', '#haut'));
    expect(hrefIn(base, inApp)).toBe('/pour/7d2f/documents?vue=recents#haut');
  });

  test('of its first page has no last slash', () => {
    expect(addressIn(base, address('/pour/7d2f')).pathname).toBe('/');
    expect(hrefIn(base, address('/'))).toBe('/pour/7d2f');
  });
});

describe('where a link leads', () => {
  const here = address('/documents', '?vue=recents');
  test.each([
    ['/acces?a=1#b', address('/acces', '?a=1', '#b')],
    ['?vue=les-miens', address('/documents', '?vue=les-miens')],
    ['#contenu', address('/documents', '?vue=recents', '#contenu')],
  ])('%s stays in the app', (to, found) => {
    expect(addressOf(to, here)).toEqual(found);
  });

  test.each(['//ailleurs.test/', '/\\ailleurs.test', 'https://ailleurs.test/', 'tel:3646', 'javascript:alert(1)', 'acces'])(
    '%s is no page of the app',
    (to) => {
      expect(addressOf(to, here)).toBeUndefined();
    },
  );
});

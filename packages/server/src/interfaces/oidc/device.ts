// What a browser says of itself, reduced to what its owner recognises in a list of sessions: a browser and a system, never a version or a
// model, which would tell people apart (data minimisation). Unknown is said as unknown; nothing else is read from the header.

import type { SessionDevice } from '../../ports/index.ts';

/** In this order: Edge and Opera say they are Chrome, Chrome says it is Safari. */
const browsers: readonly (readonly [NonNullable<SessionDevice['browser']>, RegExp])[] = [
  ['Edge', /\bEdgA?\/|\bEdgiOS\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\bFirefox\/|\bFxiOS\//],
  ['Chrome', /\b(?:Headless)?Chrome\/|\bCriOS\//],
  ['Safari', /\bSafari\//],
];
/** Android says it is Linux, an iPhone says it is like a Mac. */
const systems: readonly (readonly [NonNullable<SessionDevice['system']>, RegExp])[] = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMacintosh\b/],
  ['Linux', /\bLinux\b|\bCrOS\b/],
];
const firstOf = <Name extends string>(names: readonly (readonly [Name, RegExp])[], text: string): Name | undefined =>
  names.find(([, pattern]) => pattern.test(text))?.[0];

export function deviceOf(userAgent: string | undefined): SessionDevice {
  const said = userAgent?.slice(0, 512) ?? '';
  const [browser, system] = [firstOf(browsers, said), firstOf(systems, said)];
  return { ...(browser === undefined ? {} : { browser }), ...(system === undefined ? {} : { system }) };
}

// The pages of the simulator: who signs in, then the telephone they would hold. Forms and nothing else, plainly marked as a simulator.

import { type LabelLanguage, connectSimulatorWording as say, professionLabel } from '@carnet/contract/wording';
import { escapeHtml, page } from '../pipeline/page.ts';
import type { Holder } from './connect-people.ts';

const button = (value: string, words: string): string => `<button name="reponse" value="${escapeHtml(value)}">${escapeHtml(words)}</button>`;

export function listPage(language: LabelLanguage, holders: readonly Holder[]): string {
  const option = ({ key, professional, fault }: Holder): string => {
    const usual = `${professional.givenName} ${professional.familyName}, ${professionLabel(language, professional.profession, professional.specialty)}`;
    return `<option value="${escapeHtml(key)}">${escapeHtml(fault === undefined ? usual : say.faults[fault][language])}</option>`;
  };
  const group = (label: string, of: readonly Holder[]): string => `<optgroup label="${escapeHtml(label)}">${of.map(option).join('')}</optgroup>`;
  return page(
    language,
    say.title[language],
    [
      `<p>${escapeHtml(say.lead[language])}</p>`,
      '<form method="get">',
      `<p><label for="qui">${escapeHtml(say.who[language])}</label>`,
      '<select id="qui" name="qui">',
      group(
        say.known[language],
        holders.filter(({ fault }) => fault === undefined),
      ),
      group(
        say.wrong[language],
        holders.filter(({ fault }) => fault !== undefined),
      ),
      `</select></p><p><button>${escapeHtml(say.send[language])}</button></p></form>`,
    ].join(''),
  );
}

export function telephonePage(
  language: LabelLanguage,
  { key, professional }: Holder,
  numbers: { readonly shown: string; readonly offered: readonly string[] },
): string {
  return page(
    language,
    say.telephoneTitle[language],
    [
      `<p>${escapeHtml(say.lead[language])}</p>`,
      `<p>${escapeHtml(say.shown[language])} <strong>${numbers.shown}</strong></p>`,
      `<h2>${escapeHtml(say.telephone[language](`${professional.givenName} ${professional.familyName}`))}</h2>`,
      `<form method="post"><input type="hidden" name="qui" value="${escapeHtml(key)}">`,
      `<p>${escapeHtml(say.question[language])}</p>`,
      `<p>${numbers.offered.map((number) => button(number, number)).join(' ')}</p>`,
      `<p>${button('non', say.refuse[language])}</p><p>${button('rien', say.expire[language])}</p></form>`,
    ].join(''),
  );
}

/** Their account there, where one signs out of everything at once. */
export function accountPage(language: LabelLanguage, holder: Holder | undefined): string {
  const name = holder && `${holder.professional.givenName} ${holder.professional.familyName}`;
  return page(
    language,
    say.accountTitle[language],
    [
      `<p>${escapeHtml(say.lead[language])}</p>`,
      name === undefined
        ? `<p>${escapeHtml(say.nobody[language])}</p>`
        : `<p>${escapeHtml(say.signedIn[language](name))}</p><form method="post"><p><button>${escapeHtml(say.signOut[language])}</button></p></form>`,
    ].join(''),
  );
}

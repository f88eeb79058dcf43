// The name of a certificate, as each kind of program writes it.

import { type NameAttribute, namesTheSame } from '@carnet/codecs/vihf';
import { describe, expect, test } from 'vitest';

const doctor: readonly NameAttribute[] = [
  ['C', 'FR'],
  ['O', 'GIP-CPS, essais'],
  ['OU', '1750803447'],
  ['2.5.4.12', 'Médecin'],
  ['2.5.4.42', 'Hélène'],
  ['SN', 'MOREAU'],
  ['CN', '801234567897'],
];
const hex = (text: string): string => {
  const bytes = Buffer.from(text);
  return `#0c${bytes.length.toString(16).padStart(2, '0')}${bytes.toString('hex')}`;
};

describe('the same certificate', () => {
  test.each([
    ['RFC 4514', 'CN=801234567897,SN=MOREAU,GN=Hélène,T=Médecin,OU=1750803447,O=GIP-CPS\\, essais,C=FR'],
    [
      'Java, by OID and in hexadecimal',
      `CN=801234567897,2.5.4.4=${hex('MOREAU')},2.5.4.42=${hex('Hélène')},2.5.4.12=${hex('Médecin')},OU=1750803447,O=GIP-CPS\\, essais,C=FR`,
    ],
    ['Java, by its own names', 'CN=801234567897, SURNAME=MOREAU, GIVENNAME=Hélène, T=Médecin, OU=1750803447, O="GIP-CPS, essais", C=FR'],
    ['.NET', 'CN=801234567897, SN=MOREAU, G=Hélène, T=Médecin, OU=1750803447, O="GIP-CPS, essais", C=FR'],
    ['.NET, by OID', 'CN=801234567897, OID.2.5.4.4=MOREAU, OID.2.5.4.42=Hélène, OID.2.5.4.12=Médecin, OU=1750803447, O="GIP-CPS, essais", C=FR'],
    ['OpenSSL, on one line', '/C=FR/O=GIP-CPS, essais/OU=1750803447/title=Médecin/GN=Hélène/SN=MOREAU/CN=801234567897'],
    ['with escaped octets', 'CN=801234567897,SN=MOREAU,GN=H\\C3\\A9l\\C3\\A8ne,T=M\\C3\\A9decin,OU=1750803447,O=GIP-CPS\\2C essais,C=FR'],
    ['several in one part', 'CN=801234567897+SN=MOREAU+GN=Hélène,T=Médecin,OU=1750803447,O=GIP-CPS\\, essais,C=FR'],
    ['a comma that was not escaped', 'C=FR,O=GIP-CPS, essais,OU=1750803447,T=Médecin,GN=Hélène,SN=MOREAU,CN=801234567897'],
    [
      'another case, other spaces, accents in two parts',
      'cn=801234567897 , sn=Moreau, gn=He\u0301le\u0300ne, t=médecin, ou=1750803447, o="GIP-CPS,  essais", c=fr',
    ],
    [
      'Java, of a card in TeletexString',
      'CN=801234567897+2.5.4.4=#14064d4f52454155+2.5.4.42=#140648e96ce86e65,T=M?decin,OU=1750803447,O=GIP-CPS\\, essais,C=FR',
    ],
    ['letters beyond ASCII read one octet at a time', 'CN=801234567897,SN=MOREAU,GN=HÃ©lÃ¨ne,T=M\uFFFDdecin,OU=1750803447,O=GIP-CPS\\, essais,C=FR'],
  ])('as %s writes it', (_program, text) => expect(namesTheSame(text, doctor)).toBe(true));
});

test.each([
  ['another person', 'CN=899700000009,SN=MOREAU,GN=Hélène,T=Médecin,OU=1750803447,O=GIP-CPS\\, essais,C=FR'],
  ['a letter less', 'CN=801234567897,SN=MOREAU,GN=Hélène,T=Mdecin,OU=1750803447,O=GIP-CPS\\, essais,C=FR'],
  ['one attribute less', 'CN=801234567897,SN=MOREAU,GN=Hélène,T=Médecin,OU=1750803447,C=FR'],
  ['one attribute more', 'CN=801234567897,SN=MOREAU,GN=Hélène,T=Médecin,OU=1750803447,O=GIP-CPS\\, essais,C=FR,C=FR'],
  ['the values exchanged', 'CN=MOREAU,SN=801234567897,GN=Hélène,T=Médecin,OU=1750803447,O=GIP-CPS\\, essais,C=FR'],
  ['a quote left open', 'CN=801234567897,O="GIP-CPS'],
  ['no name', 'Dr Moreau'],
  ['nothing', ''],
])('%s is another name', (_what, text) => expect(namesTheSame(text, doctor)).toBe(false));

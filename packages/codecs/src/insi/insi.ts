// The téléservice INSi (SOAP 1.2, GIE SESAM-Vitale): the question by traits as software sends it, the answer it gives. Both sides
// are here, since the sandbox answers as the national service does. What the service needs beside (the caller's SAML assertion, its TLS
// certificate) is its caller's.

import { type IdentityTraits, type Ins, type InsiAnswer, type InsiQuestion, type Sexe, parseIns } from '@carnet/domain/identity';
import { type Instant, type Parsed, faulty, parseCivilDate, parsed, toIso } from '@carnet/domain/kernel';
import { parseXml } from '../xml/parse.ts';
import { readerOf } from '../xml/tree.ts';
import type { XmlElement } from '../xml/tree.ts';
import { type Markup, element, fragment, text } from '../xml/write.ts';

const envelopeNamespace = 'http://www.w3.org/2003/05/soap-envelope';
const questionNamespace = 'http://www.cnamts.fr/INSiRecSans';
const answerNamespace = 'http://www.cnamts.fr/INSiResultat';
export const insiAction = 'urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecTraitsIdentite';

const soap = readerOf(envelopeNamespace);
const asked = readerOf(questionNamespace);
const told = readerOf(answerNamespace);

/** An answer is a few hundred bytes; a question less. */
const limits = { bytes: 64 * 1024, depth: 20, elements: 400, attributes: 800 };

export interface InsiSoftware {
  /** Given to a product when it is authorised (IDAM). */
  readonly idam: string;
  readonly name: string;
  readonly version: string;
  /** Who asks, as the service logs it. */
  readonly emitter: string;
}

const envelope = (header: Markup | undefined, body: Markup): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${element(
    'soap:Envelope',
    { 'xmlns:soap': envelopeNamespace },
    header === undefined ? [] : element('soap:Header', {}, header),
    element('soap:Body', {}, body),
  )}`;

export function writeInsiQuestion(question: InsiQuestion, software: InsiSoftware, { id, at }: { readonly id: string; readonly at: Instant }): string {
  const context = (prefix: string, name: string, version: string, nature: string | undefined, more: Markup): Markup =>
    element(
      `${prefix}:${name}`,
      { [`xmlns:${prefix}`]: `urn:siram:${prefix.slice(3)}:${prefix}`, 'Nature': nature, 'Version': version },
      element(`${prefix}:Id`, {}, text(id)),
      element(`${prefix}:Temps`, {}, text(toIso(at))),
      element(`${prefix}:Emetteur`, {}, text(software.emitter)),
      more,
    );
  const header = fragment(
    context('ctxbam', 'ContexteBAM', '01_02', undefined, element('ctxbam:COUVERTURE')),
    context(
      'ctxlps',
      'ContexteLPS',
      '01_00',
      'CTXLPS',
      element(
        'ctxlps:LPS',
        {},
        element('ctxlps:IDAM', { R: '4' }, text(software.idam)),
        element('ctxlps:Version', {}, text(software.version)),
        element('ctxlps:Instance', {}, text(id)),
        element('ctxlps:Nom', {}, text(`urn:lps:${software.name}:${software.version}`)),
      ),
    ),
    element('wsa:Action', { 'xmlns:wsa': 'http://www.w3.org/2005/08/addressing' }, text(insiAction)),
    element('wsa:MessageID', { 'xmlns:wsa': 'http://www.w3.org/2005/08/addressing' }, text(`uuid:${id}`)),
  );
  const { birthName, firstNames, sexe, birthDate, birthPlaceCog } = question;
  return envelope(
    header,
    element(
      'ins:RECSANSVITALE',
      { 'xmlns:ins': questionNamespace },
      element('ins:NomNaissance', {}, text(birthName)),
      ...firstNames.map((name) => element('ins:Prenom', {}, text(name))),
      element('ins:Sexe', {}, text(sexe)),
      element('ins:DateNaissance', {}, text(birthDate)),
      birthPlaceCog === undefined ? undefined : element('ins:LieuNaissance', {}, text(birthPlaceCog)),
    ),
  );
}

/** One body of an envelope, read with `read` while its tree lives. */
function inBody<T>(bytes: Uint8Array, read: (body: XmlElement | undefined) => Parsed<T>): Parsed<T> {
  const tree = parseXml(bytes, limits);
  if (!tree.ok) return tree;
  using document = tree.value;
  const { root } = document;
  return soap.is(root, 'Envelope') ? read(soap.first(root, 'Body')) : faulty({ field: 'Envelope', rule: 'CORPS_INATTENDU' });
}

const contentOf = (parent: XmlElement | undefined, reader: typeof told, ...path: string[]): string => (reader.first(parent, ...path)?.content ?? '').trim();
const isSexe = (value: string): value is Sexe => value === 'F' || value === 'M' || value === 'I';

export const parseInsiQuestion = (bytes: Uint8Array): Parsed<InsiQuestion> =>
  inBody(bytes, (body) => {
    const question = asked.first(body, 'RECSANSVITALE');
    const birthDate = parseCivilDate(contentOf(question, asked, 'DateNaissance'), 'DateNaissance');
    const sexe = contentOf(question, asked, 'Sexe');
    const birthName = contentOf(question, asked, 'NomNaissance');
    const firstNames = asked.children(question, 'Prenom').map(({ content }) => content.trim());
    const place = contentOf(question, asked, 'LieuNaissance');
    if (!birthDate.ok) return birthDate;
    if (!isSexe(sexe) || birthName === '' || firstNames.length === 0) return faulty({ field: 'RECSANSVITALE', rule: 'CHAMP_ABSENT' });
    return parsed({ birthName, firstNames, sexe, birthDate: birthDate.value, ...(place === '' ? {} : { birthPlaceCog: place }) });
  });

const labels = { '00': 'OK', '01': 'Aucune identite trouvee', '02': 'Plusieurs identites trouvees' } as const;

const writeNumber = (name: 'INSACTIF' | 'INSHISTO', { matricule, oid }: Ins): Markup =>
  element(
    name,
    {},
    element('IdIndividu', {}, element('NumIdentifiant', {}, text(matricule.slice(0, 13))), element('Cle', {}, text(matricule.slice(13)))),
    element('OID', {}, text(oid)),
  );
const writeTraits = ({ birthName, birthFirstNames, sexe, birthDate, birthPlaceCog }: IdentityTraits): Markup =>
  element(
    'TIQ',
    {},
    element('NomNaissance', {}, text(birthName)),
    element('ListePrenom', {}, text(birthFirstNames)),
    element('Sexe', {}, text(sexe)),
    element('DateNaissance', {}, text(birthDate)),
    element('LieuNaissance', {}, text(birthPlaceCog)),
  );

export const writeInsiAnswer = (answer: InsiAnswer): string =>
  envelope(
    undefined,
    element(
      'RESULTAT',
      { xmlns: answerNamespace },
      element('CR', {}, element('CodeCR', {}, text(answer.code)), element('LibelleCR', {}, text(labels[answer.code]))),
      answer.code === '00'
        ? element(
            'INDIVIDU',
            {},
            writeNumber('INSACTIF', answer.ins),
            ...answer.formerIns.map((former) => writeNumber('INSHISTO', former)),
            writeTraits(answer.traits),
          )
        : undefined,
    ),
  );

/** Refuses what is no answer of the service (`CORPS_INATTENDU`), a code that is not one of three, and numbers and dates that do not hold. */
export const parseInsiAnswer = (bytes: Uint8Array): Parsed<InsiAnswer> =>
  inBody<InsiAnswer>(bytes, (body) => {
    const result = told.first(body, 'RESULTAT');
    if (result === undefined) return faulty({ field: 'Body', rule: 'CORPS_INATTENDU', expected: 'RESULTAT' });
    const code = contentOf(result, told, 'CR', 'CodeCR');
    if (code === '01' || code === '02') return parsed({ code });
    if (code !== '00') return faulty({ field: 'CR/CodeCR', rule: 'CODE_INCONNU', given: code.slice(0, 20), expected: '00 | 01 | 02' });
    const individual = told.first(result, 'INDIVIDU');
    const current = numberOf(told.first(individual, 'INSACTIF'), 'INSACTIF');
    const traits = traitsOf(told.first(individual, 'TIQ'));
    if (!current.ok) return current;
    if (!traits.ok) return traits;
    const formerIns: Ins[] = [];
    for (const one of told.children(individual, 'INSHISTO')) {
      const former = numberOf(one, 'INSHISTO');
      if (!former.ok) return former;
      formerIns.push(former.value);
    }
    return parsed({ code, ins: current.value, formerIns, traits: traits.value });
  });

const numberOf = (from: XmlElement | undefined, field: string): Parsed<Ins> =>
  parseIns(`${contentOf(from, told, 'IdIndividu', 'NumIdentifiant')}${contentOf(from, told, 'IdIndividu', 'Cle')}`, contentOf(from, told, 'OID'), field);

function traitsOf(from: XmlElement | undefined): Parsed<IdentityTraits> {
  const [birthName, birthFirstNames, sexe, birthPlaceCog] = ['NomNaissance', 'ListePrenom', 'Sexe', 'LieuNaissance'].map((name) => contentOf(from, told, name));
  const birthDate = parseCivilDate(contentOf(from, told, 'DateNaissance'), 'TIQ/DateNaissance');
  if (!birthDate.ok) return birthDate;
  if (birthName === '' || birthFirstNames === '' || !isSexe(sexe!) || !/^[0-9AB]{5}$/.test(birthPlaceCog!))
    return faulty({ field: 'TIQ', rule: 'CHAMP_ABSENT' });
  return parsed({ birthName: birthName!, birthFirstNames: birthFirstNames!, birthDate: birthDate.value, sexe, birthPlaceCog: birthPlaceCog! });
}

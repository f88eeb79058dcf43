// What a VIHF says held against the card, the signature certificate and the directory (docs/sources.md §1.2, "server-side checks"). Each
// disagreement is a finding of its own; what the use cases then decide with is the directory's word, never the assertion's.

import { type Vihf, type VihfMode, namesTheSame } from '@carnet/codecs/vihf';
import { type Professionnel, type PsIdNat, type Structure, parsePsIdNat } from '@carnet/domain/identity';
import type { Finding } from '@carnet/domain/kernel';
import type { Directory, RankedPersonnel } from '../../ports/index.ts';
import type { Card } from '../pipeline/card.ts';
import type { SigningCertificate } from './signing-certificate.ts';

const attributeField = (name: string): string => `Assertion/AttributeStatement/${name}`;
const roleField = attributeField('urn:oasis:names:tc:xacml:2.0:subject:role');
const contextField = 'Assertion/AuthnStatement/AuthnContext';
const classes = 'urn:oasis:names:tc:SAML:2.0:ac:classes:';

/** TRE_G15: health professions, by code those of the directory. */
const professionSystem = '1.2.250.1.71.1.2.7';
/** Médecins and pharmaciens say what they are qualified in (JDV_J65, second role). */
const specialised: readonly string[] = ['10', '21'];

/**
 * What a structure may declare of how its user signed in, for its word to be taken (accès indirect renforcé): two factors, or the PGSSI-S
 * requirements met (AIR simplifié). With or without the prefix of the SAML classes.
 */
const twoFactors = [
  'SmartcardPKI',
  'Smartcard',
  'MobileTwoFactorContract',
  'MobileTwoFactorUnregistered',
  'TimeSyncToken',
  'APP_BROWSER_AUTH',
  'CONF_EXI_PGSSIS',
];

/** A program that says no mode has the one of its certificate: only indirecte renforcée has to be asked for. */
export const modeOf = (vihf: Vihf, card: Card): VihfMode => vihf.mode ?? (card.kind === 'professionnel' ? 'DIRECTE' : 'INDIRECTE');

/** Assertion, card and certificate between them: needs no directory. */
export function disagreements(vihf: Vihf, card: Card, { holder, subject }: SigningCertificate): readonly Finding[] {
  const mode = modeOf(vihf, card);
  const found: Finding[] = [];
  if (!namesTheSame(vihf.issuer, subject)) found.push({ field: 'Assertion/Issuer', rule: 'VIHF_EMETTEUR' });
  if (holder.kind !== card.kind || holder.id !== card.id) found.push({ field: 'Assertion/Signature/KeyInfo', rule: 'VIHF_TITULAIRES_DIFFERENTS' });
  if ((mode === 'DIRECTE') !== (card.kind === 'professionnel'))
    found.push({ field: attributeField('Authentification_mode'), rule: 'VIHF_MODE', given: mode, expected: expectedModes[card.kind] });
  if (mode === 'DIRECTE' && vihf.nameId !== card.id) found.push({ field: 'Assertion/Subject/NameID', rule: 'VIHF_UTILISATEUR_DIFFERENT' });
  const context = contextFault(vihf, mode);
  return context === undefined ? found : [...found, context];
}
const expectedModes = { professionnel: 'DIRECTE', structure: 'INDIRECTE | INDIRECTE_RENFORCEE' } as const;

function contextFault({ contextClass, contextDeclaration }: Vihf, mode: VihfMode): Finding | undefined {
  const short = contextClass.startsWith(classes) ? contextClass.slice(classes.length) : undefined;
  const field = `${contextField}/AuthnContextClassRef`;
  if (short === undefined) return { field, rule: 'VIHF_AUTHENTIFICATION', given: contextClass.slice(0, 80), expected: `${classes}…` };
  if (mode === 'DIRECTE' && short !== 'SmartcardPKI')
    return { field, rule: 'VIHF_AUTHENTIFICATION', given: short.slice(0, 80), expected: `${classes}SmartcardPKI` };
  const declared = (contextDeclaration ?? '').replace(classes, '');
  return mode === 'INDIRECTE_RENFORCEE' && !twoFactors.includes(declared)
    ? { field: `${contextField}/AuthnContextDecl`, rule: 'VIHF_DEUX_FACTEURS', given: declared.slice(0, 80), expected: twoFactors.join(' | ') }
    : undefined;
}

/** The assertion held against the directory. */
export async function strangeToDirectory(directory: Directory, vihf: Vihf, card: Card): Promise<readonly Finding[]> {
  const mode = modeOf(vihf, card);
  const named = parsePsIdNat(vihf.nameId);
  const [structure, people] = await Promise.all([directory.structure(vihf.structure), named.ok ? peopleNamed(directory, named.value) : {}]);
  return [...structureFaults(vihf, structure, card), ...(mode === 'INDIRECTE' ? formOfRoles(vihf) : personFaults(vihf, mode, people))];
}

/** A certificate speaks for the structure it names, and a legal entity's for its sites. */
export const speaksFor = (certified: string, { id, legalEntity }: Structure): boolean => id === certified || legalEntity === certified;

interface Named {
  readonly professionnel?: Professionnel | undefined;
  readonly personnel?: RankedPersonnel | undefined;
}
const peopleNamed = async (directory: Directory, id: PsIdNat): Promise<Named> => {
  const professionnel = await directory.professionnel(id);
  return professionnel === undefined ? { personnel: await directory.personnel(id) } : { professionnel };
};

function structureFaults(vihf: Vihf, structure: Structure | undefined, card: Card): readonly Finding[] {
  const field = attributeField('Identifiant_Structure');
  if (structure?.active !== true) return [{ field, rule: 'VIHF_STRUCTURE_INCONNUE', given: vihf.structure }];
  if (card.kind === 'structure' && !speaksFor(card.id, structure)) return [{ field, rule: 'VIHF_STRUCTURE_DIFFERENTE', given: vihf.structure }];
  if (structure.sector === vihf.sector) return [];
  return [{ field: attributeField('Secteur_Activite'), rule: 'VIHF_SECTEUR', given: vihf.sector, expected: structure.sector }];
}

function personFaults(vihf: Vihf, mode: VihfMode, { professionnel, personnel }: Named): readonly Finding[] {
  const person = professionnel ?? (mode === 'DIRECTE' ? personnel : undefined);
  if (person === undefined && personnel?.active === true)
    return [{ field: 'Assertion/Subject/NameID', rule: 'VIHF_PERSONNEL', given: mode, expected: 'DIRECTE | INDIRECTE' }];
  if (person?.active !== true) return [{ field: 'Assertion/Subject/NameID', rule: 'VIHF_UTILISATEUR_INCONNU' }];
  const structures = 'structures' in person ? person.structures : [person.structure];
  const tied = structures.includes(vihf.structure);
  return [
    ...(tied ? [] : [{ field: attributeField('Identifiant_Structure'), rule: 'VIHF_NON_LIES', given: vihf.structure }]),
    ...formOfRoles(vihf),
    ...(professionnel === undefined ? rolesOfPersonnel(vihf) : rolesOfProfessionnel(vihf, professionnel)),
  ];
}

/** Whoever they are: a médecin or a pharmacien says a second role. */
function formOfRoles({ roles: [first, second] }: Vihf): readonly Finding[] {
  const lacks = first!.system === professionSystem && specialised.includes(first!.code) && second === undefined;
  return lacks ? [{ field: roleField, rule: 'VIHF_SPECIALITE_ABSENTE' }] : [];
}

function rolesOfProfessionnel({ roles: [first, second] }: Vihf, { profession, specialty }: Professionnel): readonly Finding[] {
  if (first!.code !== profession) return [{ field: roleField, rule: 'VIHF_PROFESSION', given: first!.code, expected: profession }];
  const differs = second !== undefined && specialty !== undefined && specialised.includes(profession) && second.code !== specialty;
  return differs ? [{ field: roleField, rule: 'VIHF_SPECIALITE', given: second.code, expected: specialty }] : [];
}

/** Who works in a structure is no health professional, and does not say they are. */
const rolesOfPersonnel = ({ roles: [first] }: Vihf): readonly Finding[] =>
  first!.system === professionSystem ? [{ field: roleField, rule: 'VIHF_PROFESSION', given: first!.code }] : [];

// Whom the simulator of Pro Santé Connect knows: the sandbox's professionals, and beside them people who go wrong, each in one way. What it says of
// somebody has the names and shapes of the real one (userinfo, `scope_all`).

import type { People } from '../../sandbox/people.ts';
import type { SandboxProfessional } from '../../sandbox/professionals.ts';

/** What goes wrong, where something does. */
export type HolderFault = 'suspendu' | 'inconnu' | 'autre-nom' | 'sans-activite' | 'autre-profession' | 'sans-niveau';

export interface Holder {
  readonly key: string;
  readonly sub: string;
  readonly professional: SandboxProfessional;
  readonly fault?: HolderFault;
}

const realm = '550dc1c8-d97b-4b1e-ac8c-8eb4471cf9dd';
/** In the range of those that nobody can have, and in no directory. */
const unknownId = '899700999990';
/** Whose account the simulator has suspended, as their card was revoked. */
const suspended = 'dr-valette';
const borrowed = 'dr-royer';
const wrong: readonly HolderFault[] = ['inconnu', 'autre-nom', 'sans-activite', 'autre-profession', 'sans-niveau'];

export function holdersOf({ professionals }: People): readonly Holder[] {
  const usual = professionals.map((professional): Holder => ({
    key: professional.key,
    sub: `f:${realm}:${professional.id}`,
    professional,
    ...(professional.key === suspended ? { fault: 'suspendu' } : {}),
  }));
  const model = professionals.find(({ key }) => key === borrowed)!;
  const others = wrong.map((fault): Holder => ({
    key: fault,
    sub: `f:${fault}:${fault === 'inconnu' ? unknownId : model.id}`,
    professional: fault === 'autre-nom' ? { ...model, familyName: 'USURPÉ' } : model,
    fault,
  }));
  return [...usual, ...others];
}

/** Claims of one person. */
export function saidOf({ professional, fault, sub }: Holder, { structures }: People): Readonly<Record<string, unknown>> {
  const { givenName, familyName, profession, specialty } = professional;
  const id = sub.split(':').at(-1)!;
  const codeProfession = fault === 'autre-profession' ? '60' : profession;
  const activities = fault === 'sans-activite' ? [] : professional.structures.map((structure) => activityOf(structure, structures));
  const first = activities[0];
  return {
    preferred_username: id,
    given_name: givenName,
    family_name: familyName,
    authMode: 'MOBILE',
    SubjectNameID: id,
    SubjectRole: [`${codeProfession}^1.2.250.1.213.1.1.5.5`],
    SubjectOrganization: first?.raisonSocialeSite ?? '',
    SubjectOrganizationID: first?.identifiantTechniqueDeLaStructure ?? '',
    otherIds: [{ identifiant: id, origine: 'RPPS', qualite: 1 }],
    SubjectRefPro: {
      codeCivilite: 'M',
      exercices: [
        {
          codeProfession,
          codeCategorieProfessionnelle: 'C',
          codeCiviliteDexercice: '',
          nomDexercice: familyName,
          prenomDexercice: givenName,
          codeTypeSavoirFaire: specialty === undefined ? '' : 'S',
          codeSavoirFaire: specialty ?? '',
          activities,
        },
      ],
    },
  };
}

const activityOf = (id: string, structures: People['structures']) => {
  const structure = structures.find((one) => one.id === id);
  const finess = id.startsWith('1') ? id.slice(1) : '';
  return {
    codeModeExercice: structure?.sector === 'SA07' ? 'L' : 'S',
    codeSecteurDactivite: structure?.sector ?? '',
    codeSectionPharmacien: '',
    codeRole: '',
    codeGenreActivite: 'GENR01',
    numeroSiretSite: id.startsWith('3') ? id.slice(1) : '',
    numeroSirenSite: '',
    numeroFinessSite: finess,
    numeroFinessetablissementJuridique: '',
    identifiantTechniqueDeLaStructure: finess === '' ? '' : `F${finess}`,
    raisonSocialeSite: structure?.name ?? '',
    enseigneCommercialeSite: '',
    ancienIdentifiantDeLaStructure: id,
  };
};

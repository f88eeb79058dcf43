// Everybody in the sandbox, drawn from the seed, and `personas.json`, which tells them to whoever tries Carnet (run contract).

import { type SandboxAssure, sandboxAssures } from './assures.ts';
import { drawFrom } from './draw.ts';
import { type SandboxPatient, sandboxPatients } from './patients.ts';
import {
  type SandboxPersonnel,
  type SandboxProfessional,
  type SandboxStructure,
  sandboxPersonnels,
  sandboxProfessionals,
  sandboxStructures,
} from './professionals.ts';

export interface People {
  readonly patients: readonly SandboxPatient[];
  /** Covered by the insurer, without a record. */
  readonly assures: readonly SandboxAssure[];
  readonly professionals: readonly SandboxProfessional[];
  readonly personnels: readonly SandboxPersonnel[];
  readonly structures: readonly SandboxStructure[];
}

/** Patients named on the terminal after a start. */
export const featuredPatients = ['dominique', 'camille', 'marcel'] as const;

export function peopleOf(seed: number): People {
  const draw = drawFrom(seed);
  const structures = sandboxStructures(draw);
  return {
    patients: sandboxPatients(draw),
    assures: sandboxAssures(draw),
    professionals: sandboxProfessionals(draw, structures),
    personnels: sandboxPersonnels(structures),
    structures,
  };
}

/** The same bytes for the same seed. */
export function personasJson(people: People): string {
  const structureKey = (id: string): string => people.structures.find((structure) => structure.id === id)?.key ?? '';
  const personas = {
    patients: people.patients.map((patient) => ({
      key: patient.key,
      ins: patient.ins.matricule,
      oid: patient.ins.oid,
      ...(patient.formerIns.length === 0 ? {} : { formerIns: patient.formerIns.map(({ matricule, oid }) => ({ ins: matricule, oid })) }),
      birthName: patient.traits.birthName,
      firstNames: patient.traits.birthFirstNames,
      ...(patient.traits.usedName === undefined ? {} : { usedName: patient.traits.usedName }),
      birthDate: patient.traits.birthDate,
      sex: patient.traits.sexe,
      birthPlaceCog: patient.traits.birthPlaceCog,
      login: patient.login,
      password: patient.password,
      email: patient.email,
      story: patient.story,
      actsFor: patient.actsFor.map(({ key }) => key),
      ...(patient.medecinTraitant === undefined ? {} : { medecinTraitant: patient.medecinTraitant }),
    })),
    assures: people.assures.map(({ key, ins, traits, regime, email, attachedTo, opposed, story }) => ({
      key,
      ins: ins.matricule,
      oid: ins.oid,
      birthName: traits.birthName,
      firstNames: traits.birthFirstNames,
      birthDate: traits.birthDate,
      sex: traits.sexe,
      birthPlaceCog: traits.birthPlaceCog,
      regime,
      ...(email === undefined ? {} : { email }),
      attachedTo,
      opposed,
      story,
    })),
    professionals: people.professionals.map((professional) => ({
      key: professional.key,
      rpps: professional.id.slice(1),
      idNat: professional.id,
      familyName: professional.familyName,
      givenName: professional.givenName,
      profession: professional.profession,
      ...(professional.specialty === undefined ? {} : { specialty: professional.specialty }),
      structure: professional.cardStructure,
      structures: professional.structures.map(structureKey),
      card: `cards/${professional.key}`,
      email: professional.email,
      story: professional.story,
    })),
    personnels: people.personnels.map((personnel) => ({
      key: personnel.key,
      idNat: personnel.id,
      familyName: personnel.familyName,
      givenName: personnel.givenName,
      role: personnel.role,
      structure: personnel.cardStructure,
      card: `cards/${personnel.key}`,
      story: personnel.story,
    })),
    structures: people.structures.map((structure) => ({
      key: structure.key,
      finess: structure.id.startsWith('1') ? structure.id.slice(1) : '',
      idNat: structure.id,
      name: structure.name,
      sector: structure.sector,
      ...(structure.identifierAuthority === undefined ? {} : { identifierAuthority: structure.identifierAuthority }),
      material: `structures/${structure.key}`,
    })),
  };
  return `${JSON.stringify(personas, undefined, 2)}\n`;
}

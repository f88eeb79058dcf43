// The stories: five that the medico-social sector tells of the shared record (ANAP, cas d'usage du DMP en ESSMS), told anew, and the one of a file
// that is lost on the way to hospital. What each shows, who may not read is a step like another.

import {
  charlotteVaccination,
  davidLetter,
  davidLiaison,
  julienCard,
  julienConsultation,
  julienLetter,
  julienPlan,
  lauraLetter,
  lauraNursing,
  lauraPhysiotherapy,
  lauraPlan,
  marionBiology,
  marionImaging,
  yvetteLiaison,
} from './contents.ts';
import type { Story } from './story.ts';

const medecinTraitant = 'dr-lambert';
/** Of the care home, of the hospital, of the foyer, of Laura's home, of the two places of Julien. */
const [home, emergency, foyer, educator] = ['ide-vidal', 'dr-navarro', 'ide-sorel', 'es-brun'];
const [nurse, physiotherapist, homeHelp] = ['ide-garnier', 'mk-benali', 'ad-costa'];
const [before, after] = ['es-perrot', 'es-haddad'];

export const stories: readonly Story[] = [
  {
    name: 'david',
    patient: 'david',
    steps: [
      { name: 'agreement', by: home, act: { does: 'agree', for: 'my-structure' } },
      { name: 'liaison', by: home, act: { does: 'write', template: 'emergency-liaison', content: davidLiaison } },
      { name: 'listening', by: home, act: { does: 'subscribe' } },
      { name: 'stranger', by: emergency, act: { does: 'is-refused', code: 'AUTORISATION_ABSENTE' } },
      { name: 'identity', by: emergency, act: { does: 'identify' } },
      { name: 'emergency', by: emergency, act: { does: 'break-glass', document: 'liaison' } },
      { name: 'letter', by: emergency, act: { does: 'write', template: 'discharge-letter', content: davidLetter } },
      { name: 'told', by: home, act: { does: 'is-told', documents: ['letter'] } },
      { name: 'back', by: home, act: { does: 'read', document: 'letter' } },
      { name: 'mailed', act: { does: 'is-mailed' } },
    ],
    screens: [
      { name: 'letter', card: home, document: 'letter' },
      { name: 'person', person: 'david' },
    ],
  },
  {
    name: 'lost-file',
    patient: 'yvette',
    steps: [
      { name: 'agreement', by: home, act: { does: 'agree', for: 'my-structure' } },
      { name: 'liaison', by: home, act: { does: 'write', template: 'emergency-liaison', content: yvetteLiaison } },
      { name: 'identity', by: emergency, act: { does: 'identify' } },
      { name: 'emergency', by: emergency, act: { does: 'break-glass', document: 'liaison' } },
      { name: 'stranger', by: educator, act: { does: 'is-refused', code: 'AUTORISATION_ABSENTE' } },
      { name: 'mailed', act: { does: 'is-mailed' } },
    ],
    screens: [
      { name: 'emergency', card: emergency, document: 'liaison', breaksGlass: true },
      { name: 'person', person: 'yvette' },
    ],
  },
  {
    name: 'marion',
    patient: 'marion',
    steps: [
      { name: 'agreement', by: foyer, act: { does: 'agree', for: 'my-structure' } },
      { name: 'listening', by: foyer, act: { does: 'subscribe' } },
      { name: 'biology', by: 'dr-camparini', act: { does: 'deposit', paper: marionBiology } },
      { name: 'imaging', by: 'dr-bideault', act: { does: 'deposit', paper: marionImaging } },
      { name: 'told', by: foyer, act: { does: 'is-told', documents: ['biology', 'imaging'] } },
      { name: 'reading', by: foyer, act: { does: 'read', document: 'biology' } },
      { name: 'doctor', by: medecinTraitant, act: { does: 'list', sees: ['biology', 'imaging'], misses: [] } },
      { name: 'educator', by: educator, act: { does: 'list', sees: [], misses: ['biology', 'imaging'] } },
    ],
    screens: [
      { name: 'results', card: foyer, document: 'biology' },
      { name: 'person', person: 'marion' },
    ],
  },
  {
    name: 'laura-home',
    patient: 'laura',
    steps: [
      { name: 'nurse-agreement', by: nurse, act: { does: 'agree', for: 'me' } },
      { name: 'physio-agreement', by: physiotherapist, act: { does: 'agree', for: 'me' } },
      { name: 'help-agreement', by: homeHelp, act: { does: 'agree', for: 'me' } },
      { name: 'nursing', by: nurse, act: { does: 'write', template: 'nursing', content: lauraNursing } },
      { name: 'physiotherapy', by: physiotherapist, act: { does: 'write', template: 'physiotherapy', content: lauraPhysiotherapy } },
      { name: 'plan', by: homeHelp, act: { does: 'deposit', paper: lauraPlan } },
      { name: 'nurse-reads', by: nurse, act: { does: 'read', document: 'physiotherapy' } },
      { name: 'physio-reads', by: physiotherapist, act: { does: 'read', document: 'nursing' } },
      { name: 'help-reads', by: homeHelp, act: { does: 'list', sees: ['plan'], misses: ['nursing', 'physiotherapy'] } },
    ],
    screens: [
      { name: 'nurse', card: nurse, document: 'physiotherapy' },
      { name: 'help', card: homeHelp },
      { name: 'person', person: 'laura' },
    ],
  },
  {
    name: 'laura-change',
    patient: 'laura',
    steps: [
      { name: 'nurse-agreement', by: nurse, act: { does: 'agree', for: 'me' } },
      { name: 'physio-agreement', by: physiotherapist, act: { does: 'agree', for: 'me' } },
      { name: 'help-agreement', by: homeHelp, act: { does: 'agree', for: 'me' } },
      { name: 'nurse-listens', by: nurse, act: { does: 'subscribe' } },
      { name: 'physio-listens', by: physiotherapist, act: { does: 'subscribe' } },
      { name: 'help-listens', by: homeHelp, act: { does: 'subscribe' } },
      { name: 'letter', by: emergency, act: { does: 'write', template: 'discharge-letter', content: lauraLetter } },
      { name: 'nurse-told', by: nurse, act: { does: 'is-told', documents: ['letter'] } },
      { name: 'physio-told', by: physiotherapist, act: { does: 'is-told', documents: ['letter'] } },
      { name: 'help-not-told', by: homeHelp, act: { does: 'is-told', documents: [] } },
      { name: 'physio-leaves', by: physiotherapist, act: { does: 'leave' } },
      { name: 'physio-refused', by: physiotherapist, act: { does: 'is-refused', code: 'AUTORISATION_ABSENTE' } },
    ],
    screens: [
      { name: 'nurse', card: nurse, document: 'letter' },
      { name: 'person', person: 'laura' },
    ],
  },
  {
    name: 'julien',
    patient: 'julien',
    steps: [
      { name: 'agreement', by: before, act: { does: 'agree', for: 'me' } },
      { name: 'plan', by: before, act: { does: 'deposit', paper: julienPlan } },
      { name: 'consultation', by: medecinTraitant, act: { does: 'deposit', paper: julienConsultation } },
      { name: 'letter', by: before, act: { does: 'write', template: 'home-liaison', content: julienLetter } },
      { name: 'too-early', by: after, act: { does: 'is-refused', code: 'AUTORISATION_ABSENTE' } },
      { name: 'entry', by: after, act: { does: 'agree', for: 'me' } },
      { name: 'reading', by: after, act: { does: 'read', document: 'letter' } },
      { name: 'social-only', by: after, act: { does: 'list', sees: ['plan', 'letter'], misses: ['consultation'] } },
      { name: 'card', by: after, act: { does: 'write', template: 'consultation-card', content: julienCard } },
      { name: 'leaving', by: before, act: { does: 'leave' } },
      { name: 'former', by: before, act: { does: 'is-refused', code: 'AUTORISATION_ABSENTE' } },
    ],
    screens: [
      { name: 'letter', card: after, document: 'letter' },
      { name: 'mother', person: 'sandrine' },
    ],
  },
  {
    name: 'charlotte',
    patient: 'charlotte',
    steps: [
      { name: 'vaccination', by: 'ph-didot', act: { does: 'deposit', paper: charlotteVaccination } },
      { name: 'pharmacist', by: 'ph-didot', act: { does: 'is-refused', code: 'AUTORISATION_ABSENTE' } },
      { name: 'doctor', by: medecinTraitant, act: { does: 'read', document: 'vaccination' } },
    ],
    screens: [
      { name: 'person', person: 'charlotte' },
      { name: 'doctor', card: medecinTraitant, document: 'vaccination' },
    ],
  },
];

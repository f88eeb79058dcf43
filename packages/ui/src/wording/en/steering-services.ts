// English of the register of services and of structures' software.

import type { services as french } from '../fr/steering-services.ts';
import type { Widen } from '../widen.ts';

export const services: Widen<typeof french> = {
  title: 'Services and software',
  lead: 'Who may ask patients for access, and which software of structures has tokens. What is not on line loses everything at its next request.',
  caption: 'Registered services and software, by name',
  columns: { name: 'Name', asks: 'What it asks', state: 'State', act: 'What to do' },
  none: { title: 'No service is registered', why: 'Register here what a publisher asks. Without it, no service can ask a patient anything.' },
  by: (publisher) => `By ${publisher}`,
  version: (version) => `Version ${version} since`,
  states: { EN_LIGNE: 'On line', SUSPENDUE: 'Suspended', DEREFERENCEE: 'Struck off' },
  measures: 'measures of health',
  writesMeasures: 'adds measures of health',
  reads: (what) => `reads ${what}`,
  writes: (what) => `writes in ${what}`,
  ofStructure: (structure) => `Software of structure ${structure}`,
  ofCare: 'Service of care, opened from a record by a professional',
  openedAt: 'Opened at',
  openedBy: 'By the structures',
  scopes: 'Scopes',
  register: 'Register',
  act: { EN_LIGNE: 'Put on line again', SUSPENDUE: 'Suspend', DEREFERENCEE: 'Strike off' },
  actOf: (act, name) => `${act}: ${name}`,
  change: {
    title: { EN_LIGNE: 'Put this service on line again', SUSPENDUE: 'Suspend this service', DEREFERENCEE: 'Strike this service off' },
    what: {
      EN_LIGNE: 'Those of its tokens that are still valid serve again, and it may ask for access.',
      SUSPENDUE: 'Its tokens are worth nothing from their next request. Patients read that it is suspended; their agreements stay.',
      DEREFERENCEE: 'Its tokens are worth nothing from their next request, and it may ask for nothing any more. Patients read that it is suspended.',
    },
    done: (name) => `Done for ${name}.`,
  },
  form: {
    title: 'Register a service or software',
    lead: 'Paste what the publisher asks (RFC 7591), as the documentation describes it. A service known by its id is changed: other purposes make another version, and each patient has thirty days to agree again.',
    id: 'Id',
    idHelp: 'Small letters, figures and hyphens, 3 characters at least. Left empty: one is drawn.',
    metadata: 'What the publisher asks (JSON)',
    missing: 'Paste what the publisher asks.',
    notJson: 'This is not JSON. Paste all of it, from the first brace to the last.',
    cancel: 'Cancel',
    done: (name) => `${name} is registered.`,
  },
};

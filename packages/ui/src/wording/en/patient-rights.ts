// English of the page of rights.

import type { PatientWords } from '../patient.ts';

export const patientRights: PatientWords['rights'] = {
  title: 'Your rights, and the limits of others',
  lead: 'What the law says, in plain words. Carnet applies it at every access.',
  groups: [
    {
      title: 'Those who never enter',
      questions: [
        {
          question: 'May my insurer, my bank or my employer ask for my record?',
          answer:
            'No. The law forbids it, even with your agreement, and for any contract that asks about your health. They may not even ask (article L.1111-18 of the public health code).',
        },
        {
          question: 'Who fills in a health questionnaire for an insurance?',
          answer: 'You, and only you. It is not for your médecin traitant to fill in, and Carnet has no export made for insurers.',
        },
        {
          question: 'Does the health insurance watch my care through this record?',
          answer:
            'No. It deposits your reimbursements and reads nothing. Every reading is refused to it, and the refusal is kept. The program is public: a test checks it at each version, on every address.',
        },
        {
          question: 'The occupational physician?',
          answer: 'Only if you allow it yourself, by name, from the page “Who may see my record”. Refusing is no fault, and your employer knows nothing of it.',
        },
      ],
    },
    {
      title: 'Secrecy, and its exceptions',
      questions: [
        {
          question: 'When must, or may, a professional declare something?',
          answer:
            'The law lists them: births and deaths, accidents at work and occupational diseases, some notifiable diseases (HIV, plague, cholera and others), compulsory vaccinations. They may report the abuse of a minor, and doping. Carnet sends nothing by itself.',
        },
        {
          question: 'May my doctor talk to my family if my illness is serious?',
          answer:
            'Yes, so that they can support you, unless you object (law of 4 March 2002, article L.1110-4). That opens them nothing of your record: for that, you invite a relative yourself, for the spaces and the time you choose.',
        },
      ],
    },
    {
      title: 'Acting for somebody',
      questions: [
        {
          question: 'My child is a minor',
          answer:
            'Parents enter the record until the age of 18. The child may ask for some care to be kept secret: you will see nothing of it, reimbursements included. On the eighteenth birthday access passes to them, and you are both told.',
        },
        {
          question: 'A person is under curatelle',
          answer:
            'They alone consent, authorise and enter their record. Their curateur assists them in other acts and has no access. Without a curateur nothing is different.',
        },
        {
          question: 'A person is under tutelle, or under habilitation familiale',
          answer:
            'Their tuteur, or the person so entitled, consents and authorises for them while the measure lasts. Their own agreement is sought whenever they can express it: Carnet asks for it and keeps the answer.',
        },
      ],
    },
  ],
  back: 'What Carnet is for',
};

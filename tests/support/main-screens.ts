// The twenty main screens, which docs/screens/README.md shows at both sizes, by day and by night. Journeys take their pictures (journey.ts).

export const mainScreens = [
  { name: 'welcome', of: 'patient', says: 'The three doors, before signing in' },
  { name: 'sign-in', of: 'patient', says: 'Signing in' },
  { name: 'home', of: 'patient', says: 'What is new, and the nine spaces' },
  { name: 'documents', of: 'patient', says: 'The documents of one space' },
  { name: 'document', of: 'patient', says: 'A document, read as a page' },
  { name: 'add', of: 'patient', says: 'Adding a document' },
  { name: 'mask', of: 'patient', says: 'Hiding a document' },
  { name: 'accesses', of: 'patient', says: 'Who sees the record' },
  { name: 'journal', of: 'patient', says: 'Who did what, in plain words' },
  { name: 'relatives', of: 'patient', says: 'Relatives and carers' },
  { name: 'carte-faite', of: 'patient', says: 'The emergency card' },
  { name: 'measures', of: 'patient', says: 'A measure and its curve' },
  { name: 'reimbursements', of: 'patient', says: 'Reimbursements in five tables' },
  { name: 'export-ready', of: 'patient', says: 'Taking the whole record away' },
  { name: 'sign-in-doors', of: 'professional', says: 'Card, Pro Santé Connect or structure' },
  { name: 'pro-patients', of: 'professional', says: 'My patients, and what is new of them' },
  { name: 'professional-record', of: 'professional', says: 'A record: at a glance, then its documents' },
  { name: 'anaesthesia', of: 'professional', says: 'A view for the moment: before an anaesthesia' },
  { name: 'emergency', of: 'professional', says: 'Bris de glace: why, and for how long' },
  { name: 'template', of: 'professional', says: 'A document written from a template' },
] as const satisfies readonly { readonly name: string; readonly of: 'patient' | 'professional'; readonly says: string }[];

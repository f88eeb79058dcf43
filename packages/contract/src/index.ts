// The JSON API the server and the apps share: shapes, and what the server lets the caller do (abilities). No rule lives here.
// Served twice, under /api/patient and /api/pro, the session deciding who acts; steering under /api/pilotage.

export * from './accesses.ts';
export * from './account.ts';
export * from './dossier.ts';
export * from './depositing.ts';
export * from './deposits.ts';
export * from './document.ts';
export * from './emergency-card.ts';
export * from './exports.ts';
export * from './uploads.ts';
export * from './family.ts';
export * from './glance.ts';
export * from './measures.ts';
export * from './arrangement.ts';
export * from './reminders.ts';
export * from './openings.ts';
export * from './opening.ts';
export * from './passkeys.ts';
export * from './problem.ts';
export * from './professional.ts';
export * from './reading.ts';
export * from './sandbox.ts';
export * from './services.ts';
export * from './share.ts';
export * from './identities.ts';
export * from './misfilings.ts';
export * from './steering.ts';
export * from './steering-openings.ts';
export * from './watch.ts';
export * from './synthesis.ts';
export * from './templates.ts';

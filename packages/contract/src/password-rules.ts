// What a new password must have (docs/sources.md §5.1). Alone in its file, so that an app can tick the rules while typing without loading the schemas.

/** Checked by the server and shown while typing. */
export const passwordRules = [
  { rule: 'MOT_DE_PASSE_LONGUEUR', test: (password: string) => password.length >= 12 },
  { rule: 'MOT_DE_PASSE_MINUSCULE', test: (password: string) => /\p{Ll}/u.test(password) },
  { rule: 'MOT_DE_PASSE_MAJUSCULE', test: (password: string) => /\p{Lu}/u.test(password) },
  { rule: 'MOT_DE_PASSE_CHIFFRE', test: (password: string) => /\d/.test(password) },
  { rule: 'MOT_DE_PASSE_SIGNE', test: (password: string) => /[^\p{L}\d\s]/u.test(password) },
] as const;

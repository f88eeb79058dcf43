// What a decision on the law may hold. Alone in its file, so that an app can say it before sending without loading the schemas.

/** Why the law is changed: read for ever by whoever asks what was decided. */
export const reasonLength = { minimum: 10, maximum: 500 } as const;
/** About ten times a whole matrix; the domain's reader takes no more. */
export const matrixFileMaximumCharacters = 1_048_576;

// What a patient may send. Alone in its file, so that an app can say it before sending without loading the schemas.

export const patientDepositMimeTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export const patientDepositMaximumBytes = 20 * 1024 * 1024;
/** Characters of a note typed in the professional app: some ten pages. */
export const noteMaximum = 20_000;
/** Of a paper scanned page by page on the device: twenty photos are what a phone holds at once. */
export const scanMaximumPages = 20;
/** Of a document sent part by part: none is larger, and none smaller but the last. */
export const uploadPartMaximumBytes = 4 * 1024 * 1024;
export const uploadPartMinimumBytes = 16 * 1024;

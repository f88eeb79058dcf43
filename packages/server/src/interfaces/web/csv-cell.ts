/** A cell of a file for spreadsheets: what they would take for a formula is given as text. */
export const csvCell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

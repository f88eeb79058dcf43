// The shape of the table for the tests that read it; dependency-cruiser reads the .mjs itself.

declare const table: { readonly forbidden: readonly { readonly name: string }[] };
export default table;

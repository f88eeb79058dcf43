// The shape of the build for the tests that run it; commands read the .mjs itself.

export declare const apps: () => readonly { readonly name: string; readonly directory: string }[];
/** Names of the apps that were built. */
export declare function build(options?: { readonly force?: boolean; readonly onApp?: (name: string) => void }): readonly string[];

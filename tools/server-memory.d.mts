// For the tests and measures that start a server as npm start does; npm start reads the .mjs itself.

export declare const serverFlags: readonly string[];
export declare const serverEnvironment: Readonly<Record<string, string>>;

// The shape of the browsers for the journeys' configuration; npm test reads the .mjs itself.

export declare const findChromium: () => string | undefined;
export declare const findShell: () => string | undefined;

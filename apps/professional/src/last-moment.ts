// The end of an agreement is exclusive: the last day it holds is that of the instant before. An agreement "until the 29th" ends at midnight.

export const lastMoment = (until: string): string => new Date(Date.parse(until) - 1).toISOString();

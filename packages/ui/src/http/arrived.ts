// A part of the application that was asked for and did not come: the network, or a newer version in the place of the one a window holds.

export class UnreachedError extends Error {
  override readonly name = 'UnreachedError';
}

/** The same answer; what kept it from coming, told apart from a page that broke. */
export const arrived = async <Part>(part: Promise<Part>): Promise<Part> => {
  try {
    return await part;
  } catch (cause) {
    throw new UnreachedError('a part of the application did not arrive', { cause });
  }
};

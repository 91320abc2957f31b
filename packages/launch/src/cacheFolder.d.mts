/** The repository's root. */
export const root: string;

/** What takes long to make and can be made again at any time; `npm ci` empties it. */
export const cacheFolder: string;

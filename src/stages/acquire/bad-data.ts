/** Compressed data that is not what it should be; everything before it was delivered. */
export class BadData extends Error {}

/** So much of a beginning tells what bytes are: a tar header is one block of 512; of JSON the first record, and what follows it. */
export const HEAD_BYTES = 16 * 1024

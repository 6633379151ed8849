/**
 * Stands for test/support/megabyte: the size is for the code as it is written, not for one that
 * counts its own steps, and takes most of the time of a run.
 */
export const endsForAMegabyte = async (work: (length: number) => unknown) => void (await work(6000))

import os from 'node:os'

export type EngineSettings = Readonly<Record<string, string | number>>

/** Bytes this process may use: the machine's memory or the control group's limit, whichever is less. */
export const machineMemory = (): number => {
  const limit = process.constrainedMemory()
  return limit > 0 && limit < os.totalmem() ? limit : os.totalmem()
}

/** What every query of a case assumes, on either engine. */
export const sharedSettings: EngineSettings = {
  output_format_json_quote_64bit_integers: 1,
  session_timezone: 'UTC',
  join_use_nulls: 0,
  short_circuit_function_evaluation: 'enable',
  // A file that mixes formats, or changes its fields often, makes a long statement.
  max_query_size: String(16 * 1024 * 1024),
  // Lines may be a gigabyte long: a block is as many as fit into so many bytes.
  input_format_max_block_size_bytes: String(64 * 1024 * 1024),
  // A mapped file counts as this process's memory, all of it.
  storage_file_read_method: 'pread',
}

/** What a thread that writes a table may hold: a block of a million rows, before and after it is sorted. */
const WRITER_BYTES = 2 * 1024 ** 3

/** No aggregation, sort or join holds more than this before it spills, however large the machine: a case of 100 M lines is to take no more than 4 GiB. */
const SPILL_AT_MOST = 1024 ** 3

/**
 * One query may take 60 % of the memory; aggregation, sort and join each spill to disk at a third of that, so that
 * two of them in one query still fit.
 */
export const embeddedSettings = (memory: number, threads: number): EngineSettings => {
  const limit = Math.floor(memory * 0.6)
  const spill = Math.min(SPILL_AT_MOST, Math.floor(limit / 3))
  return {
    ...sharedSettings,
    max_threads: threads,
    // By default one thread sorts, compresses and writes, and the others wait for it.
    max_insert_threads: Math.max(1, Math.min(threads, Math.floor(limit / WRITER_BYTES))),
    max_memory_usage: String(limit),
    max_bytes_before_external_group_by: String(spill),
    max_bytes_before_external_sort: String(spill),
    // A process asks a question a few times at most: to compile it to machine code takes longer than that saves.
    compile_expressions: 0,
    compile_aggregate_expressions: 0,
    compile_sort_description: 0,
    // To look for comparisons that follow from others takes as long as all else that is planned of a long statement, and finds none.
    optimize_and_compare_chain: 0,
    // While a ratio is set, which it is by default, it decides and the bytes do not.
    max_bytes_ratio_before_external_group_by: 0,
    max_bytes_ratio_before_external_sort: 0,
    max_bytes_before_external_join: String(spill),
    // A mapped file that is cut short while it is read ends the process; and what is mapped counts as memory in use.
    storage_file_read_method: 'read',
  }
}

/** `SET a = 1, b = 'c'`: names and values are ours. */
export const setStatement = (settings: EngineSettings): string =>
  `SET ${Object.entries(settings)
    .map(([name, value]) => `${name} = ${typeof value === 'number' ? value : `'${value}'`}`)
    .join(', ')}`

import type { TableColumn } from '../../domain/manifest.ts'
import { bind, join, type Sql, sql } from '../../engine/sql.ts'

/**
 * Rows of Parquet files of one structure, each as a line: the JSON object of its columns, which the sources of JSON read.
 * What the text looks like is pinned, because the hashes of lines rest on it. Times that Parquet calls local
 * (`isAdjustedToUTC = false`) are written without an offset, as any log does that leaves its zone open.
 */
export const parquetLines = (location: string, columns: readonly TableColumn[]): Sql => {
  const structure = columns.map(({ name, type }) => `${quoted(name).text} ${type}`).join(', ')
  const values = columns.map(({ name, type }) => {
    const text = type.replace(LOCAL_TIME, 'String')
    return text === type ? quoted(name) : sql`CAST(t.${quoted(name)}, ${bind('String', text)}) AS ${quoted(name)}`
  })
  return sql`(
    SELECT mapae_row AS line, _file, _row_number FROM (
      SELECT formatRowNoNewline('JSONEachRow', ${join(
        columns.map(({ name }) => quoted(name)),
        ',',
      )}) AS mapae_row, _file, _row_number
      FROM (SELECT ${join(values, ',')}, _file, _row_number FROM file(${bind('String', location)}, 'Parquet', ${bind('String', structure)}) AS t)
      SETTINGS date_time_output_format = 'iso', output_format_json_quote_64bit_integers = 0, output_format_json_quote_64bit_floats = 0,
        output_format_json_quote_decimals = 0, output_format_json_quote_denormals = 0, output_format_json_escape_forward_slashes = 0,
        output_format_json_named_tuples_as_objects = 1, output_format_json_skip_null_value_in_named_tuples = 0,
        output_format_json_map_as_array_of_tuples = 0, output_format_json_validate_utf8 = 0))`
}

const LOCAL_TIME = /DateTime64\(\d\)/g

/** A name as written by strangers: whatever is no letter or digit of ASCII is written as its bytes. */
const quoted = (name: string): Sql => ({
  text: `\`${[...Buffer.from(name)].map((byte) => (/[A-Za-z0-9_]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`)).join('')}\``,
  params: {},
})

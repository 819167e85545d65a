import { renamed } from '../../engine/layers.ts'
import type { Sql } from '../../engine/sql.ts'
import type { EventColumn, LineProgram } from '../source-kind.ts'

/**
 * The same program over another column than `line`, every definition's name with a prefix: so that one program can stand
 * behind what unwraps its lines, and beside others.
 */
export const renameProgram = (program: LineProgram, line: string, prefix: string): LineProgram => {
  const names = new Map(program.definitions.map(({ name }) => [name, `${prefix}${name}`]))
  names.set('line', line)
  return {
    ...program,
    definitions: program.definitions.map(({ name, expression }) => ({
      name: `${prefix}${name}`,
      expression: renamed(expression, names),
    })),
    reject: renamed(program.reject, names),
    token: program.token === undefined ? undefined : renamed(program.token, names),
    columns: Object.fromEntries(
      Object.entries(program.columns).map(([column, expression]) => [column, renamed(expression, names)]),
    ) as Record<EventColumn, Sql>,
  }
}

import { type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'

/** Sittings that were found beyond duty so far; nobody's ways are learned from them. */
export const beyond = (scene: Scene): Sql => sql`(SELECT sitting FROM ${scene.derived.table('duty_found')})`

export const nothingBeyond = (scene: Scene): Promise<void> =>
  scene.engine.run(
    sql`CREATE OR REPLACE TABLE ${scene.derived.table('duty_found')} ENGINE = MergeTree ORDER BY sitting AS SELECT sitting FROM ${scene.derived.table('duty_sitting')} WHERE 0`,
  )

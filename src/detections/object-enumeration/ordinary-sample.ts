import { type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { FEW } from './duty-limits.ts'

/** About so many ordinary readers show what they all do; they are chosen by their hash. */
const SAMPLE = 1000

/** Accounts that read a few things of some route, and none of the wide readers. */
export const ordinarySample = (scene: Scene): Sql => {
  const t = scene.derived.table
  const reader = sql`${t('route_reader')} WHERE NOT anonymous AND objects BETWEEN 1 AND ${FEW} AND who NOT IN (SELECT who FROM ${t('wide_reader')})`
  return sql`(SELECT DISTINCT who FROM ${reader} AND sipHash64(who) % (SELECT greatest(1, intDiv(uniqExact(who), ${SAMPLE})) FROM ${reader}) = 0)`
}

import { sql } from '../../engine/sql.ts'
import { hasRows, type Scene } from '../scene.ts'
import { isNameless } from './nameless-readers.ts'
import { DUTY_TESTS, type DutyTest } from './tests.ts'

/** Fewer ordinary readers do not show how often one is seen to be a customer. */
const LEAST_READERS = 20

/**
 * The tests with their rates in this case. Who enumerates is seen to be a customer only where customers are: in a log of three
 * days hardly anybody comes twice, and where every route is personal nobody is seen on another. Of some ordinary
 * readers it is measured how many show either, and the declared rates are theirs who do.
 */
export const dutyTests = async (scene: Scene): Promise<readonly DutyTest[]> => {
  const shown = await customersShown(scene)
  const seen = (rates: readonly number[]): readonly number[] => [1 - (rates[1] ?? 0) * shown, (rates[1] ?? 0) * shown]
  return DUTY_TESTS.map((test) =>
    test.name === 'customer' ? { ...test, enumerating: seen(test.enumerating), duty: seen(test.duty) } : test,
  )
}

const customersShown = async (scene: Scene): Promise<number> => {
  const t = scene.derived.table
  if (isNameless(scene) || !(await hasRows(scene, 'wide_reader'))) return 1
  const { readers, shown } = await scene.engine.row<{ readers: string; shown: string }>(sql`
    SELECT count() AS readers, countIf(customer OR days > 1) AS shown FROM ${t('reader_use')}
    WHERE who NOT IN (SELECT who FROM ${t('wide_reader')})`)
  return Number(readers) < LEAST_READERS ? 1 : Number(shown) / Number(readers)
}

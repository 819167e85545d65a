import { sql } from '../../engine/sql.ts'
import { hasRows, type Scene } from '../scene.ts'
import { writeHouseReaders, writeNeighbours } from './people-of-ones-network.ts'
import { FACTOR } from './readers.ts'
import { cutRuns, writeRunsAroundReaders } from './runs-around-readers.ts'

/** So many circles show what is done in circles. */
const FEWEST_CIRCLES = 10
/** So many readings by others tell whether a circle is closed; most of them have to stay within it: it may not be known in full. */
const LEAST_READINGS = 3
const WITHIN = 0.5
/** A run of numbers around its reader's own is a circle where so many of them would hold all accounts: his own stands there by chance in one case of so many. */
const FEWEST_RUNS = 5
/** That most of the people whom one reads come from his own address does not come about by chance; that so many readers have it so, each at another, shows that it is the way. */
const FEWEST_NETWORKS = 3

/**
 * `circle_reader`: accounts that read many others, each a circle of its own: whoever else reads one of the circle, or is
 * read by one, is of the circle himself. So it is with who administers a firm whose people look one another up, where no
 * path names the firm. A stranger's choice cuts through such ties. It counts where it is the way of those who read many and
 * are read themselves: ten of them at least, and half. A circle is no more than a tenth of all accounts: of a tenth that is
 * chosen at random, hardly one such reading in twenty stays within. Where closed circles hold half of all accounts, who
 * reaches into one of them at most is at home, too, whatever ties he has. A circle shows by its numbers, too: people who were
 * registered together follow one another, and who administers them stands among them (`circle_run`); and by where its people come
 * from (`circle_neighbour`). Readings of things that are no accounts show no circle.
 */
export const learnCircles = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(
    sql`CREATE OR REPLACE TABLE ${t('circle_reader')} (who String) ENGINE = MergeTree ORDER BY who`,
  )
  await scene.engine.run(sql`CREATE OR REPLACE TABLE ${t('house_reader')} (who String) ENGINE = MergeTree ORDER BY who`)
  const { n } = await scene.engine.row<{ n: string }>(sql`
    SELECT count() AS n FROM (
      SELECT who FROM ${t('object_reading')} WHERE startsWith(space, 'account ') AND width > 1 GROUP BY who HAVING sum(width) >= ${FACTOR})`)
  if (Number(n) < FEWEST_NETWORKS) return
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('circle_reading')} ENGINE = MergeTree ORDER BY (who, object) AS
    SELECT DISTINCT who, object FROM ${t('object_reading')} ARRAY JOIN objects AS object WHERE startsWith(space, 'account ')`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('circle_many')} ENGINE = MergeTree ORDER BY who AS
    SELECT who, count() AS size, who IN (SELECT object FROM ${t('circle_reading')}) AS is_read
    FROM ${t('circle_reading')} WHERE object != who GROUP BY who HAVING size >= ${FACTOR}`)
  await writeNeighbours(scene)
  await scene.engine.run(sql`
    INSERT INTO ${t('circle_reader')}
    WITH (SELECT (countIf(who IN (SELECT who FROM ${t('circle_neighbour')})), count()) FROM ${t('circle_many')} WHERE is_read) AS known
    SELECT who FROM ${t('circle_neighbour')}
    WHERE 2 * known.1 >= known.2 AND (SELECT uniqExact(place) FROM ${t('circle_neighbour')}) >= ${FEWEST_NETWORKS}`)
  if (await hasRows(scene, 'circle_reader')) await writeHouseReaders(scene)
  const { may } = await scene.engine.row<{ may: string }>(sql`SELECT countIf(is_read) AS may FROM ${t('circle_many')}`)
  if (Number(may) < FEWEST_CIRCLES) return
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('circle_member')} ENGINE = MergeTree ORDER BY (one, reader) AS
    SELECT who AS reader, object AS one FROM ${t('circle_reading')} WHERE object != who AND who IN (SELECT who FROM ${t('circle_many')})
    UNION ALL SELECT who, who FROM ${t('circle_many')}`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('circle_closed')} ENGINE = MergeTree ORDER BY who AS
    WITH tie AS (
      SELECT who, object FROM ${t('circle_reading')} WHERE object != who AND who NOT IN (SELECT who FROM ${t('circle_many')})),
      touched AS (
        SELECT m.reader AS reader, e.who AS who, e.object AS object FROM tie AS e INNER JOIN ${t('circle_member')} AS m ON m.one = e.object
        UNION ALL SELECT m.reader, e.who, e.object FROM tie AS e INNER JOIN ${t('circle_member')} AS m ON m.one = e.who)
    SELECT reader AS who FROM (SELECT reader, who, object, count() AS ends FROM touched GROUP BY reader, who, object)
    GROUP BY reader HAVING count() >= ${LEAST_READINGS} AND countIf(ends = 2) >= ${WITHIN} * count()`)
  await writeRunsAroundReaders(scene)
  await scene.engine.run(sql`
    INSERT INTO ${t('circle_reader')}
    WITH closed AS (SELECT who FROM ${t('circle_closed')}),
      circle AS (SELECT reader, one FROM ${t('circle_member')} WHERE reader IN closed),
      across AS (
        SELECT m.reader AS who FROM ${t('circle_member')} AS m INNER JOIN circle AS c ON c.one = m.one
        WHERE m.reader != c.reader GROUP BY who HAVING uniqExact(c.reader) > 1),
      (SELECT uniqExact(object) FROM ${t('circle_reading')}) AS accounts,
      (SELECT uniqExact(one) FROM circle) AS held,
      (SELECT (countIf(who IN closed), countIf(who IN (SELECT who FROM ${t('circle_run')})), count()) FROM ${t('circle_many')} WHERE is_read) AS known
    SELECT who FROM ${t('circle_many')}
    WHERE ((who IN closed OR (2 * held >= accounts AND who NOT IN across)) AND known.1 >= ${FEWEST_CIRCLES} AND 2 * known.1 >= known.3 AND size * ${FEWEST_CIRCLES} <= accounts)
      OR (who IN (SELECT who FROM ${t('circle_run')}) AND who NOT IN ${cutRuns(scene)} AND known.2 >= ${FEWEST_CIRCLES} AND 2 * known.2 >= known.3 AND size * ${FEWEST_RUNS} <= accounts)`)
}

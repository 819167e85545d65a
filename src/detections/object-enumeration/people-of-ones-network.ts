import { sql } from '../../engine/sql.ts'
import { placeOf } from '../address-block.ts'
import type { Scene } from '../scene.ts'

/** A network of more than one in so many accounts is a crowd's: there anybody meets anybody. */
const CROWD = 5
/** So many of those who are read have to be seen somewhere… */
const LEAST_SEEN = 3
/** …at least half of them where their reader comes from, and no more than so many where another such reader does. */
const NEAR = 0.5
const ELSEWHERE = 0.1
/** Of people who work at home too, so many are seen at the office in a few days; of a stranger's choice, as many in one such case of a thousand. */
const SEEN_THERE = 0.25
const BY_CHANCE = 0.001

/**
 * `circle_neighbour`: readers of many accounts, most of whom come from an address that the reader comes from too (`place`), at which
 * no crowd is. Who administers a firm, an office or a school sits where its people sit. A stranger's choice is of people who are
 * anywhere: of those whom he reads, as many are at his address as of all people. Who reaches into the network of another such
 * reader is none. `circle_place`: where each account comes from, and whether a crowd does. Reads `circle_reading` and `circle_many`.
 */
export const writeNeighbours = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('circle_place')} ENGINE = MergeTree ORDER BY (place, who) AS
    WITH (SELECT uniqExact(who) FROM ${t('personal_access')} WHERE session != 0) AS people
    SELECT who, place, count() OVER (PARTITION BY place) * ${CROWD} > people AS crowded
    FROM (SELECT DISTINCT who, ${placeOf(sql`ip`)} AS place FROM ${t('personal_access')} WHERE session != 0)`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('circle_neighbour')} ENGINE = MergeTree ORDER BY who AS
    WITH network AS (SELECT who, place FROM ${t('circle_place')} WHERE NOT crowded),
      read_by_many AS (
        SELECT who, object FROM ${t('circle_reading')}
        WHERE object != who AND who IN (SELECT who FROM ${t('circle_many')}) AND object IN (SELECT who FROM ${t('circle_place')})),
      near AS (
        SELECT r.who AS who, own.place AS place, uniqExact(r.object) AS fellows
        FROM read_by_many AS r INNER JOIN network AS own ON own.who = r.who INNER JOIN network AS its ON its.who = r.object AND its.place = own.place
        GROUP BY who, place),
      at_home AS (
        SELECT s.who AS who, s.seen AS seen, n.place AS place
        FROM (SELECT who, count() AS seen FROM read_by_many GROUP BY who HAVING seen >= ${LEAST_SEEN}) AS s
        INNER JOIN (SELECT who, argMax(place, (fellows, place)) AS place, max(fellows) AS most FROM near GROUP BY who) AS n ON n.who = s.who
        WHERE n.most >= ${NEAR} * s.seen),
      elsewhere AS (
        SELECT r.who AS who, uniqExact(r.object) AS n
        FROM read_by_many AS r INNER JOIN at_home AS h ON h.who = r.who INNER JOIN network AS its ON its.who = r.object
        WHERE its.place != h.place AND its.place IN (SELECT place FROM at_home) AND (r.object, h.place) NOT IN (SELECT who, place FROM network)
        GROUP BY who)
    SELECT h.who AS who, h.place AS place FROM at_home AS h LEFT JOIN elsewhere AS e ON e.who = h.who WHERE e.n <= ${ELSEWHERE} * h.seen`)
}

/**
 * `house_reader`: who reads the people of one house, as those at home in other houses do, and is seen in none: a quarter of those whom he reads come
 * from one place where no crowd is, more than of people chosen at random (Chernoff 1952), of which nobody else is such a reader; and no more than one in ten belongs to
 * another's. Who administers a firm at home alone looks so, and so does a stranger who picked one firm.
 */
export const writeHouseReaders = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    INSERT INTO ${t('house_reader')}
    WITH known AS (SELECT place FROM ${t('circle_neighbour')}),
      read_by_many AS (
        SELECT who, object FROM ${t('circle_reading')}
        WHERE object != who AND object IN (SELECT who FROM ${t('circle_place')}) AND who IN (SELECT who FROM ${t('circle_many')} WHERE is_read)
          AND who NOT IN (SELECT who FROM ${t('circle_place')} WHERE place IN known)),
      (SELECT uniqExact(who) FROM ${t('circle_place')}) AS people,
      house AS (
        SELECT n.who AS who, argMax(n.place, (n.n, n.place)) AS place, max(n.n) AS most, argMax(p.n, (n.n, n.place)) / people AS chance
        FROM (
          SELECT r.who AS who, its.place AS place, uniqExact(r.object) AS n
          FROM read_by_many AS r INNER JOIN ${t('circle_place')} AS its ON its.who = r.object WHERE NOT its.crowded GROUP BY who, place) AS n
        INNER JOIN (SELECT place, count() AS n FROM ${t('circle_place')} GROUP BY place) AS p ON p.place = n.place
        GROUP BY who),
      elsewhere AS (
        SELECT r.who AS who, uniqExact(r.object) AS n FROM read_by_many AS r INNER JOIN ${t('circle_place')} AS its ON its.who = r.object
        WHERE its.place IN known GROUP BY who)
    SELECT s.who FROM (SELECT who, toFloat64(count()) AS seen FROM read_by_many GROUP BY who HAVING seen >= ${LEAST_SEEN}) AS s
    INNER JOIN house AS h ON h.who = s.who LEFT JOIN elsewhere AS e ON e.who = s.who
    WHERE h.place NOT IN known AND (h.most / s.seen AS share) >= ${SEEN_THERE} AND share > h.chance
      AND s.seen * (share * log(share / h.chance) + if(share < 1, (1 - share) * log((1 - share) / (1 - h.chance)), 0)) >= -log(${BY_CHANCE}) AND e.n <= ${ELSEWHERE} * s.seen`)
}

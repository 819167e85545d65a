import { sql } from '../../engine/sql.ts'
import { LEVELS } from '../hits.ts'
import { dayOf, type Scene } from '../scene.ts'

/** From where, or by what, the account also looks after its own business, only so close to a reach for another's counts. */
const NEAR_SECONDS = 86_400
/** A place is somebody's own where at least this share of the people who begin sessions there are. */
const EXCLUSIVE = 0.8

/**
 * `hit_session`: the sessions in which a hit account reached, or tried to reach, for what is another's, or, from the same
 * address or with the same agent, for what nobody else ever read and what is not its own by habit; each from the first such request on. The rest of what
 * the account does is its owner's own life: it may be a member's, turned or taken over.
 */
export const writeHitSessions = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    INSERT INTO ${t('hit_session')}
    WITH
      reached AS (
        SELECT p.who AS who, p.session AS session, p.ip AS ip, s.origin.2 AS agent, p.at AS at, p.method AS method, p.route AS route,
          p.object AS object, p.account AS account, p.subject AS subject
        FROM ${t('personal_access')} AS p INNER JOIN ${t('session')} AS s ON s.session = p.session
        WHERE p.who IN (SELECT principal FROM ${t('hit')} WHERE detection = 'object-enumeration')),
      thing AS (
        SELECT CAST(space AS String) AS space, object, min(width) AS reach FROM ${t('object_reading')} ARRAY JOIN objects AS object
        WHERE object IN (SELECT object FROM reached) GROUP BY space, object),
      reader AS (SELECT CAST(space AS String) AS space, who, width FROM ${t('object_reading')} WHERE who IN (SELECT who FROM reached)),
      judged AS (
        SELECT r.who AS who, r.session AS session, r.ip AS ip, r.agent AS agent, r.at AS at,
          (r.who, r.object) IN (SELECT who, thing FROM ${t('wide_thing')} WHERE days > 1 AND NOT is_foreign) AS is_habit,
          r.subject = 'owned' AND r.object != '' AND NOT is_habit AS is_owned,
          (r.who, r.object) IN (SELECT who, object FROM ${t('walk_step')} WHERE continues AND who IN (SELECT who FROM ${t('walk_on')})) AS walks_on,
          r.subject = 'principal' OR r.account = r.who AS is_own,
          s.space != '' AND NOT is_habit AND (if(r.account != '', r.account != r.who, o.reach > 0 AND o.reach * 2 <= w.width) OR walks_on) AS is_foreign
        FROM reached AS r
        LEFT JOIN ${t('owned_route')} AS s ON s.method = r.method AND s.route = r.route
        LEFT JOIN thing AS o ON o.space = s.space AND o.object = r.object
        LEFT JOIN reader AS w ON w.space = s.space AND w.who = r.who)
    SELECT 'object-enumeration', j.who, j.session, min(j.at) FROM judged AS j
    LEFT JOIN (SELECT who AS from_who, ip AS from_ip, min(at) AS first, max(at) AS last FROM judged WHERE is_foreign GROUP BY who, ip) AS i
      ON i.from_who = j.who AND i.from_ip = j.ip
    LEFT JOIN (SELECT who AS by_who, agent AS by_agent, min(at) AS first, max(at) AS last FROM judged WHERE is_foreign GROUP BY who, agent) AS a
      ON a.by_who = j.who AND a.by_agent = j.agent
    WHERE j.is_foreign OR (j.is_owned AND multiIf(
      j.session IN (SELECT session FROM judged WHERE is_habit), (i.from_ip != '' OR a.by_who != '') AND (j.who, ${dayOf(scene, sql`j.at`)}) IN (SELECT who, ${dayOf(scene, sql`at`)} FROM judged WHERE is_foreign),
      j.session IN (SELECT session FROM judged WHERE is_own), j.at BETWEEN i.first - ${NEAR_SECONDS} AND i.last + ${NEAR_SECONDS},
      (i.from_ip != '' AND ((j.who, j.ip) NOT IN (SELECT who, ip FROM judged WHERE is_own) OR j.at BETWEEN i.first - ${NEAR_SECONDS} AND i.last + ${NEAR_SECONDS}))
        OR (a.by_who != '' AND ((j.who, j.agent) NOT IN (SELECT who, agent FROM judged WHERE is_own) OR j.at BETWEEN a.first - ${NEAR_SECONDS} AND a.last + ${NEAR_SECONDS}))))
    GROUP BY j.who, j.session`)
}

/**
 * A hit that is possible becomes likely where sure ones work: a session that reached for what is another's from an address,
 * and by a program, from which hardly anybody but sure hits reads (`second_look`).
 */
export const writeCompany = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const sure = sql`(SELECT principal FROM ${t('hit')} WHERE detection = 'object-enumeration' AND level IN ('confirmed', 'likely'))`
  const doubted = sql`(SELECT principal FROM ${t('hit')} WHERE detection = 'object-enumeration' AND level = 'possible')`
  const person = sql`if(principal != '', principal, toString(session))`
  return scene.engine.run(sql`
    INSERT INTO ${t('second_look')}
    SELECT session, '', origin.1, toString(origin.2), ${LEVELS.likely} FROM ${t('session')}
    WHERE ${person} IN ${doubted} AND session IN (SELECT session FROM ${t('hit_session')} WHERE detection = 'object-enumeration')
      AND (origin.1, origin.2) IN (
        SELECT origin.1, origin.2 FROM ${t('session')} GROUP BY origin.1, origin.2
        HAVING uniqExactIf(${person}, ${person} IN ${sure}) > 0
          AND uniqExactIf(${person}, ${person} IN ${sure} OR ${person} IN ${doubted}) >= ${EXCLUSIVE} * uniqExact(${person}))`)
}

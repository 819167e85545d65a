import { sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'

/** A session in which the account also looks after its own business counts only so close to a reach for another's. */
const NEAR_SECONDS = 86_400

/**
 * `hit_session`: the sessions in which a hit account reached, or tried to reach, for what is another's, or, from the same
 * address or with the same agent, for what nobody else ever read; each from the first such request on. The rest of what
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
      readers AS (
        SELECT who, method, route, objects FROM ${t('route_reader')} WHERE NOT anonymous),
      other_reader AS (
        SELECT a.method AS method, a.route AS route, a.object AS object, argMin(a.who, (w.objects, a.who)) AS narrowest, min(w.objects) AS reach
        FROM (
          SELECT DISTINCT who, method, route, object FROM ${t('personal_access')}
          WHERE session != 0 AND ok AND subject = 'owned' AND (method, route) IN (SELECT method, route FROM ${t('owned_route')})
            AND (method, route, object) IN (SELECT method, route, object FROM reached)) AS a
        INNER JOIN readers AS w ON w.who = a.who AND w.method = a.method AND w.route = a.route
        GROUP BY method, route, object),
      judged AS (
        SELECT r.who AS who, r.session AS session, r.ip AS ip, r.agent AS agent, r.at AS at, r.subject = 'owned' AND r.object != '' AS is_owned,
          r.subject = 'principal' OR r.account = r.who AS is_own,
          (r.account != '' AND r.account != r.who) OR (o.reach > 0 AND o.narrowest != r.who AND o.reach * 2 <= w.objects) AS is_foreign
        FROM reached AS r
        LEFT JOIN other_reader AS o ON o.method = r.method AND o.route = r.route AND o.object = r.object
        LEFT JOIN readers AS w ON w.who = r.who AND w.method = r.method AND w.route = r.route)
    SELECT 'object-enumeration', who, session, min(at) FROM judged AS j
    LEFT JOIN (SELECT who, ip, min(at) AS first, max(at) AS last FROM judged WHERE is_foreign GROUP BY who, ip) AS i ON i.who = j.who AND i.ip = j.ip
    WHERE is_foreign OR (is_owned AND if(
      session IN (SELECT session FROM judged WHERE is_own),
      at BETWEEN i.first - ${NEAR_SECONDS} AND i.last + ${NEAR_SECONDS},
      i.ip != '' OR (who, agent) IN (SELECT who, agent FROM judged WHERE is_foreign)))
    GROUP BY who, session`)
}

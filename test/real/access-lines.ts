import { type Answer, investigateLogs } from './investigate-logs.ts'

/** A request by the account `who`, or '-' for nobody. */
export interface AccessLine {
  readonly at: number
  readonly ip: string
  readonly path: string
  readonly who: string
  readonly agent: string
  /** 200, unless it is said. */
  readonly status?: number
}

/** The answer to a log of these requests, as JSON lines in the order of time. */
export const investigateAccess = (lines: readonly AccessLine[]): Promise<Answer> =>
  investigateLogs({
    files: {
      'access.jsonl': [...lines]
        .sort((a, b) => a.at - b.at)
        .map(
          ({ at, ip, path, who, agent, status = 200 }) =>
            `${JSON.stringify({ time: new Date(at).toISOString(), ip, method: 'GET', path, status, bytes: 900, user_agent: agent, user_id: who })}\n`,
        )
        .join(''),
    },
  })

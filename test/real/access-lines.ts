import { type Answer, investigateLogs } from './investigate-logs.ts'

/** A request that was answered, by the account `who`, or '-' for nobody. */
export interface AccessLine {
  readonly at: number
  readonly ip: string
  readonly path: string
  readonly who: string
  readonly agent: string
}

/** The answer to a log of these requests, as JSON lines in the order of time. */
export const investigateAccess = (lines: readonly AccessLine[]): Promise<Answer> =>
  investigateLogs({
    files: {
      'access.jsonl': [...lines]
        .sort((a, b) => a.at - b.at)
        .map(
          ({ at, ip, path, who, agent }) =>
            `${JSON.stringify({ time: new Date(at).toISOString(), ip, method: 'GET', path, status: 200, bytes: 900, user_agent: agent, user_id: who })}\n`,
        )
        .join(''),
    },
  })

import { Agent, request } from 'node:http'
import type { Step } from './days.ts'

/** How many requests are under way at once; more would be written too far out of their order. */
const AT_ONCE = 12

/** Does all steps in order of time. A visitor's own steps wait for one another. */
export const play = async (port: number, steps: readonly Step[], by: 'header' | 'cookie'): Promise<void> => {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const busy = new Map<object, Promise<void>>()
  const running = new Set<Promise<void>>()
  for (const step of [...steps].sort((a, b) => a.at - b.at)) {
    if (running.size >= AT_ONCE) await Promise.race(running)
    const before = busy.get(step.visitor) ?? Promise.resolve()
    const done = before.then(() => take(agent, port, step, by))
    busy.set(step.visitor, done)
    const tracked: Promise<void> = done.finally(() => running.delete(tracked))
    running.add(tracked)
  }
  await Promise.all(running)
  agent.destroy()
}

const take = (agent: Agent, port: number, step: Step, by: 'header' | 'cookie'): Promise<void> =>
  new Promise((resolve, reject) => {
    const { visitor } = step
    const known = visitor.token !== '' && step.password === undefined
    const headers = {
      'X-Time': new Date(step.at).toISOString(),
      'X-Real-IP': step.ip,
      'User-Agent': step.agent,
      ...(known && by === 'header' && { Authorization: `Bearer ${visitor.token}` }),
      ...(known && by === 'cookie' && { Cookie: `shop_session=${visitor.token}` }),
      ...(step.password !== undefined && { 'X-Login': visitor.account, 'X-Password': step.password }),
    }
    const asked = request(
      { agent, port, host: '127.0.0.1', method: step.method, path: step.path, headers },
      (answer) => {
        const token = answer.headers['x-token']
        if (typeof token === 'string') visitor.token = token
        if (step.path === '/logout') visitor.token = ''
        answer.resume().once('end', resolve)
      },
    )
    asked.once('error', reject)
    asked.end()
  })

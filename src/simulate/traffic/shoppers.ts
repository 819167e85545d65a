import { MINUTE } from '../calendar.ts'
import type { Random } from '../random.ts'
import { memberSession, resetPassword } from './member-session.ts'
import { dayFactor, shoppingTime } from './rhythm.ts'
import type { Stage, Traffic } from './stage.ts'

/** Sessions a member has on an average day. */
const SESSIONS = 0.1

/** All members, each as active as they are. */
export const shoppers = (stage: Stage): Traffic => ({
  confounder: null,
  day: (day) => {
    const { world, random } = stage
    const sessions = random.poisson(world.members.count * SESSIONS * dayFactor(world.calendar, day, random))
    for (let i = 0; i < sessions; i++) {
      memberSession(stage, world.members.activity.draw(random), { start: shoppingTime(world.calendar, day, random) })
    }
  },
})

const oneDay = (stage: Stage, random: Random): number => random.below(stage.world.calendar.days)

/** A push message sends a few in a hundred to one page within minutes. */
export const marketingPush = (stage: Stage): Traffic => {
  const { world, random } = stage
  const when = oneDay(stage, random)
  const hour = random.whole(11, 20)
  const people = Math.max(10, Math.round(world.members.count * random.between(0.01, 0.03)))
  return {
    confounder: {
      kind: 'marketing-push',
      note: 'Many members open one page within minutes.',
      values: { day: world.calendar.label(when), hour, people },
    },
    day: (day) => {
      if (day !== when) return
      const landing = world.shape.routes.campaign(random.whole(100, 999))
      for (let i = 0; i < people; i++) {
        const start = world.calendar.startOf(day) + hour * 60 * MINUTE + random.exponential(9) * MINUTE
        memberSession(stage, world.members.activity.draw(random), { start, landing })
      }
    },
  }
}

/** The shop asks some members to choose a new password; old log-ins end, new ones begin. */
export const resetWave = (stage: Stage): Traffic => {
  const { world, random } = stage
  const first = oneDay(stage, random)
  const people = Math.max(8, Math.round(world.members.count * random.between(0.004, 0.015)))
  return {
    confounder: {
      kind: 'password-reset-wave',
      note: 'Members reset their passwords after a message.',
      values: { day: world.calendar.label(first), people },
    },
    day: (day) => {
      if (day !== first && day !== first + 1) return
      const share = day === first ? 0.7 : 0.3
      for (let i = 0; i < people * share; i++) {
        resetPassword(stage, world.members.activity.draw(random), shoppingTime(world.calendar, day, random))
      }
    },
  }
}

import { SECOND } from '../calendar.ts'
import type { Random } from '../random.ts'
import type { Stage } from './stage.ts'
import { ask, type Ask, type Visit } from './visit.ts'

const WORDS = [
  'tumbler',
  'down+jacket',
  '%EA%B2%A8%EC%9A%B8+%EC%BD%94%ED%8A%B8',
  'coffee+beans',
  '%EC%83%9D%EC%88%98',
  'sneakers',
  'rice+10kg',
  '%EA%B8%B0%EC%A0%80%EA%B7%80',
  'hdmi+cable',
  'hand+cream',
  '%ED%85%90%ED%8A%B8',
  'union+select',
  'desk+lamp',
]
const GOODS = 4000

/** Some goods are looked at far more than others. */
export const someProduct = (random: Random): number => 100_000 + Math.floor(GOODS * random.unit() ** 3) * 7

/** Pages anybody may see, one after the other. */
export const browse = (stage: Stage, visit: Visit, pages: number): void => {
  for (let i = 0; i < pages; i++) {
    const page = publicPage(stage)
    ask(stage.journal, stage.random, visit, page)
    if (visit.device === '') withAssets(stage, visit)
    visit.referrer = visit.device === '' ? `https://www.shop.example${page.target}` : ''
    pause(stage.random, visit)
  }
}

export const publicPage = ({ world, random }: Stage): Ask => {
  const { routes } = world.shape
  const kind = random.unit()
  if (kind < 0.14) return { target: routes.home, bytes: 28_000 }
  if (kind < 0.32) return { target: routes.category(10 + Math.floor(40 * random.unit() ** 1.5)), bytes: 42_000 }
  if (kind < 0.46) return { target: routes.search(random.pick(WORDS)), bytes: 36_000 }
  if (kind < 0.99) return { target: routes.product(someProduct(random)), bytes: 31_000 }
  return { target: routes.product(1 + random.below(900)), status: 404, bytes: 140 }
}

/** Browsers ask for files beside the page; most lie in their caches. */
const withAssets = ({ world, journal, random }: Stage, visit: Visit): void => {
  if (!random.chance(0.25)) return
  const time = visit.time
  visit.time += random.between(0.05, 0.9) * SECOND
  ask(journal, random, visit, {
    target: world.shape.routes.asset(random.below(20)),
    status: random.chance(0.4) ? 304 : 200,
    bytes: 54_000,
  })
  visit.time = time
}

export const pause = (random: Random, visit: Visit): void => {
  visit.time += Math.min(random.logNormal(11, 1), 900) * SECOND
}

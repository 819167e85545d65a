import { DAY, MINUTE, SECOND } from '../calendar.ts'
import { publicPage, someProduct } from './browse.ts'
import { shoppingTime } from './rhythm.ts'
import type { Stage, Traffic } from './stage.ts'
import { ask, type Visit } from './visit.ts'

const visitor = (address: string, agent: string, time: number, host: number): Visit => ({
  time,
  host,
  address,
  agent,
  device: '',
  account: '',
  credential: null,
  referrer: '',
  actor: 0,
})

const CRAWLERS = [
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; Yeti/1.1; +https://naver.me/spd)',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
]

/** Search engines walk the public pages, and now and then pages that are gone. */
export const crawlers = (stage: Stage): Traffic => {
  const { world, journal, random } = stage
  const addresses = CRAWLERS.map(() => Array.from({ length: 4 }, () => world.networks.hosting()))
  const perDay = Math.max(30, world.members.count * 0.012)
  return {
    confounder: {
      kind: 'crawler',
      note: 'Search engines read public pages, some of them gone.',
      values: { addresses: addresses.flat() },
    },
    day: (day) => {
      CRAWLERS.forEach((agent, crawler) => {
        const count = random.poisson(perDay / CRAWLERS.length)
        for (let i = 0; i < count; i++) {
          const visit = visitor(
            random.pick(addresses[crawler] ?? []),
            agent,
            world.calendar.startOf(day) + random.unit() * DAY,
            random.below(world.shape.hosts.length),
          )
          const gone = random.chance(0.06)
          ask(
            journal,
            random,
            visit,
            gone
              ? { target: world.shape.routes.product(random.below(90_000)), status: 404, bytes: 130 }
              : publicPage(stage),
          )
          if (random.chance(0.01)) ask(journal, random, visit, { target: '/robots.txt', bytes: 300 })
        }
      })
    },
  }
}

/** A price comparison reads product pages from one address, in runs. */
export const priceScraper = (stage: Stage): Traffic => {
  const { world, journal, random } = stage
  const address = world.networks.hosting()
  const pages = Math.max(60, Math.round(world.members.count * 0.02))
  return {
    confounder: {
      kind: 'price-scraper',
      note: 'One address reads product pages at a rate, public ones only.',
      values: { address },
    },
    day: (day) => {
      const visit = visitor(address, 'python-requests/2.32.3', shoppingTime(world.calendar, day, random), 0)
      for (let i = 0; i < pages; i++) {
        visit.host = random.below(world.shape.hosts.length)
        ask(journal, random, visit, { target: world.shape.routes.product(someProduct(random)), bytes: 31_000 })
        visit.time += random.exponential(0.6) * SECOND
      }
    },
  }
}

/** The load balancer asks every host whether it lives. */
export const healthChecks = (stage: Stage): Traffic => {
  const { world, journal, random } = stage
  const every = random.pick([2, 5]) * MINUTE
  return {
    confounder: {
      kind: 'health-check',
      note: 'Requests without a credential, day and night.',
      values: { route: world.shape.routes.health },
    },
    day: (day) => {
      for (let host = 0; host < world.shape.hosts.length; host++) {
        const visit = visitor(
          '10.20.0.5',
          'ELB-HealthChecker/2.0',
          world.calendar.startOf(day) + host * 7 * SECOND,
          host,
        )
        for (; visit.time < world.calendar.startOf(day + 1); visit.time += every) {
          ask(journal, random, visit, { target: world.shape.routes.health, bytes: 61 })
        }
      }
    },
  }
}

import { callCentre } from './call-centre.ts'
import { loadTest, type LoadTest } from './load-test.ts'
import { partnerServer } from './partner-server.ts'
import { crawlers, healthChecks, priceScraper } from './robots.ts'
import { marketingPush, resetWave, shoppers } from './shoppers.ts'
import type { Stage, Traffic } from './stage.ts'

export interface OrdinaryLife {
  readonly all: readonly Traffic[]
  readonly loadTest: LoadTest
}

/** Everything that happens in a shop without anybody meaning harm. */
export const ordinaryLife = (stage: Stage): OrdinaryLife => {
  const part = (name: string): Stage => ({ ...stage, random: stage.random.fork(name) })
  const test = loadTest(part('load-test'))
  const all = [
    shoppers(part('shoppers')),
    marketingPush(part('marketing-push')),
    resetWave(part('reset-wave')),
    crawlers(part('crawlers')),
    priceScraper(part('price-scraper')),
    healthChecks(part('health-checks')),
    partnerServer(part('partner-server')),
    callCentre(part('call-centre')),
    test,
  ]
  return { all, loadTest: test }
}

import { type Calendar, HOUR } from '../calendar.ts'
import type { Random } from '../random.ts'
import { Weighted } from '../weighted.ts'

/** How busy a shop is by hour of the Korean day. */
const SHOPPING = new Weighted([
  3.4, 2, 1.2, 0.8, 0.7, 0.9, 1.8, 3.1, 4.4, 5.2, 5.6, 5.8, 6.4, 5.6, 5.2, 5.1, 5.2, 5.4, 5.6, 6.2, 7.2, 8.0, 7.4, 5.4,
])

export const shoppingTime = (calendar: Calendar, day: number, random: Random): number =>
  calendar.startOf(day) + (SHOPPING.draw(random) + random.unit()) * HOUR

/** Weekends are busier for a shop, and no two days are alike. */
export const dayFactor = (calendar: Calendar, day: number, random: Random): number =>
  (calendar.isWeekend(day) ? 1.18 : 1) * random.between(0.92, 1.08)

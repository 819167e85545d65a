import { callers } from './callers.ts'
import { union } from './union.ts'
import { crafts } from './crafts.ts'
import { courier } from './courier.ts'
import { exam } from './exam.ts'
import { meters } from './meters.ts'
import { suite, teams } from './suite.ts'
import { chambers } from './chambers.ts'
import { neobank } from './neobank.ts'
import { arcade } from './arcade.ts'
import { gazette } from './gazette.ts'
import { ledger } from './ledger.ts'
import { wards } from './wards.ts'
import { openbank } from './openbank.ts'
import { casino } from './casino.ts'
import { grocer } from './grocer.ts'
import { gym } from './gym.ts'
import { photos } from './photos.ts'
import { bureau } from './bureau.ts'
import { campus } from './campus.ts'
import { daily } from './daily.ts'
import { fleet } from './fleet.ts'
import { post } from './post.ts'
import { utility } from './utility.ts'
import { wallet } from './wallet.ts'
import { bucket } from './bucket.ts'
import { hr } from './hr.ts'
import { leak } from './leak.ts'
import { airline } from './airline.ts'
import { bank } from './bank.ts'
import { exchange } from './exchange.ts'
import { tickets } from './tickets.ts'
import { market } from './market.ts'
import { charity } from './charity.ts'
import { rides } from './rides.ts'
import type { Company } from './company.ts'
import { dating } from './dating.ts'
import { hotel } from './hotel.ts'
import { insurer } from './insurer.ts'
import { library } from './library.ts'
import { payroll } from './payroll.ts'
import { pharmacy } from './pharmacy.ts'
import { school } from './school.ts'
import { streaming } from './streaming.ts'
import { tax } from './tax.ts'
import { telco } from './telco.ts'
import { telemed } from './telemed.ts'

export const COMPANIES: readonly Company[] = [
  library,
  bank,
  telco,
  airline,
  dating,
  school,
  pharmacy,
  payroll,
  hotel,
  insurer,
  telemed,
  streaming,
  tax,
  exchange,
  tickets,
  market,
  charity,
  rides,
  grocer,
  casino,
  gym,
  photos,
  utility,
  bureau,
  fleet,
  post,
  wallet,
  campus,
  daily,
  hr,
  leak,
  bucket,
  callers,
  union,
  crafts,
  courier,
  exam,
  meters,
  suite,
  teams,
  chambers,
  neobank,
  arcade,
  gazette,
  ledger,
  wards,
  openbank,
]

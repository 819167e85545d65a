import { accountGateway } from './account-gateway.ts'
import { appMarket } from './app-market.ts'
import { javaMall } from './java-mall.ts'
import { numberedMall } from './numbered-mall.ts'
import type { Shape } from './shape.ts'
import { spaApi } from './spa-api.ts'
import { tokenShop } from './token-shop.ts'
import { vhostStore } from './vhost-store.ts'

export const SHAPES: readonly Shape[] = [
  numberedMall,
  javaMall,
  spaApi,
  accountGateway,
  appMarket,
  tokenShop,
  vhostStore,
]

import { openEmbedded } from '../../src/engine/embedded.ts'
import { engineContract } from './engine-contract.ts'

engineContract('embedded', async (dir) => {
  const engine = await openEmbedded(dir)
  return { engine, close: () => engine.close() }
})

import { hasRows, type Scene } from '../detections/scene.ts'
import { groupActors } from './conclude/group-actors.ts'
import { type Judged, judgeComponents } from './conclude/judge-components.ts'
import { createApartEvents, writeApartEvents } from './conclude/write-apart-events.ts'
import { createActorEvents, writeActorEvents } from './conclude/write-actor-events.ts'
import { writeGuesses } from './conclude/write-guesses.ts'
import { writeRefusedLogIns } from './conclude/write-refused-log-ins.ts'
import { writeTries } from './conclude/write-tries.ts'
import { writeSuspectEvents } from './conclude/write-suspects.ts'

/** hits → findings: which hits belong together, which groups are actors, and what else their own addresses did. */
export const conclude = async (scene: Scene): Promise<Judged> => {
  await createActorEvents(scene)
  await createApartEvents(scene)
  if (!(await hasRows(scene, 'hit'))) return { actors: [], apart: [], cleared: [] }
  await writeSuspectEvents(scene)
  await groupActors(scene)
  const judged = await judgeComponents(scene)
  await writeActorEvents(scene)
  await writeApartEvents(scene, judged.apart)
  await writeTries(scene)
  await writeGuesses(scene)
  await writeRefusedLogIns(scene)
  return judged
}

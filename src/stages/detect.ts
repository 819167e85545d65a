import type { Detection, Look } from '../detections/detection.ts'
import { createHits } from '../detections/hits.ts'
import { DETECTIONS } from '../detections/index.ts'
import type { Scene } from '../detections/scene.ts'
import type { Message } from '../domain/report-model.ts'
import { sql } from '../engine/sql.ts'
import { buildSessions } from './detect/build-sessions.ts'
import { learnRoutes } from './detect/learn-routes.ts'
import { learnTemplates } from './detect/learn-templates.ts'
import { tellVisitors } from './detect/tell-visitors.ts'
import { writeEvents } from './detect/write-events.ts'
import { writePersonalAccess } from './detect/write-personal-access.ts'
import { writeUntoldRoutes } from './detect/write-untold-routes.ts'

export interface Looked {
  readonly detection: Detection
  /** What was missing, or what was seen. */
  readonly result: { readonly missing: readonly Message[] } | { readonly look: Look }
}

/** events → hits. Learns routes and sessions first; every detection then looks, or says what it lacks. */
export const detect = async (scene: Scene): Promise<readonly Looked[]> => {
  await scene.engine.run(sql`CREATE DATABASE IF NOT EXISTS ${scene.derived.database}`)
  await learnTemplates(scene)
  await writeEvents(scene)
  await writeUntoldRoutes(scene)
  await learnRoutes(scene)
  if (await tellVisitors(scene)) await learnRoutes(scene)
  await buildSessions(scene)
  await writePersonalAccess(scene)
  await createHits(scene)
  const looked: Looked[] = []
  for (const detection of DETECTIONS) {
    const missing = await detection.needs(scene)
    looked.push({ detection, result: missing.length > 0 ? { missing } : { look: await detection.look(scene) } })
  }
  return looked
}

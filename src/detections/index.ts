import type { Detection, Unit } from './detection.ts'
import { endedToken } from './ended-token/index.ts'
import { guessedFile } from './guessed-file/index.ts'
import { injection } from './injection/index.ts'
import { guessedLogIn } from './guessed-log-in/index.ts'
import { logInAfterFailures } from './log-in-after-failures/index.ts'
import { missingAuthentication } from './missing-authentication/index.ts'
import { neverIssued } from './never-issued/index.ts'
import { noLogInSeen } from './no-log-in-seen/index.ts'
import { objectEnumeration } from './object-enumeration/index.ts'
import { secondPlace } from './second-place/index.ts'
import { staffBeyondDuty } from './staff-beyond-duty/index.ts'
import { retiredKey } from './retired-key/index.ts'
import { revokedCredential } from './revoked-credential/index.ts'
import { unsignedToken } from './unsigned-token/index.ts'
import { webShell } from './web-shell/index.ts'

/** In the order in which they look and are reported. */
export const DETECTIONS: readonly Detection[] = [
  neverIssued,
  noLogInSeen,
  guessedLogIn,
  logInAfterFailures,
  missingAuthentication,
  objectEnumeration,
  staffBeyondDuty,
  retiredKey,
  unsignedToken,
  endedToken,
  revokedCredential,
  secondPlace,
  injection,
  webShell,
  guessedFile,
]

/** Ids of the detections whose hits are of these units. */
export const detectionsOf = (...units: readonly Unit[]): readonly string[] =>
  DETECTIONS.filter(({ unit }) => units.includes(unit)).map(({ id }) => id)

/** Ids of the detections that have hits only where a class of them stands out. */
export const CLASS_DETECTIONS: readonly string[] = DETECTIONS.filter(({ asClass }) => asClass === true).map(
  ({ id }) => id,
)

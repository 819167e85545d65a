import type { Detection } from './detection.ts'
import { missingAuthentication } from './missing-authentication/index.ts'
import { neverIssued } from './never-issued/index.ts'
import { noLogInSeen } from './no-log-in-seen/index.ts'
import { objectEnumeration } from './object-enumeration/index.ts'

/** In the order in which they look and are reported. */
export const DETECTIONS: readonly Detection[] = [neverIssued, noLogInSeen, missingAuthentication, objectEnumeration]

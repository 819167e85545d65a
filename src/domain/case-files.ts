/** What lies in a case directory. */
export const CASE_YAML = 'case.yaml'
export const CASE_DB = 'case.db'
export const CASE_KEY = 'case.key'
export const CASE_LOCK = 'case.lock'
export const CASE_SEAL = 'case.seal'
/** The last seal, set aside while a process works on the case. */
export const CASE_SEAL_OPEN = 'case.seal.open'
export const LAKE = 'lake'
export const EVIDENCE = 'evidence'
export const REPORT = 'report'
export const REPORT_JSON = 'report/report.json'
export const REPORT_HTML = 'report/report.html'

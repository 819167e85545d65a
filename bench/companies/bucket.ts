import { HEX } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { addressOf, DAY, HOUR, rentedOf, townOf } from './people.ts'
import { webTime } from './times.ts'

/**
 * Scans of a radiology in an S3 bucket. The application reads them by its role, the public logo needs none. One day the policy of the bucket is
 * opened by mistake; somebody lists it and takes what is in it.
 */
export const bucket: Company = {
  id: 'bucket',
  what: 'Radiology, access log of an S3 bucket, documents read by the role of the application, a public part; the bucket is opened and emptied',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, {
      people: 2500,
      days: 14,
      start: '2026-09-01T00:00:00Z',
      every: 3,
      phones: 0.4,
      carrier: 20,
    })
    const log = new Log()
    const scans = town.people.map(({ n }) => `patients/${300_000 + n * 7}/report-${chance.text(8, HEX)}.pdf`)
    const line = (
      at: number,
      ip: string,
      requester: string,
      operation: string,
      key: string,
      uri: string,
      status: number,
      bytes: number,
      agent: string,
    ): void =>
      log.add(
        at,
        `79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be scans-prod [${webTime(at)}] ${ip} ${requester} ${chance.text(16, HEX).toUpperCase()} ${operation} ${key} "GET ${uri} HTTP/1.1" ${status} ${status === 403 ? 'AccessDenied' : '-'} ${bytes} ${bytes} 31 29 "-" "${agent}" - ${chance.text(20, HEX)}= SigV4 TLS_AES_128_GCM_SHA256 ${requester === '-' ? '-' : 'AuthHeader'} scans-prod.s3.eu-central-1.amazonaws.com TLSv1.3 - -`,
      )
    const role = 'arn:aws:sts::111122223333:assumed-role/app-reader/i-0abc'
    const servers = ['10.0.3.11', '10.0.3.12']
    for (const { person, at, address, agent } of town.visits) {
      line(
        at,
        address,
        '-',
        'REST.GET.OBJECT',
        'public/logo.png',
        '/public/logo.png',
        200,
        8100,
        agent.replaceAll('"', ''),
      )
      for (let i = 1 + chance.below(4), now = at; i > 0; i--) {
        const key = scans[person.n] ?? ''
        line(
          (now += 800 + chance.wait(9000)),
          chance.pick(servers),
          role,
          'REST.GET.OBJECT',
          key,
          `/${key}`,
          200,
          90_000 + chance.below(900_000),
          'aws-sdk-java/2.25.11',
        )
      }
    }
    for (let at = town.start; at < town.end; at += chance.wait(HOUR)) {
      const ip = rentedOf(chance)
      line(at, ip, '-', 'REST.GET.BUCKET', '-', '/?list-type=2', 403, 243, 'python-urllib3/2.1')
      line(at + 900, ip, '-', 'REST.GET.OBJECT', 'backup.zip', '/backup.zip', 403, 243, 'python-urllib3/2.1')
    }
    const files = (): LogFile[] => [...log.days((day) => `s3/${day}.log.gz`)]
    if (!breached) return { files: files(), truth: QUIET }
    const since = town.start + 9 * DAY + 3 * HOUR
    const ip = addressOf(chance)
    line(since - 5000, ip, '-', 'REST.GET.BUCKET', '-', '/?list-type=2', 200, 350_000, 'aws-cli/2.15.30')
    for (let i = 0, at = since; i < 1200; i++) {
      const key = scans[i] ?? ''
      line(
        (at += 900 + chance.wait(1500)),
        ip,
        '-',
        'REST.GET.OBJECT',
        key,
        `/${key}`,
        200,
        90_000 + chance.below(900_000),
        'aws-cli/2.15.30',
      )
    }
    return {
      files: files(),
      truth: { answer: 'found', ways: ['missing-authentication'], since, accounts: null, actors: 1 },
    }
  },
}

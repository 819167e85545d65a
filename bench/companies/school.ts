import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { addressOf, browserOf, DAY, HOUR, MINUTE, rentedOf, townOf } from './people.ts'

/**
 * A school board. IIS logs the e-mail address of the user, all schools sit behind a few addresses, there is no log of log-ins. A former
 * teacher's account goes on reading pupils' files from elsewhere.
 */
export const school: Company = {
  id: 'school',
  what: 'School board, IIS with e-mail as user, schools behind one address each, pupils as GUID; a former teacher reads on',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, { people: 3500, days: 21, start: '2026-02-02T00:00:00Z', every: 3, phones: 0.2 })
    const log = new Log()
    const schools = Array.from({ length: 9 }, () => addressOf(chance))
    const mails = town.people.map((_, n) => `p${String(n).padStart(5, '0')}@pupils.board.example`)
    const guids = town.people.map(() =>
      [8, 4, 4, 4, 12].map((length) => chance.text(length, '0123456789abcdef')).join('-'),
    )
    const line = (
      at: number,
      ip: string,
      user: string,
      method: string,
      path: string,
      agent: string,
      status = 200,
    ): void =>
      log.add(
        at,
        `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} 10.1.4.7 ${method} ${path} - 443 ${user} ${ip} ${agent.replaceAll(' ', '+')} - ${status} 0 0 ${chance.below(800)}`,
      )
    for (const { person, at, address, agent } of town.visits) {
      const inSchool = chance.often(0.5)
      const ip = inSchool ? (schools[person.n % 9] ?? '') : address
      let now = at
      line(now, ip, '-', 'POST', '/signin', agent, chance.often(0.07) ? 401 : 302)
      for (let i = 2 + chance.below(6); i > 0; i--)
        line(
          (now += 500 + chance.wait(30_000)),
          ip,
          mails[person.n] ?? '',
          'GET',
          chance.pick([
            '/timetable',
            `/pupils/${guids[person.n]}/grades`,
            `/pupils/${guids[person.n]}`,
            '/news',
            '/library',
            `/pupils/${guids[person.n]}/absences`,
          ]),
          agent,
        )
    }
    const teachers = Array.from({ length: 140 }, (_, n) => ({
      mail: `t.${chance.text(6, 'abcdefghiklmnoprstu')}${n}@board.example`,
      agent: browserOf(chance),
      home: addressOf(chance),
      at: n % 9,
      pupils: Array.from({ length: 60 + chance.below(60) }, () => (n % 9) + 9 * chance.below(388)),
    }))
    const teach = (n: number, day: number, reads: number): void => {
      const teacher = teachers[n]
      if (teacher === undefined) return
      const fromHome = chance.often(0.25)
      const ip = fromHome ? teacher.home : (schools[teacher.at] ?? '')
      let now = town.start + day * DAY + (fromHome ? 19 : 8) * HOUR + chance.below(200) * MINUTE
      line(now, ip, '-', 'POST', '/signin', teacher.agent, 302)
      line((now += 2000), ip, teacher.mail, 'GET', '/classes', teacher.agent)
      for (let i = 0; i < reads; i++)
        line(
          (now += 1000 + chance.wait(50_000)),
          ip,
          teacher.mail,
          'GET',
          `/pupils/${guids[chance.pick(teacher.pupils)]}${chance.pick(['', '/grades', '/absences'])}`,
          teacher.agent,
        )
    }
    for (let n = 0; n < teachers.length; n++)
      for (let day = 0; day < 21; day++)
        if (day % 7 < 5 && !(n === 17 && day > 6) && chance.often(0.7)) teach(n, day, 5 + chance.below(25))
    const files = (): LogFile[] => [{ name: 'W3SVC1/u_ex2602.log', content: log.text(HEADER) }]
    if (!breached) return { files: files(), caseYaml, truth: QUIET }
    /** Read by their owners: of others no line says whose they are. */
    const owned = new Set([...log.text().matchAll(/\/pupils\/([0-9a-f-]+)\S* - 443 p\d/g)].map(([, guid]) => guid))
    const taken = new Set<string>()
    const since = town.start + 12 * DAY + 22 * HOUR
    const [ip, agent] = [rentedOf(chance), browserOf(chance)]
    for (let night = 0; night < 4; night++) {
      let now = since + night * DAY
      line(now - 4000, ip, '-', 'POST', '/signin', agent, 302)
      for (let i = 0; i < 350; i++) {
        const n = chance.below(3500)
        line(now, ip, teachers[17]?.mail ?? '', 'GET', `/pupils/${guids[n]}`, agent)
        if (owned.has(guids[n])) taken.add(mails[n] ?? '')
        now += 2000 + chance.wait(4000)
      }
    }
    return {
      files: files(),
      caseYaml,
      truth: { answer: 'found', ways: ['staff-beyond-duty', 'object-enumeration'], since, accounts: taken, actors: 1 },
    }
  },
}

const HEADER =
  '#Software: Microsoft Internet Information Services 10.0\n#Version: 1.0\n#Date: 2026-02-02 00:00:00\n#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken\n'

const caseYaml = `routes:
  - { route: 'GET /pupils/{id}', returns: [Name, PhysicalAddress], subject: object }
  - { route: 'GET /pupils/{id}/grades', returns: [Name], subject: object }
  - { route: 'GET /pupils/{id}/absences', returns: [Name, MedicalHealth], subject: object }
`

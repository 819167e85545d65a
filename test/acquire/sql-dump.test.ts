import { describe, expect, it } from 'vitest'
import { isSqlDump, tablesFrom } from '../../src/stages/acquire/sql-dump/read-tables.ts'

const read = async (...chunks: readonly string[]): Promise<Readonly<Record<string, string>>> => {
  const content = (async function* () {
    for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk))
  })()
  const tables: Record<string, string> = {}
  for await (const { name, rows } of tablesFrom(content)) tables[name] = (tables[name] ?? '') + rows.toString()
  return tables
}

const MYSQL = `-- MySQL dump 10.13  Distrib 8.0.36
DROP TABLE IF EXISTS \`log_in\`;
CREATE TABLE \`log_in\` (
  \`id\` bigint NOT NULL AUTO_INCREMENT,
  \`user id\` varchar(64) DEFAULT NULL COMMENT 'a, b',
  \`memo\` text,
  PRIMARY KEY (\`id\`),
  KEY \`ix\` (\`user id\`)
) ENGINE=InnoDB;
/*!40000 ALTER TABLE \`log_in\` DISABLE KEYS */;
INSERT INTO \`log_in\` VALUES (1,'mina','it\\'s, (so)'),(2,NULL,'C:\\\\'),
(3,'회원','a\\nb "c"');
INSERT IGNORE INTO \`log_in\` VALUES (4,'x',_binary 'y');
`

const PLAIN = `Insert into SHOP."TB_LOG" (SEQ,MEMBER_ID,ACCESS_DT,MEMO) values (1,'m1',to_date('2026-11-02 15:04:05','YYYY-MM-DD HH24:MI:SS'),'C:\\');
INSERT INTO tb_log (seq, member_id)
VALUES
  (2, N'it''s'), (3.5, E'a\\'b')
ON CONFLICT DO NOTHING;
INSERT INTO other SELECT * FROM x;
INSERT INTO last (a) VALUES (1)`

const COPIED = `-- PostgreSQL database dump
CREATE TABLE public.logins (id bigint, ip inet);
COPY public.logins (id, ip, memo) FROM stdin;
1\t192.0.2.1\ta\\tb\\\\c
2\t\\N\t
\\.

SELECT 1;
`

describe('rows of a database written out as statements', () => {
  it('are told by how statements begin', () => {
    expect([MYSQL, PLAIN, COPIED].map((text) => isSqlDump(Buffer.from(text)))).toEqual([true, true, true])
    const others = ['', '192.0.2.1 - - [x] "GET /?q=INSERT INTO t VALUES (1)"\n', '{"sql":"CREATE TABLE t (a int)"}\n']
    expect(others.map((text) => isSqlDump(Buffer.from(text)))).toEqual([false, false, false])
  })

  it.each([
    [
      'MySQL',
      MYSQL,
      {
        log_in: [
          { id: '1', 'user id': 'mina', memo: "it's, (so)" },
          { id: '2', 'user id': null, memo: 'C:\\' },
          { id: '3', 'user id': '회원', memo: 'a\nb "c"' },
          { id: '4', 'user id': 'x', memo: 'y' },
        ],
      },
    ],
    [
      'statements of any other',
      PLAIN,
      {
        TB_LOG: [{ SEQ: '1', MEMBER_ID: 'm1', ACCESS_DT: '2026-11-02 15:04:05', MEMO: 'C:\\' }],
        tb_log: [
          { seq: '2', member_id: "it's" },
          { seq: '3.5', member_id: "a'b" },
        ],
        last: [{ a: '1' }],
      },
    ],
    [
      'COPY',
      COPIED,
      {
        logins: [
          { id: '1', ip: '192.0.2.1', memo: 'a\tb\\c' },
          { id: '2', ip: null, memo: '' },
        ],
      },
    ],
  ])('are lines of JSON, a table each, wherever the chunks are cut: %s', async (_, text, expected) => {
    const rows = (found: Readonly<Record<string, string>>): unknown =>
      Object.fromEntries(Object.entries(found).map(([name, lines]) => [name, lines.trim().split('\n').map((line): unknown => JSON.parse(line))])) // biome-ignore format: one expression
    expect(rows(await read(text))).toEqual(expected)
    expect(rows(await read(...Array.from(text)))).toEqual(expected)
  })

  it('that a dump breaks off in stay as they stand', async () => {
    expect(await read("INSERT INTO t (a,b) VALUES (1,'x'),\n(2,'br")).toEqual({ t: `{"a":"1","b":"x"}\n(2,'br\n` })
    expect(await read('COPY t (a,b) FROM stdin;\n1\tx\n2')).toEqual({ t: '{"a":"1","b":"x"}\n{"a":"2"}\n' })
    expect(await read()).toEqual({})
  })
})

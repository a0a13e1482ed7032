import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'

const MODULE = pathToFileURL(path.resolve(__dirname, '../../setup/rollingLog.mjs')).href
let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'logs-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Writes these pieces into `web.log`, which is laid aside at ten bytes; ends when all is packed. */
function write(pieces: readonly string[], now: string): void {
  const script = `
    import { rollingLog } from ${JSON.stringify(MODULE)}
    const log = rollingLog(${JSON.stringify(path.join(folder, 'web.log'))}, { bytes: 10, now: () => new Date(${JSON.stringify(now)}) })
    for (const piece of ${JSON.stringify(pieces)}) log(piece)`
  execFileSync(process.execPath, ['--input-type=module', '-e', script])
}

test('a log that is full is laid aside, packed, for this user alone, and nothing of it is lost', () => {
  write(['one\n', 'two and three\n', 'four\n'], '2026-11-23T05:50:00Z')
  expect(readdirSync(folder).sort()).toEqual(['web.2026-11-23T05-50-00-000Z.log.gz', 'web.log'])
  const elder = path.join(folder, 'web.2026-11-23T05-50-00-000Z.log.gz')
  expect(gunzipSync(readFileSync(elder)).toString()).toBe('one\ntwo and three\n')
  expect(readFileSync(path.join(folder, 'web.log'), 'utf8')).toBe('four\n')
  for (const file of readdirSync(folder)) expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600)
})

test('elders stay for six months and more, then they go; those of other processes are left alone', () => {
  const at = (name: string) => path.join(folder, name)
  const [old, young, foreign] = ['web.2026-05-01T00-00-00-000Z.log.gz', 'web.2026-05-20T00-00-00-000Z.log.gz', 'bot.2026-05-01T00-00-00-000Z.log.gz'] // prettier-ignore
  for (const name of [old, young, foreign]) writeFileSync(at(name), '')
  write(['much more than ten bytes\n'], '2026-11-23T05:50:00Z')
  expect([old, young, foreign].map((name) => existsSync(at(name)))).toEqual([false, true, true])
})

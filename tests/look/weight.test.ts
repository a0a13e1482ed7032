import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

const H5 = path.resolve('miniprogram/dist/h5')
const BAR_KB = 125

test('what a resident loads first is light: everything that index.html names, compressed', () => {
  const html = readFileSync(path.join(H5, 'index.html'), 'utf8')
  const files = [...html.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, file]) => file as string)
  expect(files.filter((file) => file.endsWith('.js')).length).toBeGreaterThan(2)
  const kilobytes = files.map((file) => gzipSync(readFileSync(path.join(H5, file))).length / 1_000)
  expect(kilobytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(BAR_KB)
})

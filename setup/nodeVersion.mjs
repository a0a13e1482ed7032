import { words } from './words.mjs'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  const { zh, en } = words.nodeTooOld(process.version)
  process.stderr.write(`${zh}\n（${en}）\n`)
  process.exit(1)
}

import { execFile, execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const ALIASES = ['stable', 'oldstable', 'oldoldstable']

/** True where Debian's package tools are at hand. */
export function hasApt() {
  return ['apt-get', 'dpkg'].every((tool) => onPath(tool) !== undefined)
}

/** The first of the named programs found on PATH, as an absolute path. */
export function onPath(...names) {
  for (const name of names) {
    for (const directory of (process.env.PATH ?? '').split(path.delimiter)) {
      if (directory === '') continue
      for (const file of process.platform === 'win32' ? [`${name}.exe`, `${name}.cmd`] : [name]) {
        if (existsSync(path.join(directory, file))) return path.join(directory, file)
      }
    }
  }
  return undefined
}

/** @returns {{id: string, release: string}} e.g. `{id: 'debian', release: 'bookworm'}`, of the parent for a derivative */
export function operatingSystem() {
  const fields = {}
  try {
    for (const line of readFileSync('/etc/os-release', 'utf8').split('\n')) {
      const at = line.indexOf('=')
      if (at > 0) fields[line.slice(0, at)] = line.slice(at + 1).replace(/^"|"$/g, '')
    }
  } catch {
    // Not a Linux with os-release: both stay empty.
  }
  if (fields.UBUNTU_CODENAME) return { id: 'ubuntu', release: fields.UBUNTU_CODENAME }
  if (fields.DEBIAN_CODENAME) return { id: 'debian', release: fields.DEBIAN_CODENAME }
  return { id: fields.ID ?? '', release: fields.VERSION_CODENAME ?? '' }
}

function sourceFiles() {
  const parts = '/etc/apt/sources.list.d'
  const files = existsSync(parts) ? readdirSync(parts).map((name) => path.join(parts, name)) : []
  return ['/etc/apt/sources.list', ...files].filter((file) => /\.(list|sources)$/.test(file) && existsSync(file))
}

function renameSuite(suite, from, to) {
  const [base, ...rest] = suite.split(/([-/])/)
  const tail = rest.join('')
  if (base !== from && !ALIASES.includes(base)) return undefined
  return ['', '-updates', '-security', '/updates'].includes(tail)
    ? to + tail.replace('/updates', '-security')
    : undefined
}

function renameLine(line, from, to) {
  const found = /^\s*deb\s+(\[[^\]]*\]\s+)?(\S+)\s+(\S+)\s+(.+)$/.exec(line)
  const suite = found && renameSuite(found[3], from, to)
  return suite ? `deb ${found[1] ?? ''}${found[2]} ${suite} ${found[4]}` : undefined
}

function renameStanza(stanza, from, to) {
  const kept = stanza.split('\n').filter((line) => !line.startsWith('#'))
  const at = kept.findIndex((line) => /^Suites:/i.test(line))
  if (at < 0 || !kept.some((line) => /^Types:.*\bdeb\b/i.test(line))) return undefined
  const suites = kept[at]
    .replace(/^Suites:/i, '')
    .trim()
    .split(/\s+/)
    .map((suite) => renameSuite(suite, from, to))
  const known = suites.filter((suite) => suite !== undefined)
  if (known.length === 0) return undefined
  kept[at] = `Suites: ${known.join(' ')}`
  return kept.join('\n').trim()
}

/**
 * The distribution's own package sources of this machine (foreign ones are left out), for the release `to`.
 * @returns {{lines: string, stanzas: string}} in apt's one-line and deb822 forms
 */
export function sourcesFor(from, to, files = sourceFiles().map((file) => [file, readFileSync(file, 'utf8')])) {
  const lines = []
  const stanzas = []
  for (const [file, text] of files) {
    if (file.endsWith('.sources')) stanzas.push(...text.split(/\n\s*\n/).map((each) => renameStanza(each, from, to)))
    else lines.push(...text.split('\n').map((each) => renameLine(each, from, to)))
  }
  const join = (parts, gap) => parts.filter((part) => part !== undefined).join(gap) + '\n'
  return { lines: join(lines, '\n'), stanzas: join(stanzas, '\n\n') }
}

function privateConfiguration(home, release, sources, isBare) {
  const { release: from } = operatingSystem()
  const { lines, stanzas } = sources ?? sourcesFor(from, release)
  if ((lines + stanzas).trim() === '')
    throw new Error(`no package source of ${from || 'this system'} found in /etc/apt`)
  const inside = (...names) => path.join(home, ...names)
  for (const directory of ['parts', 'preferences', 'lists/partial', 'cache/archives/partial', 'debs']) {
    mkdirSync(inside(directory), { recursive: true })
  }
  writeFileSync(inside('sources.list'), lines)
  writeFileSync(inside('parts', 'yimin.sources'), stanzas)
  const settings = {
    'Dir::Etc::sourcelist': inside('sources.list'),
    'Dir::Etc::sourceparts': inside('parts'),
    'Dir::Etc::preferencesparts': inside('preferences'),
    'Dir::State::lists': inside('lists'),
    'Dir::Cache': inside('cache'),
    'Acquire::Languages': 'none',
    'Acquire::Retries': '2',
    'Acquire::http::Timeout': '20',
    'Acquire::https::Timeout': '20',
    'APT::Update::Error-Mode': 'any',
    ...(isBare ? { 'Dir::State::status': '/dev/null' } : {}),
    ...(process.getuid?.() === 0 ? { 'APT::Sandbox::User': 'root' } : {}),
  }
  const text = Object.entries(settings)
    .map(([key, value]) => `${key} "${value}";\n`)
    .join('')
  writeFileSync(inside('apt.conf'), text)
  return inside('apt.conf')
}

/**
 * Fetches packages of the given release through the machine's own apt sources, in a private apt configuration, and
 * unpacks them below `target`. Nothing is installed into the system and no right is needed.
 *
 * @param {object} options
 * @param {string} options.target directory to make; it appears whole or not at all
 * @param {string} options.release code name, e.g. `trixie`
 * @param {string[]} options.packages names
 * @param {boolean} [options.withMissing] also every package they need that this machine does not have
 * @param {string[]} [options.withAllBut] also every package they need, as on an empty machine, except these
 * @param {{lines: string, stanzas: string}} [options.sources] other package sources than this machine's
 * @param {AbortSignal} [options.signal]
 * @throws {Error} with apt's own words when the network or the packages are not to be had
 */
export async function unpackPackages({ target, release, packages, withMissing, withAllBut, sources, signal }) {
  mkdirSync(path.dirname(target), { recursive: true })
  const home = mkdtempSync(path.join(path.dirname(target), '.apt-'))
  try {
    const configuration = privateConfiguration(home, release, sources, withAllBut !== undefined)
    const apt = (args, cwd = home) =>
      run('apt-get', ['-c', configuration, '-qq', ...args], {
        cwd,
        timeout: 240_000,
        signal,
        maxBuffer: 1 << 24,
        env: { ...process.env, LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' },
      })
    await apt(['update'])
    const needed = withMissing || withAllBut ? await missingPackages(apt, packages) : packages
    const wanted = needed.filter((name) => !withAllBut?.includes(name))
    const debs = path.join(home, 'debs')
    await apt(['download', ...wanted], debs)
    const root = path.join(home, 'root')
    for (const file of readdirSync(debs)) execFileSync('dpkg', ['-x', path.join(debs, file), root])
    try {
      renameSync(root, target)
    } catch (error) {
      if (!existsSync(target)) throw error
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

async function missingPackages(apt, packages) {
  const { stdout } = await apt(['-s', '--no-install-recommends', 'install', ...packages])
  const names = [...stdout.matchAll(/^Inst (\S+)/gm)].map((found) => found[1])
  return [...new Set([...packages, ...names])]
}

/** How to run a command as root: nothing before it, `sudo -n`, or undefined where neither is allowed. */
export function rootPrefix() {
  if (process.getuid?.() === 0) return []
  const sudo = onPath('sudo')
  if (!sudo) return undefined
  try {
    execFileSync(sudo, ['-n', 'true'], { stdio: 'ignore' })
    return [sudo, '-n']
  } catch {
    return undefined
  }
}

import { execFile } from 'node:child_process'
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { hasApt, operatingSystem, unpackPackages } from './apt.mjs'
import { CACHE } from './place.mjs'

/** Its C library is older than that of every system we support, so that its programs run on all of them. */
const RELEASE = 'bookworm'
/** These come from the system: they must fit its C library. */
const FROM_SYSTEM = ['libc6', 'libgcc-s1', 'libstdc++6', 'gcc-12-base', 'libcrypt1']

/** Large, and of no use to a browser without a window or a graphics card. */
const NOT_NEEDED = [
  ...['libgl1-mesa-dri', 'libllvm15', 'libz3-4', 'adwaita-icon-theme', 'iso-codes'],
  ...['perl', 'perl-base', 'perl-modules-5.36', 'libperl5.36'],
]

const HOME = path.join(CACHE, 'chromium')
const ROOT = path.join(HOME, `${RELEASE}-${process.arch}`)
const STARTER = path.join(HOME, 'chromium')

/** @returns {string | undefined} the browser unpacked before */
export function privateChromium() {
  return existsSync(STARTER) ? STARTER : undefined
}

function debianSources(keyring) {
  const stanza = (place, suites) =>
    `Types: deb\nURIs: http://deb.debian.org/${place}\nSuites: ${suites}\nComponents: main\nSigned-By: ${keyring}`
  const stanzas = [stanza('debian', RELEASE), stanza('debian-security', `${RELEASE}-security`)]
  return { lines: '', stanzas: `${stanzas.join('\n\n')}\n` }
}

/** Debian's keys as Ubuntu itself packages them, or this Debian's own. */
async function findKeyring(signal) {
  const name = 'usr/share/keyrings/debian-archive-keyring.gpg'
  if (existsSync(`/${name}`)) return `/${name}`
  const target = path.join(HOME, 'keys')
  const { release } = operatingSystem()
  if (!existsSync(target)) await unpackPackages({ target, release, packages: ['debian-archive-keyring'], signal })
  return path.join(target, name)
}

function writeStarter() {
  const triplet = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[process.arch]
  const places = [`usr/lib/${triplet}`, `lib/${triplet}`, `usr/lib/${triplet}/pulseaudio`]
  const libraries = places.map((each) => path.join(ROOT, each)).join(':')
  const lines = [
    '#!/bin/sh',
    `export LD_LIBRARY_PATH='${libraries}'`,
    `[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_PATH='${path.join(ROOT, 'etc/fonts')}'`,
    `exec '${path.join(ROOT, 'usr/lib/chromium/chromium')}' "$@"`,
  ]
  writeFileSync(STARTER, `${lines.join('\n')}\n`)
  chmodSync(STARTER, 0o755)
}

/**
 * Unpacks Debian's Chromium with its libraries below .data/, without touching the system and without any right.
 * @param {AbortSignal} [signal]
 * @returns {Promise<boolean>} whether it runs here
 */
export async function unpackChromium(signal) {
  if (process.platform !== 'linux' || !hasApt()) return false
  try {
    const sources = debianSources(await findKeyring(signal))
    if (!existsSync(ROOT)) {
      const packages = ['chromium', 'fontconfig-config']
      await unpackPackages({
        target: ROOT,
        release: RELEASE,
        packages,
        withAllBut: [...FROM_SYSTEM, ...NOT_NEEDED],
        sources,
        signal,
      })
    }
    writeStarter()
    await promisify(execFile)(STARTER, ['--version', '--no-sandbox'], { timeout: 20_000 })
    return true
  } catch {
    signal?.throwIfAborted()
    rmSync(STARTER, { force: true })
    return false
  }
}

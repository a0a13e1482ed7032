import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
}

const INSIDE = join('bot', 'adapters', 'sandbox', 'page')

/**
 * The page's folder. It is plain browser code that no build step copies, so it is looked for in the sources: upwards from the running
 * program's file, then from the working directory.
 */
export function findPageDir(program = process.argv[1] ?? ''): string | undefined {
  for (const start of [dirname(resolve(program)), process.cwd()]) {
    for (let dir = start; ; dir = dirname(dir)) {
      if (existsSync(join(dir, INSIDE))) return join(dir, INSIDE)
      if (dir === dirname(dir)) break
    }
  }
  return undefined
}

/** One file of the page; only plain names of known types, so nothing outside the folder can be asked for. */
export async function readPageFile(dir: string, name: string): Promise<{ type: string; bytes: Buffer } | undefined> {
  const file = name === '' ? 'index.html' : name
  const match = /^(?:[a-z0-9][a-zA-Z0-9_-]*\/){0,2}[a-zA-Z0-9][a-zA-Z0-9_.-]*\.([a-z]+)$/.exec(file)
  const type = match?.[1] === undefined ? undefined : TYPES[match[1]]
  if (type === undefined || file.includes('..')) return undefined
  try {
    return { type, bytes: await readFile(join(dir, file)) }
  } catch {
    return undefined
  }
}

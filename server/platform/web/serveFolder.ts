import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Context, Middleware } from 'koa'
import { compressor, isWorthCompressing } from './compress.ts'
import type { Encoding } from './compress.ts'
import { loosenPolicy } from './headers.ts'

export interface FolderRules {
  /** Unknown paths without an extension get index.html, for pages that keep their way in the path. */
  indexFallback?: boolean
}

interface FoundFile {
  file: string
  size: number
  /** Milliseconds. */
  changed: number
}

/** Names with a content hash, as bundlers make them: app.3f9c2b1a.js, chunk-3f9c2b1a4d.css */
const HASHED_NAME = /[.-][\da-f]{8,32}\.[a-z\d.]+$/i
const YEAR_SECONDS = 31_536_000

/**
 * Serves the files of one folder under a prefix, texts compressed where the browser takes that. Nothing outside of it, no dot
 * files; what is missing is left to the next.
 */
export function serveFolder(prefix: string, folder: string, rules: FolderRules = {}): Middleware {
  const compress = compressor()
  return async (ctx, next) => {
    const inside = ctx.method === 'GET' || ctx.method === 'HEAD' ? insidePath(prefix, ctx.path) : undefined
    if (inside === undefined) return next()
    const found = await findFile(folder, inside, rules.indexFallback === true && wantsPage(ctx))
    if (found === undefined) return next()
    await sendFile(ctx, found, compress)
  }
}

/** A person on the way to a page; programs and images that take anything get an honest 404. */
function wantsPage(ctx: Context): boolean {
  return ctx.get('Accept').includes('text/html')
}

/** The path below the prefix, decoded; undefined for what no file of ours could be called. */
function insidePath(prefix: string, fullPath: string): string | undefined {
  const base = prefix.endsWith('/') ? prefix : `${prefix}/`
  if (fullPath !== prefix && !fullPath.startsWith(base)) return undefined
  const decoded = decode(fullPath.slice(base.length))
  if (decoded === undefined || /[\0\\]/.test(decoded)) return undefined
  return decoded.split('/').some((part) => part.startsWith('.')) ? undefined : decoded
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

async function findFile(folder: string, inside: string, fallback: boolean): Promise<FoundFile | undefined> {
  const wanted = inside === '' || inside.endsWith('/') ? `${inside}index.html` : inside
  const direct = await fileAt(folder, wanted)
  if (direct !== undefined || !fallback || path.extname(wanted) !== '') return direct
  return fileAt(folder, 'index.html')
}

/** Links are followed only as far as they stay in the folder. */
async function fileAt(folder: string, inside: string): Promise<FoundFile | undefined> {
  try {
    const root = await realpath(folder)
    const file = await realpath(path.join(root, inside))
    const info = await stat(file)
    return file.startsWith(root + path.sep) && info.isFile()
      ? { file, size: info.size, changed: info.mtimeMs }
      : undefined
  } catch {
    return undefined
  }
}

async function sendFile(ctx: Context, found: FoundFile, compress: ReturnType<typeof compressor>): Promise<void> {
  const { file, size, changed } = found
  const encoding = encodingFor(ctx, found)
  ctx.status = 200
  ctx.type = path.extname(file)
  ctx.etag = etagOf(found, encoding)
  ctx.set('Cache-Control', HASHED_NAME.test(file) ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache')
  // A page that the browser has keeps its policy only if the answer without it says the same one again.
  const page = file.endsWith('.html') ? await readFile(file, 'utf8') : undefined
  if (page !== undefined) admitScripts(ctx, page)
  if (ctx.fresh) {
    ctx.status = 304
    return
  }
  if (page !== undefined) {
    ctx.body = page
    return
  }
  if (encoding !== 'identity') {
    ctx.set('Content-Encoding', encoding)
    ctx.body = await compress(`${file} ${size} ${changed}`, encoding, () => readFile(file))
    return
  }
  ctx.length = size
  // An unread stream would keep the file open.
  if (ctx.method === 'HEAD') ctx.res.end()
  else ctx.body = createReadStream(file)
}

/** What one encoding was kept as must not answer for another. */
function etagOf({ size, changed }: FoundFile, encoding: Encoding): string {
  const name = `${size.toString(36)}-${Math.floor(changed).toString(36)}`
  return `W/"${encoding === 'identity' ? name : `${name}-${encoding}`}"`
}

function encodingFor(ctx: Context, { file, size }: FoundFile): Encoding {
  if (file.endsWith('.html') || !isWorthCompressing(file, size)) return 'identity'
  ctx.vary('Accept-Encoding')
  return (ctx.acceptsEncodings('br', 'gzip', 'identity') || 'identity') as Encoding
}

const INLINE_SCRIPT = /<script(?![^>]*\bsrc\s*=)[^>]*>([\s\S]*?)<\/script>/gi

/** The page's own inline scripts may run, by their hashes. */
function admitScripts(ctx: Context, html: string): void {
  const hashes = [...html.matchAll(INLINE_SCRIPT)].map(([, script = '']) =>
    createHash('sha256').update(script).digest('base64'),
  )
  const policy = ctx.response.get('Content-Security-Policy')
  ctx.set('Content-Security-Policy', loosenPolicy(policy, hashes))
}

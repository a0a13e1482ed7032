import type { Middleware } from 'koa'
import type { Route } from '@yimin/shared/route/route'
import { writeOpenApi, type ApiTitle } from './openApi.ts'

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
h2{margin:2rem 0 .5rem;font-size:1.1rem}article{border-top:1px solid #ddd;padding:.6rem 0}
code,pre{font:14px/1.4 ui-monospace,monospace}pre{background:#f5f5f5;padding:.6rem;overflow:auto;max-height:24rem}
.method{display:inline-block;min-width:4.5rem;font-weight:700}.caller{color:#555}summary{cursor:pointer}`

interface File {
  type: string
  body: string
}

const PATHS = ['/docs', '/docs/style.css', '/docs/openapi.json']

/**
 * `/docs`: all routes on one plain page; `/docs/openapi.json`: the same for machines. Nothing is fetched from elsewhere. Written when first
 * asked for: few stations ever do, and it takes megabytes.
 */
export function docsPage(routes: readonly Route[], info: ApiTitle): Middleware {
  let files: Record<string, File> | undefined
  return (ctx, next) => {
    const path = ctx.path === '/docs/' ? '/docs' : ctx.path
    if (!PATHS.includes(path)) return next()
    files ??= write(routes, info)
    const file = files[path]
    if (file === undefined || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next()
    ctx.type = file.type
    ctx.set('Cache-Control', 'no-cache')
    ctx.body = file.body
  }
}

function write(routes: readonly Route[], info: ApiTitle): Record<string, File> {
  const api = writeOpenApi(routes, info)
  return {
    '/docs': { type: 'text/html', body: page(api, info) },
    '/docs/style.css': { type: 'text/css', body: STYLE },
    '/docs/openapi.json': { type: 'application/json', body: JSON.stringify(api) },
  }
}

interface Operation {
  operationId: string
  summary: string
  tags: string[]
  'x-caller': string
  parameters?: unknown
  requestBody?: unknown
  responses: unknown
}

function page(api: Record<string, unknown>, info: ApiTitle): string {
  const paths = Object.entries(api['paths'] as Record<string, Record<string, Operation>>)
  const rows = paths.flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, act]) => ({ path, method, act })),
  )
  const tags = [...new Set(rows.map(({ act }) => act.tags[0] ?? ''))]
  const parts = tags.map((tag) => {
    const articles = rows
      .filter(({ act }) => act.tags[0] === tag)
      .map(({ path, method, act }) => article(path, method, act))
    return `<h2>${escape(tag)}</h2>${articles.join('')}`
  })
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(info.title)}</title><link rel="stylesheet" href="/docs/style.css">
<h1>${escape(info.title)} ${escape(info.version)}</h1><p>${escape(info.description ?? '')} <a href="/docs/openapi.json">openapi.json</a></p>
${parts.join('\n')}</html>`
}

function article(path: string, method: string, act: Operation): string {
  const { parameters, requestBody, responses } = act
  const details = escape(JSON.stringify({ parameters, requestBody, responses }, null, 2))
  return `<article id="${escape(act.operationId)}"><span class="method">${method.toUpperCase()}</span> <code>${escape(path)}</code>
<div>${escape(act.summary)} <span class="caller">(${escape(act['x-caller'])})</span></div>
<details><summary>${escape(act.operationId)}</summary><pre>${details}</pre></details></article>`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

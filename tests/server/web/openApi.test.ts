import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { writeOpenApi, openApiPath } from '../../../server/platform/web/index.ts'
import { API_TITLE, ROUTES } from '../../../server/app/contracts.ts'
import { openApiText } from '../../../server/app/openapi.ts'
import { act, call, closeNotes, feed, greet, noteApp, readNote, writeNote, type NoteApp } from './noteApp.ts'

interface Described {
  openapi: string
  paths: Record<
    string,
    Record<
      string,
      { operationId: string; parameters?: { name: string; in: string; required: boolean }[]; requestBody?: object }
    >
  >
}

let app: NoteApp

beforeAll(async () => {
  app = await noteApp()
})
afterAll(() => app.close())

const described = async () => (await call(app.port, { path: '/docs/openapi.json' })).json as unknown as Described

it('describes exactly the routes that are mounted', async () => {
  const { openapi, paths } = await described()
  const told = Object.entries(paths).flatMap(([path, acts]) =>
    Object.entries(acts).map(([method, { operationId }]) => `${method} ${path} ${operationId}`),
  )
  const mounted = [act, closeNotes, feed, greet, readNote, writeNote].map(
    (route) => `${route.method.toLowerCase()} ${openApiPath(route.path)} ${route.name}`,
  )
  expect(openapi).toBe('3.0.3')
  expect(told.sort()).toEqual(mounted.sort())
})

it('tells parameters, bodies and who needs a key', async () => {
  const { paths } = await described()
  const read = paths['/api/notes/{id}']?.['get']
  expect(read?.parameters?.map(({ name, in: place, required }) => [name, place, required])).toEqual([
    ['id', 'path', true],
    ['long', 'query', false],
  ])
  expect(paths['/api/notes']?.['post']?.parameters?.map(({ name }) => name)).toEqual(['Idempotency-Key'])
  expect(paths['/api/notes']?.['post']?.requestBody).toBeDefined()
  expect(paths['/api/bot/feed']?.['post']?.parameters).toBeUndefined()
})

it('shows them on a page that needs nobody else', async () => {
  const page = await call(app.port, { path: '/docs' })
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  for (const name of ['writeNote', 'readNote', 'closeNotes', 'feed', 'greet', 'act'])
    expect(page.text).toContain(`id="${name}"`)
  expect(page.text).not.toMatch(/https?:\/\//)
  expect(page.text).not.toMatch(/<script|style=/)
})

it('refuses two routes with one name or one door', () => {
  expect(() => writeOpenApi([greet, greet], API_TITLE)).toThrow('two routes are called greet')
  expect(() => writeOpenApi([greet, { ...greet, name: 'other' }], API_TITLE)).toThrow(
    'two routes are called GET /api/greeting',
  )
})

describe('the product', () => {
  it('has a route list with every contract in it', () => {
    const contracts = readdirSync('shared', { recursive: true, encoding: 'utf8' }).filter((file) =>
      /^(?!dist|node_modules).*contract\.ts$/i.test(file),
    )
    const written = contracts.flatMap((file) => {
      const text = readFileSync(path.join('shared', file), 'utf8')
      return [...text.matchAll(/defineRoute\(\{\s*name: '(\w+)'/g)].map(([, route]) => route)
    })
    expect(ROUTES.map(({ name }) => name).sort()).toEqual(written.sort())
  })

  it('has its paths under /api and its names as verbs', () => {
    for (const route of ROUTES) {
      expect(route.path).toMatch(/^\/api(\/(:[a-zA-Z]+|[a-z-]+))+$/)
      expect(route.name).toMatch(/^[a-z]+([A-Z][a-z]+)*$/)
    }
  })

  it('has a docs/openapi.json that is up to date (npm run openapi)', () => {
    expect(readFileSync('docs/openapi.json', 'utf8')).toBe(openApiText())
  })
})

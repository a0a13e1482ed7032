import Router from '@koa/router'
import { z } from 'zod'
import { fileReply } from '@yimin/shared/route/file'
import { defineRoute } from '@yimin/shared/route/route'
import { mount, serve, writeOpenApi, type Floor } from '../../../server/platform/web/index.ts'
import { noteApp } from './noteApp.ts'

const printNote = defineRoute({
  name: 'printNote',
  method: 'GET',
  path: '/api/prints',
  caller: 'person',
  summary: 'Print',
  query: z.strictObject({ name: z.string() }),
  produces: 'text/plain',
  reply: fileReply,
})

it('gives bytes as they are, under a name that cannot end the header', async () => {
  const bytes = Buffer.from([0, 255, 10, 13])
  const printing = serve(printNote, [], async ({ query }) => ({ name: query.name, bytes }))
  const { base, close } = await noteApp({ routes: [printing] })
  try {
    const get = (name: string, token = 'ann') =>
      fetch(`${base}/api/prints?name=${encodeURIComponent(name)}`, { headers: { Authorization: `Bearer ${token}` } })
    const answer = await get("纸'(1).txt")
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes)
    expect(answer.headers.get('content-type')).toContain('text/plain')
    expect(answer.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''%E7%BA%B8%27%281%29.txt")
    for (const name of ['../x.txt', 'a\r\nSet-Cookie: x.txt', 'x', 'a"b.txt'])
      expect((await get(name)).status).toBe(500)
    expect((await get('a.txt', 'nobody')).status).toBe(401)
  } finally {
    await close()
  }
})

it('tells so in the description, and is for reads alone', () => {
  const { paths } = writeOpenApi([printNote], { title: 'x', version: '1' }) as {
    paths: Record<string, { get: { responses: Record<string, { content: object }> } }>
  }
  expect(paths['/api/prints']?.get.responses['200']?.content).toEqual({
    'text/plain': { schema: { type: 'string', format: 'binary' } },
  })
  const written = serve({ ...printNote, method: 'POST' }, [], async () => ({ name: 'a.txt', bytes: new Uint8Array() }))
  expect(() => mount(new Router(), written, {} as Floor)).toThrow('only reads give files')
})

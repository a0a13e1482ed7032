import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import Koa from 'koa'
import { securityHeaders } from '../../server/platform/web/headers.ts'
import { serveFolder } from '../../server/platform/web/index.ts'
import { exampleStation } from '../factories/examples/exampleStation.ts'
import type { Fill } from '../factories/examples/exampleOf.ts'

export interface ExampleSite {
  url: string
  close(): Promise<void>
}

/** The built pages as the product serves them, in front of a station of examples: no record, no queues, the same answers each time. */
export async function openExampleSite(fill: Fill = 'full'): Promise<ExampleSite> {
  const answer = exampleStation(fill)
  const pages = new Koa().use(securityHeaders()).use(serveFolder('/', path.resolve('miniprogram/dist/h5')))
  const servePage = pages.callback()
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/api/')) answerCall(request, response, answer)
    else void servePage(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answerCall(request: IncomingMessage, response: ServerResponse, answer: ReturnType<typeof exampleStation>) {
  const { status, body } = answer(request.method ?? 'GET', request.url ?? '/', request.headers.authorization)
  request.resume()
  if (body instanceof Object && 'photo' in body) {
    response.writeHead(status, { 'content-type': 'image/png' }).end(body.photo)
    return
  }
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

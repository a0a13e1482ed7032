import { createServer } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http'

/** One question as it came over the wire. */
export interface Heard {
  path: string
  headers: IncomingHttpHeaders
  /** The whole body, as sent. */
  body: string
  /** What the user message holds: the masked words of a neighbour. */
  message: string
}

/** What the stand-in does with a question. */
export type Behaviour = (response: ServerResponse, request: IncomingMessage) => void

/** A local endpoint of the chat-completions form that behaves as it is told, and remembers what it heard. */
export interface StandIn {
  url: string
  heard: Heard[]
  behave(behaviour: Behaviour): void
  close(): Promise<void>
}

export async function openStandIn(): Promise<StandIn> {
  const heard: Heard[] = []
  let behaviour: Behaviour = says('{}')
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    response.on('error', () => undefined)
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      heard.push({ path: request.url ?? '', headers: request.headers, body, message: messageIn(body) })
      behaviour(response, request)
    })
  })
  const port = await listening(server)
  return {
    url: `http://127.0.0.1:${port}/v1`,
    heard,
    behave: (next) => (behaviour = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
}

function messageIn(body: string): string {
  if (body === '') return ''
  const { messages } = JSON.parse(body) as { messages: { role: string; content: string }[] }
  const said = messages.find(({ role }) => role === 'user')?.content ?? '{}'
  return (JSON.parse(said) as { message: string }).message
}

/** Answers as a model would, with these words. */
export function says(content: unknown): Behaviour {
  const words = typeof content === 'string' ? content : JSON.stringify(content)
  return sends(JSON.stringify({ id: 'x', object: 'chat.completion', choices: [{ index: 0, message: { role: 'assistant', content: words }, finish_reason: 'stop' }] })) // prettier-ignore
}

/** Sends this body as it is. */
export function sends(body: string | Buffer, status = 200, headers: Record<string, string> = {}): Behaviour {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(body)
  }
}

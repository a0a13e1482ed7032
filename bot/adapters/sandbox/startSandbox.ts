import { join } from 'node:path'
import { readSandboxCast } from '@yimin/shared/chat/contract'
import type { Client } from '@yimin/shared/route/client'
import type { Log } from '../../session/log.ts'
import type { ChatGateway } from '../../session/port.ts'
import { FakeChat } from './fakeChat.ts'
import { createSandboxGateway } from './sandboxGateway.ts'
import { SandboxServer } from './sandboxServer.ts'
import { Transcript } from './transcript.ts'

export interface SandboxSettings {
  dataDir: string
  port: number
  call: Client
  log: Log
  now: () => Date
  signal: AbortSignal
  pageDir?: string
}

export interface Sandbox {
  gateway: ChatGateway
  chat: FakeChat
  port: number
  close(): Promise<void>
}

const FIRST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 3_000

/** Asks the server who lives in the sandbox, until it answers or `signal` ends the asking. */
async function askForCast({ call, log, signal }: SandboxSettings): Promise<FakeChat['cast']> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    try {
      return await call(readSandboxCast, {}, { signal })
    } catch (error) {
      signal.throwIfAborted()
      log.info({ err: error, retryMs: pause }, 'waiting for the server to tell the cast')
      await new Promise((resolve) => setTimeout(resolve, pause))
      signal.throwIfAborted()
    }
  }
}

/** Starts the sandbox's page at once and its chat as soon as the server has told the cast. */
export async function startSandbox(settings: SandboxSettings): Promise<Sandbox> {
  const state: { chat?: FakeChat } = {}
  const server = new SandboxServer({
    port: settings.port,
    log: settings.log,
    chat: () => state.chat,
    ...(settings.pageDir === undefined ? {} : { pageDir: settings.pageDir }),
  })
  const port = await server.listen()
  settings.log.info({ port }, 'sandbox listens')
  try {
    const cast = await askForCast(settings)
    const transcript = await Transcript.open(join(settings.dataDir, 'bot', 'sandbox'))
    const chat = new FakeChat(cast, transcript, settings.now)
    state.chat = chat
    return {
      gateway: createSandboxGateway(chat, settings),
      chat,
      port,
      close: async () => {
        await server.close()
        await transcript.close()
      },
    }
  } catch (error) {
    await server.close()
    throw error
  }
}

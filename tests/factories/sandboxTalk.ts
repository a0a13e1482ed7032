import { randomUUID } from 'node:crypto'

export interface Said {
  id: string
  seq: number
  at: string
  from: { id: string; name: string }
  kind: string
  text: string
  recalled?: true
}

export interface Conversation {
  id: string
  kind: 'room' | 'private'
  title: string
  messages: Said[]
}

export interface Saying {
  /** `g1` unless told otherwise; `private` is the chat with the assistant. */
  in?: string
  mention?: boolean
  kind?: string
  clientId?: string
  /** How long to try while nobody takes it, as the page does. */
  withinMs?: number
}

/** The id of the assistant's account in the sandbox. */
export const ASSISTANT = 'yimin'

class Refused extends Error {}

/** The sandbox chat as its page uses it: who says what, and what each has on the screen. */
export class SandboxTalk {
  private readonly url: string

  constructor(url: string) {
    this.url = url
  }

  /** Someone of the demo community says something, and tries until it is taken (the same clientId is one message). */
  async say(person: string, text: string, saying: Saying = {}): Promise<Said> {
    const { clientId = randomUUID(), mention = false, kind = 'text', withinMs = 30_000 } = saying
    const conversationId = conversationOf(person, saying.in ?? 'g1')
    const body = JSON.stringify({ as: person, conversationId, text, mention, kind, clientId })
    const deadline = Date.now() + withinMs
    for (;;) {
      try {
        const response = await fetch(`${this.url}/sandbox/api/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
          signal: AbortSignal.timeout(5_000),
        })
        if (response.status === 201) return ((await response.json()) as { message: Said }).message
        if (response.status < 500) throw new Refused(`${response.status} ${await response.text()}`)
      } catch (error) {
        if (error instanceof Refused || Date.now() > deadline) throw error
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  /** What a person has on the screen; `all` sees every conversation. */
  async sees(person: string): Promise<Conversation[]> {
    const response = await fetch(`${this.url}/sandbox/api/transcript?as=${person}`, {
      signal: AbortSignal.timeout(5_000),
    })
    if (!response.ok) throw new Error(`transcript: ${response.status}`)
    return ((await response.json()) as { conversations: Conversation[] }).conversations
  }

  /** The assistant's words to a person, in a room or (`private`) alone, oldest first. */
  async heard(person: string, where: string): Promise<Said[]> {
    const id = conversationOf(person, where)
    const conversation = (await this.sees(person)).find((one) => one.id === id)
    return (conversation?.messages ?? []).filter((message) => message.from.id === ASSISTANT)
  }
}

function conversationOf(person: string, where: string): string {
  return where === 'private' ? `private:${person}` : where
}

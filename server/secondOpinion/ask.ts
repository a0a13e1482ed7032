import { z } from 'zod'

/** Where somebody else is asked: any endpoint of the OpenAI chat-completions form. */
export interface Endpoint {
  /** Base address as the provider names it, or the whole address that ends with `/chat/completions`. */
  url: string
  model: string
  key?: string | undefined
}

/** What went wrong, for the figures. */
export type FaultKind = 'slow' | 'unreachable' | 'status' | 'too_large' | 'not_json' | 'wrong_shape'

/** Carries no text of the answer, nor of the endpoint: it may be logged. */
export class OpinionFault extends Error {
  override name = 'OpinionFault'
  readonly kind: FaultKind
  constructor(kind: FaultKind) {
    super(kind)
    this.kind = kind
  }
}

const LARGEST_BODY = 64 * 1_024
const LONGEST_ANSWER = 8_000
const ANSWER_TOKENS = 500

const envelope = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().max(LONGEST_ANSWER) }) })).min(1),
})

/**
 * One question, one answer: the words of the model, unread. `withinMs` holds for all of it, the body too. Follows no redirect.
 * Throws OpinionFault.
 */
export async function askEndpoint(
  { url, model, key }: Endpoint,
  { prompt, message }: { prompt: string; message: string },
  withinMs: number,
): Promise<string> {
  const signal = AbortSignal.timeout(withinMs)
  try {
    const response = await fetch(chatCompletionsOf(url), {
      method: 'POST',
      redirect: 'error',
      signal,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({
        model,
        temperature: 0,
        max_tokens: ANSWER_TOKENS,
        stream: false,
        messages: [
          { role: 'system', content: prompt },
          { role: 'user', content: message },
        ],
      }),
    })
    return contentOf(await readBody(response))
  } catch (error) {
    if (error instanceof OpinionFault) throw error
    throw new OpinionFault(signal.aborted ? 'slow' : 'unreachable')
  }
}

function chatCompletionsOf(url: string): URL {
  const address = new URL(url)
  const path = address.pathname.replace(/\/+$/, '')
  address.pathname = path.endsWith('/chat/completions') ? path : `${path}/chat/completions`
  return address
}

/** Counted as it comes, after unpacking: no announced length is believed. */
async function readBody(response: Response): Promise<string> {
  if (response.status !== 200) {
    await response.body?.cancel()
    throw new OpinionFault('status')
  }
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = response.body?.getReader()
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.byteLength
    if (size > LARGEST_BODY) {
      await reader?.cancel()
      throw new OpinionFault('too_large')
    }
    chunks.push(read.value)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function contentOf(body: string): string {
  const parsed = envelope.safeParse(parseJson(body))
  if (!parsed.success) throw new OpinionFault('wrong_shape')
  return parsed.data.choices[0]?.message.content ?? ''
}

/** Throws OpinionFault. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new OpinionFault('not_json')
  }
}

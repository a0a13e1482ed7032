import { useCallback, useRef, useState } from 'react'
import { ApiError } from '../api/apiError.ts'
import { call } from '../api/call.ts'
import { useUnsaid } from '../api/reach.ts'
import type { RequestView, Said } from '../api/routes.ts'
import { expectState } from '../hooks/useExpected.ts'
import { keep, kept } from '../session/keep.ts'
import { sentences, words } from '../words.ts'
import { Attempts } from './attempts.ts'
import type { Attempt } from './attempts.ts'

/** What the assistant last answered, and which request it was about. */
export interface Answer {
  reply: string
  code?: string
  /** Where the request stood when it was said. */
  status?: RequestView['status']
  /** It was not understood: the words stay in the field. */
  unclear?: true
}

export interface Ask {
  text: string
  write(text: string): void
  /** The request that the next sentence belongs to; none: a new matter. */
  about?: string
  turnTo(code: string | undefined): void
  /** Counts how often somebody turned to a request by hand: then, and only then, the field takes the focus. */
  turns: number
  /** `field`: the sentence is on its way; a code: a button of that request was tapped. */
  busy?: string
  error?: { at: string; message: string }
  answer?: Answer
  send(): void
  /** Says a short sentence about one request for the person: 对, 取消, 办好了. */
  say(code: string, sentence: string): void
}

interface Draft {
  text: string
  about?: string
}

export const FIELD = 'field'

/** Where the words of the buttons lead. */
const LEADS_TO: Readonly<Record<string, RequestView['status'] | undefined>> = {
  [sentences.confirm]: 'open',
  [sentences.cancel]: 'cancelled',
  [sentences.finish]: 'done',
  [sentences.reopen]: 'open',
}

/**
 * One sentence and what came back. The words stay in the field, and on the phone, until the server has them; a retry
 * of the same words carries the same key, so that they count once.
 * @param onRequest a newer view of a request came with the answer
 * @param onWritten what was written in the field has become this request, or a part of it
 */
export function useAsk(
  token: string,
  onRequest: (request: RequestView) => void,
  onSignedOut: () => void,
  onWritten: (request: RequestView) => void = () => undefined,
): Ask {
  const [draft, setDraft] = useState<Draft>(() => kept('draft') ?? { text: '' })
  const [turns, setTurns] = useState(0)
  const [busy, setBusy] = useState<string>()
  const [error, setError] = useState<NonNullable<Ask['error']> & { offline?: boolean }>()
  const unsaid = useUnsaid()
  const [answer, setAnswer] = useState<Answer>()
  const [attempts] = useState(resumedAttempts)
  const underWay = useRef(false)

  const change = useCallback((next: Draft) => {
    setDraft(next)
    keep('draft', next.text === '' ? undefined : next)
  }, [])

  const fail = useCallback(
    (at: string, failure: unknown) => {
      if (!(failure instanceof ApiError)) return setError({ at, message: words.unknownError })
      if (!failure.mayHaveArrived) attempts.settle(at)
      if (failure.status === 401) return onSignedOut()
      setError({ at, message: failure.message, offline: failure.failure === 'offline' })
    },
    [attempts, onSignedOut],
  )

  /** Tries the words once; answers nothing where the server has not taken them. */
  const attempt = useCallback(
    async (at: string, { text, about }: Draft): Promise<Said | undefined> => {
      if (underWay.current) return undefined
      underWay.current = true
      setBusy(at)
      setError(undefined)
      const settle = expectState(about, at === FIELD ? undefined : LEADS_TO[text])
      try {
        const trying = await attempts.begin(at, text, about)
        if (at === FIELD) keep('draft', trying)
        const said = await speak(token, trying)
        attempts.settle(at)
        setAnswer({
          reply: said.reply,
          code: said.request?.code ?? about,
          status: said.request?.status,
          unclear: said.unclear,
        })
        if (said.request !== undefined) onRequest(said.request)
        return said
      } catch (failure) {
        fail(at, failure)
        return undefined
      } finally {
        underWay.current = false
        settle()
        setBusy(undefined)
      }
    },
    [token, attempts, onRequest, fail],
  )

  const send = useCallback(() => {
    const text = draft.text.trim()
    if (text === '') return setError({ at: FIELD, message: words.field.empty })
    void attempt(FIELD, { text, about: draft.about }).then((said) => {
      if (said === undefined) return
      if (said.request !== undefined) onWritten(said.request)
      if (said.unclear) change({ text: draft.text, about: draft.about })
      else change({ text: '', about: codeStillAsked(said) })
    })
  }, [draft, attempt, change, onWritten])

  const say = useCallback(
    (code: string, sentence: string) => {
      void attempt(code, { text: sentence, about: code }).then((said) => {
        if (said === undefined || codeStillAsked(said) === code) return
        setDraft((now) => (now.about === code ? { ...now, about: undefined } : now))
      })
    },
    [attempt],
  )

  const write = useCallback(
    (text: string) => {
      setError((now) => (now?.at === FIELD ? undefined : now))
      change({ text, about: draft.about })
    },
    [change, draft.about],
  )

  const turnTo = useCallback(
    (about: string | undefined) => {
      setTurns((now) => now + 1)
      change({ text: draft.text, about })
    },
    [change, draft.text],
  )

  const said = error?.offline && !unsaid ? undefined : error
  return { text: draft.text, write, about: draft.about, turnTo, turns, busy, error: said, answer, send, say }
}

/** Words that may have arrived before the page was closed keep their key. */
function resumedAttempts(): Attempts {
  const left = kept('draft')
  const attempts = new Attempts()
  return left?.key === undefined ? attempts : attempts.resume(FIELD, { ...left, key: left.key })
}

/** While a request is a draft, the assistant waits for more about it: the next sentence belongs to it. */
function codeStillAsked({ request }: Said): string | undefined {
  return request?.status === 'draft' ? request.code : undefined
}

function speak(token: string, { key, text, about }: Attempt): Promise<Said> {
  if (about === undefined) return call('askForHelp', { token, key, body: { sentence: text } })
  return call('sayAboutRequest', { token, key, params: { code: about }, body: { sentence: text } })
}

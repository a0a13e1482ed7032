import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { PropsWithChildren } from 'react'
import { ApiError } from '../api/apiError.ts'
import { call, known } from '../api/call.ts'
import { forgetEarly } from '../api/early.ts'
import type { DemoPerson, Hello, Me } from '../api/routes.ts'
import { takeUpPhotos } from '../photos/box.ts'
import { isInWeChat, signInByWeChat } from '../wechat/inWeChat.ts'
import { words } from '../words.ts'
import { keep, kept } from './keep.ts'
import { forgetLeftBehind, takeOver } from './leftBehind.ts'

/** `closed`: the server runs for real, and nobody has come in here yet; in a browser there is a form for it. */
export type Session =
  | { phase: 'opening' }
  /** `said`: the server's own sentence. */
  | { phase: 'failed'; offline: boolean; said?: string }
  | { phase: 'closed'; hello: Hello; note?: string }
  | { phase: 'choosing'; hello: Hello; people: DemoPerson[]; note?: string; entering?: string }
  | SignedInSession

export interface SignedInSession {
  phase: 'in'
  hello: Hello
  me: Me
  token: string
  /** The line to the server was taken up anew by itself: what was just tapped may not have counted. */
  note?: string
}

export interface SessionActs {
  session: Session
  /** Who was here until the server no longer knew the token: a resident's or helper's page waits under the sign-in with what was typed. */
  interrupted: SignedInSession | undefined
  open(): void
  enterAs(personId: string): void
  /** Goes on under a new token of the same person. */
  goOnWith(token: string): void
  leave(note?: string): void
  /** The server no longer knows the token: asks who is there again, and says why. */
  signedOut(): void
  /** The server refused something that the page took for allowed: what this person may do is read anew. */
  lookAgain(): void
  /** True once in a visit: for the page on which it first became known who is there. */
  isHomecoming(): boolean
}

const SessionContext = createContext<SessionActs | undefined>(undefined)

/** Who speaks here, the same on every page: opens with the kept token, else lets a newcomer choose a person of the demo community. */
export function SessionProvider({ children }: PropsWithChildren) {
  const [session, setSession] = useState<Session>(() => knownSession() ?? { phase: 'opening' })
  const [interrupted, setInterrupted] = useState<SignedInSession>()
  const cameHome = useRef(false)
  const latest = useRef(session)
  latest.current = session

  useEffect(() => {
    // Whoever is in now has his page, the same or his own: nobody else's is kept any longer.
    if (session.phase === 'in') setInterrupted(undefined)
    if (session.phase !== 'opening') void takeUpPhotos(session.phase === 'in' ? session.me.id : undefined)
  }, [session])

  const open = useCallback(() => {
    setSession({ phase: 'opening' })
    openSession().then(setSession, (error: unknown) => setSession(failureOf(error)))
  }, [])
  useEffect(() => {
    if (session.phase === 'opening') open()
    // Opened once; whatever follows is somebody's act.
  }, [open])

  const goOnWith = useCallback(
    (token: string) => {
      keep('token', token)
      open()
    },
    [open],
  )

  const enterAs = useCallback(
    (personId: string) => {
      setSession((now) => (now.phase === 'choosing' ? { ...now, entering: personId, note: undefined } : now))
      call('openDemoSession', { body: { personId } }).then(
        ({ token }) => goOnWith(token),
        (error: unknown) => {
          const note = error instanceof ApiError && error.failure !== 'offline' ? error.message : words.offlineTitle
          setSession((now) => (now.phase === 'choosing' ? { ...now, entering: undefined, note } : now))
        },
      )
    },
    [goOnWith],
  )

  const leave = useCallback((note?: string) => {
    const token = kept('token')
    const now = latest.current
    setInterrupted(note !== undefined && now.phase === 'in' && mayWait(now) ? now : undefined)
    keep('token', undefined)
    keep('way', undefined)
    if (note === undefined) {
      forgetLeftBehind()
      // The server forgets an idle session by itself; leaving must work without the line.
      if (token !== undefined) call('closeMySession', { token }).catch(() => undefined)
    }
    setSession({ phase: 'opening' })
    openSession().then(
      (next) => setSession(withNote(next, note)),
      (error: unknown) => setSession(failureOf(error)),
    )
  }, [])

  const signedOut = useCallback(() => {
    // Several reads may hear of it at once, and those of a page that waits hear of it again.
    if (latest.current.phase === 'in') leave(words.signedOut)
  }, [leave])
  const lookAgain = useCallback(() => {
    const token = kept('token')
    if (token === undefined) return
    call('readMe', { token }).then(
      (me) => setSession((now) => (now.phase === 'in' && now.token === token ? { ...now, me } : now)),
      // Whatever the page reads next says what is the matter.
      () => undefined,
    )
  }, [])
  const isHomecoming = useCallback(() => {
    const first = !cameHome.current
    cameHome.current = true
    return first
  }, [])
  const acts = useMemo(
    () => ({ session, interrupted, open, enterAs, goOnWith, leave, signedOut, lookAgain, isHomecoming }),
    [session, interrupted, open, enterAs, goOnWith, leave, signedOut, lookAgain, isHomecoming],
  )
  return <SessionContext.Provider value={acts}>{children}</SessionContext.Provider>
}

/** @throws Error outside a SessionProvider. */
export function useSession(): SessionActs {
  const acts = useContext(SessionContext)
  if (acts === undefined) throw new Error('no SessionProvider above this page')
  return acts
}

/** For what is shown to somebody who is signed in, or was a moment ago. @throws Error where nobody is. */
export function useSignedIn(): Omit<SignedInSession, 'phase'> & Pick<SessionActs, 'leave' | 'signedOut' | 'lookAgain'> {
  const { session, interrupted, leave, signedOut, lookAgain } = useSession()
  const inside = session.phase === 'in' ? session : interrupted
  if (inside === undefined) throw new Error('nobody is signed in')
  const { hello, me, token } = inside
  return { hello, me, token, leave, signedOut, lookAgain }
}

/** A desk shows doors and phones of others: nothing of it stays in a page that nobody is signed in to (ASVS 14.3.1). */
function mayWait({ me }: SignedInSession): boolean {
  return !me.abilities.seeQueue
}

/** Who comes back on a slow line: the answers were on their way with the scripts and may be here before the first page is. */
function knownSession(): Session | undefined {
  const token = kept('token')
  if (token === undefined) return undefined
  const [hello, me] = [known('readHello'), known('readMe', { token })]
  if (hello === undefined || me === undefined) return undefined
  forgetEarly()
  keep('station', hello.station)
  return arrived(hello, token, me)
}

function arrived(hello: Hello, token: string, me: Me): SignedInSession {
  takeOver(me.id)
  return { phase: 'in', hello, token, me }
}

/** For reads and files beside `useRead` and `useAct`: hears from a refusal that nobody is signed in any more, or that the role is gone. */
export function useRefused(): (error: unknown) => void {
  const { signedOut, lookAgain } = useSignedIn()
  return useCallback(
    (error: unknown) => {
      if (!(error instanceof ApiError)) return
      if (error.status === 401) signedOut()
      if (error.status === 403) lookAgain()
    },
    [signedOut, lookAgain],
  )
}

async function openSession(): Promise<Session> {
  const hello = await call('readHello')
  keep('station', hello.station)
  const token = kept('token')
  if (token !== undefined) {
    try {
      return arrived(hello, token, await call('readMe', { token }))
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error
      keep('token', undefined)
      keep('way', undefined)
    }
  }
  if (hello.wechat && isInWeChat()) {
    const fresh = await signInByWeChat()
    keep('token', fresh)
    return arrived(hello, fresh, await call('readMe', { token: fresh }))
  }
  if (!hello.demo) return { phase: 'closed', hello }
  return { phase: 'choosing', hello, people: (await call('listDemoPeople')).items }
}

/** Why somebody stands at the door again; where WeChat let her in by itself, what that may have cost. */
function withNote(session: Session, note: string | undefined): Session {
  if (note === undefined) return session
  if (session.phase === 'choosing' || session.phase === 'closed') return { ...session, note }
  return session.phase === 'in' ? { ...session, note: words.goesOn } : session
}

/** Signing in through WeChat is refused with a sentence that shows the way to the station; of other failures the page says its own. */
function failureOf(error: unknown): Session {
  const isRefusal = error instanceof ApiError && (error.status === 401 || error.status === 403)
  return { phase: 'failed', offline: isOffline(error), said: isRefusal ? error.message : undefined }
}

function isOffline(error: unknown): boolean {
  return error instanceof ApiError && error.failure === 'offline'
}

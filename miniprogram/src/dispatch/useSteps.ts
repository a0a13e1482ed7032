import { useCallback, useEffect, useState } from 'react'
import type { Faults } from '../api/apiError.ts'
import type { Read } from '../hooks/useRead.ts'
import { useSignedIn } from '../session/SessionProvider.tsx'
import { keep, kept } from '../session/keep.ts'
import { forgetTaken, forgetTold, onSteps, runStep, sendSteps, stepsOf, stepsToShow } from './outbox.ts'
import type { KeptSteps, StepBody, StepName } from './outbox.ts'

export interface Outbox extends KeptSteps {
  /** Tries now what waits. */
  again(): void
  /** What was told has been read. */
  heard(): void
}

/** What waits on this phone to be reported; it goes as soon as the server answers a read again. */
export function useOutbox({ data, state, refresh }: Pick<Read<unknown>, 'data' | 'state' | 'refresh'>): Outbox {
  const { me, token, signedOut } = useSignedIn()
  const steps = useKeptSteps(me.id)
  const again = useCallback(() => {
    const before = stepsOf(me.id).steps.length
    void sendSteps(me.id, token).then(() => {
      if (stepsOf(me.id).steps.length < before) refresh()
    }, signedOut)
  }, [me.id, token, refresh, signedOut])
  const waits = steps.steps.some((step) => step.waits)
  useEffect(() => {
    if (state === 'ready' && waits) again()
    // With every answer: there is a line.
  }, [data, state])
  useEffect(forgetTaken, [data])
  useEffect(() => {
    // Somebody else was here before: his steps are not mine to report.
    if (kept('steps') !== undefined && kept('steps')?.who !== me.id) keep('steps', undefined)
  }, [me.id])
  return { ...steps, again, heard: () => forgetTold(me.id) }
}

/** The same without anybody signed in: what the phone kept. */
export function useKeptSteps(who: string): KeptSteps {
  const [steps, setSteps] = useState(() => stepsToShow(who))
  useEffect(() => {
    setSteps(stepsToShow(who))
    return onSteps(() => setSteps(stepsToShow(who)))
  }, [who])
  return steps
}

/** The hand-over sheet's side of a step: the same shape with and without a line. */
export interface StepAct {
  busy: boolean
  error: string | undefined
  faults: Faults
  run(step: StepName, body?: StepBody): void
  clear(): void
}

/**
 * Steps of one errand, each reported at once or laid by for later.
 * @param onDone what the server said; `undefined` where it is laid by
 */
export function useStep(code: string, onDone: (step: StepName, reply: string | undefined) => void): StepAct {
  const { me, token, signedOut } = useSignedIn()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<{ error: string; faults: Faults }>()
  const run = (step: StepName, body: StepBody = {}) => {
    if (busy) return
    setBusy(true)
    setFault(undefined)
    void runStep(me.id, token, { code, step, body }).then((outcome) => {
      setBusy(false)
      if (outcome === 'signedOut') return signedOut()
      if (outcome === 'waits') return onDone(step, undefined)
      if ('reply' in outcome) return onDone(step, outcome.reply)
      setFault({ error: outcome.refusal.message, faults: outcome.refusal.faults })
    })
  }
  return { busy, error: fault?.error, faults: fault?.faults ?? {}, run, clear: () => setFault(undefined) }
}

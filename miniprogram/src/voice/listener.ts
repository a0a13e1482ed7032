/** Somebody's words on their way into a text. */
export interface Hearing {
  /** What was understood so far; replaces what was heard before. */
  onHeard(text: string): void
  onEnd(): void
  /** `refused`: the person said no to the microphone. `unheard`: nothing could be understood. */
  onFault(fault: 'refused' | 'unheard'): void
}

/** One platform's way to hear. */
export interface Listener {
  /** Listens until `stop`, a pause, or a fault. */
  start(hearing: Hearing): void
  stop(): void
}

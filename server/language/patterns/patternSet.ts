import { alternativesOf, neededBy } from './neededCharacters.ts'

interface Part {
  /** The place of its pattern in the list. */
  pattern: number
  regex: RegExp
}

/** Which character was seen in which text last; cheaper than a set for each text. */
const seen = new Int32Array(1 << 16)
let round = 0

function nextRound(): number {
  round = (round + 1) | 0
  return round
}

/**
 * Many patterns, asked at once which of them stand in a text. Each alternative is tried only where a character is there without
 * which it cannot match, so that a short message pays for a few dozen of thousands. The answer is that of trying them all.
 */
export class PatternSet {
  /** Parts by the character that calls for them. */
  private readonly calledBy = new Array<number[] | undefined>(1 << 16)
  private readonly always: number[] = []
  private readonly parts: Part[] = []
  private readonly tried: Int32Array
  private readonly found: Int32Array

  constructor(patterns: readonly RegExp[]) {
    patterns.forEach((regex, pattern) => {
      for (const { source, needed } of alternativesOf(regex)) {
        const part = this.parts.push({ pattern, regex: new RegExp(source, regex.flags.replace(/[gy]/g, '')) }) - 1
        if (!needed) this.always.push(part)
        else for (const unit of needed) this.call(unit, part)
      }
    })
    this.tried = new Int32Array(this.parts.length)
    this.found = new Int32Array(patterns.length)
  }

  private call(unit: number, part: number): void {
    ;(this.calledBy[unit] ??= []).push(part)
  }

  /** The places in the list of all patterns that match, rising. */
  matching(text: string): number[] {
    const now = nextRound()
    const matched: number[] = []
    for (const part of this.always) this.tryPart(part, text, now, matched)
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i)
      if (seen[unit] === now) continue
      seen[unit] = now
      const called = this.calledBy[unit]
      if (called) for (const part of called) this.tryPart(part, text, now, matched)
    }
    return matched.sort((a, b) => a - b)
  }

  private tryPart(index: number, text: string, now: number, matched: number[]): void {
    if (this.tried[index] === now) return
    this.tried[index] = now
    const { pattern, regex } = this.parts[index] as Part
    if (this.found[pattern] === now || !regex.test(text)) return
    this.found[pattern] = now
    matched.push(pattern)
  }
}

/** Tells cheaply that a pattern is not in a text; where it may be, the pattern itself has to be tried. */
export function mayStandIn(pattern: RegExp): (text: string) => boolean {
  const needed = neededBy(pattern)
  if (!needed) return () => true
  const isNeeded = new Uint8Array(1 << 16)
  for (const unit of needed) isNeeded[unit] = 1
  return (text) => {
    for (let i = 0; i < text.length; i += 1) if (isNeeded[text.charCodeAt(i)] === 1) return true
    return false
  }
}

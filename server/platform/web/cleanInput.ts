import { fieldWords } from '@yimin/shared/errors/words'
import type { FieldFault } from '@yimin/shared/errors/domainError'

/** Keys that reach an object's prototype when somebody copies them carelessly (CWE-1321). */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

/** Deeper than any shape of ours. */
const DEPTH_LIMIT = 32

interface Cleaned {
  value: unknown
  faults: FieldFault[]
}

/**
 * Goes through a parsed JSON value once: names keys that no shape may carry and makes every string well-formed UTF-16
 * (a phone may cut an emoji in two; the sentence around it is still good).
 */
export function cleanInput(value: unknown): Cleaned {
  const faults: FieldFault[] = []
  return { value: clean(value, [], faults), faults }
}

function clean(value: unknown, path: string[], faults: FieldFault[]): unknown {
  if (typeof value === 'string') return wellFormed(value)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  if (path.length >= DEPTH_LIMIT) {
    faults.push({ path: path.slice(0, 3).join('.'), message: fieldWords.tooDeep })
    return null
  }
  if (Array.isArray(value)) return value.map((item, index) => clean(item, [...path, String(index)], faults))
  const copy: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value)) {
    if (FORBIDDEN_KEYS.has(key)) faults.push({ path: [...path, key].join('.'), message: fieldWords.unknown })
    else copy[wellFormed(key)] = clean(item, [...path, key], faults)
  }
  return copy
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATE, '\uFFFD')
}

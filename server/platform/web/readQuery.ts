import { fieldWords } from '@yimin/shared/errors/words'
import type { FieldFault } from '@yimin/shared/errors/domainError'

interface ReadQuery {
  query: Record<string, string>
  faults: FieldFault[]
}

/**
 * Reads a query string; every name at most once (OWASP: HTTP parameter pollution), percent-encoding must be UTF-8.
 * Names stay as they are: which ones exist is the shape's question.
 */
export function readQuery(text: string): ReadQuery {
  const query: Record<string, string> = {}
  const faults: FieldFault[] = []
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const cut = pair.indexOf('=')
    const name = decode(cut === -1 ? pair : pair.slice(0, cut))
    const value = decode(cut === -1 ? '' : pair.slice(cut + 1))
    if (name === undefined || value === undefined)
      faults.push({ path: name ?? 'query', message: fieldWords.unreadable })
    else if (name in Object.prototype) faults.push({ path: name, message: fieldWords.unknown })
    else if (Object.hasOwn(query, name)) faults.push({ path: name, message: fieldWords.repeated })
    else query[name] = value
  }
  return { query, faults }
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}

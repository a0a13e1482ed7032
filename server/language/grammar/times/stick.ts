/** Matches a sticky pattern at exactly this place of the text. */
export function stick(regex: RegExp, text: string, at: number): RegExpExecArray | null {
  regex.lastIndex = at
  return regex.exec(text)
}

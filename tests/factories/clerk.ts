import { pinyin } from 'pinyin-pro'
import type { Locator, Page } from 'playwright-core'

/**
 * Seconds of the keystroke-level model (Card, Moran and Newell, Communications of the ACM 23(7), 1980): a key of somebody who
 * types every day but is no typist, pointing at something, a click, a hand's way between keys and mouse, making up one's mind.
 */
const KEY = 0.28
const POINT = 1.1
const CLICK = 0.2
const HAND = 0.4
const MIND = 1.35

/** Somebody of the station at the keyboard, who counts what each act costs. What the machine takes is not counted. */
export class Clerk {
  seconds = 0
  private hand: 'keys' | 'mouse' = 'keys'
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async types(text: string): Promise<void> {
    this.spend(MIND + this.moveTo('keys') + keysOf(text) * KEY)
    await this.page.keyboard.type(text)
  }

  /** A key at the end of what was typed needs no thought of its own. */
  async presses(key: string): Promise<void> {
    this.spend(this.moveTo('keys') + KEY)
    await this.page.keyboard.press(key)
  }

  async taps(what: Locator): Promise<void> {
    this.spend(MIND + this.moveTo('mouse') + POINT + CLICK)
    await what.click()
  }

  private spend(seconds: number): void {
    this.seconds += seconds
  }

  private moveTo(hand: 'keys' | 'mouse'): number {
    const moved = hand !== this.hand
    this.hand = hand
    return moved ? HAND : 0
  }
}

/** Chinese is typed by its sounds: each letter of them, and a key to choose the word after every second character. */
export function keysOf(text: string): number {
  const characters = [...text]
  const han = characters.filter((character) => /\p{Script=Han}/u.test(character))
  const letters = han.reduce((sum, character) => sum + pinyin(character, { toneType: 'none' }).length, 0)
  return letters + Math.ceil(han.length / 2) + (characters.length - han.length)
}

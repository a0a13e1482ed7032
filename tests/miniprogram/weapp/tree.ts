import { readFileSync } from 'node:fs'
import path from 'node:path'

/** One element of a page as Taro hands it to WeChat: `nn` its kind, `cn` its children, `v` its text, `sid` its name for events. */
export interface Node {
  sid?: string
  nn?: string
  cn?: Node[]
  [attribute: string]: unknown
}

/** All that can be read in an element. */
export function textOf(node: Node | undefined): string {
  if (node === undefined) return ''
  const own = node.nn === '8' || typeof node.v === 'string' ? String(node.v ?? '') : ''
  return own + (node.cn ?? []).map(textOf).join('\n')
}

function everyNode(node: Node | undefined): Node[] {
  return node === undefined ? [] : [node, ...(node.cn ?? []).flatMap(everyNode)]
}

/** The innermost element that says exactly this. */
export function saying(root: Node | undefined, word: string): Node | undefined {
  return everyNode(root).findLast((node) => (node.cn?.length ?? 0) > 0 && textOf(node).trim() === word)
}

/** The text area. */
export function writingField(root: Node | undefined): Node | undefined {
  return everyNode(root).find((node) => 'confirmType' in node || Object.values(node).includes('send'))
}

/** How the build calls buttons and whether one is off: Taro gives kinds and attributes short names of its own. */
export interface ButtonNames {
  kind: string
  disabled: string
  label: string
}

export function buttonNames(dist: string): ButtonNames {
  const base = readFileSync(path.join(dist, 'base.wxml'), 'utf8')
  const [, kind, attributes = ''] = /<template name="tmpl_0_(\w+)">\s*<button ([^>]*)>/.exec(base) ?? []
  const disabled = /disabled="\{\{i\.(\w+)/.exec(attributes)?.[1]
  const label = /aria-label="\{\{i\.(\w+)/.exec(attributes)?.[1]
  if (kind === undefined || disabled === undefined || label === undefined) {
    throw new Error('base.wxml has no template for buttons that are off or have a label')
  }
  return { kind, disabled, label }
}

/** What a screen reader says of a button: its label, else its words. */
export function spokenName(button: Node, { label }: ButtonNames): string {
  return String(button[label] ?? button.ariaLabel ?? textOf(button)).trim()
}

/** The buttons that take a tap now. */
export function buttonsOf(root: Node | undefined, names: ButtonNames): Node[] {
  return everyNode(root).filter(({ nn, [names.disabled]: off }) => nn === names.kind && off !== true)
}

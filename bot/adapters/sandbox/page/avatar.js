import { h } from './element.js'
import { NICKNAME_PREFIXES } from './words.js'

const ROLES = [
  'resident',
  'volunteer',
  'enterprise',
  'station_worker',
  'supervisor',
  'station_director',
  'observer',
  'assistant',
]

/**
 * One character that stands for a person: 王阿姨 → 王, 小李 → 李.
 * @param {string} name
 */
export function surnameOf(name) {
  const characters = [...name.trim()]
  const first = characters[0] ?? '？'
  return characters.length === 2 && NICKNAME_PREFIXES.includes(first) ? (characters[1] ?? first) : first
}

/**
 * A square with the surname on the calm colour of the role. Decorative: the name stands beside it.
 * @param {{ name: string, role: string }} person
 */
export function avatar(person) {
  const role = ROLES.includes(person.role) ? person.role : 'other'
  return h('span', { class: `avatar avatar-${role}`, 'aria-hidden': 'true' }, surnameOf(person.name))
}

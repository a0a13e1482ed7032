import { addressOf, surnameOf } from '@yimin/shared/people/addressing'
import type { Person } from '../../people/index.ts'

/** 小李 may be 李芳, as neighbours say. */
export function isCalled(person: Person, name: string): boolean {
  if (person.name === name || addressOf(person) === name) return true
  const pet = /^[小老](?<surname>\p{Script=Han})$/u.exec(name)?.groups?.surname
  return pet !== undefined && surnameOf(person.name) === pet
}

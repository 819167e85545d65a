import type { Engine } from '../../src/engine/engine.ts'

/** An engine that keeps the text of every statement that goes to it. */
export const listening = (engine: Engine, heard: string[]): Engine =>
  new Proxy(engine, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return (...given: unknown[]): unknown => {
        const [first] = given
        if (typeof first === 'object' && first !== null && 'text' in first) heard.push(String(first.text))
        return (member as (...all: unknown[]) => unknown).apply(target, given)
      }
    },
  })

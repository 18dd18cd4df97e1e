'use client'
// Saves what a person edits a moment after the last change, one save at a time, always the newest state.
import { useCallback, useEffect, useRef, useState } from 'react'

export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed'

const SAVE_DELAY_MILLISECONDS = 600

/**
 * @param save stores one value; false or a throw means it did not.
 * @returns the state to announce, `change` to call with each new value, and `flush`, which resolves once everything
 *   is stored (true) or could not be (false).
 */
export function useAutosave<T>(save: (value: T) => Promise<boolean>) {
  const [state, setState] = useState<SaveState>('saved')
  const pending = useRef<{ value: T } | null>(null)
  const running = useRef<Promise<boolean> | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const flush = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current)
    running.current ??= drain().finally(() => (running.current = null))
    return running.current

    async function drain(): Promise<boolean> {
      while (pending.current) {
        const { value } = pending.current
        pending.current = null
        setState('saving')
        if (!(await save(value).catch(() => false))) {
          // What could not be stored stays pending, unless something newer has come meanwhile.
          pending.current ??= { value }
          setState('failed')
          return false
        }
      }
      setState('saved')
      return true
    }
  }, [save])

  const change = useCallback(
    (value: T) => {
      pending.current = { value }
      setState('waiting')
      clearTimeout(timer.current)
      timer.current = setTimeout(flush, SAVE_DELAY_MILLISECONDS)
    },
    [flush],
  )

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (pending.current || running.current) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => {
      window.removeEventListener('beforeunload', warn)
      // Leaving by a link inside the app: what waits is sent at once.
      if (pending.current) void flush()
    }
  }, [flush])

  return { state, change, flush }
}

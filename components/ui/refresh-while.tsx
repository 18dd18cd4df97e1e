'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Draws the page anew every so often while something on it is going on, and stops by itself. */
export function RefreshWhile({ active, everySeconds = 1 }: { active: boolean; everySeconds?: number }) {
  const router = useRouter()
  useEffect(() => {
    if (!active) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
    }, everySeconds * 1000)
    return () => clearInterval(timer)
  }, [active, everySeconds, router])
  return null
}

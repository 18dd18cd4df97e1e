'use client'

import { Pause, Play } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from './button'
import { RefreshWhile } from './refresh-while'

/** Keeps a page up to date, and lets its reader stop that: what moves by itself cannot be read by everybody. */
export function LiveRefresh({ everySeconds }: { everySeconds: number }) {
  const words = useTranslations('sessions.refresh')
  const [isOn, setOn] = useState(true)
  return (
    <div className="flex flex-wrap items-center gap-3">
      <RefreshWhile active={isOn} everySeconds={everySeconds} />
      <span className="text-sm text-ink-soft">{isOn ? words('on') : words('off')}</span>
      <Button
        variant="secondary"
        size="small"
        onPress={() => setOn(!isOn)}
        icon={isOn ? <Pause aria-hidden className="size-4" /> : <Play aria-hidden className="size-4" />}
      >
        {isOn ? words('pause') : words('go')}
      </Button>
    </div>
  )
}

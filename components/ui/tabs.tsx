'use client'

import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs'

export type TabsProps = {
  label: string
  tabs: readonly { id: string; title: ReactNode; content: ReactNode }[]
  defaultTab?: string
}

/** Several views of one thing in one place. */
export function Tabs({ label, tabs, defaultTab }: TabsProps) {
  return (
    <AriaTabs defaultSelectedKey={defaultTab}>
      <TabList aria-label={label} className="flex gap-1 overflow-x-auto border-b border-rule p-1">
        {tabs.map((tab) => (
          <Tab
            key={tab.id}
            id={tab.id}
            className="cursor-pointer rounded-t-lg border-b-3 border-transparent px-4 py-2.5 font-semibold whitespace-nowrap text-ink-soft hover:text-ink data-[selected]:border-brand data-[selected]:text-ink"
          >
            {tab.title}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="rounded-b-lg pt-6">
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}

'use client'

import { createContext } from 'react'

/** Whether the form around is waiting for its action. */
export const PendingContext = createContext(false)
